"""What single characters are: white space, capitals, digits, marks. One table of the basic plane, made when it is first asked."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaners.prose import FINAL_MARKS, OPENING_MARKS

Bits = NDArray[np.uint16]
Codes = NDArray[np.uint32]

_LAST = 0xFFFF
"""The last code point of the table, no character. Those beyond, mostly pictures, are asked for their signs each time."""


class Sign:
    """What is told of a character, a bit each."""

    SPACE, UPPER, LOWER, DIGIT, ALNUM = 1, 2, 4, 8, 16
    QUESTION, ADDRESS, ERA = 32, 64, 128
    """A question mark; a mark that addresses have; the first letter of a word that years of other calendars begin with."""
    FINAL, COLON, OPENING, BULLET = 256, 512, 1024, 2048


_TESTS = (
    (Sign.SPACE, "isspace"), (Sign.UPPER, "isupper"), (Sign.LOWER, "islower"), (Sign.DIGIT, "isdigit"),
    (Sign.ALNUM, "isalnum"),
)  # fmt: skip
"""Methods of `str`; numpy has them for many characters at once, with the same answers."""
_MARKS = (
    (Sign.QUESTION, "?؟？"), (Sign.ADDRESS, ".@:"), (Sign.ERA, "令平พ"), (Sign.FINAL, "".join(FINAL_MARKS)),
    (Sign.COLON, ":："), (Sign.OPENING, "".join(OPENING_MARKS)), (Sign.BULLET, "•·*-–—▪►▶»›→■●○▸"),
)  # fmt: skip

CLASSES = 5
"""Digits, capitals, commas, letters of scripts without spaces, bars between links: numbered from 1; 0 is any other character."""
_CLASS = np.uint16(12)
"""The class stands above the bits of the signs."""
_COUNTED = (
    ("AZ", "ÀÖ", "ØÞ", "ΑΩ", "АЯ"),
    tuple(",،、，;；"),
    (
        "\u0e00\u0eff", "\u1000\u109f", "\u1780\u17ff", "\u3040\u30ff", "\u3400\u4dbf", "\u4e00\u9fff", "\uf900\ufaff",
    ),
    tuple("|•·"),
)  # fmt: skip
"""First and last characters of the ranges of the classes after the digits. Thai digits are letters of their script."""


def codes_of(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def signs_of(codes: Codes) -> Bits:
    """The signs of characters, bits of Sign; other bits mean nothing here."""
    signs = _table().take(codes, mode="clip")
    if len(beyond := np.flatnonzero(codes > _LAST)):
        signs[beyond] = _tested(codes[beyond])
    return signs


def classes_of(codes: Codes) -> Bits:
    """The classes of characters, 0 to CLASSES; those beyond the basic plane have none."""
    return _table().take(codes, mode="clip") >> _CLASS


def _tested(codes: Codes) -> Bits:
    """The signs that methods of `str` know."""
    letters = codes.view("U1")
    signs = np.zeros(len(codes), dtype=np.uint16)
    for sign, test in _TESTS:
        signs |= getattr(np.strings, test)(letters) * np.uint16(sign)
    return signs


@cache
def _table() -> Bits:
    """Signs and class of each character of the basic plane. Asking `str` itself, one by one, took ten times as long."""
    plane = np.arange(_LAST + 1, dtype=np.uint32)
    table = _tested(plane)
    for mark, letters in _MARKS:
        table[list(map(ord, letters))] |= mark
    classes = np.strings.isdecimal(plane.view("U1")).astype(np.uint16)
    for number, ranges in enumerate(_COUNTED, 2):
        for ends in ranges:
            classes[ord(ends[0]) : ord(ends[-1]) + 1] = number
    return table | (classes << _CLASS)
