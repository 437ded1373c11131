"""Takes from a page's bytes a bounded sample of the visible text that tells encodings apart."""

from __future__ import annotations

import re

SAMPLE_BYTES = 6_144
"""Enough letters for a sure judgement in every encoding tried, few enough to judge thirty of them in passing."""
SEARCHED_BYTES = 1_048_576

_MARKUP = re.compile(rb"<!--.*?-->|<script\b.*?</script|<style\b.*?</style|<[^>]{0,4096}>|&[#\w]{1,9};", re.S | re.I)
_LINE = re.compile(rb"[^\r\n\t<>]*[\x80-\xff][^\r\n\t<>]*|[^\r\n\t<>]*\x1b[^\r\n\t<>]*")


def sample(body: bytes, *, is_html: bool) -> bytes:
    """Return lines of visible text that hold bytes outside ASCII, spread over the page, at most SAMPLE_BYTES.

    Tags, comments, scripts and styles are taken out first: menus and code are English on pages of every language.
    No encoding tried uses `<`, `>` or white space inside a character, so cutting there breaks none.
    """
    text = body[:SEARCHED_BYTES]
    lines = _LINE.findall(_MARKUP.sub(b"\n", text)) if is_html else _LINE.findall(text)
    if not lines and is_html:
        lines = _LINE.findall(text)
    return _spread([line.strip() for line in lines])


def _spread(lines: list[bytes]) -> bytes:
    step = max(1, sum(map(len, lines)) // SAMPLE_BYTES)
    chosen = lines[::step] if len(lines) >= step else lines
    return b"\n".join(chosen)[:SAMPLE_BYTES]
