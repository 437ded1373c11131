"""Features of which way the words of a line lean: to text or to furniture, as a regression over many sites has found.

Rules for readers' comments, terms of use and appeals to subscribe are written in whole sentences; where the line breaks are lost
too, words are nearly all that tells them from a story. On held-out sites this is worth half a point of F1 with line
breaks, two without, and three where the marks are blanked as well. Words of languages the corpora have little of are not
known: then the columns say so, and the trees have learned to do without.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from cleaners.model.files import read_arrays
from cleaners.model.lines.own import Matrix
from cleaners.model.lines.terms import Terms

Weights = Mapping[str, float]
"""Word -> what it adds to the logarithm of the odds that its line is text."""

FORMAT = 1
SCALE = 32.0
"""Steps of a weight in the file, which has a byte for each."""
NEAR = (2, 7)
"""Lines on either side over which means are taken, weighted by their words."""
LEANING = ("leaning", "leaning_least", "leaning_three_least", "leaning_known", *(f"leaning_around_{n}" for n in NEAR))
"""Names of the columns, in order."""
_NOTHING_KNOWN = (0.0, 0.0, 0.0, -1.0)
_UNCOUNTED = 0.01
"""What a line without words weighs in a mean, so that there always is one."""


@cache
def load_words() -> Weights:
    """The words shipped with the package."""
    arrays, _ = read_arrays("lines-words", FORMAT)
    words = arrays["words"].tobytes().decode("utf-8").split("\n")
    return dict(zip(words, (arrays["weights"] / SCALE).tolist(), strict=True))


def leaning(own: Sequence[Terms], weights: Weights) -> Matrix:
    """A row a line, a column a name of LEANING: mean of the weights of its words, the least, the sum of the three least, the
    share of its words that is known (-1 if none is), and means around."""
    if not own:
        return np.zeros((0, len(LEANING)), dtype=np.float32)
    rows = np.array([_row(terms, weights) for terms in own])
    sizes = np.array([len(terms) or _UNCOUNTED for terms in own])
    return np.column_stack((rows, *(_around(rows[:, 0] * sizes, sizes, near) for near in NEAR))).astype(np.float32)


def _row(terms: Terms, weights: Weights) -> tuple[float, float, float, float]:
    known = sorted([weights[term] for term in terms if term in weights])
    if not known:
        return _NOTHING_KNOWN
    return sum(known) / len(known), known[0], sum(known[:3]), len(known) / len(terms)


def _around(values: Matrix, sizes: Matrix, near: int) -> Matrix:
    """Sum of the values around each line by the sum of the sizes there."""
    at = np.arange(len(values))
    low, high = np.maximum(0, at - near), np.minimum(len(values), at + near + 1)
    sums, counts = (np.concatenate([[0.0], np.cumsum(column)]) for column in (values, sizes))
    return np.asarray((sums[high] - sums[low]) / (counts[high] - counts[low]))
