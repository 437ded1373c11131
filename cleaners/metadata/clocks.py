"""Finds the time of day and the zone that a line states beside a date."""

from __future__ import annotations

import re
from datetime import date, time

from cleaners.metadata.date_words import half_of_day, zone
from cleaners.metadata.moments import Moment, clock_of, offset_of
from cleaners.patterns import lazy

MAX_GAP = 34
"""Characters between a date and a time that belong to it ("15 Nov 2023 | Last updated at 10:30" has 22)."""

_CLOCK = lazy(
    r"(?<![\d.,:/-])(?P<hour>\d{1,2})\s?(?:[:h٫：]|시|時|时|點|点|[.](?=\d\d\b))\s?(?P<minute>\d{2})"
    r"(?:\s?(?:[:.]|分|분)\s?(?P<second>\d{2})(?!\d))?(?!\d|[./-]\d)\s?(?:分|분|h\b)?[\s,]?"
    r"(?P<half>[^\W\d_]\.?\s?[^\W\d_]\.?(?!\w)|ص|م|[^\W\d_]{2,5}(?!\w))?"
    r"\s?[(\[]?(?P<zone>Z(?!\w)|(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d{2})?(?!\d)|[^\W\d_]{2,4}(?!\w))?",
    re.IGNORECASE,
)


def timed(text: str, day: date, place: tuple[int, int, int, int]) -> Moment:
    """The day with the time stated after it, else before it, within a few words.

    `place`: where the date before it ends, where it starts and ends itself, where the next one starts.
    """
    before, start, end, after = place
    inside = text[start:end] if text[start:end].count(":") == 2 else ""
    for piece in (inside, text[end : min(after, end + MAX_GAP)], text[max(before, start - MAX_GAP) : start]):
        for found in _CLOCK.finditer(piece):
            clock = _clock(found, piece)
            if clock:
                return Moment(day, clock, _offset(found))
    return Moment(day)


def _clock(found: re.Match[str], piece: str) -> time | None:
    """The time a match states; noon and midnight of the 12-hour clock right."""
    hour = int(found["hour"])
    half = half_of_day(found["half"] or "") or _half_before(piece[: found.start()])
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return clock_of(hour, int(found["minute"]), int(found["second"] or 0))


def _half_before(text: str) -> str:
    """오후 3:20, 午後3時20分, ÖS 3:20: the half of the day before the figures."""
    parts = text.split()
    return half_of_day(parts[-1][-2:]) if parts else ""


def _offset(found: re.Match[str]) -> int | None:
    """Minutes east of UTC of the zone after the figures; names of zones are written in capitals."""
    for name in (found["zone"] or "", found["half"] or ""):
        offset = offset_of(name)
        if offset is None and name.isupper():
            offset = zone(name)
        if offset is not None:
            return offset
    return None
