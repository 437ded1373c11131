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
from cleaners.model.lines.place import FAR, Column, last_before, means_around

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
    seen = dict(zip(_SEEN, matrix.T[[names.index(name) for name in _SEEN]].astype(np.float64), strict=True))
    seen["copied"] = seen["copies"] > 1
    seen["dated"] = (seen["clock"] + seen["year"] > 0) & (seen["words"] < MAX_DATED_WORDS)
    seen["shared"] = np.maximum(0.0, seen["shared"]) * seen["good"]
    seen["is_short"] = seen["words"] < MAX_SHORT_WORDS
    found = np.empty((len(AROUND), len(matrix)), dtype=np.float32)
    means, groups = len(_MEANS_AT), len(_MEANS_AT) + 3 * GROUPS
    found[:means] = _means(seen)
    found[means:groups] = _groups(seen["label_group"])
    for at, name in enumerate(RUNS):
        found[groups + 3 * at : groups + 3 * at + 3] = run_lengths(seen[name] > 0)
    found[-1] = _good_share(seen["good"], seen["log_chars"])
    return found.T


_SEEN = (
    "copies", "clock", "year", "words", "shared", "good", "digits", "capitals", "question", "link_density", "label_group",
    "ends_sentence", "log_chars",
)  # fmt: skip
_WIDTHS = tuple(sorted({width for widths in MEANS.values() for width in widths}))
_MEANS_AT = [_WIDTHS.index(w) * len(MEANS) + at for at, widths in enumerate(MEANS.values()) for w in widths]
"""Which of the means of all columns over all widths are told, in order."""


def _means(seen: dict[str, Numbers]) -> Numbers:
    """Means over the lines around."""
    values = np.array([seen[name] for name in MEANS], dtype=np.float64)
    return means_around(values, _WIDTHS).reshape(-1, values.shape[1])[_MEANS_AT]


def _groups(group: Column) -> Numbers:
    """Lines since the last label of each kind, lines to the next, and how many stand before."""
    is_of = group == np.arange(GROUPS)[:, None]
    found = np.empty((3 * GROUPS, len(group)))
    found[:GROUPS] = since(is_of)
    found[GROUPS : 2 * GROUPS] = since(is_of[:, ::-1])[:, ::-1]
    found[2 * GROUPS :] = np.minimum(np.cumsum(is_of, axis=1) - is_of, MOST_COUNTED)
    return found


def since(marked: Numbers) -> Numbers:
    """For each row of truths, lines since the last true one before."""
    return np.asarray(np.minimum(np.arange(marked.shape[1]) - last_before(marked), FAR))


def run_lengths(flags: Numbers) -> Numbers:
    """Lines of the run of equal truths that a line stands in, of the run before and of the run after."""
    edges = [0, *(np.flatnonzero(flags[1:] != flags[:-1]) + 1).tolist(), len(flags)]
    lengths = np.diff(edges)
    padded = np.zeros(len(lengths) + 2)
    np.minimum(lengths, FAR, out=padded[1:-1])
    return np.repeat(np.array([padded[1:-1], padded[:-2], padded[2:]]), lengths, axis=1)


def _good_share(good: Column, log_chars: Column) -> Column:
    """Share of the dump's prose that stands down to a line."""
    sums = np.cumsum(good * np.minimum(np.expm1(log_chars), MAX_GOOD))
    return np.asarray(sums / max(1.0, float(sums[-1])))
