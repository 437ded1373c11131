"""Where a story goes on: the forms of addresses and links, and what looks like them and is something else."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

import pytest

from cleaners.decode import decode
from cleaners.page_numbers import says_page
from cleaners.parse import parse
from cleaners.part_links import MAX_TRIED, PartLinks, may_have_parts, part_links

STORY = "https://paper.example/2026/10/mill-closed"


def links_of(body: str, address: str, head: str = "") -> PartLinks:
    """What a page says of its parts; nothing if the quick look says that there are none."""
    html = decode(f"<html><head>{head}</head><body><p>The mill is closed.</p>{body}</body></html>".encode()).text
    return part_links(html, parse(html).facts, address) if may_have_parts(html, address) else PartLinks()


@pytest.mark.parametrize(
    ("address", "body", "following"),
    [
        (STORY, '<a href="?page=2">2</a>', f"{STORY}?page=2"),
        (f"{STORY}/", '<div class="page-links">Pages: <span class="post-page-numbers current">1</span> <a href="https://paper.example/2026/10/mill-closed/2/" class="post-page-numbers">2</a></div>', f"{STORY}/2/"),
        (f"{STORY}/", '<a href="2/">The second flood</a>', f"{STORY}/2/"),
        (f"{STORY}/2/", '<a href="/2026/10/mill-closed/">1</a> <a href="/2026/10/mill-closed/3/">3</a>', f"{STORY}/3/"),
        (f"{STORY}.html", '<a href="mill-closed-2.html">Next page</a>', f"{STORY}-2.html"),
        (f"{STORY}.htm", '<a href="mill-closed_2.htm">下一页</a>', f"{STORY}_2.htm"),
        (f"{STORY}.html", '<a href="mill-closed-2.html">२</a>', f"{STORY}-2.html"),
        (f"{STORY}.html", '<a href="mill-closed-2.html">صفحه بعد</a>', f"{STORY}-2.html"),
        (f"{STORY}/", '<a href="page/2/">Weiter</a>', f"{STORY}/page/2/"),
        (f"{STORY}?id=9", '<a href="?id=9&amp;page=2">2</a>', f"{STORY}?id=9&page=2"),
        ("https://paper.example/%D8%A7%D9%84%D9%85/", '<a href="/الم/2/">2</a>', "https://paper.example/الم/2/"),
        ("https://www.paper.example/mill", '<a href="https://paper.example/mill/seite-2">2</a>', "https://paper.example/mill/seite-2"),
    ],
)  # fmt: skip
def test_the_next_page_is_found(address: str, body: str, following: str) -> None:
    assert links_of(body, address).following == following


@pytest.mark.parametrize(
    ("address", "body"),
    [
        (STORY, '<a href="/2026/10/ferry-runs">Next article</a>'),
        (STORY, '<a rel="next" href="/2026/10/mill-closed-2/">Mill closed</a>'),  # the second post of that name
        (f"{STORY}-1.html", '<a href="mill-closed-2.html">What happened on the second day</a>'),
        (STORY, '<a href="?page=3">3</a>'),
        (STORY, '<a href="?page=2#comments">2</a>'),
        (STORY, '<a href="https://other.example/2026/10/mill-closed?page=2">2</a>'),
        (STORY, '<a href="/2026/10/?page=2">2</a>'),
        (STORY, '<a href="http://[broken?page=2">2</a>'),
        (STORY, '<a href="javascript:go(2)">2</a>'),
        (STORY, ""),
    ],
)  # fmt: skip
def test_what_is_no_next_page_is_not_taken_for_one(address: str, body: str) -> None:
    assert links_of(body, address).following == ""


def test_rel_next_leads_on_within_the_story_only() -> None:
    assert links_of("", STORY, '<link rel="next" href="?page=2">').following == f"{STORY}?page=2"
    assert links_of('<a href="?page=9">9</a>', STORY, '<link rel="next" href="/2026/10/ferry">').following == ""


def test_an_address_that_is_none_leads_nowhere() -> None:
    found = links_of('<a href="?page=2">2</a>', STORY, '<link rel="next" href="http://[broken">')
    assert found.following == f"{STORY}?page=2"


def test_addresses_count_from_the_base() -> None:
    found = links_of('<a href="mill-closed/2">2</a>', STORY, '<base href="https://paper.example/2026/10/">')
    assert found.following == f"{STORY}/2"


@pytest.mark.parametrize(
    ("body", "head", "earlier"),
    [
        ('<a href="/2026/10/mill-closed">1</a> 2', "", STORY),
        ("", f'<link rel="canonical" href="{STORY}">', STORY),
        ("", f'<link rel="prev" href="{STORY}/2">', f"{STORY}/2"),
        (f'<a href="{STORY}/2">Vorherige Seite</a>', "", f"{STORY}/2"),
        (f'<a href="{STORY}">The mill is closed</a>', "", ""),
        ("", f'<link rel="canonical" href="{STORY}/3">', ""),
    ],
)
def test_a_later_page_names_an_earlier_one(body: str, head: str, earlier: str) -> None:
    assert links_of(body, f"{STORY}/3", head).earlier == earlier


@pytest.mark.parametrize(
    ("body", "head", "earlier"),
    [
        ("", f'<link rel="prev" title="Mill closed" href="{STORY}">', ""),  # the post before it has the same name
        ("", f'<link rel="canonical" href="{STORY}">', STORY),
        (f'<a href="{STORY}">1</a> 2', "", STORY),
    ],
)
def test_an_address_that_could_be_another_story_s_needs_more_than_a_previous_one(
    body: str, head: str, earlier: str
) -> None:
    assert links_of(body, f"{STORY}-2", head).earlier == earlier


def test_the_first_page_names_no_earlier_one() -> None:
    assert links_of('<a href="?page=2">2</a>', STORY, f'<link rel="canonical" href="{STORY}">').earlier == ""


@pytest.mark.parametrize(("others", "is_seen"), [(MAX_TRIED - 1, True), (MAX_TRIED, False)])
def test_the_quick_look_ends_in_a_flood_of_links(others: int, is_seen: bool) -> None:
    flood = "".join(f'<a href="x{number}/2/">' for number in range(others))
    assert may_have_parts(f'{flood}<a href="?page=2">', STORY) is is_seen


@pytest.mark.parametrize(
    ("end", "is_sure"),
    [
        ("?page=2", True),
        ("/2.html", True),
        ("_page_2.htm", True),
        ("-2.html", False),
        (",2", False),
        ("/part-2", False),
    ],
)
def test_some_addresses_say_that_they_are_pages(end: str, is_sure: bool) -> None:
    assert says_page(STORY + end) is is_sure
