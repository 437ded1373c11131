from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.scoreboard.corpora import GoldPage
from bench.scoreboard.exact import SAME, is_right, is_stated
from bench.scoreboard.predictions import Prediction


def page(**row: Any) -> GoldPage:
    return GoldPage(
        "harbour", {"id": "1", "side": "tune", "domain": "harbourgazette.example", **row}, Path("1.html.gz")
    )


def said(**fields: object) -> Prediction:
    return Prediction("", 1.0, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gold", "title", "same"),
    [
        ("“Don’t go,” she said", '"Don\'t go," she said', True),
        ("Bridge opens", "Bridge opens | Example Gazette", False),
        ("橋が開通", "橋が開通", True),
        ("FERRY IS BACK", "Ferry is back", True),
        ("“Ferry’s\u00a0back”", '"Ferry\'s back"', True),
        ("Bridge opens", None, False),
    ],
)
def test_titles(gold: str, title: str | None, same: bool) -> None:
    assert SAME["title"](gold, said(title=title)) is same


@pytest.mark.parametrize(
    ("gold", "date", "same"),
    [
        ("2026-11-20", "2026-11-20T23:30:00+02:00", True),
        ("2026-11-20 23:30:00+00:00", "2026-11-21T01:30:00+02:00", True),
        ("2026-11-20", "2026-11-21", False),
        ("2026-11-20", "2026-11-20 10:00 EST", True),
        ("2026-11-20", "20 November", False),
        ("2026-11-20", None, False),
    ],
)
def test_dates(gold: str, date: str | None, same: bool) -> None:
    assert SAME["date"](gold, said(date=date)) is same


@pytest.mark.parametrize(
    ("gold", "authors", "same"),
    [
        ("Ada Lovelace, Max Born", ("Max Born", "Ada Lovelace"), True),
        ("Ada Lovelace and Max Born", ("ADA LOVELACE", "Max Born"), True),
        ("Ada Lovelace", ("Ada Lovelace", "Example Gazette"), False),
        ("Ada Lovelace", (), False),
        ("Ada Lovelace", None, False),
    ],
)
def test_authors(gold: str, authors: tuple[str, ...] | None, same: bool) -> None:
    assert SAME["author"](gold, said(authors=authors)) is same


def test_a_title_taken_over_from_the_page_is_not_stated() -> None:
    assert is_stated("title", page(title="Ferry"))
    assert not is_stated("title", page(title="Ferry | Gazette", title_from_page=True))
    assert not is_stated("author", page())


@pytest.mark.parametrize(
    ("author", "people"), [("Jane Doe", True), ("Gazette Staff", False), ("Reuters", False), ("HarbourGazette", False)]
)
def test_offices_and_agencies_are_not_people(author: str, people: bool) -> None:
    assert is_stated("author", page(author=author))
    assert is_stated("people", page(author=author)) is people


def test_people_are_compared_as_authors_are() -> None:
    stated = page(author="Jane Doe, Ali Can")
    assert is_right("people", stated, said(authors=("Ali Can", "Jane Doe")))
    assert not is_right("people", stated, said(authors=("Jane Doe",)))
