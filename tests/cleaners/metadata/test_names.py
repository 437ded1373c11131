"""Names of people in bylines."""

from __future__ import annotations

import pytest

from cleaners.metadata.names import people
from cleaners.metadata.statements import Claim

GAZETTE = (Claim("Harbour Gazette", "meta:og:site_name"), Claim("harbourgazette", "host"))


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "By Jane Doe", ["Jane Doe"]), ("en", "Written by: Jane Doe and Ali Can", ["Jane Doe", "Ali Can"]),
        ("en", "By Jane Doe, Ali Can, and Bo Li", ["Jane Doe", "Ali Can", "Bo Li"]),
        ("en", "Jane Doe | jane@gazette.example", ["Jane Doe"]),
        ("en", "By Jane Doe, Political Editor", ["Jane Doe"]),
        ("en", "Jane Doe Mar 19, 2026, 10:00am EDT", ["Jane Doe"]),
        ("en", "Jane Doe / Reuters", ["Jane Doe"]), ("en", "ByJane Doe", ["Jane Doe"]),
        ("en", "Jane O'Connor Jr.", ["Jane O'Connor Jr."]),
        ("de", "Von Jana Wolf und Ali Can", ["Jana Wolf", "Ali Can"]),
        ("de", "von Ursula von der Mühle", ["Ursula von der Mühle"]),
        ("fr", "Par Anne Dupré et Luc Roy", ["Anne Dupré", "Luc Roy"]),
        ("es", "Por Ana Pérez y Luis Gómez", ["Ana Pérez", "Luis Gómez"]),
        ("es", "Por Santiago Ramón y Cajal", ["Santiago Ramón y Cajal"]),
        ("ru", "Автор: Анна Петрова", ["Анна Петрова"]),
        ("ar", "بقلم: أحمد سعيد", ["أحمد سعيد"]), ("fa", "نویسنده: مریم احمدی", ["مریم احمدی"]),
        ("he", "מאת: דנה לוי", ["דנה לוי"]),
        ("tr", "Yazan: Ayşe Yılmaz", ["Ayşe Yılmaz"]), ("zh", "记者 张三", ["张三"]), ("zh", "记者张三", ["张三"]),
        ("ko", "김철수 기자", ["김철수"]),
        ("el", "Γράφει η Μαρία Παππά", ["Μαρία Παππά"]),
    ],
)  # fmt: skip
def test_takes_names_without_the_words_around_them(language: str, text: str, names: list[str]) -> None:
    assert list(people(text, GAZETTE, language=language)) == names


@pytest.mark.parametrize(
    "text",
    [
        "Reuters", "By AFP", "Newsroom", "admin", "Harbour Gazette", "By The Harbour Gazette", "Gazette Staff",
        "Editorial Board", "Redaktion",
        "La Rédaction", "وكالات", "新华社", "https://facebook.com/gazette", "@harbourgazette", "Senior Editor",
        "harbourgazette.example",
        "5 min read", "Read more", "2 hours ago", "", "By",
        "The crew sailed at dawn and came back in the evening without a catch",
    ],
)  # fmt: skip
def test_offices_agencies_and_other_texts_hold_no_name(text: str) -> None:
    assert list(people(text, GAZETTE)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("zh", "最新文章"), ("zh", "返回首页"), ("ja", "最新記事"), ("ja", "ニュース"), ("ko", "뉴스")],
)
def test_words_in_scripts_without_capitals_are_no_names(language: str, text: str) -> None:
    assert list(people(text, language=language)) == []


def test_a_japanese_name_counts_where_a_person_is_stated() -> None:
    assert list(people("山田 花子", language="ja", trusted=True)) == ["山田 花子"]


def test_a_single_word_is_a_name_only_where_a_person_is_stated() -> None:
    assert list(people("Nadine", trusted=True)) == ["Nadine"]
    assert list(people("Nadine")) == []


def test_turns_an_inverted_name_round_where_a_person_is_stated() -> None:
    assert list(people("Doe, Jane M.", trusted=True)) == ["Jane M. Doe"]


def test_a_particle_that_is_also_a_label_stays_in_a_stated_name() -> None:
    assert list(people("Von Braun, Magnus", trusted=True, language="de")) != []
    assert list(people("Di Maria Rossi", trusted=True, language="it")) == ["Di Maria Rossi"]
