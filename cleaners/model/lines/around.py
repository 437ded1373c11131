"""Features of what stands around a line: what comes again and again, dates, runs of like lines, how far each kind of label is.

Told from the columns of the other features. Comments are text to every word; that "Reply", a name and a time come again
between them gives them away. A list of other stories is a long run of lines without a final mark.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaners.model.lines.own import Matrix
from cleaners.model.lines.place import FAR, Column, means_around

Numbers = NDArray[Any]

MEANS = MappingProxyType({
    "copied": (5, 15, 31), "dated": (5, 15, 31), "digits": (5, 15, 31), "shared": (5, 15, 31), "capitals": (5, 15, 31),
    "question": (15, 31), "link_density": (15, 31),
})  # fmt: skip
"""What means are taken of, and over how many lines."""
GROUPS = 9
"""Kinds of labels, as `own.GROUPS` numbers them."""
MOST_COUNTED = 9
RUNS = ("good", "ends_sentence", "is_short")
"""A line is in a run of lines that are alike in one of these."""
MAX_SHORT_WORDS = 15
MAX_DATED_WORDS = 14
MAX_GOOD = 400.0

AROUND = (
    *(f"{name}_mean_{width}" for name, widths in MEANS.items() for width in widths),
    *(f"since_group_{group}" for group in range(GROUPS)),
    *(f"to_group_{group}" for group in range(GROUPS)),
    *(f"before_group_{group}" for group in range(GROUPS)),
    *(f"{name}_run{side}" for name in RUNS for side in ("", "_before", "_after")),
    "good_share",
)
"""Names of the columns, in order."""


def around(matrix: Matrix, names: tuple[str, ...]) -> Matrix:
    """A row a line, a column a name of AROUND; `names` are those of the matrix's columns."""
    if not len(matrix):
        return np.zeros((0, len(AROUND)), dtype=np.float32)
    seen = {name: matrix[:, names.index(name)].astype(np.float64) for name in _SEEN}
    seen["copied"] = (seen["copies"] > 1).astype(np.float64)
    seen["dated"] = ((seen["clock"] + seen["year"] > 0) & (seen["words"] < MAX_DATED_WORDS)).astype(np.float64)
    seen["shared"] = np.maximum(0.0, seen["shared"]) * seen["good"]
    seen["is_short"] = (seen["words"] < MAX_SHORT_WORDS).astype(np.float64)
    runs = np.hstack([run_lengths(seen[name] > 0) for name in RUNS])
    columns = (_means(seen), _groups(seen["label_group"]), runs, _good_share(seen["good"], seen["log_chars"])[:, None])
    return np.hstack(columns).astype(np.float32)


_SEEN = (
    "copies", "clock", "year", "words", "shared", "good", "digits", "capitals", "question", "link_density", "label_group",
    "ends_sentence", "log_chars",
)  # fmt: skip


def _means(seen: dict[str, Column]) -> Numbers:
    """Means over the lines around."""
    widths = sorted({width for of_one in MEANS.values() for width in of_one})
    values = np.stack([seen[name] for name in MEANS], axis=1)
    found = dict(zip(widths, means_around(values, widths), strict=True))
    return np.stack([found[w][:, i] for i, of_one in enumerate(MEANS.values()) for w in of_one], axis=1)


def _groups(group: Column) -> Numbers:
    """Lines since the last label of each kind, lines to the next, and how many stand before."""
    is_of = group[:, None] == np.arange(GROUPS)
    before = np.minimum(np.cumsum(is_of, axis=0) - is_of, MOST_COUNTED)
    return np.hstack((since(is_of), since(is_of[::-1])[::-1], before))


def since(marked: Numbers) -> Numbers:
    """For each column of truths, lines since the last true one before."""
    at = np.arange(len(marked))[:, None]
    seen = np.maximum.accumulate(np.where(marked, at, -1), axis=0)
    before = np.vstack([np.full((1, marked.shape[1]), -1), seen[:-1]])
    return np.where(before >= 0, np.minimum(at - before, FAR), FAR).astype(np.float64)


def run_lengths(flags: Numbers) -> Numbers:
    """Lines of the run of equal truths that a line stands in, of the run before and of the run after."""
    edges = np.concatenate([[0], np.flatnonzero(flags[1:] != flags[:-1]) + 1, [len(flags)]])
    lengths = np.diff(edges)
    number = np.repeat(np.arange(len(lengths)), lengths)
    padded = np.minimum(np.concatenate([[0], lengths, [0]]), FAR)
    return np.stack([padded[number + 1], padded[number], padded[number + 2]], axis=1)


def _good_share(good: Column, log_chars: Column) -> Column:
    """Share of the dump's prose that stands down to a line."""
    sums = np.cumsum(good * np.minimum(np.expm1(log_chars), MAX_GOOD))
    return np.asarray(sums / max(1.0, float(sums[-1])))
