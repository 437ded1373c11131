"""Features of which way the words of a line lean: to text or to furniture, as a regression over many sites has found.

Rules for readers' comments, terms of use and appeals to subscribe are written in whole sentences; where the line breaks are lost
too, words are nearly all that tells them from a story. On held-out sites this is worth half a point of F1 with line
breaks, two without, and three where the marks are blanked as well. Words of languages the corpora have little of are not
known: then the columns say so, and the trees have learned to do without.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from cleaners.model.files import read_arrays
from cleaners.model.lines.own import Matrix
from cleaners.model.lines.terms import Terms

Column = NDArray[np.float64]
Weights = Mapping[str, float]
"""Word -> what it adds to the logarithm of the odds that its line is text."""

FORMAT = 1
SCALE = 32.0
"""Steps of a weight in the file, which has a byte for each."""
NEAR = (2, 7)
"""Lines on either side over which means are taken, weighted by their words."""
LEANING = ("leaning", "leaning_least", "leaning_three_least", "leaning_known", *(f"leaning_around_{n}" for n in NEAR))
"""Names of the columns, in order."""
_UNCOUNTED = 0.01
"""What a line without words weighs in a mean, so that there always is one."""


@cache
def load_words() -> Weights:
    """The words shipped with the package."""
    arrays, _ = read_arrays("lines-words", FORMAT)
    words = arrays["words"].tobytes().decode("utf-8").split("\n")
    # Equal weights are one number: a look-up then waits for the memory of the word alone.
    steps = {step: step / SCALE for step in range(-128, 128)}
    return dict(zip(words, map(steps.__getitem__, arrays["weights"].tolist()), strict=True))


def leaning(own: Sequence[Terms], weights: Weights) -> Matrix:
    """A row a line, a column a name of LEANING: mean of the weights of its words, the least, the sum of the three least, the
    share of its words that is known (-1 if none is), and means around."""
    if not own:
        return np.zeros((0, len(LEANING)), dtype=np.float32)
    sizes = np.fromiter(map(len, own), np.float64, len(own))
    rows = _rows(own, sizes, weights)
    sizes[sizes == 0] = _UNCOUNTED
    return np.array([*rows, *_around(np.array([rows[0] * sizes, sizes]))], dtype=np.float32).T


def _rows(own: Sequence[Terms], sizes: Column, weights: Weights) -> list[Column]:
    """The columns of the lines themselves: all words are sorted at once, by their lines and then their weights."""
    found = np.fromiter(map(weights.get, chain.from_iterable(own), repeat(np.nan)), np.float64, int(sizes.sum()))
    lines = np.repeat(np.arange(len(own)), sizes.astype(np.int64))
    is_known = found == found
    found, lines = found[is_known], lines[is_known]
    order = np.lexsort((found, lines))
    found = np.append(found[order], (0.0, 0.0, 0.0))
    known = np.bincount(lines, minlength=len(own))
    starts = np.cumsum(known) - known
    least, second, third = (np.where(known > i, found[starts + i], 0.0) for i in range(3))
    total = np.bincount(lines, weights=found[:-3], minlength=len(own))
    counted = np.maximum(known, 1)
    return [total / counted, least, least + second + third, np.where(known > 0, known / np.maximum(sizes, 1), -1.0)]


def _around(values_and_sizes: Column) -> list[Column]:
    """Sum of the values around each line by the sum of the sizes there."""
    n = values_and_sizes.shape[1]
    at, sums = np.arange(n), np.zeros((2, n + 1))
    np.cumsum(values_and_sizes, axis=1, out=sums[:, 1:])
    found = []
    for near in NEAR:
        values, sizes = sums[:, np.minimum(n, at + near + 1)] - sums[:, np.maximum(0, at - near)]
        found.append(values / sizes)
    return found
