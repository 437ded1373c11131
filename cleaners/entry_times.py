"""Tells lines that are the time of a live blog's entry, in all scripts: "16:05", "3:20 pm", "14時05分", "오후 3:20", "۱۴:۰۵".

A date may stand beside the time, in the words and calendars of the language; anything else makes it a sentence.
"""

from __future__ import annotations

import re
from typing import Literal

from cleaners.digits import ascii_digits
from cleaners.kinds.signs import signs
from cleaners.metadata.date_words import half_of_day, month_in, weekday_in, zone
from cleaners.patterns import lazy
from cleaners.types import Language

MAX_CHARS = 48
"""Characters of such a line; "Wednesday 21 October 2026, 16:05 (updated 16:20)" has 48."""
MAX_AGO_CHARS = 32
"""Characters of a line that says how long ago it was."""
_HOUR = r"(?:[01]?\d|2[0-4])"
_CLOCK = lazy(
    rf"(?<![\d.,/-]){_HOUR}\s?(?:[:h]\s?[0-5]\d(?:[:.][0-5]\d)?|\.[0-5]\d(?![.\d])|[時时點点]\s?(?:[0-5]?\d\s?分|半)?|시\s?(?:[0-5]?\d\s?분)?)(?!\d)"
    rf"|(?<![\d.,/:-])(?:1[0-2]|[1-9])\s?(?=[ap]\.?m\b)|(?<![\d.,/:-]){_HOUR}\s?h(?![\w])",
    re.IGNORECASE,
)
_WORDS = lazy(r"[^\s\d,;:/()（）\[\]|•·、，\u2010-\u2015-]+")
_MONEY = lazy(r"[$%£¥₩€₺₽₹₪°*+=]")
_NUMBERED = lazy(r"\d+(?:st|nd|rd|th|er|º|ª|日|月|年|일|월|년)", re.IGNORECASE)
_DATE = lazy(
    r"\d{1,4}\s?[年년]|\d{1,2}\s?[月월日일]|[(（][月火水木金土日월화수목금토일一二三四五六][)）]|星期[一二三四五六日天]|周[一二三四五六日]|[월화수목금토일]요일"
)
_BEGINS = lazy(rf"[\[(]?(?:\d{{1,2}}[./]\d{{1,2}}\.?\s)?(?:{_CLOCK.pattern})", re.IGNORECASE)


def entry_time(text: str, language: Language) -> Literal["clock", "relative", ""]:
    """Whether a line is a time of day ("clock"), how long ago it was ("relative", "10 min ago"), or neither.

    >>> [entry_time(line, "en") for line in ("Wed 21 Oct, 16:05 BST", "10 min ago", "The 16:05 to Saltby")]
    ['clock', 'relative', '']
    """
    if len(text) > MAX_CHARS:
        return ""
    plain = ascii_digits(text)
    if not any(ch.isdigit() for ch in plain):
        return "relative" if plain.casefold().strip(" .") in signs()["live"]["now"] else ""
    if _is_ago(plain):
        return "relative"
    return "clock" if _CLOCK.search(plain) and _is_only_time(plain, language) else ""


def begins_with_time(text: str) -> bool:
    """Whether a line begins with a time of day, as headings of entries do ("06:40 Last ferry is in")."""
    return _BEGINS.match(ascii_digits(text[:MAX_CHARS])) is not None


def _is_only_time(text: str, language: Language) -> bool:
    """Whether nothing stands beside the time but a date, half of the day, zone, and small words."""
    rest = _NUMBERED.sub(" ", _DATE.sub(" ", _CLOCK.sub(" ", text)))
    return not _MONEY.search(text) and all(_belongs(word.strip("."), language) for word in _WORDS.findall(rest))


def _belongs(word: str, language: Language) -> bool:
    folded = word.casefold()
    return (
        not word or folded in signs()["live"]["beside"] or bool(half_of_day(word)) or zone(word) is not None
        or month_in(word, language) is not None or weekday_in(word, language) is not None
        or (word.isascii() and word.isupper() and 2 <= len(word) <= 5)
    )  # fmt: skip


def _is_ago(text: str) -> bool:
    """ "10 min ago", "vor 10 Minuten", "10分钟前": a number, a unit and a word that says it is past, and little else."""
    if len(text) > MAX_AGO_CHARS or len(text.split()) > 6:
        return False
    folded = text.casefold()
    return any(unit in folded for unit in signs()["live"]["units"]) and any(
        _has_word(folded, ago) for ago in signs()["live"]["ago"]
    )


def _has_word(text: str, word: str) -> bool:
    """Whether a word stands in a text; of scripts without spaces, anywhere."""
    if not word.isascii() and len(word) <= 2:
        return word in text
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
