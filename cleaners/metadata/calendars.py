"""Turns days of the Persian, Hebrew, Islamic, Thai and East Asian calendars into Gregorian ones.

Persian (Jalali): the 33-year arithmetic cycle in Borkowski's form, exact for 1178 to 1633 (1799 to 2254). Hebrew: the
fixed arithmetic calendar (Dershowitz and Reingold, Calendrical Calculations). Islamic: months begin when the moon is
seen, so arithmetic (the tabular calendar) can be a day off; a day is given only if the page names its weekday too,
which settles it. Thai: the Buddhist era. Japan and Taiwan: years of an era.
"""

from __future__ import annotations

from datetime import date, timedelta

BUDDHIST_OFFSET = 543
"""Thai solar year minus Gregorian year, since 1941."""

KURDISH_OFFSET = 1321
"""Kurdish solar year, counted from 700 BC, minus Persian year; months and days are the same."""

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""Era -> Gregorian year before its first."""

_JALALI_BREAKS = (-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394)
_HEBREW_EPOCH = -1_373_427
"""Ordinal (date.toordinal) of the day before 1 Tishri of the year 1."""
_ISLAMIC_EPOCH = 227_014
"""Ordinal of the day before 1 Muharram of the year 1, civil reckoning."""


def from_jalali(year: int, month: int, day: int) -> date | None:
    """A Persian day; None if there is no such day or it lies outside 1178 to 1633.

    >>> from_jalali(1404, 8, 29)
    datetime.date(2025, 11, 20)
    """
    if not (1178 <= year <= 1633 and 1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        return None
    leap, new_year = _jalali_year(year)
    if month == 12 and day == 30 and not leap:
        return None
    return new_year + timedelta(days=(month - 1) * 31 - max(0, month - 7) + day - 1)


def _jalali_year(year: int) -> tuple[bool, date]:
    """Whether a Persian year is a leap year, and its first day."""
    leaps, start, jump = -14, _JALALI_BREAKS[0], 0
    for end in _JALALI_BREAKS[1:]:
        jump = end - start
        if year < end:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        start = end
    since = year - start
    leaps += since // 33 * 8 + (since % 33 + 3) // 4
    if jump % 33 == 4 and jump - since == 4:
        leaps += 1
    gregorian = year + 621
    gregorian_leaps = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    if jump - since < 6:
        since = since - jump + (jump + 4) // 33 * 33
    position = ((since + 1) % 33 - 1) % 4
    return position == 0, date(gregorian, 3, 20 + leaps - gregorian_leaps)


def from_hebrew(year: int, month: int, day: int) -> date | None:
    """A Hebrew day, months counted from Nisan (7 is Tishri, 12 Adar or Adar I, 13 Adar II); None if there is none.

    >>> from_hebrew(5784, 9, 2)
    datetime.date(2023, 11, 15)
    """
    if not (5500 <= year <= 6000 and 1 <= month <= _hebrew_months(year) and 1 <= day <= _hebrew_days(year, month)):
        return None
    order = [*range(7, _hebrew_months(year) + 1), *range(1, 7)]
    before = sum(_hebrew_days(year, m) for m in order[: order.index(month)])
    return date.fromordinal(_hebrew_new_year(year) + before + day - 1)


def _hebrew_months(year: int) -> int:
    """13 in a leap year, else 12."""
    return 13 if (7 * year + 1) % 19 < 7 else 12


def _hebrew_new_year(year: int) -> int:
    """Ordinal of 1 Tishri, after the four rules of postponement."""
    delay = _hebrew_delay(year)
    if _hebrew_delay(year + 1) - delay == 356:
        delay += 2
    elif delay - _hebrew_delay(year - 1) == 382:
        delay += 1
    return _HEBREW_EPOCH + delay


def _hebrew_delay(year: int) -> int:
    """Days from the epoch to the molad of Tishri, moved off Sunday, Wednesday and Friday."""
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    days = 29 * months + parts // 25_920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def _hebrew_days(year: int, month: int) -> int:
    """Days of a Hebrew month."""
    length = _hebrew_new_year(year + 1) - _hebrew_new_year(year)
    if month == 8:
        return 30 if length % 10 == 5 else 29
    if month == 9:
        return 29 if length % 10 == 3 else 30
    if month == 12:
        return 30 if _hebrew_months(year) == 13 else 29
    return 29 if month in (2, 4, 6, 10, 13) else 30


def from_islamic(year: int, month: int, day: int, weekday: int | None) -> date | None:
    """An Islamic day, settled by its weekday (0 is Monday); None without one, or if there is no such day."""
    if weekday is None or not (1200 <= year <= 1600 and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    before = (month - 1) * 29 + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    tabular = date.fromordinal(_ISLAMIC_EPOCH + before + day)
    return next((d for off in (0, -1, 1, -2, 2) if (d := tabular + timedelta(off)).weekday() == weekday), None)


def from_buddhist(year: int) -> int:
    """The Gregorian year of a Thai one.

    >>> from_buddhist(2568)
    2025
    """
    return year - BUDDHIST_OFFSET
