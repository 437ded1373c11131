"""The rules outlets set for those who comment: their headings, the words their sentences speak in, their set clauses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from cleaners.patterns import lazy

_BETWEEN = lazy(r"[^\w\u0900-\u0dff\u0e31-\u0e4e]+")
"""What is no part of a word. Vowel signs of Indic scripts and Thai are, though no letters to `re`."""
_GLUED = lazy(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts that write words together, and Korean, that compounds them: there a word may begin inside a run."""
_ARABIC, _HEBREW = lazy(r"[\u0600-\u06ff]"), lazy(r"[\u0590-\u05ff]")
_START = " "
"""A word begins after a space: looking for one is quicker than looking behind."""
_ARTICLES = _START + "[وف]?[بكل]?(?:ال|لل)?"
_PARTICLES = _START + "[ושהבלכמ]{0,3}"
"""Small words that Arabic and Hebrew write in front of a word, together with it."""
_VARIANTS = str.maketrans("يىكةأإآșț", "ییکهااا\u015f\u0163")
"""One form of letters that pages of a language write in two."""
_SIGNS = lazy(r"[\u0591-\u05bd\u0640\u064b-\u065f\u0670]+")
"""Vowel signs of Hebrew and Arabic, and the stroke that lengthens a word."""


def plain(text: str) -> str:
    """Return `text` in small letters without marks, so that a dump that has lost them reads the same. Accents stay, they part
    words: Vietnamese "gỡ" (take down) begins no "gồm" (hold).

    >>> plain("Community-Regeln: «Bitte …»")
    'community regeln bitte'
    """
    small = unicodedata.normalize("NFC", _SIGNS.sub("", text.casefold().replace("ı", "i").replace("i\u0307", "i")))
    return _BETWEEN.sub(" ", small.translate(_VARIANTS)).strip()


class Beginnings:
    """Beginnings of words or clauses, made for saying which of them stand in a text."""

    __slots__ = ("_forms", "_texts")

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the beginnings as their file writes them."""
        self._texts = {plain(text): text for text in texts}
        self._forms = tuple(self._texts)

    def found(self, text: str) -> tuple[str, ...]:
        """The beginnings that stand in `text`, as their file writes them, each once, in their order there."""
        if not self._texts:
            return ()
        found = _pattern(self._forms).finditer(f" {plain(text)}")
        return tuple(dict.fromkeys(self._texts[m[m.lastgroup or 0]] for m in found))


START_CHARS = 2
"""Letters of the starts of headings."""


@dataclass(frozen=True, slots=True)
class CommentRules:
    """How an outlet of a language speaks to those who comment."""

    headings: frozenset[str] = frozenset()
    """Headings of such rules in normal form ("rules for comments")."""
    ambiguous: frozenset[str] = frozenset()
    """The same of headings that parts of stories have too ("netiquette", "community rules")."""
    starts: frozenset[str] = frozenset()
    """The first letters of both: a quick look at them spares most lines the reading of the rest."""
    words: Beginnings = field(default=Beginnings(()), repr=False, compare=False)
    """Beginnings of the words that their sentences use, and that other sentences use too ("moderat", "insult")."""
    clauses: Beginnings = field(default=Beginnings(()), repr=False, compare=False)
    """Beginnings of clauses that hardly stand elsewhere ("by sending a comment", "comments are moderated")."""


@cache
def _pattern(texts: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all; the longest are tried first, so that "comments are" is not found in place of a longer clause."""
    kinds: dict[str, list[str]] = {"": [], _ARTICLES: [], _PARTICLES: [], _START: []}
    for text in sorted(texts, key=len, reverse=True):
        kinds[_kind(text)].append(re.escape(text))
    parts = [f"{start}(?P<k{n}>{'|'.join(some)})" for n, (start, some) in enumerate(kinds.items()) if some]
    return re.compile("|".join(parts))


def _kind(text: str) -> str:
    if _GLUED.search(text):
        return ""
    return _ARTICLES if _ARABIC.search(text) else _PARTICLES if _HEBREW.search(text) else _START
