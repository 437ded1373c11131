"""The pages of one story joined: in order, each thing once."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

import pytest

from cleaners import Article, Page, clean, clean_parts, join
from cleaners.page_numbers import is_page_line, next_page, page_of
from cleaners.parts import in_order
from cleaners.types import Facts

PARAGRAPHS = (
    "The river Orrin rose again on Monday, and the mill at Saltby was closed for the rest of the week, its owner said.",
    "Eleven houses were emptied during the night, and the fire brigade set up pumps along the lower road before dawn.",
    "Engineers are to look at the weir on Tuesday, when the water has gone down to the second mark on the bridge.",
    "Nobody in the town remembers an October like this one, and the chronicle in the library has none either.",
    "The miller keeps a rod with a notch for every flood since his grandfather built the wheel below the weir.",
    "This year’s notch will be the highest but two, and he means to cut it when the water has left the yard.",
)
STANDFIRST = (
    "A town looks back on a week in which its river went where it wanted, and on those who stayed awake for it."
)
BOX = "Ann Dole has written about the harbour and its people for the Observer since 2011."


def _page(
    number: int, *, url: str = "https://observer.example/mill?page={n}", following: int = 0, texts: tuple[str, ...] = ()
) -> Page:
    own = texts or PARAGRAPHS[2 * number - 2 : 2 * number]
    link = f'<link rel="next" href="{url.format(n=following)}">' if following else ""
    body = "".join(f"<p>{text}</p>" for text in own)
    return Page(
        url.format(n=number),
        f'<html lang="en"><head><title>A week of water | Observer</title>{link}</head><body><article><h1>A week of water</h1><p class="standfirst">{STANDFIRST}</p>'
        f'<div class="entry-content">{body}<p>Page {number} of 3</p><p>{BOX}</p></div></article></body></html>',
    )  # fmt: skip


def test_each_page_adds_its_own_and_repeats_nothing() -> None:
    article = clean_parts([_page(1), _page(2), _page(3)])
    paragraphs = article.text.split("\n\n")
    assert [p for p in paragraphs if p in PARAGRAPHS] == list(PARAGRAPHS)
    assert len(paragraphs) == len(set(paragraphs))
    assert (article.title, article.kind, article.url) == (
        "A week of water",
        "article",
        "https://observer.example/mill?page=1",
    )
    assert not [p for p in paragraphs if p.startswith("Page ")]


def test_the_order_of_the_addresses_is_the_order_of_the_text() -> None:
    assert clean_parts([_page(3), _page(1), _page(2)]).text == clean_parts([_page(1), _page(2), _page(3)]).text


def test_links_to_the_next_page_overrule_the_order_given() -> None:
    pages = [_page(2, following=3), _page(3), _page(1, following=2)]
    assert [article.url[-1] for article in in_order([clean(page) for page in pages]) if article.url] == ["1", "2", "3"]


def test_without_addresses_the_order_is_the_caller_s() -> None:
    articles = [clean(Page(None, _page(n).body)) for n in (2, 1)]
    assert join(articles).text.index(PARAGRAPHS[2]) < join(articles).text.index(PARAGRAPHS[0])


def test_a_sentence_cut_by_the_page_is_made_whole() -> None:
    first, second = "The miller said that he would", "wait for the water to leave the yard before he cut the notch."
    article = clean_parts([_page(1, texts=(*PARAGRAPHS[:2], first)), _page(2, texts=(second, *PARAGRAPHS[2:4]))])
    assert f"{first} {second}" in article.text
    assert article.text.endswith(BOX)


def test_a_page_given_twice_counts_once() -> None:
    once = clean_parts([_page(1), _page(2)])
    assert clean_parts([_page(1), _page(2), _page(2)]).text == once.text


def test_a_page_without_a_story_adds_nothing() -> None:
    gone = Page(
        "https://observer.example/mill?page=9", "<html><title>Page not found</title><h1>Page not found</h1></html>"
    )
    assert clean_parts([_page(1), _page(2), gone]).text == clean_parts([_page(1), _page(2)]).text


def test_short_refrains_inside_a_page_stay() -> None:
    verses = ("The water rose,", "and rose again,", "the water rose.")
    around = [[f"{PARAGRAPHS[n]} This is line {n} of {m}." for n in range(6)] for m in (1, 2)]
    texts = [(*lines[:3], *verses, *lines[3:]) for lines in around]
    articles = [Article(None, "\n\n".join(text), "article", clean(_page(1)).metadata) for text in texts]
    assert join(articles).text.count("The water rose,") == 2


def test_what_was_left_out_is_counted() -> None:
    article = clean_parts([_page(1), _page(2)])
    assert article.removed["repeated-part"] >= 1


def test_one_page_is_itself() -> None:
    alone = clean(_page(1))
    assert join([alone]) is alone


def test_no_page_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        join([])


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://a.example/x", 1), ("https://a.example/x?page=2", 2), ("https://a.example/x/2/", 2), ("https://a.example/x/page/2", 2), ("https://a.example/x-2.html", 2),
        ("https://a.example/x,3", 3), ("https://a.example/x/seite-4", 4), ("https://a.example/x_s5.html", 5), ("https://a.example/2026/10/story", 1),
        ("https://a.example/story-20261021", 1), ("https://a.example/x?id=2", 1),
    ],
)  # fmt: skip
def test_the_page_is_told_by_its_address(address: str, number: int) -> None:
    assert page_of(address).number == number


def test_pages_of_one_story_have_one_story() -> None:
    addresses = ("https://www.a.example/x.html", "https://a.example/x-2.html", "https://a.example/x.html?page=3")
    assert len({page_of(address).story for address in addresses}) == 1


@pytest.mark.parametrize(
    ("href", "following"), [("/x?page=2", "https://a.example/x?page=2"), ("/another-story", None), ("/x?page=3", None)]
)
def test_next_is_believed_of_the_same_story(href: str, following: str | None) -> None:
    assert next_page(Facts(links=(("next", href, ""),)), "https://a.example/x") == following


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Page 2 of 5", True), ("Seite 2 von 5", True), ("2/5", True), ("1 2 3", True), ("Next page", True), ("الصفحة ٢ من ٥", True), ("第2页", True), ("下一页", True),
        ("2026", False), ("Page 2 tells all", False), ("7", False), ("Rovers 2:1", False), ("$2", False),
    ],
)  # fmt: skip
def test_lines_that_number_pages(line: str, is_one: bool) -> None:
    assert is_page_line(line) is is_one
