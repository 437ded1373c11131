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


@pytest.mark.parametrize("role", ["latest-by", "teaser-cat", "related-author"])
def test_a_byline_right_below_the_headline_counts_whatever_its_class(document: MakeDocument, role: str) -> None:
    page = document(H1, HEADLINE + f"<div class='{role}'>By Jane Doe • December 20, 2025 7:00 am</div>")
    assert metadata.read(page).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe 3.11.2025", "03.11.2025 | 13:10 | Jane Doe", "September 17, 2025 Jane Doe 0",
        "Nov 3, 2025 • Jane Doe in Harbours", "Nov. 3, 2025 · Jane Doe on behalf of the ferry group",
    ],
)  # fmt: skip
def test_reads_the_name_beside_a_date(document: MakeDocument, line: str) -> None:
    found = metadata.read(document(H1, HEADLINE + f"<div>{line}</div>"))
    assert (found.authors, found.sources["authors"]) == (("Jane Doe",), "date line")


def test_reads_the_name_alone_between_headline_and_date(document: MakeDocument) -> None:
    found = metadata.read(document(H1, HEADLINE + "<p>Jane Doe</p><p>November 3, 2025</p>"))
    assert (found.authors, found.sources["authors"]) == (("Jane Doe",), "bare byline")


@pytest.mark.parametrize("label", ["Fuel Prices", "Last Updated", "TWEET THIS", "Outer Islands"])
def test_two_capitalised_words_beside_a_date_are_no_name(document: MakeDocument, label: str) -> None:
    prose = "<p>" + "Prices of fuel rose on the outer part of all islands. " * 8 + "</p>"
    assert metadata.read(document(H1, HEADLINE + f"<p>{label}</p><p>November 3, 2025</p>", prose=prose)).authors == ()


def test_an_entry_of_the_menu_is_no_name(document: MakeDocument) -> None:
    menu = "".join(f"<li>{entry}</li>" for entry in ("Port Amber", *(f"Section {n}" for n in range(9))))
    assert metadata.read(document(H1, menu + HEADLINE + "<p>Port Amber · November 3, 2025</p>")).authors == ()


@pytest.mark.parametrize("bar", ["date-source", "top-bar"])
def test_reads_the_byline_behind_date_and_source_in_a_script_without_spaces(document: MakeDocument, bar: str) -> None:
    headline = f"<h1>渡口恢复夜航</h1><div class={bar}>2026-10-14 08:52 来源：江畔晚报 作者：沈知微</div>"
    prose = "<p>渡口十三日恢复夜航，末班船推迟到晚上十点半，沿江居民纷纷前来乘坐。</p>" * 3 + "<p>责任编辑：陈默</p>"
    assert metadata.read(document("<title>渡口恢复夜航</title>", headline, prose=prose, language="zh")).authors == (
        "沈知微",
    )


def test_reads_the_signature_in_the_footer_of_a_post_of_short_paragraphs(document: MakeDocument) -> None:
    prose = "".join(
        f"<p>The ferry sailed again on Monday, {n} days after the storm had torn it off.</p>" for n in "1234"
    )
    footer = "<div class=post-footer><span class='post-author vcard'>By Jane Doe</span> <span>at 7:45</span></div>"
    assert metadata.read(document(H1, HEADLINE, prose=prose + footer)).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='author-box'><div class='author-box__name'>Jane Doe</div><p>Writes of ships.</p></div>",
        "<p class='wp-block-post-author__name'>Jane Doe</p>", "<div class='vcard'><span class='fn'>Jane Doe</span></div>",
        "<h3>Written by Jane Doe</h3>",
    ],
)  # fmt: skip
def test_reads_the_author_box_below_the_story(document: MakeDocument, box: str) -> None:
    prose = ("<p>" + "The ferry sailed again. " * 30 + "</p>") * 4 + box
    found = metadata.read(document(H1, HEADLINE, prose=prose))
    assert (found.authors, found.sources["authors"]) == (("Jane Doe",), "author box")


def test_boxes_that_name_different_people_are_cards_of_other_stories(document: MakeDocument) -> None:
    boxes = "".join(f"<div class='author__name'>{name}</div>" for name in ("Bo Li", "Cy Young"))
    prose = ("<p>" + "The ferry sailed again. " * 30 + "</p>") * 4 + boxes
    assert metadata.read(document(H1, HEADLINE, prose=prose)).authors == ()


def test_the_byline_outweighs_the_login_that_filed_the_story(document: MakeDocument) -> None:
    head = H1 + '<meta name="author" content="KatieS">'
    assert metadata.read(document(head, HEADLINE + "<p>by Jane Doe</p>")).authors == ("Jane Doe",)
    assert metadata.read(document(head, HEADLINE + "<p>Reviewed by Jane Doe</p>")).authors == ("KatieS",)


def test_reads_all_authors_of_microdata_up_to_the_next_property(document: MakeDocument) -> None:
    story = "".join(f"<b itemprop='author'>{name}</b>" for name in ("Jane Doe", "Ali Can"))
    body = f"<div itemscope itemtype='https://schema.org/NewsArticle'><h1>Ferry</h1>{story}<i itemprop='articleSection'>Sea</i>"
    assert metadata.read(document(H1, body + "<b itemprop='author'>Bo Li</b></div>")).authors == ("Jane Doe", "Ali Can")


@pytest.mark.parametrize(
    "value", ["Landesanstalt für Wald und Forst", "Translated by Jane Doe", "Sponsored by Ferry Line"]
)
def test_offices_and_helpers_are_no_authors(document: MakeDocument, value: str) -> None:
    assert metadata.read(document(H1 + f'<meta name="author" content="{value}">', HEADLINE)).authors == ()


STORY = f"<p>{'The harbour office said so in a long statement. ' * 12}</p>" * 3


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ('<a href="/blog-authors/jane-doe">Jane Doe</a>', ("Jane Doe",)),
        ('<a rel="author" href="/jd"><span>Jane</span></a>', ("Jane",)),
        ('<a href="/tag/jane-doe">Jane Doe</a>', ()),
        ('<a href="/authors/jane-doe"></a><b>Harbour Gates</b>', ()),
    ],
)
def test_a_name_alone_below_the_headline_is_the_authors_if_it_links_to_an_authors_page(
    document: MakeDocument, line: str, names: tuple[str, ...]
) -> None:
    harbour = (
        "<p>Both the gates of the harbour were shut when the ferry came, and stayed shut until noon on that day.</p>"
    )
    page = document(H1, f"{HEADLINE}<div>{line}</div>{STORY}{harbour * 3}")
    assert metadata.read(page).authors == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane has covered ferries and harbours for the paper since she left the sea.", ("Jane Doe",)),
        ("A ferry of this kind carries ninety cars and four hundred people a day.", ()),
    ],
)
def test_a_name_alone_below_the_headline_is_the_authors_if_a_box_tells_of_the_person(
    document: MakeDocument, text: str, names: tuple[str, ...]
) -> None:
    page = document(H1, f"{HEADLINE}<div>Jane Doe</div>{STORY}<h4>Jane Doe</h4><p>{text}</p>")
    assert metadata.read(page).authors == names


def test_a_byline_ends_where_the_story_names_the_writer_of_a_book(document: MakeDocument) -> None:
    book = "<div class='content'><ul><li><div><p>Author: Ali Can</p></div></li></ul></div>"
    page = document(
        H1, f"<article><header>{HEADLINE}<div class='meta'><p>by Jane Doe</p></div></header>{book}</article>"
    )
    assert metadata.read(page).authors == ("Jane Doe",)


def test_the_outlets_name_in_a_meta_element_gives_way_to_a_byline(document: MakeDocument) -> None:
    head = '<meta property="og:site_name" content="Harbour Life"><meta name="author" content="Harbour Life">'
    page = document(H1 + head, HEADLINE + "<p>Text &amp; Fotos: Jane Doe</p>")
    assert metadata.read(page).authors == ("Jane Doe",)


def test_a_person_whose_site_bears_the_name_keeps_it_as_stated(document: MakeDocument) -> None:
    head = '<meta property="og:site_name" content="Jane B. Doe"><meta name="author" content="Jane B. Doe">'
    page = document(H1 + head, HEADLINE + "<p>By Jane Doe</p>")
    assert metadata.read(page).authors == ("Jane B. Doe",)
