"""Moments in machine-readable values."""

from __future__ import annotations

from datetime import date, time

import pytest

from cleaners.metadata.moments import Moment, from_value, localised, refined

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2026-11-20T08:30:00.123Z", "2026-11-20T08:30:00+00:00"),
        ("2026-11-20T08:30:00+0300", "2026-11-20T08:30:00+03:00"),
        ("2026-11-20T08:30:00 UTC", "2026-11-20T08:30:00+00:00"), ("2026-11-20T08:30-05", "2026-11-20T08:30:00-05:00"),
        ("2026-11-20 08:30", "2026-11-20T08:30:00"), ("2026-11-20", "2026-11-20"), ("2026/11/20", "2026-11-20"),
        ("20261120", "2026-11-20"),
        ("20261120T083000", "2026-11-20T08:30:00"), ("1795163400", "2026-11-20T08:30:00+00:00"),
        ("1795163400000", "2026-11-20T08:30:00+00:00"),
        ("Fri, 20 Nov 2026 08:30:00 GMT", "2026-11-20T08:30:00+00:00"),
        ("2026-11-20T08:30:00+01:00[Europe/Paris]", "2026-11-20T08:30:00+01:00"),
    ],
)  # fmt: skip
def test_reads_the_spellings_of_machines(value: str, iso: str) -> None:
    moment = from_value(value)
    assert moment is not None
    assert moment.iso() == iso


@pytest.mark.parametrize(
    "value", ["", "soon", "2026-13-01", "2026-02-30", "1402/08/24", "0001-01-01T00:00:00Z", "2026", "x" * 200, "12"]
)
def test_what_is_no_moment_is_none(value: str) -> None:
    assert from_value(value) is None


def test_a_day_takes_its_time_from_another_statement_of_that_day() -> None:
    timed = Moment(DAY, time(8, 30), 120)
    assert refined(Moment(DAY), [Moment(date(2026, 11, 19), time(9, 0)), timed]) == timed


def test_a_time_takes_a_zone_only_from_the_same_clock() -> None:
    local = Moment(DAY, time(8, 30, 10))
    assert refined(local, [Moment(DAY, time(9, 30), 60)]) == local
    assert refined(local, [Moment(DAY, time(8, 30), 60)]) == Moment(DAY, time(8, 30, 10), 60)


@pytest.mark.parametrize(
    ("shown", "iso"),
    [
        (Moment(date(2026, 11, 19), time(22, 22)), "2026-11-19T22:22:07-05:00"),
        (Moment(date(2026, 11, 20), time(8, 52), 330), "2026-11-20T08:52:07+05:30"),
        (Moment(date(2026, 11, 20), time(8, 53)), "2026-11-20T03:22:07+00:00"),
        (Moment(date(2026, 11, 19), time(22, 22), -360), "2026-11-20T03:22:07+00:00"),
        (Moment(date(2026, 11, 19), time(15, 22)), "2026-11-20T03:22:07+00:00"),
        (Moment(date(2026, 11, 19)), "2026-11-20T03:22:07+00:00"),
    ],
)
def test_the_clock_a_page_shows_tells_the_zone_of_a_moment_in_utc(shown: Moment, iso: str) -> None:
    assert localised(Moment(date(2026, 11, 20), time(3, 22, 7), 0), [shown]).iso() == iso


def test_a_moment_with_a_zone_of_its_own_keeps_it() -> None:
    stated = Moment(DAY, time(8, 30), 60)
    assert localised(stated, [Moment(DAY, time(10, 30))]) == stated
