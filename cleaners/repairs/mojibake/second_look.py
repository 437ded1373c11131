"""Lets ftfy look at words that are still strange, in the configuration that touches nothing but encodings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from cleaners.plausibility import cost
from cleaners.repairs.mending import Glance
from cleaners.repairs.mojibake.quoted import is_quotation, speaks_of_encodings
from cleaners.repairs.mojibake.tables import Family, suspected
from cleaners.repairs.mojibake.utf8 import suspect_words
from cleaners.types import Lines

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

STRANGE = 12
"""Bits a character outside ASCII, on average, from which a word is strange: good ones cost four to eight."""
MIN_GAIN = 10
"""Bits by which a line has to become likelier."""


def look_again(lines: Lines, seen: Glance) -> Lines:
    """Return the lines with what ftfy mends, where a line holds a strange word and becomes likelier by it.

    It knows sequences that are broken in the middle (`decode_inconsistent_utf8`). It is asked last and overruled where
    it makes a line dearer: it takes GBK, EUC-JP and Shift-JIS read as Latin for UTF-8.
    """
    strange = {word for family in suspected(seen) if family.is_known_to_ftfy for word in _strange(seen.text, family)}
    if not strange or speaks_of_encodings(seen.text):
        return lines
    return tuple(_mended(line) if any(word in line for word in strange) else line for line in lines)


def _strange(text: str, family: Family) -> Iterator[str]:
    for word in suspect_words(text, family.suspect):
        if not is_quotation(word) and cost(word) >= STRANGE * sum(char > "\x7f" for char in word):
            yield word


def _mended(line: str) -> str:
    from ftfy import fix_encoding

    mended = fix_encoding(line, _configuration())
    if mended == line:
        return line
    is_sound = mended.count("\ufffd") <= line.count("\ufffd") and mended.count("\n") == line.count("\n")
    return mended if is_sound and cost(mended) + MIN_GAIN <= cost(line) else line


@cache
def _configuration() -> TextFixerConfig:
    """Its defaults straighten quotes, split ligatures and narrow full-width letters: good text."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, normalization=None
    )
