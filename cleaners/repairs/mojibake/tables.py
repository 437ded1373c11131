"""Turns characters back into the bytes that a wrong decoder made them of, and finds where that may be needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from cleaners.repairs.mending import Glance

FAMILIES = (
    ("cp1252", "cp1254", "cp1250", "cp1257", "iso8859_2", "iso8859_15"),
    ("mac_roman", "cp437", "cp850"),
    ("cp1251",),
    ("cp1256",),
    ("cp1253",),
    ("cp1255",),
)
"""Python names of the single-byte encodings that UTF-8 is read in by mistake, by the script their letters look like;
of those that explain a text equally well the first is taken."""

_QUOTES = frozenset("“”‘’«»–—…•")
"""Signs that good text is full of: alone they make nothing suspect."""
_RARE = frozenset("‚√∂")
"""What Mac Roman makes of the first byte of a quotation mark or an accented letter: `‚Äô`, `√©`."""

NOT_A_BYTE = 0xFFFF
LEADS_2 = range(0xC2, 0xE0)
LEADS_3 = range(0xE0, 0xF5)
TAILS = range(0x80, 0xC0)


class ByteOf(dict[int, int]):
    """Code point -> byte, for `str.translate`; what the encoding does not have becomes NOT_A_BYTE."""

    def __missing__(self, code: int) -> int:
        """ASCII stands for itself in every encoding."""
        return code if code < 0x80 else NOT_A_BYTE


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A single-byte encoding, read backwards."""

    codec: str
    byte_of: ByteOf
    undefined: tuple[int, ...]
    """Bytes the encoding leaves undefined: strict decoders drop them, so that they are missing from the text."""

    def to_bytes(self, text: str) -> str:
        """Return the text with each character replaced by the byte it was made of, as a character below U+0100."""
        return text.translate(self.byte_of)

    def chars(self, bytes_: range) -> set[str]:
        """Return what those bytes are read as."""
        return {chr(code) for code, byte in self.byte_of.items() if byte in bytes_}


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Encodings whose damage looks alike, and how to find it quickly."""

    tables: tuple[Table, ...]
    telling: tuple[tuple[frozenset[str], frozenset[str]], ...]
    """What first and later bytes are read as; one of the two is not common in good text."""
    hint: re.Pattern[str]
    """Two characters in a row that may begin one: all that `suspect` finds, and more, but quickly."""
    suspect: re.Pattern[str]
    """Two or three characters in a row that may have been one."""

    @property
    def is_known_to_ftfy(self) -> bool:
        """True for those that ftfy tries; not for Arabic and Hebrew."""
        return self.tables[0].codec not in {"cp1255", "cp1256"}

    def may_be_in(self, seen: Glance) -> bool:
        """True if the text holds characters that may have been one. None of them is ASCII, so the runs show it."""
        chars = seen.chars
        return (
            any(not (leads.isdisjoint(chars) or tails.isdisjoint(chars)) for leads, tails in self.telling)
            and self.hint.search(seen.runs) is not None
            and self.suspect.search(seen.runs) is not None
        )


@cache
def table(codec: str) -> Table:
    """Return the table of a single-byte encoding.

    Bytes that are undefined in it stand for themselves as C1 controls, as browsers read them; so do all of 80 to 9F,
    since Latin-1 and windows-1252 are taken for one another.
    """
    byte_of = ByteOf({byte: byte for byte in range(0x80, 0xA0)})
    undefined = []
    for byte in range(0x80, 0x100):
        try:
            byte_of[ord(bytes([byte]).decode(codec))] = byte
        except UnicodeDecodeError:
            undefined.append(byte)
    return Table(codec, byte_of, tuple(undefined))


@cache
def families() -> tuple[Family, ...]:
    """Return all families, the Latin one first."""
    latin, *others = ([table(codec) for codec in codecs] for codecs in FAMILIES)
    letters = _chars(latin, range(0x80, 0x100)) - _QUOTES - _RARE
    return (_family(latin, frozenset()), *(_family(tables, letters) for tables in others))


def suspected(seen: Glance) -> tuple[Family, ...]:
    """Return the families whose damage the text may hold; none for nearly all good text."""
    return tuple(family for family in families() if family.may_be_in(seen))


def _family(tables: list[Table], latin: frozenset[str]) -> Family:
    leads_2, leads_3, tails = (_chars(tables, bytes_) for bytes_ in (LEADS_2, LEADS_3, TAILS))
    own_2, own_3, own_tails = leads_2 - latin, leads_3 - latin, tails - latin - _QUOTES
    shapes = (
        *((own_2, tails), (leads_2, own_tails)),
        *((own_3, tails, tails), (leads_3, own_tails, tails), (leads_3, tails, own_tails)),
    )
    pattern = "|".join(
        "".join(f"[{class_of(chars)}]" for chars in shape) for shape in dict.fromkeys(shapes) if all(shape)
    )
    telling = (((own_2 | own_3) - _QUOTES, tails), (leads_2 | leads_3, own_tails))
    hint = f"[{class_of(tails)}](?<=[{class_of(leads_2 | leads_3)}][{class_of(tails)}])"
    return Family(tuple(tables), telling, re.compile(hint), re.compile(pattern))


def _chars(tables: Iterable[Table], bytes_: range) -> frozenset[str]:
    return frozenset().union(*(each.chars(bytes_) for each in tables))


def class_of(chars: Iterable[str]) -> str:
    """Return the characters as they are written inside brackets of a regular expression."""
    return "".join(f"\\U{ord(char):08x}" for char in sorted(chars))
