"""A moment as pages state it: a day, perhaps with a time and a zone; read from machine-readable values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from cleaners.patterns import lazy

MIN_YEAR = 1850
"""Years below it are no publication dates; digitised archives state years back to about then."""

MIN_SEEN_YEAR = 1994
"""The same for dates read off the page's text: there was no news on the web before."""

EARLIEST_ZONE = timedelta(hours=14)
"""A day begins first at UTC+14: a moment without zone may be that much earlier than it looks."""

LATEST_ZONE = timedelta(hours=-11)
"""The last zone where people live. Twelve hours are a clock that lost its "pm"."""

_COMPACT = lazy(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?$")
_UNIX = lazy(r"(\d{10})(?:\.\d+|\d{3})?$")
_ISO = lazy(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:\s*T\s*|[\s,]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r"\s*(Z|UTC|GMT|(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d{2})?(?![\d-]))?)?(?!\d)",
    re.IGNORECASE,
)
_RFC = lazy(r"[A-Za-z]{3}, \d{1,2} [A-Za-z]{3} \d{4} ")
_OFFSET = lazy(r"([+-])(\d{1,2}):?(\d{2})?$")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with the time and the zone if they are stated."""

    day: date
    clock: time | None = None
    """Time of day, to the second; None if only the day is stated."""
    offset: int | None = None
    """Minutes east of UTC; None if no zone is stated."""

    def iso(self) -> str:
        """ISO 8601: "2026-11-20", "2026-11-20T08:30:00", "2026-11-20T08:30:00+02:00"."""
        return self.day.isoformat() if self.clock is None else self._local().isoformat(timespec="seconds")

    def earliest(self) -> datetime:
        """The earliest instant it can mean."""
        local = self._local()
        return local if local.tzinfo else local.replace(tzinfo=UTC) - EARLIEST_ZONE

    def detail(self) -> int:
        """How much is stated: 0 a day, 1 a time, 2 a time with zone. Midnight counts as a day: templates write it."""
        if self.clock is None or self.clock == time():
            return 0
        return 1 if self.offset is None else 2

    def day_only(self) -> Moment:
        """The day alone."""
        return Moment(self.day)

    def _local(self) -> datetime:
        zone = None if self.offset is None else timezone(timedelta(minutes=self.offset))
        return datetime.combine(self.day, self.clock or time(), zone)


def from_value(value: str) -> Moment | None:
    """The moment a machine-readable value states; None if it is none.

    Reads ISO 8601 in all its spellings, RFC 2822 ("Wed, 15 Nov 2023 10:30:00 GMT") and Unix time in seconds or
    milliseconds. What is written for people, or in another calendar, is read by `date_lines`.
    """
    value = value.strip()
    if not value or len(value) > 80:
        return None
    for read in (_from_iso, _from_digits, _from_rfc):
        moment = read(value)
        if moment is not None:
            return moment
    return None


def from_datetime(stated: datetime) -> Moment:
    """A datetime as a moment, microseconds dropped."""
    offset = stated.utcoffset()
    minutes = None if offset is None else round(offset.total_seconds() / 60)
    return Moment(stated.date(), stated.time().replace(microsecond=0, tzinfo=None), minutes)


def offset_of(zone: str) -> int | None:
    """Minutes east of UTC of "Z", "UTC", "+0200", "GMT+2"; None for anything else."""
    zone = zone.strip().upper()
    bare = zone.removeprefix("UTC").removeprefix("GMT").strip()
    if zone and bare in ("", "Z"):
        return 0
    found = _OFFSET.fullmatch(bare)
    if found is None or int(found[2]) > 14:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return -minutes if found[1] == "-" else minutes


def day_of(year: int, month: int, day: int) -> date | None:
    """A Gregorian day; None if there is no such day or its year is not believable."""
    if year < MIN_YEAR or year > 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def clock_of(hour: int, minute: int, second: int = 0) -> time | None:
    """A time of day; None if there is no such time. 24:00 is midnight."""
    return time(hour % 24, minute, min(second, 59)) if hour <= 24 and minute < 60 and second <= 60 else None


def refined(chosen: Moment, others: list[Moment]) -> Moment:
    """The moment with time and zone from another that states the same day in more detail.

    `2026-11-20` and `2026-11-20T08:30+02:00` on one page are one statement; a zone is taken over only if
    the clock agrees to the minute.
    """
    for other in others:
        if other.day != chosen.day or other.detail() <= chosen.detail():
            continue
        if chosen.detail() == 0:
            return other
        if chosen.clock and other.clock and chosen.clock.replace(second=0) == other.clock.replace(second=0):
            return replace(chosen, offset=other.offset)
    return chosen


def localised(chosen: Moment, others: list[Moment], zones: Iterable[Moment] = ()) -> Moment:
    """The moment in the page's own zone, where it is stated in UTC and another one shows the same minute by a local clock.

    `2026-11-20T03:22:07Z` and "November 19, 2026, 10:22 pm" are one moment, at UTC-5: the day a reader sees is the 19th.
    Where the page shows a day alone, one of `zones`, moments of whatever the page dates, must make that day of it.
    Catches only differences of whole and half hours that are zones; it costs an unlabelled time of change at the same minute.
    """
    if chosen.clock is None or chosen.offset != 0:
        return chosen
    stated = datetime.combine(chosen.day, chosen.clock)
    zones = tuple(zones)
    for other in (*others, *zones):
        minutes = _ahead(other, stated)
        if minutes:
            return _moved(stated, minutes)
    days = {other.day for other in others if other.clock is None} - {chosen.day}
    local = (_moved(stated, zone.offset) for zone in zones if days and zone.offset)
    return next((moment for moment in local if moment.day in days), chosen)


def _ahead(other: Moment, stated: datetime) -> int:
    """Minutes by which the clock of another moment is ahead of one in UTC if both are one moment; 0 if they are not."""
    if other.clock is None:
        return 0
    ahead = datetime.combine(other.day, other.clock.replace(second=0)) - stated.replace(second=0)
    minutes = round(ahead.total_seconds() / 60)
    is_zone = LATEST_ZONE <= ahead <= EARLIEST_ZONE and minutes % 30 == 0 and other.offset in (None, minutes)
    return minutes if is_zone else 0


def _moved(stated: datetime, minutes: int) -> Moment:
    """A moment in UTC by the clock of a zone."""
    local = stated + timedelta(minutes=minutes)
    return Moment(local.date(), local.time(), minutes)


def _from_iso(value: str) -> Moment | None:
    found = _ISO.match(value)
    if found is None or (found.end() < len(value) and found[4] is None and value[found.end()] not in " ,T"):
        return None
    day = day_of(int(found[1]), int(found[2]), int(found[3]))
    if day is None:
        return None
    clock = clock_of(int(found[4]), int(found[5]), int(found[6] or 0)) if found[4] else None
    return Moment(day, clock, offset_of(found[7]) if clock and found[7] else None)


def _from_digits(value: str) -> Moment | None:
    if not value[:1].isdigit():
        return None
    if unix := _UNIX.match(value):
        return from_datetime(datetime.fromtimestamp(int(unix[1]), UTC))
    found = _COMPACT.match(value)
    day = day_of(int(found[1]), int(found[2]), int(found[3])) if found else None
    if found is None or day is None:
        return None
    return Moment(day, clock_of(int(found[4]), int(found[5]), int(found[6] or 0)) if found[4] else None)


def _from_rfc(value: str) -> Moment | None:
    """RFC 2822: "Tue, 14 Nov 2023 10:30:00 +0200". Its reader is loaded on first use, and with it sockets."""
    if not _RFC.match(value):
        return None
    from email.utils import parsedate_to_datetime

    try:
        return from_datetime(parsedate_to_datetime(value))
    except (ValueError, TypeError, IndexError):
        return None
