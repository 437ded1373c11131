"""Takes from a page's bytes a bounded sample of the visible words that tell encodings apart."""

from __future__ import annotations

import re

SAMPLE_BYTES = 4_096
"""Enough letters for a sure judgement in every encoding tried, few enough to judge thirty of them in passing."""
SEARCHED_BYTES = 1_048_576

_IGNORED = re.compile(
    rb"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)|<style\b.*?(?:</style|\Z)|<[^<>]{0,4096}>|&[#\w]{1,9};",
    re.DOTALL | re.IGNORECASE,
)
_TAGS = re.compile(rb"<[^<>]{0,4096}>")


def sample(body: bytes, *, is_html: bool) -> bytes:
    """Return the distinct words of the visible text that hold bytes outside ASCII, one a line, at most SAMPLE_BYTES.

    Tags, comments, scripts and styles are taken out first: menus and code are English on pages of every language.
    No encoding tried uses `<`, `>` or white space inside a character, so cutting there breaks none.
    """
    text = body[:SEARCHED_BYTES]
    if not is_html:
        return _spread(_telling(text))
    return _spread(_telling(_IGNORED.sub(b" ", text)) or _telling(_TAGS.sub(b" ", text)) or _telling(text))


def _telling(text: bytes) -> list[bytes]:
    return [word for word in dict.fromkeys(text.split()) if not word.isascii() or b"\x1b" in word]


def _spread(words: list[bytes]) -> bytes:
    """Take words from all over the page: every second, every third, if there are too many."""
    step = 1 + sum(map(len, words)) // SAMPLE_BYTES
    return b"\n".join(words[::step])[: 2 * SAMPLE_BYTES]
