"""The words of a dump's lines that tell what it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaners.patterns import lazy

_WORD = lazy(r"[^\W\d_]{4,}|\d{2,}")
_ASCII_WORD = lazy(r"[a-z]{4,}|[0-9]{2,}")
_OF_OTHER_SCRIPTS = lazy(r"[\u0900-\u0eff\u3040-\u9fff]")
"""What the two below look for."""
_INDIC = lazy(r"[\u0900-\u0dff]")
_INDIC_WORD = lazy(r"[\u0900-\u0dff]{4,}|[^\W\d_]{4,}|\d{2,}")
"""Vowel signs of Indian scripts are no letters to Python: they would cut every word in pieces."""
_IDEOGRAPHS = lazy(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")

Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a dump's lines."""

    own: tuple[Terms, ...]
    """Those of each line, and …"""
    common: tuple[Terms, ...]
    """… those of them that another line has: only these are counted, and most words stand once."""


def vocabulary(folded: Sequence[str]) -> Vocabulary:
    """The words of case-folded lines."""
    own = tuple(map(terms_of, folded))
    seen, again = set[str](), set[str]()
    for terms in own:
        again |= seen & terms
        seen |= terms
    return Vocabulary(own, tuple(terms & again for terms in own))


def terms_of(folded: str) -> Terms:
    """The words of a case-folded text that tell its subject; of scripts without spaces pairs of letters."""
    if folded.isascii():
        return frozenset(_ASCII_WORD.findall(folded))
    if _OF_OTHER_SCRIPTS.search(folded) is None:
        return frozenset(_WORD.findall(folded))
    if _INDIC.search(folded):
        return frozenset(_INDIC_WORD.findall(folded))
    runs = _IDEOGRAPHS.findall(folded)
    pairs = (run[i : i + 2] for run in runs for i in range(len(run) - 1))
    return frozenset(pairs) if sum(map(len, runs)) > len(folded) / 3 else frozenset(_WORD.findall(folded))
