"""Times are written so that comparing texts compares times."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from crawler.clock import comparable, now, stamp


def test_stamp_is_in_utc() -> None:
    assert stamp(datetime(2026, 11, 20, 1, 30, tzinfo=timezone(timedelta(hours=3)))) == "2026-11-19T22:30:00Z"


def test_now_reads_back_as_it_was_written() -> None:
    moment = now()
    assert datetime.fromisoformat(stamp(moment)) == moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20T08:30:00+02:00", "2026-11-20T06:30:00Z"),
        ("2026-11-20T06:30:00.123Z", "2026-11-20T06:30:00Z"),
        ("2026-11-20", "2026-11-20"),
        ("2026-11-20T08:30:00", "2026-11-20T08:30:00"),
        ("yesterday", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_times_of_others_are_made_comparable(text: str | None, expected: str) -> None:
    assert comparable(text) == expected
