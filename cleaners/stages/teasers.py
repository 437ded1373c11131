"""Teasers below or beside a story: linked headlines, alone or each with its date or time and a sentence or two.

Their leads read like the story's own paragraphs, and many themes put both lists into the story's column. What tells them
is that they come in kinds: each stands below a linked headline and a date, in a list of times and linked headlines, or in
a list of links that a small heading names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from cleaners.entry_times import begins_with_time
from cleaners.lexicons import Lexicon, lexicon
from cleaners.model.groups import HEADINGS
from cleaners.types import Block, Context, Document, Verdict

MIN_STORY = 60
"""Kept words that have to stand elsewhere: a page of teasers alone is an index, and no teaser is worth an empty text."""
MIN_LINK = 0.75
"""Share of link text from which a line is a linked headline; the rest may be its time."""
MAX_LINKS = 0.35
MIN_HEADLINE = 3
"""Words of a linked headline."""
MIN_CARDS = 2
MIN_FIT = 0.5
"""Share of the blocks of a kind that have to stand below a linked headline and a date: some cards have a subject for it."""
MIN_TICKS = 3
"""Linked headlines with a time that make a list of the latest news."""

MIN_ITEMS = 2
MIN_WORDS_OF_ITEM = 3
"""Words of an item, on average, from which it may be a headline."""
TERMS = frozenset(["dt", "dd"])
SMALL_HEADINGS = frozenset(["h4", "h5", "h6"])


def teasers(document: Document) -> Iterator[Verdict]:
    """Drop the leads of dated teasers, lists of the latest news, and lists of links below a small heading.

    On held-out sites of the training pages 1 of 19 such leads that were kept stood in the gold text, none of 48 lines of
    lists with times, and 5 of 70 links.
    """
    kept = document.kept()
    if document.is_dump or not kept:
        return
    found = {**_cards(document, kept), **_ticker(document, kept), **_linked_lists(document, kept)}
    if found and sum(b.words for b in kept if b.index not in found) >= MIN_STORY:
        for block in kept:
            if block.index in found:
                yield Verdict(block, "latest", False, "teaser", found[block.index], "teasers")


def _cards(document: Document, kept: tuple[Block, ...]) -> dict[int, str]:
    """Leads below a linked headline and a date, if others of their kind are too."""
    known = lexicon(document.language)
    seen = [b for b in kept if b.link_density < MAX_LINKS and _below_card_head(b, document, known)]
    kinds: dict[Kind, list[Block]] = {_kind(b): [] for b in seen}
    for block in document.blocks if seen else ():
        if (kind := _kind(block)) in kinds:
            kinds[kind].append(block)
    found: dict[int, str] = {}
    for alike in kinds.values():
        fit = sum(_below_card_head(b, document, known) for b in alike)
        if fit >= MIN_CARDS and fit >= MIN_FIT * len(alike):
            found |= {b.index: f"one of {len(alike)} below a linked headline and a date" for b in alike}
    return found


Kind: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Tag, class, and class of the element around."""


def _kind(block: Block) -> Kind:
    parent = block.context.parent
    return block.tag, block.context.tokens, parent.tokens if parent is not None else ()


def _below_card_head(block: Block, document: Document, known: Lexicon) -> bool:
    """Whether a linked headline and a date stand right above a block."""
    if block.index < 2:
        return False
    headline, date = document.blocks[block.index - 2], document.blocks[block.index - 1]
    if headline.link_density < MIN_LINK or headline.words < MIN_HEADLINE:
        return False
    match = known.match(date.text)
    return match is not None and match.role == "date" and match.how == "whole"


def _ticker(document: Document, kept: tuple[Block, ...]) -> dict[int, str]:
    """Lines of lists whose terms are a time and a linked headline each."""
    lists: dict[int, list[Block]] = {c.index: [] for b in kept if b.tag in TERMS and (c := _list(b)) is not None}
    for block in document.blocks if lists else ():
        if block.tag in TERMS and (around := _list(block)) is not None and around.index in lists:
            lists[around.index].append(block)
    found: dict[int, str] = {}
    for inside in lists.values():
        ticks = sum(b.tag == "dt" and b.link_density >= MIN_LINK and begins_with_time(b.text) for b in inside)
        if ticks >= MIN_TICKS:
            found |= {b.index: f"one of {ticks} times with a linked headline" for b in inside}
    return found


def _list(block: Block) -> Context | None:
    return next((c for c in block.context.ancestors() if c.tag == "dl"), None)


def _linked_lists(document: Document, kept: tuple[Block, ...]) -> dict[int, str]:
    """Lists of nothing but links right below a small heading or one that was dropped, and the heading itself.

    A larger heading above links is often the story's ("Sources"); a colon announces a list that the story means.
    """
    standing = document.standing()
    found: dict[int, str] = {}
    for items in _lists_of_links(document, kept):
        first = items[0].index
        above = document.blocks[first - 1] if first else None
        if above is None or above.tag not in HEADINGS or above.text.endswith((":", "：")):
            continue
        verdict = standing.get(above.index)
        if above.tag in SMALL_HEADINGS or (verdict is not None and not verdict.keep):
            found |= {b.index: f"one of {len(items)} links below “{above.text[:40]}”" for b in (above, *items)}
    return found


def _lists_of_links(document: Document, kept: tuple[Block, ...]) -> list[list[Block]]:
    """The items of each list that has only links and of which one at least is kept."""
    wanted = {c.index for b in kept if b.tag == "li" and b.link_density >= MIN_LINK and (c := _bullets(b)) is not None}
    groups: dict[int, list[Block]] = {index: [] for index in wanted}
    for block in document.blocks if wanted else ():
        around = _bullets(block)
        if around is not None and around.index in wanted:
            groups[around.index].append(block)
    return [items for items in groups.values() if _are_headlines(items)]


def _are_headlines(items: list[Block]) -> bool:
    words = sum(b.words for b in items)
    is_list = len(items) >= MIN_ITEMS and words >= MIN_WORDS_OF_ITEM * len(items)
    return is_list and all(b.link_density >= MIN_LINK for b in items)


def _bullets(block: Block) -> Context | None:
    """The innermost list around a block."""
    return next((c for c in block.context.ancestors() if c.tag in ("ul", "ol")), None)
