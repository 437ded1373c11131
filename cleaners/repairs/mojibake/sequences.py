"""Finds UTF-8 in a row of bytes, whole or with bytes lost, and says what it may have been."""

from __future__ import annotations

import re
from functools import cache

from cleaners.patterns import lazy
from cleaners.repairs.mojibake.tables import NOT_A_BYTE, Table

WHOLE = r"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
_WHOLE = lazy(WHOLE)
_BROKEN = lazy(
    rf"(?P<whole>{WHOLE})|(?P<broken>[\xe0-\xef][\x80-\xbf]\uffff?|[\xe0-\xef]\uffff?[\x80-\xbf]|[\xc2-\xef]\uffff?)"
)
_STRETCH = lazy(f"(?:{WHOLE}){{3,}}")
_CHANCE = lazy(
    "[\u0180-\u018e\u0193-\u019f\u01a2-\u01ae\u01b1-\u01cc\u01f1-\u01f3\u0220-\u0225\u0234-\u0258\u025a-\u02af\u0700-\u074f\u0780-\u089f]"
)
"""Rare Latin letters and phonetic signs but schwa, Syriac, Thaana, N'Ko: two capitals with accents and a sign give them."""
_LEAD = lazy(r"[\xc2-\xf4]")
_NBSP = 0xA0
"""At the end of a word it may have been tidied into the space that follows, or stripped: `voilÃ`."""
_LOST = chr(NOT_A_BYTE)


def undo(text: str, table: Table) -> str | None:
    """Return the text with its bytes read as UTF-8; None unless every letter outside ASCII was part of a sequence.

    Signs may stand between: a page with quotation marks of its own holds `“Itâ€™s”`.
    """
    bytes_ = table.to_bytes(text)
    pieces, end = [], 0
    for match in _WHOLE.finditer(bytes_):
        char = _decode(match[0])
        if char is None or not _is_between(text, bytes_, slice(end, match.start())):
            return None
        pieces += [text[end : match.start()], char]
        end = match.end()
    return "".join([*pieces, text[end:]]) if end and _is_between(text, bytes_, slice(end, None)) else None


def whole_part(text: str, table: Table) -> str:
    """Return the longest stretch of three or more whole sequences in a text that is not whole; empty if there is none."""
    stretches = [text[each.start() : each.end()] for each in _STRETCH.finditer(table.to_bytes(text))]
    return max(stretches, key=len, default="")


def has_lost_bytes(text: str, table: Table) -> bool:
    """True if inside a word, where no space was, the end of a character is missing."""
    return any(
        match["broken"] and match.end() < len(match.string) and match.string[match.end()] > " "
        for match in _BROKEN.finditer(table.to_bytes(text))
    )


def options(text: str, table: Table) -> list[tuple[str, ...]] | None:
    """Return for each stretch of the text what it may have been, where bytes undefined in the encoding were lost.

    None if something in the text cannot have come about that way.
    """
    bytes_ = table.to_bytes(text.replace("\ufffd", _LOST))
    found: list[tuple[str, ...]] = []
    end = 0
    for match in _BROKEN.finditer(bytes_):
        between, choices = text[end : match.start()], _choices(match, table)
        if not choices or not _is_plain(between):
            return None
        found += [(between,), choices] if between else [choices]
        end = match.end()
    if not end or not _is_plain(text[end:]):
        return None
    return [*found, (text[end:],)]


def _choices(match: re.Match[str], table: Table) -> tuple[str, ...]:
    if match["whole"]:
        char = _decode(match["whole"])
        return () if char is None else (char,)
    lost = table.undefined if match.end() < len(match.string) else (*table.undefined, _NBSP)
    return _completions(match["broken"].replace(_LOST, ""), lost)


@cache
def _completions(broken: str, lost: tuple[int, ...]) -> tuple[str, ...]:
    """Return every character whose bytes become the broken ones when a byte of `lost` is taken out."""
    tails = [chr(byte) for byte in lost]
    if broken > "\xdf" and len(broken) == 1:
        filled = [broken + second + third for second in tails for third in tails]
    elif len(broken) == 1:
        filled = [broken + tail for tail in tails]
    else:
        filled = [each for tail in tails for each in (broken + tail, broken[0] + tail + broken[1])]
    return tuple(dict.fromkeys(char for char in map(_decode, filled) if char is not None and char.isprintable()))


def _decode(bytes_: str) -> str | None:
    """Return the character; None if the bytes are none, or one that only chance brings forth: `É®` would be `ɮ`."""
    try:
        char = bytes_.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if _CHANCE.match(char) else char


def _is_between(text: str, bytes_: str, where: slice) -> bool:
    """True if that stretch can stand between whole sequences: nothing in it begins one."""
    return _is_plain(text[where]) and _LEAD.search(bytes_[where]) is None


def _is_plain(text: str) -> bool:
    return text.isascii() or not any(char > "\x7f" and char.isalpha() for char in text)
