"""Who wrote the story."""

from __future__ import annotations

import json

import pytest

from cleaners import metadata
from tests.cleaners.metadata.conftest import MakeDocument

H1 = "<title>Ferry sails again after five weeks</title>"
HEADLINE = "<h1>Ferry sails again after five weeks</h1>"


def _ld(author: object) -> str:
    return H1 + f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "author": author})}</script>'


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Person", "name": "Jane Doe"}, ("Jane Doe",)),
        ([{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "JANE DOE"}, {"@type": "Person",
        "name": "Ali Can"}],
         ("Jane Doe", "Ali Can")),
        ({"@type": "Person", "name": ["Jane Doe", "Ali Can"]}, ("Jane Doe", "Ali Can")),
        ("Jane Doe, Ali Can", ("Jane Doe", "Ali Can")),
        ({"@type": "Organization", "name": "Jane Doe Media"}, ()),
        ({"@type": "Person", "name": "Reuters"}, ()),
        ({"@type": "Person", "name": "admin"}, ()),
        ({"@type": "Person", "name": "https://www.harbourgazette.example/authors/jane"}, ()),
    ],
)  # fmt: skip
def test_reads_people_of_json_ld(document: MakeDocument, author: object, names: tuple[str, ...]) -> None:
    assert metadata.read(document(_ld(author), HEADLINE)).authors == names


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="author" content="By Jane Doe">', '<meta name="parsely-author" content="Jane Doe">',
        '<meta name="dc.creator" content="Doe, Jane">',
        '<meta property="article:author" content="https://facebook.com/jane"><meta name="byl" content="By Jane Doe">',
    ],
)  # fmt: skip
def test_reads_meta_elements(document: MakeDocument, head: str) -> None:
    assert metadata.read(document(H1 + head, HEADLINE)).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "byline",
    [
        "<p class='byline'>Jane Doe and Ali Can</p>", "<p>By Jane Doe and Ali Can</p>",
        "<div>By</div><div>Jane Doe</div><div>Ali Can</div>",
        "<p>Posted on May 2, 2026 by Jane Doe and Ali Can</p>",
        "<span itemprop='author'>Jane Doe</span><p class='author'>Ali Can</p>",
        "<p>20 November 2026 · <a rel='author' href='/j'>Jane Doe</a> and <a rel='author' href='/a'>Ali Can</a></p>",
    ],
)  # fmt: skip
def test_reads_the_byline_below_the_headline(document: MakeDocument, byline: str) -> None:
    assert metadata.read(document(H1, HEADLINE + byline)).authors == ("Jane Doe", "Ali Can")


def test_adds_the_second_author_that_only_the_byline_names(document: MakeDocument) -> None:
    page = document(
        _ld({"@type": "Person", "name": "Jane Doe"}), HEADLINE + "<p>By Jane Doe and Ali Can on May 2, 2026</p>"
    )
    assert metadata.read(page).authors == ("Jane Doe", "Ali Can")


def test_commenters_are_no_authors(
    document: MakeDocument,
) -> None:
    comments = "<ol class='comments'><li><cite class='comment-author'>By Bo Li</cite><p>Nice.</p></li></ol>"
    assert (
        metadata.read(document(H1, HEADLINE, prose="<p>" + "The ferry sailed again. " * 40 + "</p>" + comments)).authors
        == ()
    )


def test_authors_of_other_stories_are_not_taken(document: MakeDocument) -> None:
    cards = "".join(f"<div class='author-card'>By {name}</div>" for name in ("Bo Li", "Cy Young"))
    page = document(H1, HEADLINE, prose="<p>" + "The ferry sailed again. " * 30 + "</p>" * 4 + cards)
    assert metadata.read(page).authors == ()


def test_names_its_source(document: MakeDocument) -> None:
    assert metadata.read(document(_ld("Jane Doe"), HEADLINE)).sources["authors"] == "json-ld"
    assert metadata.read(document(H1, HEADLINE + "<p>By Jane Doe</p>")).sources["authors"] == "byline"
