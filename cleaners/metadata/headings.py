"""Finds the headings a reader sees: h1 to h3, and what class tokens or microdata call a headline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaners.metadata.tables import words
from cleaners.types import Block, Context, Document

HEADINGS = ("h1", "h2", "h3")

MAX_TITLE = 400
"""Characters of a headline; longer ones are paragraphs set as headings."""

MAX_HEADLINE_BLOCKS = 600
"""Blocks among which the visible headline is looked for; on the longest front-loaded page seen it was the 420th."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A heading a reader sees."""

    text: str
    index: int
    """Index of its (first) block."""
    rank: int
    """0 for an h1, more for lesser headings."""
    is_whole: bool = True
    """False for one line of a heading of several."""
    is_made_as_headline: bool = False
    """An h1 of at least three words (eight characters in scripts without spaces) with a class of headlines."""


def headings(document: Document) -> Iterator[Headline]:
    """Headings a reader sees, in page order; one of several lines as a whole, then line by line."""
    marked = _marked(document)
    joined: list[Block] = []
    around: Context | None = None
    for block in document.blocks[:MAX_HEADLINE_BLOCKS]:
        context, parent = block.context, block.context.parent
        may_be = block.tag in HEADINGS or context.index in marked or (parent is not None and parent.index in marked)
        element = _heading_of(block, marked) if may_be else None
        if joined and around and element is not around:
            yield from _joined(joined, around)
            joined = []
        if element is not None:
            joined.append(block)
        around = element
    if joined and around:
        yield from _joined(joined, around)


def _marked(document: Document) -> frozenset[int]:
    """Indices of the containers that are headlines by class, id or microdata."""
    tokens = words("fields", "headline_tokens")
    return frozenset(
        c.index
        for c in document.containers
        if c.itemprop == "headline" or (c.tokens and not tokens.isdisjoint(c.tokens))
    )


def _joined(blocks: list[Block], element: Context) -> Iterator[Headline]:
    tag = element.tag
    rank = HEADINGS.index(tag) if tag in HEADINGS else 1 if element.itemprop == "headline" else len(HEADINGS)
    text = " ".join(b.text for b in blocks)[:MAX_TITLE]
    made = rank == 0 and _is_made_as_headline(text, element)
    yield Headline(text, blocks[0].index, rank, is_made_as_headline=made)
    if len(blocks) > 1:
        yield from (Headline(b.text, b.index, rank, is_whole=False) for b in blocks)


def _is_made_as_headline(text: str, element: Context) -> bool:
    return (len(text.split()) >= 3 or (len(text) >= 8 and not text.isascii())) and (
        element.itemprop == "headline"
        or not words("fields", "headline_tokens").isdisjoint(element.tokens)
        or any(c.tag == "article" for c in element.ancestors())
    )


def _heading_of(block: Block, marked: frozenset[int]) -> Context | None:
    """The heading element that a block in one stands in; None if it is hidden or too long."""
    context = block.context
    if block.tag in HEADINGS:
        context = next((c for c in context.ancestors() if c.tag == block.tag), context)
    elif context.index not in marked and context.parent is not None:
        context = context.parent
    return context if len(block.text) <= MAX_TITLE and context.hidden in ("", "aria-hidden") else None
