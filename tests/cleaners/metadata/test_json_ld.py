"""What JSON-LD says of a story."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cleaners.metadata import json_ld
from tests.cleaners.metadata.conftest import MakeDocument


def _script(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_follows_graphs_and_references(document: MakeDocument) -> None:
    graph = {
        "@graph": [
            {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
            {"@type": "NewsArticle", "author": {"@id": "#jane"}},
        ]
    }
    page = document(_script(graph))
    article = json_ld.article(page)
    assert article is not None
    assert [a["name"] for a in json_ld.objects(page, article["author"]) if not isinstance(a, str)] == ["Jane Doe"]


def test_takes_the_article_the_title_names(document: MakeDocument) -> None:
    articles = [
        {"@type": "NewsArticle", "headline": "Another story"},
        {"@type": "NewsArticle", "headline": "The ferry returns"},
    ]
    article = json_ld.article(document("<title>The ferry returns | Gazette</title>" + _script(articles)))
    assert article is not None
    assert article["headline"] == "The ferry returns"


@pytest.mark.parametrize(
    "head",
    [
        _script({"@type": ["NewsArticle", "LiveBlogPosting"]}), _script({"@type": "http://schema.org/BlogPosting"}),
        '<meta property="og:type" content="article">',
    ],
)  # fmt: skip
def test_knows_pages_that_call_themselves_articles(document: MakeDocument, head: str) -> None:
    assert json_ld.has_article_type(document(head))


def test_knows_microdata_articles(document: MakeDocument) -> None:
    body = '<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Ferry</h1></div>'
    assert json_ld.has_article_type(document("", body))


def test_a_home_page_is_no_article(document: MakeDocument) -> None:
    assert not json_ld.has_article_type(document(_script({"@type": "WebSite", "name": "Gazette"})))


def test_article_body_is_the_longest_with_entities_and_tags_resolved(document: MakeDocument) -> None:
    body = "<p>The ferry &amp;amp; its crew sailed at dawn.</p>\n<p>It came back at dusk.</p>" * 6
    page = document(
        _script([{"@type": "NewsArticle", "articleBody": "x" * 210}, {"@type": "Article", "articleBody": body}])
    )
    text = json_ld.article_body(page)
    assert text.splitlines()[:2] == ["The ferry & its crew sailed at dawn.", "It came back at dusk."]


def test_a_teaser_is_no_article_body(document: MakeDocument) -> None:
    assert json_ld.article_body(document(_script({"@type": "NewsArticle", "articleBody": "The ferry sailed."}))) == ""
