"""Reads dates that count from the moment a page was fetched: "3 hours ago", "vor 2 Tagen", "منذ ساعتين", "gestern 14:05"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from types import MappingProxyType

from cleaners.lexicons import fold, lexicon, normal
from cleaners.lexicons.types import DateWords
from cleaners.metadata.clocks import timed
from cleaners.metadata.moments import Moment, from_datetime
from cleaners.types import Language

MAX_LINE = 90
"""Characters of a line that is asked: "2 days ago" inside a sentence counts from another day."""

MAX_NUMBER = {"second": 120, "minute": 240, "hour": 72, "day": 31, "week": 8}
"""Units that are read, with the most of them pages write. Months and years are not: a date weeks off is worse than none."""

UNSPACED = "\u0e00"
"""Scripts from here on (Thai, Han, kana, Hangul) are written without spaces, or with other rules for them."""

_SPAN = MappingProxyType({unit: timedelta(**{f"{unit}s": 1}) for unit in MAX_NUMBER})
_PRECISE = frozenset(["second", "minute", "hour"])


@dataclass(frozen=True, slots=True)
class Relative:
    """A date that counts from the fetch."""

    moment: Moment
    """To the minute where hours or minutes are counted, rounded as the page rounds them; else the day."""
    before: str
    """The words of the line before it, folded: they may call it the date of a change."""


def relative_in(text: str, language: Language, fetched: datetime) -> Relative | None:
    """The date a short line counts back from `fetched`; None if it counts none, or in months and years."""
    if len(text) > MAX_LINE:
        return None
    folded = fold(text)
    for spoken in (language, "en") if folded.isascii() and language != "en" else (language,):
        found = _counted(folded, spoken, fetched) or _named(text, folded, spoken, fetched)
        if found and _begins_here(found.before, lexicon(spoken).dates):
            return found
    return None


def _begins_here(before: str, dates: DateWords) -> bool:
    """Whether the words before a date belong to date lines or are set off by a mark: not "what happened 3 days ago"."""
    before = before.rstrip()
    if not before or not (before[-1].isalnum() or before[-1] in "'\")"):
        return True
    labels = dates.published | dates.updated
    known = dates.words | dates.ago | {word for label in labels for word in label.split()}
    return all(normal(word) in known for word in before.split()[-3:])


def _counted(folded: str, language: Language, fetched: datetime) -> Relative | None:
    """The date of "3 hours ago" and its like."""
    dates = lexicon(language).dates
    for pattern in _patterns(language):
        found = pattern.search(folded)
        unit = dates.units.get(found["unit"], "") if found else ""
        if found is None or unit not in _SPAN:
            continue
        number = _number(found.groupdict().get("number"), found["unit"], dates)
        if number <= MAX_NUMBER[unit]:
            at = fetched - number * _SPAN[unit]
            moment = from_datetime(at.replace(second=0)) if unit in _PRECISE else Moment(at.date())
            return Relative(moment, folded[: found.start()])
    return None


def _number(written: str | None, unit: str, dates: DateWords) -> int:
    """The number before a unit, in figures or words; that of the unit's own form ("ساعتين", "час") where none is written."""
    if written is None:
        return dates.numbers[unit]
    return int(written) if written.isdecimal() else dates.numbers[written]


def _named(text: str, folded: str, language: Language, fetched: datetime) -> Relative | None:
    """The day of "yesterday 14:05", "heute um 9.30 Uhr"; the bare word heads sections as well, so a time must stand by it."""
    found = _day_pattern(language).search(folded)
    ahead = lexicon(language).dates.days.get(found["day"], 1) if found else 1
    if found is None or ahead > 0:
        return None
    moment = timed(text, fetched.date() + timedelta(days=ahead), (0, 0, 0, len(text)))
    return Relative(moment, folded[: found.start()]) if moment.clock else None


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    """Finds a number of units with the word for past times before or after them.

    After them only at the end of a line or before a mark: "3 Stunden vor dem Spiel" is no date.
    """
    dates = lexicon(language).dates
    number = rf"(?P<number>(?<!\d)\d{{1,3}}(?!\d)|{_any(dates.numbers.keys() - dates.units.keys())})"
    counted = rf"{number}\s*(?P<unit>{_any(dates.units)})\.?"
    itself = f"(?P<unit>{_any(dates.numbers.keys() & dates.units.keys())})"
    ago, end = f"(?:{_any(dates.ago)})", r"(?=\s*(?:$|[^\w\s]))"
    texts = (
        rf"{counted}\s*(?:{_any(w for w in dates.ago if w >= UNSPACED)})",
        rf"{counted}\s*{ago}{end}",
        rf"{ago}\s+{counted}",
        rf"{ago}\s+{itself}",
        rf"{itself}\s+{ago}{end}",
        rf"{number}\s*(?P<unit>{_any(dates.ago & dates.units.keys())}){end}",
    )
    return tuple(re.compile(text) for text in texts)


@cache
def _day_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(f"(?P<day>{_any(lexicon(language).dates.days)})")


def _any(words: Iterable[str]) -> str:
    """One of some words, the longest first, whole where words have spaces between them; nothing matches none."""
    listed = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w) if w >= UNSPACED else rf"(?<![^\W\d_]){re.escape(w)}(?!\w)" for w in listed) or r"(?!)"
