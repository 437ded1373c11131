"""Counts the kinds of letters that texts have: digits, capitals, commas, letters without spaces between words, bars."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaners.model.characters import CLASSES, classes_of, codes_of


def count_letters(heads: Sequence[str]) -> NDArray[np.int64]:
    """How many characters of each class every text has: (texts, 1 + classes), those of no class first. All texts in one look-up:
    five searches a text took a quarter of the time of all features."""
    sizes = np.fromiter(map(len, heads), np.int64, len(heads))
    width = 1 + CLASSES
    cells = np.repeat(np.arange(len(heads)) * width, sizes)
    cells += classes_of(codes_of("".join(heads)))
    return np.bincount(cells, minlength=width * len(heads)).reshape(-1, width)
