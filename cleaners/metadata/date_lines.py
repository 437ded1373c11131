"""Reads dates written for people, in the words and calendars of the page's language.

A line is cut at its numbers; what stands between them tells what they are. "15 de noviembre de 2023, 10.30 h",
"Nov. 15, 2023", "2023年11月15日", "۲۴ آبان ۱۴۰۲", "15 พ.ย. 2566", "15/11/2023 10:30 م" and "ב' בכסלו תשפ״ד" are one day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from cleaners.metadata import calendars
from cleaners.metadata.clocks import timed
from cleaners.metadata.date_words import month_in, weekday_in
from cleaners.metadata.hebrew_dates import hebrew_days
from cleaners.metadata.moments import Moment, day_of
from cleaners.patterns import lazy
from cleaners.types import Language

MAX_LINE = 300
"""Characters of a line that are read; date lines are short, sentences are not asked."""

MAX_BETWEEN = 28
"""Characters between the day and the year that may hold the month ("de septiembre del año" has 21)."""

_NUMBER = lazy(r"\d+|元")
_SEPARATED = lazy(r"\s?([-./|\u2010\u2011\u060d\u066b])\s?")
_YEAR_MARK = lazy(r"\s*[年년]\s*")
_MONTH_MARK = lazy(r"\s*[月월]\s*")
_VIETNAMESE = lazy(r"\s*(?:tháng|thg\.?)\s*", re.IGNORECASE)
_VIETNAMESE_YEAR = lazy(r"\s*,?\s*(?:năm|[/-])?\s*", re.IGNORECASE)
_ERA = lazy("(" + "|".join(calendars.ERAS) + r")\s*$")
_AFTER_DAY = lazy(r"(?:st|nd|rd|th|er|re|e|º|°|ª|η|ης|-?го|-?е|日|일|ஆம்|వ)?[\s.,]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """A date in a line."""

    moment: Moment
    start: int
    """Where it begins in the line …"""
    end: int
    """… and where it ends."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a page writes dates."""

    language: Language = "und"
    month_first: bool = False
    """Whether 11/12/2023 is the 12th of November, as in the United States."""
    fetched: datetime | None = None
    """When the page was fetched, with zone: what "3 hours ago" counts from. None: such dates are not read."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line and its numbers."""

    text: str
    numbers: tuple[re.Match[str], ...]
    manner: Manner

    def between(self, i: int) -> str:
        """What stands between number `i` and the next."""
        return self.text[self.numbers[i].end() : self.numbers[i + 1].start()]

    def value(self, i: int) -> int:
        """Number `i`; 元 is the first year of an era."""
        text = self.numbers[i].group()
        return 1 if text == "元" else int(text)

    def digits(self, i: int) -> int:
        """Figures of number `i`, 0 past the last."""
        return len(self.numbers[i].group()) if i < len(self.numbers) else 0


def dates_in(text: str, manner: Manner = Manner()) -> Iterator[Seen]:
    """Yield the dates of a line in order, each with the time stated beside it."""
    text = text[:MAX_LINE]
    line = _Line(text, tuple(_NUMBER.finditer(text)), manner)
    spans: list[tuple[date, int, int]] = []
    i = 0
    while i < len(line.numbers):
        found = _day_at(line, i)
        if found is None:
            i += 1
            continue
        day, used = found
        spans.append((day, _start(line, i), line.numbers[i + used - 1].end()))
        i += used
    spans = spans or list(hebrew_days(text, manner.language))
    for n, (day, start, end) in enumerate(spans):
        after = spans[n + 1][1] if n + 1 < len(spans) else len(text)
        before = spans[n - 1][2] if n else 0
        yield Seen(timed(text, day, (before, start, end, after)), start, end)


def from_text(text: str, manner: Manner = Manner()) -> Moment | None:
    """The first date of a line; None if it holds none."""
    found = next(dates_in(text, manner), None)
    return found.moment if found else None


def _start(line: _Line, i: int) -> int:
    """Where a date begins whose first number is `i`: at the month's name if that comes first."""
    start = line.numbers[i].start()
    head = line.text[:start].rstrip(" .")
    return head.rfind(" ") + 1 if head and month_in(_last_words(head), line.manner.language) else start


def _last_words(text: str) -> str:
    return " ".join(text[-MAX_BETWEEN:].split()[-2:])


def _day_at(line: _Line, i: int) -> tuple[date, int] | None:
    """The day whose first number is `i`, and how many numbers it takes."""
    for read in (_separated, _east_asian, _vietnamese, _day_month_year, _year_month_day, _month_day_year):
        found = read(line, i)
        if found:
            return found
    return None


def _separated(line: _Line, i: int) -> tuple[date, int] | None:
    """2023-11-15, 15.11.2023, 11/15/2023, 15/11/23, ۱۴۰۲/۰۸/۲۴; the two separators must be the same."""
    if i + 2 >= len(line.numbers):
        return None
    first, second = _SEPARATED.fullmatch(line.between(i)), _SEPARATED.fullmatch(line.between(i + 1))
    if not first or not second or first[1] != second[1]:
        return None
    a, b, c = (line.value(n) for n in range(i, i + 3))
    if line.digits(i) == 4:
        day = _day(line, a, ("", b), c)
    elif line.digits(i + 2) == 4 or (line.digits(i + 2) == 2 and line.digits(i) <= 2 and first[1] in "./-"):
        day = _little_endian(line, a, b, c if c > 99 else 2000 + c)
    else:
        day = None
    return (day, 3) if day else None


def _little_endian(line: _Line, a: int, b: int, year: int) -> date | None:
    """Day and month in the order of the page's country, in the other if that is the only one possible."""
    day, month = (b, a) if line.manner.month_first else (a, b)
    return _day(line, year, ("", month), day) or _day(line, year, ("", day), month)


def _east_asian(line: _Line, i: int) -> tuple[date, int] | None:
    """2023年11月15日, 2023년 11월 15일, 令和5年11月15日, 民國112年11月15日."""
    if (
        i + 2 >= len(line.numbers)
        or not _YEAR_MARK.fullmatch(line.between(i))
        or not _MONTH_MARK.fullmatch(line.between(i + 1))
    ):
        return None
    era = _ERA.search(line.text[: line.numbers[i].start()])
    year = line.value(i) + (calendars.ERAS[era[1]] if era else 2000 if line.digits(i) == 2 else 0)
    day = day_of(year, line.value(i + 1), line.value(i + 2))
    return (day, 3) if day else None


def _vietnamese(line: _Line, i: int) -> tuple[date, int] | None:
    """15 tháng 11 năm 2023, 15 Tháng 11, 2023."""
    if line.digits(i + 2) != 4 or not _VIETNAMESE.fullmatch(line.between(i)):
        return None
    if not _VIETNAMESE_YEAR.fullmatch(line.between(i + 1)):
        return None
    day = day_of(line.value(i + 2), line.value(i + 1), line.value(i))
    return (day, 3) if day else None


def _day_month_year(line: _Line, i: int) -> tuple[date, int] | None:
    """15 November 2023, 15. Nov. '23, 15 de noviembre de 2023, 15 พ.ย. 66."""
    if i + 1 >= len(line.numbers) or not 1 <= line.value(i) <= 31 or line.digits(i) > 2:
        return None
    between = line.between(i)
    if len(between) > MAX_BETWEEN or line.digits(i + 1) not in (2, 4):
        return None
    if line.digits(i + 1) == 2 and line.text[line.numbers[i + 1].end() :][:1] in tuple(":hH"):
        return None
    month = month_in(_AFTER_DAY.sub("", between, count=1), line.manner.language)
    if month is None:
        return None
    day = _day(line, _full_year(line, i + 1, between), month, line.value(i))
    return (day, 2) if day else None


def _full_year(line: _Line, i: int, before: str) -> int:
    """A year of two figures in full: Thai ones count in the Buddhist era; the others need an apostrophe or hyphens."""
    year = line.value(i)
    if line.digits(i) == 4:
        return year
    if line.manner.language == "th":
        return 2500 + year
    return (
        2000 + year
        if before.rstrip()[-1:] in ("'", "’", "-", "/", ".") or line.numbers[i].end() == len(line.text)
        else 0
    )


def _year_month_day(line: _Line, i: int) -> tuple[date, int] | None:
    """2023. november 15., 2023 m. lapkričio 15 d., 2023. gada 15. novembris, 2023ko azaroaren 15a."""
    if line.digits(i) != 4 or i + 1 >= len(line.numbers) or not 1 <= line.value(i + 1) <= 31:
        return None
    between, after = line.between(i), line.text[line.numbers[i + 1].end() :][:MAX_BETWEEN]
    if len(between) > MAX_BETWEEN or line.digits(i + 1) > 2 or ":" in between:
        return None
    month = month_in(between.replace(".", ". "), line.manner.language)
    if month is None and len(between) <= 8:
        month = month_in(" ".join(after.lstrip(" .").split()[:1]), line.manner.language)
    day = _day(line, line.value(i), month, line.value(i + 1)) if month else None
    return (day, 2) if day else None


def _month_day_year(line: _Line, i: int) -> tuple[date, int] | None:
    """November 15, 2023; Nov 15th 2023; Wed Nov 15 10:30:00 CET 2023."""
    if not 1 <= line.value(i) <= 31 or line.digits(i) > 2:
        return None
    month = month_in(_last_words(line.text[: line.numbers[i].start()].rstrip(" ")), line.manner.language)
    if month is None:
        return None
    for used in (2, 5, 6):
        gap = (
            line.text[line.numbers[i].end() : line.numbers[i + used - 1].start()]
            if i + used <= len(line.numbers)
            else ""
        )
        if line.digits(i + used - 1) == 4 and gap and (_AFTER_DAY.fullmatch(gap) or (used > 2 and ":" in gap)):
            day = _day(line, line.value(i + used - 1), month, line.value(i))
            return (day, used) if day else None
    return None


def _day(line: _Line, year: int, month: tuple[str, int], day: int) -> date | None:
    """A day of the calendar that the month, the language and the year tell; None if there is no such day.

    1300 to 1450 are years of no web page in the Gregorian calendar: Persian, or Islamic where Arabic is written.
    """
    calendar, number = month
    language = line.manner.language.split("-")[0]
    if calendar == "jalali" or (calendar == "" and 1300 <= year <= 1450 and language not in ("ar", "ur")):
        return calendars.from_jalali(year - calendars.KURDISH_OFFSET if year > 2600 else year, number, day)
    if calendar == "islamic" or (calendar == "" and 1300 <= year <= 1500):
        return calendars.from_islamic(year, number, day, weekday_in(line.text, line.manner.language))
    if calendar == "hebrew":
        return calendars.from_hebrew(year, number, day)
    return day_of(calendars.from_buddhist(year) if 2440 <= year <= 2640 else year, number, day)
