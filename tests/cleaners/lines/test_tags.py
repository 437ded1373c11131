"""Dumps that have kept tags: feeds and APIs give them; texts about HTML show them."""

from __future__ import annotations

import pytest

from cleaners import clean_text
from cleaners.lines.tags import is_page, untagged

STORY = (
    "The river Orrin rose again on Monday, and the mill at Saltby was closed for a week.",
    "The council said that eleven houses had been emptied, and that nobody was hurt.",
    "Engineers are to look at the weir on Tuesday, when the water has gone down.",
)
BODY = "\n\n".join(STORY)
LINKED = STORY[0].replace("Orrin", "<a href=/orrin><b>Orrin</b></a>")


@pytest.mark.parametrize(
    "dump",
    [
        "".join(f"<p>{line}</p>" for line in STORY),
        "<br />\n<BR>".join(STORY),
        f'<div class="post">{LINKED}</div><p>{STORY[1]}<!-- more --></p>{STORY[2]}',
        f"<p>{STORY[0]}</p><script>if (a < b) {{ show() }}</script><p>{STORY[1]}</p><style>p {{}}</style><p>{STORY[2]}</p>",
        f'<p>{STORY[0]}</p>[embed]https://tribune.example/clip[/embed]<p>{STORY[1]}</p>[row x="y"]<p>{STORY[2]}</p>[/row]',
    ],
    ids=["paragraphs", "breaks", "inline", "scripts", "shortcodes"],
)  # fmt: skip
def test_the_content_of_a_feed_comes_out_as_its_story(dump: str) -> None:
    assert clean_text(dump).text == BODY


@pytest.mark.parametrize(
    "dump",
    [
        f"{BODY}\n\nWrite <p> before a paragraph and </p> behind it, and <br> where a line should end.",
        "Where a < b and b > c, the <first> of the two rules holds for all of the numbers.",
        "He wrote [sic] and [/quote] on the wall of the mill, and nobody knew what he meant by it.",
    ],
    ids=["about-tags", "signs", "brackets"],
)
def test_what_only_looks_like_tags_stays(dump: str) -> None:
    assert untagged(dump) == dump


@pytest.mark.parametrize(("tagged", "goes"), [(3, True), (2, False)])
def test_tags_go_if_more_than_two_in_five_paragraphs_have_some(tagged: int, goes: bool) -> None:
    lines = [f"<p>{STORY[0]}</p>"] * tagged + [STORY[1]] * (5 - tagged)
    assert ("<p>" not in untagged("\n".join(lines))) is goes


@pytest.mark.parametrize(("line", "goes"), [(f"<p>{STORY[0]}<br>", False), (f"<p>{STORY[0]}<br><br>", True)])
def test_two_tags_make_no_feed(line: str, goes: bool) -> None:
    assert ("<p>" not in untagged(line)) is goes


@pytest.mark.parametrize(
    ("start", "is_one"),
    [
        ("<!DOCTYPE html>\n", True),
        ('\n<?xml version="1.0"?><!-- x --><html lang="en">', True),
        ("<p>", False),
        ("A <html> tag", False),
    ],
)
def test_a_page_begins_as_one(start: str, is_one: bool) -> None:
    assert is_page(f"{start}<p>{STORY[0]}</p>") is is_one


def test_a_page_that_is_given_as_a_dump_is_read_as_a_page() -> None:
    title, body = "Mill closed after flood", "".join(f"<p>{line}</p>" for line in STORY)
    article = clean_text(f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>")
    assert (article.title, article.text) == (title, BODY)
