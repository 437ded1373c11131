"""Section pages: their links, and the next page of their list."""

from __future__ import annotations

import pytest

from crawler.discovery.sections import section

URL = "https://gazette.example/sea/"


def urls(html: str, url: str = URL) -> list[str]:
    return [story.url for story in section(html.encode(), url).stories]


def test_gives_every_link_once_absolute_and_in_order() -> None:
    html = '<a href="/b">B</a><a href="a">A</a><a href="/b#x">B</a><a href="mailto:x@y">m</a><a href="#top">t</a>'
    assert urls(html) == ["https://gazette.example/b", "https://gazette.example/sea/a"]


def test_the_longest_text_of_a_link_is_its_title() -> None:
    html = '<a href="/b"><img src=x></a><a href="/b">Council keeps the lighthouse</a><a href="/b">more</a>'
    assert [story.title for story in section(html.encode(), URL).stories] == ["Council keeps the lighthouse"]


def test_a_base_in_the_head_counts() -> None:
    assert urls('<head><base href="https://gazette.example/land/"></head><a href="b">B</a>') == [
        "https://gazette.example/land/b"
    ]


@pytest.mark.parametrize(
    ("html", "url", "following"),
    [
        ('<link rel="next" href="/sea/page/2/"><a href="/a">A</a>', URL, "https://gazette.example/sea/page/2/"),
        ("<a class=x rel='nofollow next' href='?p=2'>older</a>", URL, "https://gazette.example/sea/?p=2"),
        ('<a href="/sea/page/3/">3</a><a href="/sea/page/2/">2</a>', URL, "https://gazette.example/sea/page/2/"),
        (
            '<a href="/sea/page/2/">2</a><a href="/sea/page/4/">4</a>',
            f"{URL}page/3/",
            "https://gazette.example/sea/page/4/",
        ),
        ('<a href="/sea?page=2">2</a><a href="/sea?page=9">9</a>', URL, "https://gazette.example/sea?page=2"),
        ('<a href="/land/page/2/">2</a>', URL, ""),
        ('<a href="/sea/page/2/">2</a>', f"{URL}page/2/", ""),
        ('<a href="/sea/page/1/">1</a>', f"{URL}page/2/", ""),
        ('<a href="/a">next</a>', URL, ""),
    ],
)
def test_finds_the_next_page(html: str, url: str, following: str) -> None:
    assert section(html.encode(), url).listings == ((following,) if following else ())


def test_pages_of_the_list_are_no_stories() -> None:
    assert urls('<a href="/sea/page/2/">2</a><a rel=next href="/older">older</a><a href="/a">A</a>') == [
        "https://gazette.example/a"
    ]


def test_a_page_without_links_says_so() -> None:
    assert section(b"<p>Loading", URL).problems == ("no links on the page",)


def test_link_text_is_read_in_the_charset_of_the_header() -> None:
    body = '<a href="/a">ميناء</a>'.encode("windows-1256")
    listing = section(body, URL, {"content-type": "text/html; charset=windows-1256"})
    assert listing.stories[0].title == "ميناء"


@pytest.mark.parametrize("piece", ["<a ", "<a rel=", '<link rel="next', "<base ", "<", "<a href=x rel=x "])
def test_a_hostile_page_costs_time_in_proportion_to_its_length(piece: str) -> None:
    assert section(piece.encode() * 50_000, URL).listings == ()
