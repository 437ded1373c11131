"""Tells damage from text that talks about damage: an article quoting `â€™` keeps it."""

from __future__ import annotations

import re

from cleaners.patterns import lazy

MIN_DAMAGED_SHARE = 0.6
"""Share of the words outside ASCII that have to be damaged in a text that speaks of encodings."""

MAX_QUOTED = 32
"""Characters of a word that may be a quotation of damage."""

_TERMS = lazy(
    r"mojibake|\butf-?8\b|\bcharset|\bunicode\b|\bwindows-125\d|\biso-8859|\blatin-?1\b|\bcp125\d|character encoding"
    r"|кодировк|кракозябр|encodage|codificaci[óo]n de|codifica dei caratteri|zeichenkodierung|zeichensatz|kodowani"
    r"|karakter kodlama|ترميز|کدگذاری|文字化け|文字コード|乱码|亂碼|编码|編碼|인코딩",
    re.IGNORECASE,
)
_STEMS = (
    "moj", "utf", "charset", "cod", "kod", "chensatz", "cp125", "-125", "-8859", "n1", "n-1", "кодировк",
    "кракозябр", "ترميز", "کدگذاری", "文字", "乱码", "亂碼", "编码", "編碼", "인코딩",
)  # fmt: skip
"""Pieces one of which stands in each term: to look for these takes a tenth of the time. They are
free of "i", whose Turkish capital has a small letter of its own."""
_IN_QUOTES = lazy(r"""[(\[{]?(?:["'`“‘«„]|&quot;)[^\w"'`]*[^\x00-\x7f]+[^\w"'`]*(?:["'`”’»“]|&quot;)[)\]}]?[.,:;!?]?""")


def is_quotation(word: str) -> bool:
    """True if a word is nothing but signs outside ASCII in quotation marks.

    >>> is_quotation('"Ã¤"'), is_quotation("Itâ€™s")
    (True, False)
    """
    return len(word) <= MAX_QUOTED and _IN_QUOTES.fullmatch(word) is not None


def speaks_of_encodings(text: str) -> bool:
    """True if the text names encodings or what they do to letters."""
    folded = text.casefold()
    return any(stem in folded for stem in _STEMS) and _TERMS.search(text) is not None


def is_mostly_damaged(text: str, damaged: int) -> bool:
    """True if the words that are damaged are most of the text's distinct words outside ASCII."""
    words = {word for word in text.split() if not word.isascii()}
    return damaged >= MIN_DAMAGED_SHARE * len(words)
