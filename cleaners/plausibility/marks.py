"""Says what a character that is no letter costs: typographic quotes little, control characters much."""

from __future__ import annotations

import unicodedata
from functools import cache
from types import MappingProxyType

CONTROL = 18
"""C1 controls, U+FFFD, private use, unassigned: no editor writes them."""
RARE = 13
EMOJI = 12

_KNOWN = MappingProxyType(
    {
        "\u00a0“”‘’„–—…«»": 5,
        "、。，！？：；「」『』《》（）・ー।،؟۔": 5,
        "•·›‹‚′″€°©®™§£²³½¿¡\u202f\u2009\u200b\u00ad\ufeff\u200e\u200f": 8,
        "؛٪٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９％【】〈〉〔〕～〜－／．　＂＇●■◆▲▼△○◎→←↑↓★☆※·―″№฿₹₽₺₪״׳־٫٬": 7,
        "±×÷¼¾¹¥¢†‡‰≤≥≠−√∞µ": 11,
        "¤¦¨¬¯´¶¸¬ªº": 12,
    }
)


def cost_of_mark(char: str) -> int:
    """Return the bits a character outside ASCII costs that belongs to no word.

    >>> cost_of_mark("’") < cost_of_mark("½") < cost_of_mark("\\x92")
    True
    """
    known = _costs().get(char)
    return known if known is not None else _by_category(char)


@cache
def _costs() -> MappingProxyType[str, int]:
    return MappingProxyType({char: bits for chars, bits in _KNOWN.items() for char in chars})


def _by_category(char: str) -> int:
    category = unicodedata.category(char)
    if category in {"Cc", "Co", "Cn", "Cs"} or char == "\ufffd":
        return CONTROL
    return EMOJI if category in {"So", "Sk"} and ord(char) > 0x25FF else RARE
