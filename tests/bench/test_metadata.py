"""The comparisons of `bench.metadata`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.metadata import is_right, is_stated, names_people, plain
from bench.scoreboard.corpora import GoldPage
from bench.scoreboard.predictions import Prediction


def _page(**row: Any) -> GoldPage:
    return GoldPage(
        "harbour", {"id": "1", "side": "tune", "domain": "harbourgazette.example", **row}, Path("1.html.gz")
    )


def test_titles_are_equal_but_for_quotes_and_white_space() -> None:
    assert plain("“Ferry’s\u00a0back”") == plain('"Ferry\'s back"')
    assert plain("Ferry is back") != plain("Ferry Is Back")


@pytest.mark.parametrize(("said", "right"), [("2026-11-20T08:30:00+02:00", True), ("2026-11-19", False), (None, False)])
def test_of_a_date_the_day_counts(said: str | None, right: bool) -> None:
    assert is_right("date", _page(date="2026-11-20"), Prediction("", None, date=said)) is right


@pytest.mark.parametrize(("said", "right"), [(("Ali Can", "Jane Doe"), True), (("Jane Doe",), False), ((), False)])
def test_of_authors_all_names_count_in_any_order(said: tuple[str, ...], right: bool) -> None:
    assert is_right("author", _page(author="Jane Doe, Ali Can"), Prediction("", None, authors=said)) is right


def test_a_title_taken_over_from_the_page_is_not_stated() -> None:
    assert is_stated("title", _page(title="Ferry"))
    assert not is_stated("title", _page(title="Ferry | Gazette", title_from_page=True))
    assert not is_stated("author", _page())


@pytest.mark.parametrize(
    ("author", "people"), [("Jane Doe", True), ("Gazette Staff", False), ("Reuters", False), ("HarbourGazette", False)]
)
def test_offices_and_agencies_are_not_people(author: str, people: bool) -> None:
    assert names_people(_page(author=author)) is people
