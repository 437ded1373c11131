"""The words of a dump's lines that tell what it speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count

import numpy as np
from numpy.typing import NDArray

from cleaners.patterns import lazy

_WORD = lazy(r"[^\W\d_]{4,}|\d{2,}")
_ASCII_WORD = lazy(r"[a-z]{4,}|[0-9]{2,}")
_NOT_AS_ASCII = lazy(r"[^\x00-\x7f\xa0«»‐-—‘-„•…]")
"""None of it: only typographic marks stand between ASCII words, whose pattern takes half of the time."""
_OF_OTHER_SCRIPTS = lazy(r"[\u0900-\u0eff\u3040-\u9fff]")
"""What the two below look for."""
_INDIC = lazy(r"[\u0900-\u0dff]")
_INDIC_WORD = lazy(r"[\u0900-\u0dff]{4,}|[^\W\d_]{4,}|\d{2,}")
"""Vowel signs of Indian scripts are no letters to Python: they would cut every word in pieces."""
_IDEOGRAPHS = lazy(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")

Terms = frozenset[str]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words of a dump's lines."""

    own: tuple[Terms, ...]
    """Those of each line."""
    sizes: Counts
    """How many each line has."""
    lines: Counts
    """For each word of each line the number of its line …"""
    words: Counts
    """… and that of the word: arrays are counted faster than sets."""


def vocabulary(folded: Sequence[str]) -> Vocabulary:
    """The words of case-folded lines."""
    own = tuple(map(terms_of, folded))
    every = list(chain.from_iterable(own))
    sizes = np.fromiter(map(len, own), np.int64, len(own))
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    words = np.fromiter(map(numbers.__getitem__, every), np.int64, len(every))
    return Vocabulary(own, sizes, np.repeat(np.arange(len(own)), sizes), words)


def terms_of(folded: str) -> Terms:
    """The words of a case-folded text that tell its subject; of scripts without spaces pairs of letters."""
    if folded.isascii() or _NOT_AS_ASCII.search(folded) is None:
        return frozenset(_ASCII_WORD.findall(folded))
    if _OF_OTHER_SCRIPTS.search(folded) is None:
        return frozenset(_WORD.findall(folded))
    if _INDIC.search(folded):
        return frozenset(_INDIC_WORD.findall(folded))
    runs = _IDEOGRAPHS.findall(folded)
    pairs = (run[i : i + 2] for run in runs for i in range(len(run) - 1))
    return frozenset(pairs) if sum(map(len, runs)) > len(folded) / 3 else frozenset(_WORD.findall(folded))
