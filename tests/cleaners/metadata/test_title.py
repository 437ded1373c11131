"""The page's own headline."""

from __future__ import annotations

import pytest

from cleaners import metadata
from cleaners.metadata import statements
from cleaners.metadata.site import find_site_names
from cleaners.metadata.title import find_title, without_site
from cleaners.types import Document
from tests.cleaners.metadata.conftest import MakeDocument

HEADLINE = "Ferry sails again after five weeks"


def _title(page: Document) -> str:
    stated = statements.of(page)
    claim = find_title(stated, find_site_names(stated)).claim
    return claim.value if claim else ""


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE} | The Harbour Gazette", f"{HEADLINE} - Harbour Gazette", f"{HEADLINE} – harbourgazette.example",
        f"{HEADLINE} — News — Harbour Gazette", f"{HEADLINE} « Harbour Gazette", f"Harbour Gazette: {HEADLINE}",
        f"Harbour Gazette » News » {HEADLINE}", f"{HEADLINE} · Harbour Gazette", f"{HEADLINE} :: Harbour Gazette",
    ],
)  # fmt: skip
def test_takes_the_outlet_off_at_every_separator(document: MakeDocument, text: str) -> None:
    assert (
        _title(document(f'<title>{text}</title><meta property="og:site_name" content="Harbour Gazette">')) == HEADLINE
    )


@pytest.mark.parametrize(
    ("text", "site", "headline"),
    [
        ("短缺药品保供稳价-海港网", "海港网", "短缺药品保供稳价"),
        ("渡轮重返外岛_海港新闻", "海港新闻", "渡轮重返外岛"),
        ("フェリーが再び出航 ｜ 港新聞", "港新聞", "フェリーが再び出航"),
        ("عودة العبارة إلى الجزر - جريدة الميناء", "جريدة الميناء", "عودة العبارة إلى الجزر"),
        ("Паром снова вышел в море // Портовая газета", "Портовая газета", "Паром снова вышел в море"),
        ("המעבורת שבה להפליג | עיתון הנמל", "עיתון הנמל", "המעבורת שבה להפליג"),
    ],
)  # fmt: skip
def test_takes_the_outlet_off_in_all_scripts(document: MakeDocument, text: str, site: str, headline: str) -> None:
    assert _title(document(f'<title>{text}</title><meta property="og:site_name" content="{site}">')) == headline


@pytest.mark.parametrize(
    "headline",
    ["Spain: five dead in flood", "Rise - and fall - of a harbour", "A-minor, B-flat", "12:30 train never came"],
)
def test_keeps_separators_that_belong_to_the_headline(headline: str) -> None:
    assert without_site(headline, ()) == headline


def test_prefers_the_headline_a_reader_sees(document: MakeDocument) -> None:
    head = (
        "<title>Ferry sails again: 5 things to know | Gazette</title>"
        "<meta property='og:title' content='Ferry sails again: 5 things'>"
    )
    assert _title(document(head, f"<h1>{HEADLINE}</h1>")) == HEADLINE


def test_a_logo_in_an_h1_is_not_the_headline(document: MakeDocument) -> None:
    page = document(f"<title>{HEADLINE} | Harbour Gazette</title>", f"<h1>Harbour Gazette</h1><h2>{HEADLINE}</h2>")
    assert _title(page) == HEADLINE


def test_a_section_of_the_story_is_not_the_headline(document: MakeDocument) -> None:
    body = (
        '<article><h1 class="entry-title">All you need to know of the new ferry</h1><h2>What is a ferry?</h2></article>'
    )
    assert (
        _title(document("<title>What is the ferry, and when does it sail?</title>", body))
        == "All you need to know of the new ferry"
    )


def test_joins_a_headline_of_two_lines(document: MakeDocument) -> None:
    assert _title(document(f"<title>{HEADLINE}</title>", "<h1>Ferry sails again<br>after five weeks</h1>")) == HEADLINE


def test_takes_off_a_kicker_that_the_markup_glued_on(document: MakeDocument) -> None:
    head = f"<title>{HEADLINE}</title><meta property='og:title' content='{HEADLINE}'>"
    assert _title(document(head, f"<h1><span>Islands</span>{HEADLINE}</h1>")) == HEADLINE


def test_a_hidden_heading_is_not_seen(document: MakeDocument) -> None:
    assert _title(document(f"<title>{HEADLINE}</title>", f"<h1 hidden>{HEADLINE} today</h1>")) == HEADLINE


def test_completes_a_title_that_is_cut_off(document: MakeDocument) -> None:
    head = f"<title>{HEADLINE}</title><meta property='og:title' content='Ferry sails again after...'>"
    assert _title(document(head)) == HEADLINE


def test_resolves_entities(document: MakeDocument) -> None:
    assert (
        _title(document("<meta property='og:title' content='Bread &amp;amp; roses &amp;#8211; again'>"))
        == "Bread & roses – again"
    )


def test_invents_nothing(document: MakeDocument) -> None:
    assert _title(document()) == ""
    assert (
        _title(document('<title>Harbour Gazette</title><meta property="og:site_name" content="Harbour Gazette">')) == ""
    )


@pytest.mark.parametrize("stated", ["What is a ferry? A guide for islanders", "The guide to ferries and islands"])
def test_the_only_h1_wins_over_a_section_that_a_stated_title_holds(document: MakeDocument, stated: str) -> None:
    body = "<h1>An introduction to ferries: a guide</h1><p>It sails.</p><h2>What is a ferry?</h2>"
    assert _title(document(f"<title>{stated}</title>", body)) == "An introduction to ferries: a guide"


def test_a_heading_stated_word_for_word_wins_over_the_only_h1(document: MakeDocument) -> None:
    body = f"<h1>Ferry and island news</h1><h2>{HEADLINE}</h2>"
    assert _title(document(f"<title>{HEADLINE}</title>", body)) == HEADLINE


def test_takes_the_only_h1_of_some_words_where_stated_titles_say_something_else(document: MakeDocument) -> None:
    head = "<title>Island traffic: prices and times</title>"
    assert _title(document(head, f"<h1>{HEADLINE}</h1>")) == HEADLINE
    assert _title(document(head, "<h1>Our Blog</h1>")) == "Island traffic: prices and times"


def test_keeps_the_article_that_stated_titles_leave_out(document: MakeDocument) -> None:
    head = "<title>Best ferries of the year</title><meta property='og:title' content='Best ferries of the year'>"
    assert _title(document(head, "<h1>The best ferries of the year</h1>")) == "The best ferries of the year"


def test_headlines_of_cards_in_microdata_are_not_the_page_s(document: MakeDocument) -> None:
    card = "<div itemscope itemtype='https://schema.org/Article'><h2 itemprop='headline'>{}</h2></div>"
    cards = "".join(card.format(text) for text in ("Lighthouse painted blue", "Harbour gets a crane"))
    assert _title(document(f"<title>{HEADLINE} - Gazette</title>", f"<h1>{HEADLINE}</h1>{cards}")) == HEADLINE


def test_the_line_of_a_heading_that_a_stated_title_has_is_the_headline(document: MakeDocument) -> None:
    head = "<title>Ferry sails again after five weeks - Harbour Gazette</title>"
    page = document(head, "<h2><span>Ferry island</span><br><div>Ferry sails again after five weeks</div></h2>")
    assert metadata.read(page).title == "Ferry sails again after five weeks"


def test_a_heading_that_goes_on_from_the_headline_is_not_it(document: MakeDocument) -> None:
    head = "<title>Ferry sails again after five weeks - Harbour Gazette</title>"
    page = document(
        head, "<h2>Ferry sails again after five weeks</h2><h1>… island groups and the ferry line worried</h1>"
    )
    assert metadata.read(page).title == "Ferry sails again after five weeks"


def test_a_site_name_that_is_the_title_is_not_cut_off(document: MakeDocument) -> None:
    title = "How a ferry is built: a guide for islanders | Gull"
    head = f'<title>{title}</title><meta property="og:site_name" content="{title}">'
    page = document(head, "<h1>How a ferry is built: a guide for islanders</h1>")
    assert metadata.read(page).title == "How a ferry is built: a guide for islanders"
