"""Pages in a line or two that are no longer than paragraphs, and paragraphs: cases in fixtures/short_dumps."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cleaners import clean_text
from cleaners.lines.windows import MIN_LINE, MIN_SHORT

FOLDER = Path(__file__).parents[3] / "fixtures" / "short_dumps"
FILES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
PARAGRAPHS = [
    pytest.param(text, id=f"{name}-{n}") for name, file in FILES.items() for n, text in enumerate(file["paragraphs"])
]
PAGES = [pytest.param(page, id=f"{name}-{n}") for name, file in FILES.items() for n, page in enumerate(file["page"])]


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_a_paragraph_stays_as_it_is(text: str) -> None:
    article = clean_text(text)
    assert article.text == text
    assert "no-line-breaks" not in article.flags


@pytest.mark.parametrize("page", PAGES)
def test_of_a_page_in_a_line_the_story_stays(page: dict[str, Any]) -> None:
    article = clean_text(page["dump"])
    assert [text for text in page["keep"] if text not in article.text] == []
    assert [text for text in page["drop"] if text in article.text] == []
    assert "no-line-breaks" in article.flags


@pytest.mark.parametrize("page", PAGES)
def test_all_that_a_case_names_is_on_its_page(page: dict[str, Any]) -> None:
    assert page.keys() == {"dump", "keep", "drop", "why"}
    assert [text for text in (*page["keep"], *page["drop"]) if text not in page["dump"]] == []


@pytest.mark.parametrize("name", FILES)
def test_every_dump_may_be_a_paragraph_or_a_page(name: str) -> None:
    file = FILES[name]
    assert file.keys() == {"language", "paragraphs", "page"}
    assert file["language"] == name
    dumps = (*file["paragraphs"], *(page["dump"] for page in file["page"]))
    assert [dump for dump in dumps if not MIN_SHORT <= len(dump) <= MIN_LINE] == []


def test_there_are_enough_languages() -> None:
    assert len(FILES) >= 12
