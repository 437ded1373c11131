"""What a parser can't take is left out of the source; the text stays, and ordinary pages stay as they are."""

from __future__ import annotations

import random
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners.bounds import bounded
from cleaners.limits import MAX_ATTRIBUTES, MAX_OPEN, MAX_REBUILT

LAST = "<p>The keeper of the light had the last word."

OLD_STYLE = (
    "<table><tr><td><font size=2><b>Harbour news<td><p>First line<p>Second line<br><i>Third</table>"
    "<ul><li>One<li>Two</ul><a name=top><a name=end><p class='x>y'>A <B>bold</B> word<p>"
)
"""Markup that leaves half its ends out, as pages of twenty years ago do."""


def deepest(html: str) -> int:
    """Elements inside one another in the tree of a page."""
    top: Any = LexborHTMLParser(html).root
    node, depth, most = top, 0, 0
    while True:
        if node.child is not None:
            node, depth = node.child, depth + 1
            most = max(most, depth)
            continue
        while node.next is None:
            if depth == 0:
                return most
            node, depth = node.parent, depth - 1
        if depth == 0:
            return most
        node = node.next


def elements(html: str) -> int:
    return len(LexborHTMLParser(html).css("*"))


@pytest.mark.parametrize(
    "html",
    [
        "<p>A story",
        OLD_STYLE * 600,
        "<div><section><p><b>word</b> word</p></section></div>" * 3000,
        "<ol>" * 300 + "<li>x" * 4000 + "</ol>" * 300,
        "<script>" + "'<div><b>' + " * 9000 + "</script>" + LAST,
        "<!-- " + "<div>" * 9000 + " -->" + LAST,
        "<p title='" + "a b " * 9000 + "'>" + LAST,
    ],
    ids=["short", "ends-left-out", "many-tags", "nested-lists", "script", "comment", "long-value"],
)
def test_spares_a_page_that_does_no_harm(html: str) -> None:
    assert bounded(html) == (html, "")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000,
        "<ul><li>" * 35_000,
        "<table>" * 50_000,
        "<table><tr><td>" * 20_000,
        "<a><b><div></a>" * 20_000,
        "</div>" * 50_000 + "<div>" * 50_000,
        "<div><table><tr><td></div></table>" * 20_000,
        "<i>" * 50_000,
    ],
    ids=["div", "lists", "tables", "cells", "misnested", "ends-first", "ends-in-cells", "formatting"],
)
def test_elements_left_open_beyond_the_bound_are_left_out(html: str) -> None:
    source, bound = bounded(html + LAST)
    assert bound in {"depth", "formatting"}
    assert source.endswith(LAST)
    assert deepest(source) <= 2 * MAX_OPEN + 10


def test_attributes_beyond_the_bound_are_left_out_and_the_first_stay() -> None:
    many = " ".join(f"a{n}=1" for n in range(20_000))
    source, bound = bounded(f"<p class=lead {many}>A story</p>{LAST}")
    (first, last) = LexborHTMLParser(source).css("p")
    assert bound == "attributes"
    assert first.attributes["class"] == "lead"
    assert len(first.attributes) <= MAX_ATTRIBUTES
    assert (first.text(), last.text()) == ("A story", LAST.removeprefix("<p>"))


def test_an_angle_bracket_in_a_value_does_not_end_the_tag() -> None:
    many = " ".join(f'a{n}="x > y"' for n in range(MAX_ATTRIBUTES // 2))
    html = f'<p {many} title="a > b">' * 40 + "<i>" * 5000
    source, _ = bounded(html)
    assert source.startswith(f'<p {many} title="a > b">')


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "".join(f"<font s={n}>" for n in range(300)) + "</p>" + "<p>x</p>" * 20_000,
        "".join(f"<b i={n}><p>" for n in range(2000)),
        "</font>" * 3000 + "<p>" + "".join(f"<font s={n}>" for n in range(300)) + "</p>" + "<p>x</p>" * 20_000,
        "<p>" + "".join(f"<font s={n}><table><td></font></table>" for n in range(300)) + "</p>" + "<p>x</p>" * 20_000,
    ],
    ids=["paragraphs-after", "paragraphs-between", "ends-first", "ends-in-cells"],
)
def test_formatting_that_would_be_made_again_without_end_is_not_parsed(html: str) -> None:
    source, bound = bounded(html + LAST)
    assert bound in {"formatting", "depth"}
    assert source.endswith(LAST)
    assert elements(source) <= MAX_REBUILT


def test_formatting_left_open_in_a_cell_ends_with_it() -> None:
    html = "<table><tr>" + "<td><font size=1><b>x" * 2000 + "</table>" + "<p>y</p>" * 1000
    assert bounded(html) == (html, "")


_SOUP = "div span b font i p table tr td ul li a button form h1 select option svg math template object".split()


def _soup(chance: random.Random) -> str:
    tags = (
        f"</{name}>" if chance.random() < 0.3 else f"<{name} n={chance.randrange(9)}>"
        for name in chance.choices(_SOUP, [chance.random() ** 4 for _ in _SOUP], k=20_000)
    )
    return "x".join(tags)


@pytest.mark.parametrize("seed", range(8))
def test_no_soup_of_tags_makes_a_tree_beyond_the_bounds(seed: int) -> None:
    source, _ = bounded(_soup(random.Random(seed)))
    assert elements(source) <= 20_000 + 2 * MAX_REBUILT
    assert deepest(source) <= 3 * MAX_OPEN
