"""Dates written for people."""

from __future__ import annotations

import pytest

from cleaners.metadata.date_lines import MAX_LINE, Manner, dates_in, from_text

DAY = "2023-11-15"


def _read(text: str, language: str, *, month_first: bool = False) -> list[str]:
    return [seen.moment.iso() for seen in dates_in(text, Manner(language, month_first))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "November 15, 2023"), ("en", "Nov. 15th, 2023"), ("en", "15th of November, 2023"), ("en", "15-Nov-23"),
        ("de", "15. November 2023"), ("de", "15.11.2023"), ("fr", "15 novembre 2023"),
        ("es", "15 de noviembre de 2023"),
        ("pt", "15 de novembro de 2023"), ("it", "15 novembre 2023"), ("nl", "15 november 2023"),
        ("sv", "15 nov. 2023"),
        ("da", "15. nov. 2023"), ("no", "15. november 2023"), ("fi", "15. marraskuuta 2023"),
        ("pl", "15 listopada 2023"),
        ("cs", "15. listopadu 2023"), ("hr", "15. studenoga 2023."), ("hu", "2023. november 15."),
        ("ro", "15 noiembrie 2023"),
        ("lt", "2023 m. lapkričio 15 d."), ("lv", "2023. gada 15. novembris"), ("el", "15 Νοεμβρίου 2023"),
        ("ru", "15 ноября 2023 г."), ("uk", "15 листопада 2023"), ("bg", "15 ноември 2023"), ("tr", "15 Kasım 2023"),
        ("ku", "15 Mijdar 2023"), ("ckb", "15ی تشرینی دووەم 2023"), ("ar", "15 نوفمبر 2023"),
        ("ar", "15 تشرين الثاني 2023"),
        ("ar", "15 نونبر 2023"), ("ar", "١٥ نوفمبر ٢٠٢٣"), ("fa", "۲۴ آبان ۱۴۰۲"), ("fa", "۱۴۰۲/۰۸/۲۴"),
        ("fa", "۱۵ نوامبر ۲۰۲۳"),
        ("ur", "15 نومبر 2023"), ("he", "15 בנובמבר 2023"), ("he", "ב' בכסלו תשפ״ד"), ("hi", "15 नवंबर 2023"),
        ("th", "15 พฤศจิกายน 2566"), ("th", "15 พ.ย. 66"), ("id", "15 November 2023"),
        ("vi", "ngày 15 tháng 11 năm 2023"),
        ("zh", "2023年11月15日"), ("zh", "民國112年11月15日"), ("ja", "令和5年11月15日"), ("ko", "2023년 11월 15일"),
        ("ko", "2023.11.15."), ("ckb", "٢٤ی خەزەڵوەری ٢٧٢٣"), ("ckb", "٢٤ی خەزەڵوەر ١٤٠٢"), ("de", "15 | 11 | 2023"),
        ("ca", "15 de novembre de 2023"), ("sr", "15. новембар 2023."), ("bn", "১৫ নভেম্বর ২০২৩"), ("az", "15 noyabr 2023"),
        ("th", "๑๕ พฤศจิกายน ๒๕๖๖"), ("zh", "2023-11-15"), ("ja", "2023/11/15"), ("sk", "15. novembra 2023"),
    ],
)  # fmt: skip
def test_reads_the_day_in_the_words_of_the_language(language: str, text: str) -> None:
    assert _read(text, language) == [DAY]


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("en", "Updated 2:46 PM, Wed November 15, 2023", "2023-11-15T14:46:00"),
        ("en", "November 15, 2023 at 12:05 a.m. EST", "2023-11-15T00:05:00-05:00"),
        ("de", "Stand: 15.11.2023 - 10.30 Uhr", "2023-11-15T10:30:00"),
        ("fr", "15/11/2023 à 10h30", "2023-11-15T10:30:00"),
        ("fi", "15.11.2023 klo 10.30", "2023-11-15T10:30:00"),
        ("ru", "10:30, 15 ноября 2023", "2023-11-15T10:30:00"),
        ("ru", "15 ноября 2023, 10:30 (МСК)", "2023-11-15T10:30:00+03:00"),
        ("ar", "15/11/2023 10:30 م", "2023-11-15T22:30:00"),
        ("id", "Rabu, 15 Nov 2023 10:30 WIB", "2023-11-15T10:30:00+07:00"),
        ("vi", "15/11/2023 10:30 (GMT+7)", "2023-11-15T10:30:00+07:00"),
        ("ko", "2023년 11월 15일 오후 3시 20분", "2023-11-15T15:20:00"),
        ("ja", "2023年11月15日 15時20分", "2023-11-15T15:20:00"),
        ("en", "Wed Nov 15 10:30:00 CET 2023", "2023-11-15T10:30:00+01:00"),
    ],
)
def test_reads_time_and_zone_beside_the_day(language: str, text: str, iso: str) -> None:
    assert _read(text, language) == [iso]


@pytest.mark.parametrize(
    "text", ["Jane Doe•Nov 15, 2023", "Jane Doe · Nov 15, 2023 · 5 min read", "Harbour|15 Nov 2023"]
)
def test_reads_a_date_glued_to_its_neighbours_by_a_mark(text: str) -> None:
    assert _read(text, "en") == [DAY]


def test_reads_two_dates_of_a_line_each_with_its_time() -> None:
    text = "Publié le 15 novembre 2023 à 10h30, mis à jour le 16/11/2023 à 09h05"
    assert _read(text, "fr") == ["2023-11-15T10:30:00", "2023-11-16T09:05:00"]


@pytest.mark.parametrize(("month_first", "iso"), [(True, "2023-05-06"), (False, "2023-06-05")])
def test_ambiguous_figures_follow_the_country(month_first: bool, iso: str) -> None:
    assert _read("05/06/2023", "en", month_first=month_first) == [iso]


def test_impossible_order_is_read_the_other_way() -> None:
    assert _read("15/11/2023", "en", month_first=True) == [DAY]


@pytest.mark.parametrize(
    "text",
    [
        "Final score 2-1, sets 6-4-2", "Version 3.11.7 is out", "Call 020 7946 0123", "10/12", "on 5 May at 10:30",
        "31.02.2023", "Items 12 345 678", "1402/13/40", "", "2023",
    ],
)  # fmt: skip
def test_figures_that_are_no_date_are_none(text: str) -> None:
    assert _read(text, "en") == []


def test_listopad_is_another_month_in_croatian() -> None:
    assert _read("15. listopada 2023.", "hr") == ["2023-10-15"]


def test_islamic_date_without_weekday_is_not_guessed() -> None:
    assert _read("1 رمضان 1446", "ar") == []


def test_islamic_date_with_weekday_is_certain() -> None:
    assert _read("السبت 1 رمضان 1446", "ar") == ["2025-03-01"]


def test_a_long_line_is_read_only_to_its_bound() -> None:
    assert from_text("x" * MAX_LINE + " 15 November 2023", Manner("en")) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("3 جانفي 2023", "2023-01-03"), ("3 كانون الثاني 2023", "2023-01-03"), ("3 فيفري 2023", "2023-02-03"),
        ("3 شباط 2023", "2023-02-03"), ("3 نيسان 2023", "2023-04-03"), ("3 أفريل 2023", "2023-04-03"),
        ("3 أيار 2023", "2023-05-03"), ("3 ماي 2023", "2023-05-03"), ("3 حزيران 2023", "2023-06-03"),
        ("3 جوان 2023", "2023-06-03"), ("3 تموز 2023", "2023-07-03"), ("3 جويلية 2023", "2023-07-03"),
        ("3 يوليوز 2023", "2023-07-03"), ("3 آب 2023", "2023-08-03"), ("3 غشت 2023", "2023-08-03"),
        ("3 أوت 2023", "2023-08-03"), ("3 أيلول 2023", "2023-09-03"), ("3 شتنبر 2023", "2023-09-03"),
        ("3 كانون الأول 2023", "2023-12-03"), ("3 دجنبر 2023", "2023-12-03"),
    ],
)  # fmt: skip
def test_reads_the_months_of_egypt_the_levant_and_the_maghreb(text: str, iso: str) -> None:
    assert _read(text, "ar") == [iso]
