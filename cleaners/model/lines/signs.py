"""Reads the letters of all lines of a dump at once: how many words each has, which are in capitals, which marks stand in it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]

_LAST = 0x1FFFF
"""The last code point whose signs are known: beyond it no script has capitals, spaces or these marks."""
_SPACE, _UPPER = 1, 2
QUESTION, ADDRESS, ERA = 4, 8, 16
"""A question mark; a mark that addresses have; the first letter of a word that years of other calendars begin with."""
_MARKS = ((QUESTION, "?؟？"), (ADDRESS, ".@:"), (ERA, "令平พ"))
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
    _marks: NDArray[np.uint8]
    _begins: Counts
    """Words of the dump before each line …"""
    _ends: Counts
    """… and to the end of those that are counted."""

    def has(self, mark: int) -> NDArray[np.bool_]:
        """Which lines have a mark."""
        return (self._marks & mark) > 0

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
    joined = "\n".join(("", *texts)).encode("utf-32-le", "surrogatepass")
    signs = _signs_of()[np.minimum(np.frombuffer(joined, dtype=np.uint32), _LAST)]
    edges = _sums(sizes + 1)
    is_space = signs & _SPACE
    at = np.flatnonzero(is_space[:-1] > is_space[1:]) + 1
    words = np.searchsorted(at, edges)
    begins, ends = words[:-1], np.minimum(words[:-1] + COUNTED_WORDS, words[1:])
    capitals = _sums((signs[at] & _UPPER) > 0)
    marks = np.bitwise_or.reduceat(signs, edges[:-1])
    return Signs(sizes, words[1:] - begins, capitals[ends] - capitals[begins], marks, begins, ends)


def _sums(values: NDArray[np.int64] | NDArray[np.bool_]) -> Counts:
    """Sums of the values before each and of all: one more than there are values."""
    sums = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=sums[1:])
    return sums


@cache
def _signs_of() -> NDArray[np.uint8]:
    """The signs of each character of the first two planes."""
    signs = np.zeros(_LAST + 1, dtype=np.uint8)
    plane = list(map(chr, range(_LAST + 1)))
    signs[list(map(str.isspace, plane))] |= _SPACE
    signs[list(map(str.isupper, plane))] |= _UPPER
    for mark, letters in _MARKS:
        signs[list(map(ord, letters))] |= mark
    return signs
