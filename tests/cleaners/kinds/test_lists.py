"""Lists of stories, and stories with lists below them."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

import json

import pytest

from cleaners import Page, clean

P = (
    "<p>The river Orrin rose again on Monday, and the mill at Saltby was closed for a week, its owner said.</p>"
    "<p>Eleven houses were emptied during the night, and the fire brigade set up pumps along the lower road.</p>"
    "<p>Engineers are to look at the weir on Tuesday, when the water has gone down to the second mark.</p>"
)
CARDS = "".join(
    f"<div class=card><h3><a href=/{n}>Quay {n} was sold to a painter</a></h3><p>The old quay number {n} was sold on Monday for a crown.</p></div>"
    for n in range(6)
)


def _kind(inside: str, body: str = "", head: str = "") -> str:
    page = (
        f"<html lang=en><head><title>Quays</title>{head}</head><body class='{body}'><main>{inside}</main></body></html>"
    )
    return clean(Page("https://paper.example/a", page)).kind


def _json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_a_list_that_describes_each_of_its_stories_is_a_list() -> None:
    items = [{"@type": "NewsArticle", "headline": f"Quay {n} was sold to a painter"} for n in range(6)]
    assert _kind(CARDS, head=_json_ld({"@type": "ItemList", "itemListElement": items})) == "index"


def test_a_page_that_calls_itself_one_article_is_no_list() -> None:
    assert _kind(CARDS, head=_json_ld({"@type": "NewsArticle", "headline": "Six quays in six days"})) == "article"


@pytest.mark.parametrize(
    ("body", "kind"), [("archive author", "index"), ("single single-post", "article"), ("", "article")]
)
def test_a_portrait_above_links_is_a_list_if_the_page_says_so(body: str, kind: str) -> None:
    bio = "<h1>Ann Dole</h1><p>Ann Dole has written about the harbour and its people for the Observer since 2011. She lives on the east bank with cats.</p>"
    links = "".join(f"<li><a href=/{n}>Quay {n} was sold to a painter</a></li>" for n in range(6))
    assert _kind(f"{bio}<ul>{links}</ul>", body) == kind


def test_a_story_on_a_page_with_the_class_of_a_list_is_a_story() -> None:
    assert _kind(f"<article><h1>Mill closed</h1>{P}</article>{CARDS}", "archive category") == "article"
