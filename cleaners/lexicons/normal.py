"""The normal form in which a label is looked up: case, digits, letter variants and edges do not count."""

from __future__ import annotations

import re
import unicodedata

from cleaners.patterns import lazy

_MARKS = lazy(
    "[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+"
)
"""Accents and vowel signs of Latin, Greek, Cyrillic, Hebrew and Arabic, tatweel, joiners, direction marks, soft hyphen."""

_DIGITS = lazy(r"\d+")
_CORE = lazy(r"[^\W\d_](?:.*[^\W\d_])?", re.DOTALL)


def fold(text: str) -> str:
    """Return `text` in small letters, without accents, with one form of each letter and single spaces.

    "À LIRE AUSSI" = "À lire aussi" = "a lire aussi" (capitals lose their accents on many pages, Greek ones always),
    "YASAL UYARI" = "yasal uyarı" (dotless i), "اقرأ أيضًا" = "اقرا ايضا", "كتاب" = "کتاب" (Arabic and Persian letters),
    "来源：" = "来源:" (full-width marks).
    It costs words that differ by an accent only; as whole labels none of those is known to clash.
    """
    folded = text.casefold()
    if not folded.isascii():
        folded = _MARKS.sub("", unicodedata.normalize("NFD", folded))
        folded = folded.replace("ı", "i").replace("’", "'").replace("‘", "'")
        folded = folded.replace("ي", "ی").replace("ى", "ی").replace("ك", "ک").replace("ة", "ه").replace("ە", "ه")
        folded = folded.replace("：", ":").replace("（", "(").replace("）", ")")
    return " ".join(folded.split())


def mask(folded: str) -> str:
    """Return a folded text with every number written 0, so that "3 comments" = "12 comments"."""
    return _DIGITS.sub("0", folded)


def core(masked: str) -> str:
    """Return a text from its first to its last letter: marks, symbols and digits at the edges do not count.

    >>> core("» 0 comments:")
    'comments'
    """
    if not masked or (masked[0].isalpha() and masked[-1].isalpha()):
        return masked
    found = _CORE.search(masked)
    if found is None:
        return ""
    end = found.end()
    while end < len(masked) and unicodedata.category(masked[end])[0] == "M":
        end += 1  # vowel signs of Indic scripts are marks, no letters to `re`: "पढ़ें" ends with two
    return masked[found.start() : end]


def normal(text: str) -> str:
    """Return the normal form of `text`; empty if it holds no letter.

    >>> normal("Updated 12 hours ago …")
    'updated 0 hours ago'
    """
    return core(mask(fold(text)))
