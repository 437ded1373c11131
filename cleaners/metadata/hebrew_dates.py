"""Reads Hebrew calendar dates, whose numbers are written in letters: "ב' בכסלו תשפ״ד"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cleaners.metadata.calendars import from_hebrew
from cleaners.metadata.date_words import month_in
from cleaners.patterns import lazy
from cleaners.types import Language

_LETTERS = "אבגדהוזחטיכלמנסעפצקרשת"
_VALUES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 300, 400)
_DATE = lazy("([א-ת]{1,2}['׳\"״]?[א-ת]?['׳]?)\\s+(ב?[א-ת]{2,5}(?:\\s+[אב]['׳]?)?)\\s+(ה?['׳]?ת[א-ת]{0,3}[\"״][א-ת])")
_QUOTES = str.maketrans("", "", "'\"׳״ ")
_THOUSANDS = 5000


def hebrew_days(text: str, language: Language) -> Iterator[tuple[date, int, int]]:
    """Yield the days of a line of Hebrew, each with its start and end; nothing in other languages."""
    if language != "he":
        return
    for found in _DATE.finditer(text):
        month = month_in(found[2], language)
        if month is None or month[0] != "hebrew":
            continue
        year = _THOUSANDS + numeral(found[3].translate(_QUOTES).removeprefix("ה"))
        day = from_hebrew(year, month[1], numeral(found[1]))
        if day:
            yield day, found.start(), found.end()


def numeral(letters: str) -> int:
    """The number that Hebrew letters add up to.

    >>> numeral('תשפ״ד')
    784
    """
    return sum(_VALUES[_LETTERS.index(c)] for c in letters if c in _LETTERS)
