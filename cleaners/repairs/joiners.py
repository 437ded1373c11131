"""Keeps joiners and variation selectors where they shape letters and emoji, and drops those that stand for nothing."""

from __future__ import annotations

import re
import unicodedata

from cleaners.patterns import lazy
from cleaners.repairs.mending import Glance, Mending, line_by_line

ZWNJ, ZWJ = "\u200c", "\u200d"
_SHAPED = "\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u18af\ua840-\ua87f\ua8e0-\uabff\ufb50-\ufdff\ufe70-\ufefc"
"""Scripts whose letters change shape with their neighbours: Arabic, Syriac, N'Ko, Indic, Khmer, Mongolian …"""
_JOINER = lazy(f"[{ZWNJ}{ZWJ}]+")
_SHAPED_CHAR = lazy(f"[{_SHAPED}]")
_HEH = "\u0647"
"""In older Kurdish spelling heh with a non-joiner is the vowel that has a letter of its own today, at word ends too."""
_SELECTOR = lazy("[\ufe0e\ufe0f]+")
_VIRAMA_CLASS = 9


def _is_needed(seen: Glance) -> bool:
    return not seen.chars.isdisjoint(f"{ZWNJ}{ZWJ}\ufe0e\ufe0f")


def _mend(line: str) -> str:
    """Persian `می‌شود`, Hindi `क्‍ष`, family emoji keep theirs; `word‌ ` and `Auf‌lage` lose it."""
    return _SELECTOR.sub(_selector, _JOINER.sub(_joiner, line))


def _joiner(run: re.Match[str]) -> str:
    before, after = run.string[max(0, run.start() - 1) : run.start()], run.string[run.end() : run.end() + 1]
    joiner = run[0][0]
    return joiner if _shapes(before, joiner, after) else ""


def _shapes(before: str, joiner: str, after: str) -> bool:
    if not before:
        return joiner == ZWJ and _is_shaped(after)
    if before == _HEH or unicodedata.combining(before) == _VIRAMA_CLASS:
        return True
    if joiner == ZWJ:
        return _is_shaped(before) or _is_shaped(after) or (_is_emoji(before) and _is_emoji(after))
    return _is_shaped(before) and _is_shaped(after)


def _is_shaped(char: str) -> bool:
    return _SHAPED_CHAR.match(char) is not None and (char.isalpha() or unicodedata.category(char).startswith("M"))


def _is_emoji(char: str) -> bool:
    return bool(char) and (char in "\ufe0f\u20e3" or unicodedata.category(char) in {"So", "Sk"})


def _selector(run: re.Match[str]) -> str:
    """Keep one selector after a sign or digit, none after a letter or space."""
    before = run.string[max(0, run.start() - 1) : run.start()]
    is_sign = bool(before) and (before in "#*" or before.isdigit() or unicodedata.category(before)[0] in "SP")
    return run[0][0] if is_sign else ""


JOINERS = Mending("joiners", line_by_line(_mend), _is_needed)
