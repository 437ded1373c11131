"""JSON-LD bodies, entries of live blogs, and the check of a page's story against its data."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

import json
from typing import Any

from cleaners import Article, Page, clean
from tests.cleaners.declared.stories import MARKUP, OTHER_MARKUP, STORY, TITLE, page


def _clean(value: Any, body: str = '<div id="root"></div>') -> Article:
    return clean(
        Page(
            "https://observer.example/mill",
            page(f'<script type="application/ld+json">{json.dumps(value)}</script>', body=body),
        )
    )


def _news(text: str) -> dict[str, str]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "articleBody": text}


def test_lines_of_a_body_are_paragraphs() -> None:
    assert _clean(_news("\n\n".join(STORY))).text.split("\n\n") == list(STORY)


def test_markup_in_a_body_is_none_in_the_text() -> None:
    assert _clean(_news(MARKUP)).text.split("\n\n") == list(STORY)


def test_a_notice_on_cookies_is_no_story_that_the_page_shows() -> None:
    notice = "<p>We and our partners store cookies on your device to show personalised advertising. Accept, or change your choices in our privacy policy.</p>"
    assert _clean(_news("\n".join(STORY)), f"<div>{notice}</div>").text.split("\n\n") == list(STORY)


def test_the_entries_of_a_live_blog_come_with_their_times() -> None:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Mark {n}",
            "datePublished": f"2026-10-21T1{n}:05:00+01:00",
            "articleBody": text,
        }
        for n, text in enumerate(STORY)
    ]
    article = _clean(
        {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": updates}
    )
    assert article.kind == "live"
    assert article.text.split("\n\n")[:6] == [
        "2026-10-21 10:05",
        "Mark 0",
        STORY[0],
        "2026-10-21 11:05",
        "Mark 1",
        STORY[1],
    ]


def test_a_live_blog_that_shows_its_entries_is_not_made_longer() -> None:
    entries = (
        "".join(
            f"<div class=live-entry><time>1{n}:05</time><p>{STORY[n % 4]} It was {n} past the hour.</p></div>"
            for n in range(9)
        )
        * 3
    )
    updates = [{"@type": "BlogPosting", "articleBody": OTHER_MARKUP} for _ in range(40)]
    value = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": updates}
    assert "map room" not in _clean(value, f"<article><h1>{TITLE}</h1>{entries}</article>").text


SHOWN = f"<main><article><h1>{TITLE}</h1>{MARKUP}</article></main>"


def _disagrees(article: Article) -> bool:
    assert article.document is not None
    return any(v.reason == "declared-disagrees" for v in article.document.on_page())


def test_a_page_that_shows_another_story_than_it_declares_is_doubtful() -> None:
    article = _clean(_news(" ".join(OTHER_MARKUP.replace("<p>", "").split("</p>"))), SHOWN)
    assert _disagrees(article)
    assert "low-confidence" in article.flags
    assert article.text.split("\n\n") == list(STORY)


def test_a_body_that_is_cut_off_agrees() -> None:
    article = _clean(_news(" ".join(STORY)[:420] + " …"), SHOWN)
    assert not _disagrees(article)
    assert "low-confidence" not in article.flags


def test_a_body_that_has_more_agrees() -> None:
    assert not _disagrees(_clean(_news(" ".join(STORY) + OTHER_MARKUP), SHOWN))
