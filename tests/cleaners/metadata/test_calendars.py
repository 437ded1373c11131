"""Days of other calendars."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cleaners.metadata.calendars import from_buddhist, from_hebrew, from_islamic, from_jalali


@pytest.mark.parametrize(
    ("year", "new_year"),
    [
        (1357, date(1978, 3, 21)), (1375, date(1996, 3, 20)), (1399, date(2020, 3, 20)), (1400, date(2021, 3, 21)),
        (1403, date(2024, 3, 20)), (1404, date(2025, 3, 21)), (1405, date(2026, 3, 21)), (1408, date(2029, 3, 20)),
    ],
)  # fmt: skip
def test_knows_when_the_persian_year_begins(year: int, new_year: date) -> None:
    assert from_jalali(year, 1, 1) == new_year


def test_persian_days_follow_one_another() -> None:
    days = [from_jalali(y, m, d) for y in (1402, 1403, 1404) for m in range(1, 13) for d in range(1, 32)]
    known = [day for day in days if day]
    assert known == [known[0] + timedelta(n) for n in range(365 + 366 + 365)]


def test_persian_leap_day_is_only_in_leap_years() -> None:
    assert from_jalali(1403, 12, 30) == date(2025, 3, 20)
    assert from_jalali(1404, 12, 30) is None


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (5784, 7, 1, date(2023, 9, 16)), (5785, 7, 1, date(2024, 10, 3)), (5784, 1, 15, date(2024, 4, 23)),
        (5784, 13, 14, date(2024, 3, 24)), (5785, 12, 14, date(2025, 3, 14)), (5787, 7, 10, date(2026, 9, 21)),
    ],
)  # fmt: skip
def test_knows_hebrew_feasts(year: int, month: int, day: int, gregorian: date) -> None:
    assert from_hebrew(year, month, day) == gregorian


def test_second_adar_is_only_in_leap_years() -> None:
    assert from_hebrew(5785, 13, 1) is None


def test_islamic_day_needs_its_weekday() -> None:
    assert from_islamic(1446, 9, 1, weekday=5) == date(2025, 3, 1)
    assert from_islamic(1446, 9, 1, weekday=None) is None


def test_islamic_day_far_from_its_weekday_is_not_believed() -> None:
    assert from_islamic(1446, 9, 1, weekday=1) is None


def test_buddhist_era_is_543_years_ahead() -> None:
    assert from_buddhist(2569) == 2026


@pytest.mark.parametrize("triple", [(1404, 13, 1), (1404, 0, 1), (1404, 7, 31), (900, 1, 1)])
def test_days_that_do_not_exist_are_none(triple: tuple[int, int, int]) -> None:
    assert from_jalali(*triple) is None
