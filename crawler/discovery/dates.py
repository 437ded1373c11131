"""Makes ISO 8601 of the dates that feeds and sitemaps carry: RFC 822, W3C date-time, and their usual misspellings."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from email.utils import parsedate_to_datetime

MAX_DATE_CHARS = 64
"""Longer texts are not dates; nothing is spent on them."""

_ZONE_COLON = re.compile(r"([+-]\d\d):(\d\d)$")
_ZONE_UNKNOWN = re.compile(r"-0000$")
_MONTH_ONLY = re.compile(r"\d{4}(?:-\d\d)?$")
_SHORT_HOUR = re.compile(r"(?<=[T ])(\d)(?=:)")


def iso(text: str | None) -> str | None:
    """Return `text` as ISO 8601, or None if it is not a date with a day.

    A date without time stays one; a time without zone stays without zone.

    >>> iso("Fri, 20 Nov 2026 08:30:00 EST")
    '2026-11-20T08:30:00-05:00'
    >>> iso("2026-11-20T8:30Z")
    '2026-11-20T08:30:00+00:00'
    """
    stripped = " ".join((text or "").split())
    if not stripped or len(stripped) > MAX_DATE_CHARS:
        return None
    return _iso8601(stripped) or _rfc822(stripped)


def utc_iso(text: str | None) -> str | None:
    """Return a time that is known to be UTC but does not say so ("2026-11-20T08:30:00") as ISO 8601 with zone."""
    found = iso(text)
    return f"{found}+00:00" if found and len(found) == len("2026-11-20T08:30:00") else found


def _iso8601(text: str) -> str | None:
    if _MONTH_ONLY.match(text):
        return None
    try:
        if len(text) <= len("2026-11-20"):
            return date.fromisoformat(text).isoformat()
        return _told(datetime.fromisoformat(_SHORT_HOUR.sub(r"0\1", text)))
    except ValueError:
        return None


def _rfc822(text: str) -> str | None:
    # "+03:00" is an ISO zone in an RFC 822 date, which would be dropped; "-0000" is RFC 822 for "in UTC".
    spelled = _ZONE_UNKNOWN.sub("+0000", _ZONE_COLON.sub(r"\1\2", text))
    try:
        return _told(parsedate_to_datetime(spelled))
    except (ValueError, OverflowError):
        pass
    try:
        return parsedate_to_datetime(f"{spelled} 00:00").date().isoformat()
    except (ValueError, OverflowError):
        return None


def _told(when: datetime) -> str:
    if when.tzinfo is not None and when.utcoffset() is not None:
        when = when.replace(tzinfo=timezone(when.utcoffset()))  # type: ignore[arg-type]
    return when.isoformat(timespec="seconds")
