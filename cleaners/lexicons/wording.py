"""Looks for any of a language's words in a text: whole words, or the beginnings of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_GLUED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts that write words together, and Korean, that glues particles to them: there a word may stand inside a run."""
_NO_LETTER_BEFORE = r"(?<!\w)"
_NO_LETTER_AFTER = r"(?![\w\u0900-\u0dff])"
"""Vowel signs of Indic scripts are no letters to `re`: "आप" (you) does not stand in "आपातकाल" (emergency)."""


class Wording:
    """Some words of a language, made for looking whether one of them stands in a text."""

    __slots__ = ("_ends", "_words")

    def __init__(self, words: Iterable[str], *, beginnings: bool = False) -> None:
        """Take the words as their file writes them; of `beginnings` any word that goes on counts too."""
        self._words = tuple(plain(word) for word in words)
        self._ends = "" if beginnings else _NO_LETTER_AFTER

    def stands_in(self, text: str) -> bool:
        """Whether one of the words stands in `text`; False if there are no words."""
        return bool(self._words) and _pattern(self._words, self._ends).search(plain(text)) is not None


def plain(text: str) -> str:
    """Return `text` in small letters, with one form of the apostrophe and of the Turkish i; accents stay, they part words."""
    return text.casefold().replace("’", "'").replace("ı", "i").replace("i\u0307", "i")


@cache
def _pattern(words: tuple[str, ...], ends: str) -> re.Pattern[str]:
    glued = [re.escape(word) for word in words if _GLUED.search(word)]
    spaced = [re.escape(word) for word in words if not _GLUED.search(word)]
    alone = [f"{_NO_LETTER_BEFORE}(?:{'|'.join(spaced)}){ends}"] if spaced else []
    return re.compile("|".join(alone + glued))
