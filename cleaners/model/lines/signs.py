"""Reads the letters of all lines of a dump at once: the words of each, those with capitals, the marks that stand in it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaners.model.characters import Bits, Sign, codes_of, signs_of

Counts = NDArray[np.int64]

COUNTED_WORDS = 40
"""Words at the head of a line of which small and capitalised ones are counted."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What the letters of lines tell; an entry a line."""

    sizes: Counts
    """Characters."""
    words: Counts
    """Words, parted by white space."""
    capitalised: Counts
    """Words with a capital among the first COUNTED_WORDS."""
    first: Bits
    """Signs of the first character …"""
    last: Bits
    """… and of the last; 0 if there is none."""
    every: Bits
    """Those of all."""
    _begins: Counts
    """Words of the dump before each line …"""
    _ends: Counts
    """… and to the end of those that are counted."""

    def counted(self, folded: Sequence[str], wanted: Container[str]) -> Counts:
        """How many of the first COUNTED_WORDS of each folded line are wanted. Folding makes and takes no white space."""
        words = "\n".join(folded).split()
        sums = _sums(np.fromiter(map(wanted.__contains__, words), np.int64, len(words)))
        return sums[self._ends] - sums[self._begins]

    @property
    def counted_words(self) -> Counts:
        """The words of a line that are counted, COUNTED_WORDS at most."""
        return self._ends - self._begins


def read_signs(texts: Sequence[str]) -> Signs:
    """Read one line or more: by one look-up for all letters, a word beginning where a space ends."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    signs = signs_of(codes_of("\n".join(("", *texts, ""))))
    edges = _sums(sizes + 1)
    is_space = signs & Sign.SPACE
    at = np.flatnonzero(is_space[:-1] > is_space[1:]) + 1
    words = np.searchsorted(at, edges)
    begins, ends = words[:-1], np.minimum(words[:-1] + COUNTED_WORDS, words[1:])
    capitals = _sums((signs[at] & Sign.UPPER) > 0)
    return Signs(
        sizes, words[1:] - begins, capitals[ends] - capitals[begins], signs[edges[:-1] + 1], signs[edges[1:] - 1],
        np.bitwise_or.reduceat(signs, edges[:-1]), begins, ends,
    )  # fmt: skip


def _sums(values: NDArray[np.int64] | NDArray[np.bool_]) -> Counts:
    """Sums of the values before each and of all: one more than there are values."""
    sums = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=sums[1:])
    return sums
