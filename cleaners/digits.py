"""Digits of all scripts as ASCII digits, to read the times and counts that lines state."""

from __future__ import annotations

import unicodedata


def ascii_digits(text: str) -> str:
    """The text with the digits of all scripts as ASCII digits, and the colon of Chinese as a colon."""
    if text.isascii():
        return text
    return (
        "".join(str(unicodedata.decimal(ch)) if ch.isdecimal() else ch for ch in text)
        .replace("：", ":")
        .replace("∶", ":")
    )
