"""Makes plain text of a metadata value: entities, tags and white space resolved."""

from __future__ import annotations

import html
import re
from typing import Any

from cleaners.patterns import lazy
from cleaners.repairs import repair

MAX_LENGTH = 5_000
"""Characters of a value that are read where it is not a text; a longer one is no title, name or date."""

_MISREAD = lazy(
    "[\u00c2-\u00c5\u00ce\u00cf\u00d0\u00d1\u00d8\u00d9\u00e2-\u00ef][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
"""UTF-8 read as a Western encoding: its marks and signs would not pass for parts of a name."""

_TAG = lazy(r"</?[a-zA-Z][^<>]{0,200}>")
_BREAK = lazy(r"<(?:br|/p|/div|/h[1-6]|/li)\b[^<>]{0,80}>", re.IGNORECASE)
_SPACE = lazy(r"\s+")
_LINES = lazy(r"\s*[\n\r\u2028\u2029]\s*")
_UNSEEN = lazy("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_SURROGATE = lazy("[\ud800-\udfff]")


def tidy(value: Any, *, keep_lines: bool = False) -> str:
    """A value as one line of text (or a paragraph a line); empty if it is not a text.

    Entities are resolved up to three layers deep (`&amp;amp;#8217;`), tags taken out, soft hyphens and marks without
    letters dropped; ZWNJ and ZWJ stay, they belong to Persian words and emoji.

    >>> tidy("Bread &amp;amp; roses <em>today</em>")
    'Bread & roses today'
    """
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, str)), "")
    if not isinstance(value, str):
        return ""
    text = value if keep_lines else value[:MAX_LENGTH]
    text = _unescaped(text)
    if not text.isascii() and _MISREAD.search(text):
        text = repair(text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    text = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))
    if keep_lines:
        return "\n".join(_SPACE.sub(" ", line).strip() for line in _LINES.split(text) if line.strip())
    return _SPACE.sub(" ", text).strip()


def _unescaped(text: str) -> str:
    """The text with entities resolved, up to three layers deep."""
    for _ in range(3):
        if "&" not in text:
            return text
        before, text = text, html.unescape(text)
        if text == before:
            return text
    return text
