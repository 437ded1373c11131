"""HTML into blocks, their containers, and what the page says of itself: one parse, one walk, no copies.

The only package that knows the HTML parser (lexbor, through selectolax: trees as the HTML standard builds them).
"""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from cleaners.bounds import bounded
from cleaners.lexicons import markup
from cleaners.limits import MAX_TAGS
from cleaners.parse.walker import Walker
from cleaners.patterns import lazy
from cleaners.types import Block, Context, Facts, Hints

_SPACE = lazy(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A page cut up."""

    blocks: tuple[Block, ...]
    containers: tuple[Context, ...]
    """The elements that enclose blocks, in document order, so those inside one follow it without a gap; the first is ROOT."""
    facts: Facts


def parse(html: str, hints: Hints = Hints()) -> Parsed:
    """Cut a page into blocks. Never raises for bad markup: HTML has none, only surprising trees.

    A selector of `hints` that is not valid CSS raises ValueError: seed files are checked when they are loaded.
    """
    html, cut = _bounded(html)
    tree = LexborHTMLParser(html)
    walker = Walker(markup(), _hinted(tree, hints), cut)
    if tree.root is not None:
        walker.walk(tree.root)
    return Parsed(tuple(walker.blocks), tuple(walker.containers), walker.page_facts())


def anchors(html: str) -> tuple[tuple[str, str], ...]:
    """(address as written, text) of every link of a page, in order."""
    html, _ = _bounded(html)
    found = LexborHTMLParser(html).css("a[href]")
    return tuple((a.attributes.get("href") or "", _SPACE.sub(" ", a.text(deep=True)).strip()) for a in found)


def valid_selector(selector: str) -> bool:
    """Whether a CSS selector can be used in hints."""
    try:
        LexborHTMLParser("<p>").css(selector)
    except Exception:  # noqa: BLE001 - selectolax raises bare Exception kinds for bad selectors
        return False
    return True


def _bounded(html: str) -> tuple[str, str]:
    """The source as far as it can be parsed, and the name of the bound that cut it, if one did."""
    if html.count("<") <= MAX_TAGS:
        return bounded(html)
    end = 0
    for _ in range(MAX_TAGS):
        end = html.index("<", end) + 1
    return bounded(html[: end - 1])[0], "tags"


def _hinted(tree: LexborHTMLParser, hints: Hints) -> dict[int, str]:
    """Node -> "body" or "drop" for every element a selector matches; drop is written last and wins."""
    marks: dict[int, str] = {}
    for mark, selectors in (("body", hints.body), ("drop", hints.drop)):
        for selector in selectors:
            marks.update((node.mem_id, mark) for node in tree.css(selector))
    return marks
