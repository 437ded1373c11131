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
        ("en", "By Jane Doe, Political Editor", ["Jane Doe"]), ("en", "Jane Doe, Director, Ferry Line", ["Jane Doe"]),
        ("en", "By Jane Doe, Editor, and Ali Can", ["Jane Doe", "Ali Can"]),
        ("en", "This post was written by Jane Doe, MD, heart surgeon, Harbour Health.", ["Jane Doe"]),
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
        ("el", "Γράφει η Μαρία Παππά", ["Μαρία Παππά"]), ("pt", "Por Ana Lima e Rui Costa", ["Ana Lima", "Rui Costa"]),
        ("it", "di Anna Rossi", ["Anna Rossi"]), ("it", "A cura di Anna Rossi", ["Anna Rossi"]),
        ("nl", "Door Jan de Vries en Eva Bos", ["Jan de Vries", "Eva Bos"]), ("sv", "Av Eva Lund", ["Eva Lund"]),
        ("no", "Av Eva Lund og Per Dahl", ["Eva Lund", "Per Dahl"]), ("da", "Af Eva Lund", ["Eva Lund"]),
        ("fi", "Teksti: Aino Virtanen", ["Aino Virtanen"]), ("pl", "Autor: Anna Nowak", ["Anna Nowak"]),
        ("cs", "Autor: Jana Nováková", ["Jana Nováková"]), ("ro", "De Ana Popescu", ["Ana Popescu"]),
        ("hu", "Írta: Kovács Anna", ["Kovács Anna"]), ("uk", "Автор: Олена Коваль", ["Олена Коваль"]),
        ("bg", "Автор: Иван Петров", ["Иван Петров"]), ("sr", "Piše: Ana Petrović", ["Ana Petrović"]),
        ("sr", "Аутор: Ана Петровић", ["Ана Петровић"]), ("ca", "Per Anna Puig", ["Anna Puig"]),
        ("hi", "लेखक: अनिल शर्मा", ["अनिल शर्मा"]), ("bn", "লিখেছেন: অনিল সেন", ["অনিল সেন"]),
        ("ur", "تحریر: احمد علی", ["احمد علی"]), ("ckb", "بە قەڵەمی: ئازاد کەریم", ["ئازاد کەریم"]),
        ("ckb", "نووسینی: ئازاد کەریم", ["ئازاد کەریم"]), ("ku", "Nivîskar: Azad Kerîm", ["Azad Kerîm"]),
        ("id", "Penulis: Siti Rahma dan Budi Santoso", ["Siti Rahma", "Budi Santoso"]),
        ("vi", "Tác giả: Nguyễn Lan", ["Nguyễn Lan"]), ("th", "โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("az", "Müəllif: Aysel Məmmədova", ["Aysel Məmmədova"]), ("ar", "كتبت سارة علي", ["سارة علي"]),
        ("zh", "文／李四", ["李四"]), ("en", "Photos and Story By Jane Doe", ["Jane Doe"]),
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
    ("language", "text", "names"),
    [
        ("en", "By Jane Doe | Photos by Bo Li", ["Jane Doe"]), ("en", "By Jane Doe, Photography by Bo Li", ["Jane Doe"]),
        ("de", "Text: Jana Wolf, Fotos: Ali Can", ["Jana Wolf"]), ("tr", "Çeviren: Ali Can", []),
        ("es", "Texto: Ana Pérez / Fotos: Luis Gómez", ["Ana Pérez"]), ("zh", "翻译：李四", []),
        ("de", "Übersetzung: Ali Can", []), ("en", "Reviewed by Bo Li", []), ("ru", "Фото: Анна Петрова", []),
        ("ar", "ترجمة: أحمد سعيد", []), ("he", "צילום: דנה לוי", []), ("ku", "Wergêr: Azad Kerîm", []),
    ],
)  # fmt: skip
def test_translators_photographers_and_reviewers_are_no_authors(language: str, text: str, names: list[str]) -> None:
    assert list(people(text, GAZETTE, language=language)) == names


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


@pytest.mark.parametrize("text", ["LWF", "JWU", "CBC Arts"])
def test_marks_of_offices_are_no_names(text: str) -> None:
    assert not list(people(text, (Claim("CBC", "meta:og:site_name"),), trusted=True))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jane Doe Last updated 12 May 2023", "en"),
        ("Jane Doe Veröffentlicht am 11. Juni 2019", "de"),
        ("Jane Doe Publié le 11 juin 2019", "fr"),
    ],
)
def test_words_before_a_date_are_no_part_of_a_name(text: str, language: str) -> None:
    assert list(people(text, language=language, trusted=True)) == ["Jane Doe"]


def test_an_outlets_name_with_a_role_in_it_is_no_person() -> None:
    outlet = (Claim("Luxury Travel Expert", "meta:og:site_name"),)
    assert not list(people("Luxury Travel Expert", outlet, trusted=True))
