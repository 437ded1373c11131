"""Counts the scripts of a text and says which of them carries it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from cleaners.types import Language

_RANGES = (
    (0x41, "latin"), (0x370, "greek"), (0x400, "cyrillic"), (0x530, "armenian"), (0x590, "hebrew"), (0x600, "arabic"),
    (0x700, ""), (0x750, "arabic"), (0x780, "thaana"), (0x7C0, ""), (0x8A0, "arabic"), (0x900, "devanagari"),
    (0x980, "bengali"), (0xA00, "gurmukhi"), (0xA80, "gujarati"), (0xB00, "oriya"), (0xB80, "tamil"), (0xC00, "telugu"),
    (0xC80, "kannada"), (0xD00, "malayalam"), (0xD80, "sinhala"), (0xE00, "thai"), (0xE80, "lao"), (0xF00, "tibetan"),
    (0x1000, "burmese"), (0x10A0, "georgian"), (0x1100, "hangul"), (0x1200, "ethiopic"), (0x13A0, ""),
    (0x1780, "khmer"), (0x1800, "mongolian"), (0x18B0, ""), (0x1C90, "georgian"), (0x1CC0, ""), (0x1E00, "latin"),
    (0x1F00, "greek"), (0x2000, ""), (0x2DE0, "cyrillic"), (0x2E00, ""), (0x3041, "kana"), (0x3100, ""),
    (0x3131, "hangul"), (0x3190, ""), (0x31F0, "kana"), (0x3200, ""), (0x3400, "han"), (0xA000, ""), (0xAC00, "hangul"),
    (0xD7B0, ""), (0xF900, "han"), (0xFB00, "latin"), (0xFB13, "armenian"), (0xFB1D, "hebrew"), (0xFB50, "arabic"),
    (0xFE00, ""), (0xFE70, "arabic"), (0xFEFF, ""), (0xFF66, "kana"), (0xFFA0, ""), (0x20000, "han"), (0x32000, ""),
)  # fmt: skip
"""First code point of each run of blocks -> its script; empty where several share it or none is meant."""

_STARTS = tuple(start for start, _ in _RANGES)

WEIGHTS = MappingProxyType({"han": 2.5, "hangul": 2.0, "kana": 1.5, "hebrew": 1.2, "arabic": 1.2})
"""How many Latin letters a letter of a denser script stands for, so that a brand name does not outweigh a sentence."""

ONLY_LANGUAGE: Mapping[str, Language] = MappingProxyType(
    {
        "greek": "el", "armenian": "hy", "thaana": "dv", "gurmukhi": "pa", "gujarati": "gu", "oriya": "or",
        "tamil": "ta", "telugu": "te", "kannada": "kn", "malayalam": "ml", "sinhala": "si", "thai": "th", "lao": "lo",
        "tibetan": "bo", "burmese": "my", "georgian": "ka", "hangul": "ko", "kana": "ja", "han": "zh",
        "ethiopic": "am", "khmer": "km", "mongolian": "mn", "hebrew": "he",
    }
)  # fmt: skip
"""Scripts of one language, or nearly."""


def letters(text: str) -> Counter[str]:
    """How often each letter stands in a text."""
    counts = Counter(text)
    for c in [c for c in counts if not c.isalpha()]:
        del counts[c]
    return counts


def shares(counts: Mapping[str, int]) -> dict[str, float]:
    """Script -> its weighted share of the letters, 0 to 1; empty if there are none. Kana and Han count as one: "kana"."""
    found: dict[str, float] = {}
    for c, n in counts.items():
        name = "latin" if c < "\u0250" else script_of(c)
        if name:
            found[name] = found.get(name, 0.0) + n * WEIGHTS.get(name, 1.0)
    if "kana" in found and found["kana"] > 0.08 * found.get("han", 0.0):
        found["kana"] += found.pop("han", 0.0)
    total = sum(found.values())
    return {name: n / total for name, n in found.items()} if total else {}


def script_of(c: str) -> str:
    """The script of a letter; empty if it is of several or not known."""
    if c < "\u0250":
        return "latin"
    at = bisect_right(_STARTS, ord(c)) - 1
    return _RANGES[at][1] if ord(c) >= 0x370 else "latin"
