"""What is text as a whole or not at all: a list, and lines that stand among kept ones of one kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaners.types import Block, Context, Document

HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
ALIKE = frozenset(["p", *HEADINGS])
"""Elements of which a story has many of the same class: its paragraphs and its sub-headings."""
MIN_SHARE = 0.5
"""Share of lines of a kind, or of a list's items, that have to be kept for the others to be kept with them."""
MIN_KIND = 5
"""Lines of a kind that tell what the kind is."""
MIN_WORDS_HIDDEN = 10
MIN_SHARE_ALONE = 0.7
"""The same for a list that does not stand among kept paragraphs."""
MIN_PARAGRAPHS = 2
"""Kept paragraphs and headings in the element in which a list of the story stands."""
MAX_LINKS_OF_LIST = 0.5
"""Mean share of link text from which a list of which nothing is kept may be a list of other stories."""
COLONS = (":", "：")

ITEMS = frozenset(["li", "p"])

Flags: TypeAlias = NDArray[np.bool_]
Kind: TypeAlias = tuple[int, str, tuple[str, ...]]
"""Element, tag and class that blocks share."""


def amid_their_kind(document: Document, kept: Flags, free: Flags) -> frozenset[int]:
    """Lines with kept lines of the same element, tag and class before and after them, if half of that kind are kept.

    On held-out sites of the training pages 72 of 85 such paragraphs and headings were text: names and figures of the
    entries of a list of the best, one paragraph of a story that names a product. Costs a line of thanks or an appeal that
    is set as the paragraphs are.
    """
    found: list[int] = []
    for group in _groups(document, _kind).values():
        held = [i for i in group if kept[i]]
        if MIN_KIND <= len(group) > len(held) >= MIN_SHARE * len(group):
            found += [i for i in group if not kept[i] and free[i] and held[0] < i < held[-1]]
    return frozenset(found)


def hidden_amid(document: Document, kept: Flags, hidden: Flags) -> frozenset[int]:
    """Paragraphs that a page hides until a reader asks for more or subscribes, between kept ones of the same element.

    On held-out sites of the training pages all 25 of them were text. Spares short ones ("Sign in", "Copied").
    """
    found: list[int] = []
    for group in _groups(document, _column).values() if hidden.any() else ():
        held = [i for i in group if kept[i]]
        found += [
            i for i in group
            if hidden[i] and held and held[0] < i < held[-1] and document.blocks[i].words >= MIN_WORDS_HIDDEN
        ]  # fmt: skip
    return frozenset(found)


def lists(document: Document, kept: Flags, seen: Flags) -> frozenset[int]:
    """Items of lists that are part of the story.

    A list is if half of it is kept and it stands in an element with kept paragraphs, if seven of ten are kept wherever
    it stands, or if it is plain and stands between kept text in such an element: of such lists of held-out training
    pages, kept in part or not at all, 51 of 64 were text (winners, ingredients, the hours of clinics). Spares lists of
    links of which little is kept. Costs a list of a box that themes put into the body.
    """
    groups = _groups(document, _list)
    if not groups:
        return frozenset()
    paragraphs = _paragraphs(document, kept)
    found: list[int] = []
    for group in groups.values():
        held = sum(bool(kept[i]) for i in group)
        if held < len(group) and all(seen[i] for i in group):
            among = paragraphs.get(_around(document.blocks[group[0]]), 0) >= MIN_PARAGRAPHS
            least = MIN_SHARE if among else MIN_SHARE_ALONE
            if held >= least * len(group) or (among and _is_plain(document, group) and _between_kept(group, kept)):
                found += [i for i in group if not kept[i]]
    return frozenset(found)


def _groups(document: Document, kind: Callable[[Block], Kind | None]) -> dict[Kind, list[int]]:
    """The blocks of each kind, in page order."""
    found: dict[Kind, list[int]] = {}
    for block in document.blocks:
        if (key := kind(block)) is not None:
            found.setdefault(key, []).append(block.index)
    return found


def _kind(block: Block) -> Kind | None:
    """The element around a paragraph or heading, its tag and class; None for other blocks."""
    if block.tag not in ALIKE:
        return None
    own = _own(block)
    return (own.parent.index, block.tag, own.tokens) if own.parent is not None else None


def _column(block: Block) -> Kind | None:
    """The element around a paragraph; None for other blocks."""
    parent = _own(block).parent if block.tag == "p" else None
    return (parent.index, "", ()) if parent is not None else None


def _list(block: Block) -> Kind | None:
    """The list in which an item stands, or a paragraph of an item; None for other blocks."""
    found = _list_element(block) if block.tag in ITEMS else None
    return (found.index, "", ()) if found is not None else None


def _list_element(block: Block) -> Context | None:
    """The innermost list around a block that is an item or stands right in one."""
    own = _own(block)
    item = own if own.tag == "li" else own.parent
    return item.parent if item is not None and item.tag == "li" and _is_list(item.parent) else None


def _is_list(context: Context | None) -> bool:
    return context is not None and context.tag in ("ul", "ol")


def _own(block: Block) -> Context:
    """The block's element itself: its context may be a link or a span inside it."""
    return next((c for c in block.context.ancestors() if c.tag == block.tag), block.context)


def _paragraphs(document: Document, kept: Flags) -> Counter[int]:
    """How many kept paragraphs and headings each element holds directly."""
    found: Counter[int] = Counter()
    for i in np.flatnonzero(kept).tolist():
        block = document.blocks[i]
        if block.tag in ALIKE and (parent := _own(block).parent) is not None:
            found[parent.index] += 1
    return found


def _around(block: Block) -> int:
    """The element in which the list of an item stands; -1 if there is none."""
    found = _list_element(block)
    return found.parent.index if found is not None and found.parent is not None else -1


def _is_plain(document: Document, group: list[int]) -> bool:
    """Whether a list has more than one item and hardly a link."""
    return len(group) > 1 and sum(document.blocks[i].link_density for i in group) < MAX_LINKS_OF_LIST * len(group)


def _between_kept(group: list[int], kept: Flags) -> bool:
    """Whether the block right above a list is kept, and any below it."""
    first, last = group[0], group[-1]
    return first > 0 and bool(kept[first - 1]) and bool(kept[last + 1 :].any())
