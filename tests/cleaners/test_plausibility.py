from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleaners.plausibility import cost, languages_of
from cleaners.plausibility.letters import alphabets, ideographs
from cleaners.plausibility.marks import cost_of_mark

TEXTS = {
    language: "\n".join(entry["lines"])
    for language, entry in tomllib.loads((Path(__file__).parents[1] / "data/languages.toml").read_text("utf-8")).items()
}


def test_ascii_costs_nothing() -> None:
    assert cost("Nothing to see here, 42 times.") == 0


@pytest.mark.parametrize("language", sorted(set(TEXTS) - {"en", "id"}))
def test_text_is_cheaper_than_its_mojibake(language: str) -> None:
    text = TEXTS[language]
    assert 1.4 * cost(text) < cost(text.encode().decode("latin-1"))


@pytest.mark.parametrize(("language", "wrong"), [("ru", "koi8_r"), ("uk", "iso8859_5"), ("bg", "cp1252")])
def test_cyrillic_is_cheapest_in_its_own_encoding(language: str, wrong: str) -> None:
    body = TEXTS[language].encode("cp1251", "ignore")
    assert 1.3 * cost(body.decode("cp1251")) < cost(body.decode(wrong, "replace"))


@pytest.mark.parametrize(
    "language", ["ru", "uk", "el", "he", "ar", "fa", "ckb", "hi", "th", "pl", "tr", "vi", "zh", "ja", "ko"]
)
def test_knows_the_language(language: str) -> None:
    assert language in languages_of(TEXTS[language])


def test_only_the_languages_asked_for_are_tried() -> None:
    assert cost("сказала", frozenset({"ru"})) >= cost("сказала")


def test_a_capital_inside_a_word_is_dear() -> None:
    assert cost("пРЕЗИДЕНТ") > cost("ПРЕЗИДЕНТ")


def test_controls_are_dearer_than_quotation_marks() -> None:
    assert cost_of_mark("\x92") > cost_of_mark("½") > cost_of_mark("’")


def test_all_tables_load() -> None:
    assert {table.language for table in alphabets()} >= {
        "ar",
        "ckb",
        "de",
        "el",
        "en",
        "fa",
        "he",
        "hi",
        "ku",
        "ru",
        "tr",
    }
    assert {table.language for table in ideographs()} == {"zh", "zh-TW", "ja", "ko"}
    assert all(1 <= bits <= 20 for table in alphabets() for bits in (*table.letters.values(), *table.pairs.values()))
