"""Times as the crawler writes them: UTC, ISO 8601, to the second, so that comparing texts compares times."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The time, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def stamp(time: datetime) -> str:
    """Return a time as it is written: "2026-11-20T06:30:00Z"."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def comparable(text: str | None) -> str:
    """Return a time someone else has written so that it can be compared with ours; empty if it is none.

    >>> comparable("2026-11-20T08:30:00+02:00"), comparable("2026-11-20"), comparable("yesterday")
    ('2026-11-20T06:30:00Z', '2026-11-20', '')
    """
    try:
        time = datetime.fromisoformat(text or "")
    except ValueError:
        return ""
    return stamp(time) if time.tzinfo else (text or "")[:19]
