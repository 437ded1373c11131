"""What a worker says of a page, and of the pages of a story as one."""

from __future__ import annotations

import pytest

from cleaners.types import Page
from crawler.page_job import clean_page
from crawler.worker import CleanTask

MILL = "https://observer.example/2026/10/mill"
PARAGRAPHS = (
    "The river Orrin rose again on Monday, and the mill at Saltby was closed for the rest of the week, its owner said.",
    "Eleven houses were emptied during the night, and the fire brigade set up pumps along the lower road before dawn.",
    "Engineers are to look at the weir on Tuesday, when the water has gone down to the second mark on the bridge.",
    "Nobody in the town remembers an October like this one, and the chronicle in the library has none either.",
)
BOX = "Ann Dole has written about the harbour and its people for the Observer since 2011."


def page(number: int) -> Page:
    """One of the two pages of a story."""
    body = "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS[2 * number - 2 : 2 * number], BOX))
    numbers = f'<div class="page-links"><a href="{MILL}/">1</a> <a href="{MILL}/2/">2</a></div>'
    return Page(
        f"{MILL}/" if number == 1 else f"{MILL}/2/",
        f'<html lang="en"><head><title>A week of water | Observer</title></head><body><article><h1>A week of water</h1>'
        f'<div class="entry-content">{body}</div>{numbers}</article></body></html>',
    )


@pytest.mark.parametrize(("number", "following", "earlier"), [(1, f"{MILL}/2/", ""), (2, "", f"{MILL}/")])
def test_a_page_of_a_story_names_the_others_if_it_is_asked(number: int, following: str, earlier: str) -> None:
    result = clean_page(CleanTask(page(number), finds_parts=True))
    assert (result.following, result.earlier) == (following, earlier)
    result = clean_page(CleanTask(page(number)))
    assert (result.following, result.earlier) == ("", "")


def test_pages_of_a_story_are_one_text_and_one_record() -> None:
    result = clean_page(CleanTask(page(1), parts=(page(2),)))
    alone = clean_page(CleanTask(page(1)))
    assert [p for p in result.text.split("\n\n") if p in PARAGRAPHS] == list(PARAGRAPHS)
    assert result.text.count(BOX) == 1
    assert (result.record["title"], result.record["url"], result.record["text"]) == (
        "A week of water",
        f"{MILL}/",
        result.text,
    )
    assert set(alone.fingerprints) < set(result.fingerprints)
    assert len(set(result.fingerprints)) == len(result.fingerprints)
    assert alone.words < result.words <= 2 * alone.words
    assert result.signature != alone.signature
