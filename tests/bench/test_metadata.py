"""The figures of `bench.metadata`: by corpus and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.metadata import as_prediction, table
from bench.scoreboard.corpora import GoldPage
from cleaners.types import Metadata


def _page(number: str, **row: Any) -> GoldPage:
    return GoldPage(
        "harbour", {"id": number, "side": "tune", "domain": "harbourgazette.example", **row}, Path("1.html.gz")
    )


def test_counts_right_answers_of_each_field_that_is_stated() -> None:
    first, second = _page("1", title="Ferry is back", author="Jane Doe"), _page("2", title="Bridge opens")
    said = {
        ("copydesk", first.key): as_prediction(Metadata(title="Ferry Is Back", authors=("Ali Can",))),
        ("copydesk", second.key): as_prediction(Metadata(title="Bridge closed")),
    }
    lines = [line.split() for line in table((first, second), said, ("copydesk",)).splitlines()]
    assert ["title", "all", "2", "1", "50.0%"] in lines
    assert ["author", "harbour", "1", "0", "0.0%"] in lines
    assert ["people", "all", "1", "0", "0.0%"] in lines
    assert not any(line[0] == "date" for line in lines)
