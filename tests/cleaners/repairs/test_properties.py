from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.repairs import REPAIRS, repair, run

LINES = {
    language: tuple(entry["lines"])
    for language, entry in tomllib.loads((Path(__file__).parents[2] / "data/languages.toml").read_text("utf-8")).items()
}
ALL = sorted(LINES)
MANY = sorted(
    {"en", "fr", "de", "es", "pt", "it", "pl", "cs", "hu", "ro", "tr", "ku", "ar", "fa", "ckb", "ur", "ru", "uk"}
    | {"el", "he", "hi", "vi", "zh", "ja", "ko", "sv", "th"}
)
DAMAGE = {
    "utf-8 as cp1252": lambda line: line.encode().decode("latin-1"),
    "twice": lambda line: line.encode().decode("latin-1").encode().decode("latin-1"),
    "dropped": lambda line: line.encode().decode("cp1252", "ignore"),
    "entities": lambda line: "".join(f"&amp;#{ord(char)};" if char > "\x7f" else char for char in line),
    "spaced": lambda line: "\t " + line.replace(" ", "  ") + "\u00a0",
}


def test_there_are_texts_of_at_least_25_languages() -> None:
    assert len(ALL) > len(MANY) >= 25
    assert all(sum(map(str.isalpha, "".join(lines))) >= 270 for lines in LINES.values())


@pytest.mark.parametrize("language", ALL)
def test_clean_text_is_not_touched(language: str) -> None:
    assert run(LINES[language], language) == (LINES[language], ())


@pytest.mark.parametrize("language", ALL)
def test_clean_text_is_not_touched_where_the_language_is_unknown(language: str) -> None:
    assert run(LINES[language], "und") == (LINES[language], ())


@pytest.mark.parametrize("damage", sorted(DAMAGE))
@pytest.mark.parametrize("language", MANY)
def test_repairing_twice_is_repairing_once(language: str, damage: str) -> None:
    once, _ = run(tuple(map(DAMAGE[damage], LINES[language])), language)
    assert run(once, language) == (once, ())


@pytest.mark.parametrize("damage", ["utf-8 as cp1252", "twice", "entities", "spaced"])
@pytest.mark.parametrize("language", MANY)
def test_reversible_damage_is_undone_exactly(language: str, damage: str) -> None:
    mended, _ = run(tuple(map(DAMAGE[damage], LINES[language])), language)
    assert mended == LINES[language]


@given(st.lists(st.text(max_size=60), max_size=6))
@settings(max_examples=40, deadline=None)
def test_as_many_lines_come_out_as_go_in(lines: list[str]) -> None:
    mended, repaired = run(tuple(lines), "und")
    assert len(mended) == len(lines)
    assert bool(repaired) == (mended != tuple(lines))


@given(st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_text_hardly_grows(text: str) -> None:
    assert len(repair(text)) <= 4 * len(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x17F), max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text_is_stable_after_two_repairs(text: str) -> None:
    twice = repair(repair(text))
    assert repair(twice) == twice


def test_every_repair_is_reported_with_count_and_example() -> None:
    mended, repaired = run(("Itâ€™s here", "Itâ€™s there", "fine"), "en")
    assert mended == ("It’s here", "It’s there", "fine")
    assert [(each.name, each.count, each.before, each.after) for each in repaired] == [
        ("mojibake", 2, "Itâ€™s here", "It’s here")
    ]


def test_the_example_shows_the_surroundings_of_the_change() -> None:
    _, (report, *_) = run(("x" * 300 + " Itâ€™s " + "y" * 300,), "en")
    assert "â€™" in report.before
    assert "’" in report.after
    assert len(report.before) <= 80


def test_names_are_unique() -> None:
    assert len({mending.name for mending in REPAIRS}) == len(REPAIRS)


def test_time_grows_with_the_text_and_no_faster() -> None:
    line = " ".join(LINES["fr"] + LINES["ru"]) + "\n"
    small, large = (_seconds(line * times) for times in (20, 160))
    assert large < 8 * 4 * small + 0.5


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["clean", "damaged", "one line"])
def test_ten_megabytes_take_time_in_proportion(kind: str) -> None:
    line = " ".join(LINES["fr"]) + ("" if kind == "one line" else "\n")
    line = line.encode().decode("latin-1") if kind == "damaged" else line
    one, ten = (_seconds(line * (size // len(line))) for size in (1_000_000, 10_000_000))
    assert ten < 10 * 3 * one + 1


def _seconds(text: str) -> float:
    start = time.process_time()
    repair(text)
    return time.process_time() - start
