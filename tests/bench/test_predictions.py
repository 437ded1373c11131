from __future__ import annotations

from pathlib import Path

import pytest

from bench.scoreboard.corpora import read_corpora
from bench.scoreboard.predictions import Gathering, Prediction, PredictionCache, ask_all, gather
from bench.scoreboard.systems import System, load_systems


@pytest.fixture
def systems(peers_file: Path) -> tuple[System, ...]:
    return tuple(system for system in load_systems(peers_file) if system.id != "absent")


def test_every_system_answers_every_page_in_two_lanes(corpora: Path, systems: tuple[System, ...]) -> None:
    pages = read_corpora(corpora)
    said = dict(ask_all([(page, systems) for page in pages], lanes=2))
    assert set(said) == {(system.id, page.key) for system in systems for page in pages}


def test_the_order_is_random_and_the_same_every_time(corpora: Path, systems: tuple[System, ...]) -> None:
    jobs = [(page, systems) for page in read_corpora(corpora)]
    first, again = ([key for key, _ in ask_all(jobs)] for _ in range(2))
    assert first == again
    assert first != [(system.id, page.key) for page, _ in jobs for system in systems]


def test_cached_answers_are_not_asked_again(corpora: Path, systems: tuple[System, ...], tmp_path: Path) -> None:
    pages, asked = read_corpora(corpora, ["daniel"]), []
    how = Gathering(PredictionCache(tmp_path / "cache"), lanes=1, progress=lambda _, expected: asked.append(expected))
    first = gather(pages, systems, how)
    assert set(asked) == {len(pages) * len(systems)}
    asked.clear()
    assert gather(pages, systems, how) == first
    assert asked == []
    how.cache.close()


def test_a_fresh_system_is_asked_again_and_not_kept(corpora: Path, systems: tuple[System, ...], tmp_path: Path) -> None:
    pages, asked = read_corpora(corpora, ["daniel"]), []
    cache = PredictionCache(tmp_path / "cache")
    how = Gathering(cache, frozenset(("copydesk",)), 1, lambda _, expected: asked.append(expected))
    gather(pages, systems, how)
    asked.clear()
    gather(pages, systems, how)
    assert set(asked) == {len(pages)}
    cache.close()


def test_a_failure_is_an_empty_text_with_its_reason(corpora: Path, systems: tuple[System, ...]) -> None:
    said = dict(ask_all([(page, systems) for page in read_corpora(corpora, ["daniel"])]))
    assert said["never", "daniel/1"].error == "ValueError: never works"
    assert said["never", "daniel/1"].text == ""


def test_html_of_a_peer_becomes_lines() -> None:
    said = Prediction.from_answer({"text": "", "html": "<p>One</p><p>Two</p>", "cpu_ms": 1.0, "error": None})
    assert said.text == "One\nTwo"


def test_of_several_dates_of_a_peer_the_first_is_taken() -> None:
    answer = {"text": "", "cpu_ms": 1.0, "error": None, "title": "Bridge opens"}
    assert Prediction.from_answer({**answer, "date": ["2026-11-20", "2026-11-21"]}).date == "2026-11-20"
    assert Prediction.from_answer({**answer, "date": []}).date is None
    assert Prediction.from_answer(answer).title == "Bridge opens"


def test_authors_of_a_peer_are_texts_however_it_nests_them() -> None:
    answer = {"text": "", "cpu_ms": 1.0, "error": None}
    assert Prediction.from_answer({**answer, "authors": [["Ada Lovelace", None], "Max Born"]}).authors == (
        "Ada Lovelace",
        "Max Born",
    )
    assert Prediction.from_answer({**answer, "authors": []}).authors == ()
    assert Prediction.from_answer(answer).authors is None
