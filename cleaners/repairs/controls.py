"""Takes out characters that no reader sees and no language needs; reads stray C1 controls as windows-1252."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from cleaners.patterns import lazy
from cleaners.repairs.mending import Glance, Mending, line_by_line

_DROPPED = (
    *range(0x09), *range(0x0E, 0x20), 0x7F, 0x180E, 0x2060, *range(0x2061, 0x2065), *range(0x206A, 0x2070),
    0xFEFF, *range(0xFFF9, 0xFFFD),
)  # fmt: skip
"""C0 controls, byte order marks, word joiners, invisible operators, object replacement, annotation anchors."""
_C0 = tuple(map(chr, (*range(0x09), *range(0x0E, 0x20), 0x7F)))
_BREAKS = "\u2028\u2029"
_ANSI = lazy("\x1b\\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]")
_ZERO_WIDTH_SPACE = lazy("(?<![\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff])\u200b|\u200b(?=\\s|\\Z)")
"""Kept where Thai, Lao, Tibetan, Burmese and Khmer mark words with it; dropped everywhere else."""


def _is_needed(seen: Glance) -> bool:
    return (
        not seen.chars.isdisjoint(_mapping().keys())
        or "\u200b" in seen.chars
        or any(control in seen.text for control in _C0)
    )


def _mend(line: str) -> str:
    return _ZERO_WIDTH_SPACE.sub("", _ANSI.sub("", line).translate(_table()))


@cache
def _mapping() -> MappingProxyType[str, str]:
    """Return what each control becomes: `\\x92` is `’`, as browsers show it; line and paragraph separators a space."""
    c1 = {chr(byte): bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)}
    return MappingProxyType(c1 | {chr(code): "" for code in _DROPPED} | dict.fromkeys(_BREAKS, " "))


@cache
def _table() -> dict[int, str]:
    return str.maketrans(dict(_mapping()))


CONTROLS = Mending("controls", line_by_line(_mend), _is_needed)
