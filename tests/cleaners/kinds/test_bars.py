"""Errors, walls and shells: a case on each side of every rule."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

import pytest

from cleaners import Page, clean

P = (
    "<p>The river Orrin rose again on Monday, and the mill at Saltby was closed for a week, its owner said.</p>"
    "<p>Eleven houses were emptied during the night, and the fire brigade set up pumps along the lower road.</p>"
)

LONG = P + "".join(
    f"<p>On day {n} of the flood the gauge at the bridge showed {n} metres, and {n} more houses near the lower road were emptied.</p>"
    for n in ("three", "four", "five", "six", "seven")
)


def _kind(inside: str, title: str = "Mill closed", head: str = "") -> str:
    page = f"<html lang=en><head><title>{title} | Merrow Observer</title>{head}</head><body><main>{inside}</main></body></html>"
    return clean(Page("https://paper.example/a", page)).kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Page not found", "soft-404"), ("404 - Not Found", "soft-404"), ("Missing hiker not found after three days", "article"),
        ("Vermisster Wanderer nicht gefunden", "article"), ("Peugeot 404 turns sixty", "article"), ("Nicht gefunden", "soft-404"),
    ],
)  # fmt: skip
def test_a_title_says_that_the_page_is_gone(title: str, kind: str) -> None:
    assert _kind(f"<article><h1>{title}</h1>{P}</article>", title) == kind


def test_a_long_text_is_never_a_page_that_is_gone() -> None:
    assert _kind(f"<article><h1>Page not found: the web that was</h1>{LONG}</article>", "Page not found") == "article"


WALL_TEXT = "We and our partners store cookies on your device to show personalised advertising. Accept, or change your choices in our privacy policy."


def test_a_story_on_cookies_is_no_wall() -> None:
    story = "<p>A court said on Monday that websites must let visitors refuse a cookie as easily as accept it.</p>"
    assert _kind(f"<article><h1>Court rules on cookies</h1>{story}{P}</article>") == "article"


def test_a_wall_without_a_class_is_one_by_its_words() -> None:
    assert _kind(f"<h1>Before you go on</h1><p>{WALL_TEXT}</p>", "Before you go on") == "consent"


def test_a_notice_beside_a_short_story_is_no_wall() -> None:
    assert _kind(f"<article><h1>Mill closed</h1>{P}</article><div><p>{WALL_TEXT}</p></div>") == "article"


NOT_FREE = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Mill closed","isAccessibleForFree":false}</script>'


def test_a_story_that_is_not_free_but_whole_is_an_article() -> None:
    assert _kind(f"<article><h1>Mill closed</h1>{LONG}</article>", head=NOT_FREE) == "article"


def test_a_teaser_that_is_not_free_is_paywalled() -> None:
    assert _kind(f"<article><h1>Mill closed</h1>{P}</article>", head=NOT_FREE) == "paywalled"


def test_a_heading_above_other_stories_is_no_wall() -> None:
    cards = "".join(f"<h3><a href=/{n}>Quay number {n} was sold to a painter</a></h3>" for n in range(3))
    assert _kind(f"<article><h1>Mill closed</h1>{P}</article><h3>Exclusive to subscribers</h3>{cards}") == "article"


def test_a_wall_right_below_the_text_is_one() -> None:
    wall = "<div><h3>Already a subscriber?</h3><p>Subscribe to continue reading this story.</p></div>"
    assert _kind(f"<article><h1>Mill closed</h1>{P}{wall}</article>") == "paywalled"


def test_much_script_and_no_text_is_a_shell() -> None:
    assert _kind("<div id=root></div>", head=f"<script>{'var a=1;' * 600}</script>") == "script-only"


def test_little_script_and_no_text_is_an_empty_page() -> None:
    assert _kind("<div id=root></div>", head="<script>var a=1;</script>") == "empty"
