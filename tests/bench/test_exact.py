from __future__ import annotations

import pytest

from bench.scoreboard.exact import SAME
from bench.scoreboard.predictions import Prediction


def said(**fields: object) -> Prediction:
    return Prediction("", 1.0, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gold", "title", "same"),
    [
        ("“Don’t go,” she said", '"Don\'t go," she said', True),
        ("Bridge opens", "Bridge opens | Example Gazette", False),
        ("橋が開通", "橋が開通", True),
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
