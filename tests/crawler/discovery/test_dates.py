"""Dates as feeds and sitemaps write them."""

from __future__ import annotations

import pytest

from crawler.discovery.dates import iso, utc_iso


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fri, 20 Nov 2026 08:30:00 GMT", "2026-11-20T08:30:00+00:00"),
        ("Fri, 20 Nov 2026 08:30:00 -0000", "2026-11-20T08:30:00+00:00"),
        ("Fri, 20 Nov 2026 08:30:00 +03:30", "2026-11-20T08:30:00+03:30"),
        ("20 Nov 26 08:30 PST", "2026-11-20T08:30:00-08:00"),
        ("20 November 2026 08:30", "2026-11-20T08:30:00"),
        ("20 Nov 2026", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("20261120", "2026-11-20"),
        ("2026-11-20T08:30Z", "2026-11-20T08:30:00+00:00"),
        ("2026-11-20T8:30:00+0300", "2026-11-20T08:30:00+03:00"),
        ("2026-11-20 08:30:00.123456", "2026-11-20T08:30:00"),
        (" \n2026-11-20T08:30:00-05:00\t", "2026-11-20T08:30:00-05:00"),
        ("2026-11", None),
        ("2026", None),
        ("0000-00-00T00:00:00", None),
        ("Fri, 31 Feb 2026 08:30:00 GMT", None),
        ("yesterday", None),
        ("9" * 10_000, None),
        ("", None),
        (None, None),
    ],
)
def test_reads_dates_as_they_are_written(text: str | None, expected: str | None) -> None:
    assert iso(text) == expected


def test_a_time_known_to_be_utc_gets_its_zone() -> None:
    assert (utc_iso("2026-11-20T08:30:00"), utc_iso("2026-11-20")) == ("2026-11-20T08:30:00+00:00", "2026-11-20")
