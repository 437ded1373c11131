"""Turns characters back into the bytes that a wrong decoder made them of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

READ_AS = (
    "cp1252", "cp1251", "cp1256", "cp1254", "cp1250", "cp1253", "cp1255", "cp1257", "koi8_r", "mac_roman", "cp437",
    "cp850", "cp866", "cp874", "iso8859_2", "iso8859_9", "iso8859_15",
)  # fmt: skip
"""Python names of the single-byte encodings that UTF-8 is read in by mistake; of equals the first is taken."""

NOT_A_BYTE = 0xFFFF
LOST = "\ufffd"
_LEADS_2 = range(0xC2, 0xE0)
_LEADS_3 = range(0xE0, 0xF0)
_TAILS = range(0x80, 0xC0)


class ByteOf(dict[int, int]):
    """Code point -> byte, for `str.translate`; what the encoding does not have becomes NOT_A_BYTE."""

    def __missing__(self, code: int) -> int:
        """ASCII stands for itself in every encoding."""
        return code if code < 0x80 else NOT_A_BYTE


@dataclass(frozen=True, slots=True)
class Table:
    """A single-byte encoding, read backwards."""

    codec: str
    bytes: ByteOf
    undefined: tuple[int, ...]
    """Bytes the encoding leaves undefined: strict decoders drop them, so that they are missing from the text."""

    def to_bytes(self, text: str) -> str:
        """Return the text with each character replaced by the byte it was made of, as a character below U+0100."""
        return text.translate(self.bytes)


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
def suspect() -> re.Pattern[str]:
    """Return what finds two or three characters that may have been one in UTF-8, in whichever encoding they were read.

    >>> bool(suspect().search("Itâ€™s")), bool(suspect().search("l’été à Nîmes"))
    (True, False)
    """
    leads_2, leads_3, tails = (_chars(each) for each in (_LEADS_2, _LEADS_3, _TAILS))
    return re.compile(f"[{leads_2}][{tails}]|[{leads_3}][{tails}]{{2}}")


def _chars(bytes_: range) -> str:
    tables = [table(codec) for codec in READ_AS]
    chars = {code for each in tables for code, byte in each.bytes.items() if byte in bytes_}
    return "".join(f"\\U{code:08x}" for code in sorted(chars))
