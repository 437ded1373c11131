"""Dates that count from the fetch."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cleaners.metadata.relative_dates import relative_in

NOW = datetime(2026, 11, 20, 12, 30, 45, tzinfo=UTC)
THREE_HOURS = "2026-11-20T09:30:00+00:00"
ONE_HOUR = "2026-11-20T11:30:00+00:00"
TWO_HOURS = "2026-11-20T10:30:00+00:00"
TWO_DAYS = "2026-11-18"


def _read(text: str, language: str) -> str | None:
    found = relative_in(text, language, NOW)
    return found.moment.iso() if found else None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3 hours ago"), ("en", "3h ago"), ("en", "three hours ago"), ("de", "vor 3 Stunden"), ("fr", "il y a 3 heures"),
        ("es", "hace 3 horas"), ("pt", "há 3 horas"), ("pt", "3 horas atrás"), ("it", "3 ore fa"), ("nl", "3 uur geleden"),
        ("ca", "fa 3 hores"), ("ro", "acum 3 ore"), ("sv", "för 3 timmar sedan"), ("no", "3 timer siden"),
        ("da", "for 3 timer siden"), ("fi", "3 tuntia sitten"), ("hu", "3 órája"), ("pl", "3 godziny temu"),
        ("cs", "před 3 hodinami"), ("ru", "3 часа назад"), ("uk", "3 години тому"), ("bg", "преди 3 часа"),
        ("sr", "пре 3 сата"), ("sr", "prije 3 sata"), ("el", "πριν από 3 ώρες"), ("tr", "3 saat önce"),
        ("az", "3 saat əvvəl"), ("ku", "berî 3 saetan"), ("ckb", "پێش ٣ کاتژمێر"), ("ckb", "٣ کاتژمێر لەمەوبەر"),
        ("ar", "منذ ٣ ساعات"), ("ar", "قبل 3 ساعات"), ("ar", "منذ ثلاث ساعات"), ("fa", "۳ ساعت پیش"), ("ur", "3 گھنٹے قبل"),
        ("he", "לפני 3 שעות"), ("hi", "3 घंटे पहले"), ("bn", "৩ ঘণ্টা আগে"), ("id", "3 jam yang lalu"),
        ("vi", "3 giờ trước"), ("th", "3 ชั่วโมงที่แล้ว"), ("zh", "3小时前"), ("zh", "3個小時前"), ("ja", "3時間前"),
        ("ko", "3시간 전"),
    ],
)  # fmt: skip
def test_counts_hours_back_from_the_fetch(language: str, text: str) -> None:
    assert _read(text, language) == THREE_HOURS


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("en", "Updated an hour ago", ONE_HOUR), ("de", "vor einer Stunde", ONE_HOUR), ("ar", "منذ ساعة", ONE_HOUR),
        ("ru", "час назад", ONE_HOUR), ("pl", "godzinę temu", ONE_HOUR), ("fi", "tunti sitten", ONE_HOUR),
        ("ar", "منذ ساعتين", TWO_HOURS), ("he", "לפני שעתיים", TWO_HOURS), ("ar", "قبل يومين", TWO_DAYS),
        ("he", "לפני יומיים", TWO_DAYS),
    ],
)  # fmt: skip
def test_reads_numbers_that_are_words_or_forms_of_the_unit(language: str, text: str, iso: str) -> None:
    assert _read(text, language) == iso


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "2 days ago | Harbour"), ("de", "Vor 2 Tagen"), ("tr", "2 gün önce"), ("zh", "两天前"), ("ko", "2일 전"),
        ("vi", "Cách đây 2 ngày"), ("ku", "berî 2 rojan"), ("ja", "2日前"), ("el", "Πριν 2 ημέρες"),
    ],
)  # fmt: skip
def test_days_and_weeks_give_the_day_alone(language: str, text: str) -> None:
    assert _read(text, language) == TWO_DAYS
    assert _read("2 weeks ago", "en") == "2026-11-06"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Yesterday at 2:05 pm"), ("de", "gestern, 14.05 Uhr"), ("fr", "hier à 14h05"), ("ru", "вчера, 14:05"),
        ("ar", "أمس 14:05"), ("tr", "dün 14:05"), ("zh", "昨天 14:05"), ("fa", "دیروز ۱۴:۰۵"),
    ],
)  # fmt: skip
def test_reads_the_named_day_with_its_clock(language: str, text: str) -> None:
    assert _read(text, language) == "2026-11-19T14:05:00"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Today"), ("en", "6 months ago"), ("en", "2 years ago"), ("en", "100 days ago"), ("en", "tomorrow 14:05"),
        ("de", "3 Stunden vor dem Spiel"), ("en", "What happened 3 days ago"), ("en", "3 hours"), ("es", "hace horas"),
        ("en", "The ferry had left the harbour on its first voyage after five weeks in the dock only 3 hours ago, he said."),
    ],
)  # fmt: skip
def test_leaves_alone_what_counts_from_elsewhere_or_too_roughly(language: str, text: str) -> None:
    assert _read(text, language) is None


def test_gives_the_words_before_it() -> None:
    found = relative_in("Aktualisiert: vor 2 Stunden", "de", NOW)
    assert found is not None
    assert found.before.strip() == "aktualisiert:"
