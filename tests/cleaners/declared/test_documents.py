"""Answers of APIs and items of feeds given as pages."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

import json
from typing import Any

import pytest

from cleaners import Page, clean
from tests.cleaners.declared.stories import MARKUP, OTHER, OTHER_MARKUP, STORY, TITLE

URL = "https://observer.example/2026/10/mill-closed-for-a-week/"
POST = {
    "id": 7, "date": "2026-10-21T10:00:00", "date_gmt": "2026-10-21T09:00:00", "slug": "mill-closed-for-a-week", "link": URL, "type": "post",
    "title": {"rendered": TITLE}, "excerpt": {"rendered": f"<p>{STORY[0]} [&hellip;]</p>", "protected": False},
    "content": {"rendered": MARKUP + '<div class="sharedaddy"><h3>Share this:</h3></div>', "protected": False},
    "_embedded": {"author": [{"name": "Ann Dole"}]},
}  # fmt: skip
OTHER_POST = {
    **POST,
    "id": 8,
    "slug": "map-room",
    "link": "https://observer.example/2026/10/map-room/",
    "title": {"rendered": OTHER},
    "content": {"rendered": OTHER_MARKUP},
}


def _json(value: Any, url: str | None = URL) -> Page:
    return Page(url, json.dumps(value), content_type="application/json; charset=UTF-8")


@pytest.mark.parametrize(
    "value", [POST, [POST], [OTHER_POST, POST], {"data": {"post": POST}}], ids=["one", "list-of-one", "list", "nested"]
)
def test_a_wordpress_answer_is_the_story_at_the_address(value: Any) -> None:
    article = clean(_json(value))
    assert (article.kind, article.title, article.text.split("\n\n")) == ("article", TITLE, list(STORY))


def test_its_date_author_and_address_come_with_it() -> None:
    article = clean(_json(POST))
    assert (article.published, article.authors, article.canonical_url) == (
        "2026-10-21T09:00:00+00:00",
        ("Ann Dole",),
        URL,
    )


def test_a_list_without_the_address_is_an_index() -> None:
    posts = [
        {**OTHER_POST, "link": f"https://observer.example/p{n}", "title": {"rendered": f"{OTHER} for day {n}"}}
        for n in range(5)
    ]
    assert clean(_json(posts, "https://observer.example/wp-json/wp/v2/posts")).kind == "index"


@pytest.mark.parametrize(
    "value", [{"code": "rest_no_route", "message": "No route was found", "data": {"status": 404}}, [], {"a": [1, 2, 3]}]
)
def test_json_without_a_story_is_refused_by_name(value: Any) -> None:
    article = clean(_json(value))
    assert (article.kind, article.text) == ("not-html", "")
    assert article.rejected is not None
    assert article.rejected.reason == "data"


def _item(title: str, link: str, body: str) -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><dc:creator><![CDATA[Ann Dole]]></dc:creator><pubDate>Wed, 21 Oct 2026 09:00:00 +0000</pubDate>"
        f"<description><![CDATA[{STORY[0]}]]></description><content:encoded><![CDATA[{body}]]></content:encoded></item>"
    )


def _rss(*items: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="x" xmlns:dc="y"><channel><title>Observer</title>{"".join(items)}</channel></rss>'


def test_the_item_of_a_feed_at_the_address_is_the_story() -> None:
    feed = _rss(_item(OTHER, "https://observer.example/map-room", OTHER_MARKUP), _item(TITLE, URL, MARKUP))
    article = clean(Page(URL, feed, content_type="application/rss+xml"))
    assert (article.title, article.text.split("\n\n"), article.authors) == (TITLE, list(STORY), ("Ann Dole",))


def test_a_feed_of_many_is_an_index() -> None:
    feed = _rss(*(_item(f"{OTHER} {n}", f"https://observer.example/p{n}", OTHER_MARKUP) for n in range(6)))
    assert clean(Page("https://observer.example/feed/", feed)).kind == "index"


def test_an_entry_of_atom_is_the_story() -> None:
    content = MARKUP.replace("<", "&lt;")
    entry = f'<entry><title type="html">{TITLE}</title><link rel="alternate" href="{URL}"/><updated>2026-10-21T09:00:00Z</updated><author><name>Ann Dole</name></author><content type="html">{content}</content></entry>'
    article = clean(
        Page(URL, f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>', content_type="application/atom+xml")
    )
    assert (article.title, article.text.split("\n\n"), article.published) == (
        TITLE,
        list(STORY),
        "2026-10-21T09:00:00+00:00",
    )


def test_html_that_begins_with_a_bracket_is_html() -> None:
    page = f"{{{{ banner }}}}<html lang=en><title>{TITLE}</title><article><h1>{TITLE}</h1>{MARKUP}</article></html>"
    assert STORY[1] in clean(Page(URL, page)).text
