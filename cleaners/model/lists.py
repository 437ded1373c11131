"""Lists that are text as a whole or not at all: the trees judge items one by one, so a list loses its shortest."""

from __future__ import annotations

from collections import Counter

import numpy as np

from cleaners.model.alike import ALIKE
from cleaners.model.draft import Draft
from cleaners.model.groups import HEADINGS, around, groups, nearest
from cleaners.types import Block, Document

LISTS = frozenset(["ul", "ol", "dl"])
ITEMS = frozenset(["li", "p"])
COLONS = (":", "：")


def complete_lists(draft: Draft) -> None:
    """Keep the lists that are the story's, and the likelier items of those that kept text introduces."""
    paragraphs: Counter[int] = Counter()
    contents: frozenset[str] | None = None
    for items in groups(draft.document.blocks, _list):
        held, above = draft.kept[items], items[0] - 1
        if held.all() or not (held.any() or (above >= 0 and draft.kept[above])):
            continue
        paragraphs = paragraphs or _paragraphs(draft)
        if plain := _of_story(draft, items, paragraphs):
            draft.keep(plain)
        if _is_introduced(draft, items):
            contents = _names_of_sections(draft.document) if contents is None else contents
            if not _is_contents(draft.document, items, contents):
                inside = draft.feature("label_inside")
                draft.keep(i for i in items if draft.chances[i] >= MIN_ITEM and not inside[i])


MIN_SHARE = 0.5
"""Share of a list's items that have to be kept for the others to be kept with them."""
MIN_SHARE_ALONE = 0.7
"""The same for a list that does not stand among kept paragraphs."""
MIN_PARAGRAPHS = 2
"""Kept paragraphs and headings in the element in which a list of the story stands."""
MAX_LINKS = 0.5
"""Mean share of link text from which a list of which nothing is kept may be a list of other stories."""


def _of_story(draft: Draft, items: list[int], paragraphs: Counter[int]) -> list[int]:
    """The items of a list that is part of the story; empty if it is none.

    It is if half of it is kept and it stands in an element with kept paragraphs, if seven of ten are kept wherever
    it stands, or if it is plain and stands between kept text in such an element: of such lists of held-out training
    pages, kept in part or not at all, 51 of 64 were text (winners, ingredients, the hours of clinics). Spares lists of
    links of which little is kept. Costs a list of a box that themes put into the body.
    """
    blocks, kept = draft.document.blocks, draft.kept
    lines = [i for i in items if blocks[i].tag in ITEMS]
    if len(lines) < 2 or draft.feature("hidden")[lines].any():
        return []
    found = nearest(blocks[lines[0]], LISTS)
    among = found is not None and found.parent is not None and paragraphs[found.parent.index] >= MIN_PARAGRAPHS
    if kept[lines].mean() >= (MIN_SHARE if among else MIN_SHARE_ALONE):
        return lines
    between = lines[0] > 0 and kept[lines[0] - 1] and kept[lines[-1] + 1 :].any()
    is_plain = sum(blocks[i].link_density for i in lines) < MAX_LINKS * len(lines)
    return lines if among and between and is_plain else []


MIN_INTRODUCED, MIN_INTRODUCED_LINKS = 1 / 3, 0.4
"""Share of a list's items from which it is introduced; the second for a list of links."""
MIN_ITEM = 0.05
"""Probability from which an item of such a list is kept."""
MIN_ANNOUNCED, MIN_ANNOUNCED_LINKS = 0.1, 0.3
"""Mean probability from which a list is kept that a kept line with a colon announces; the second for a list of links."""


def _is_introduced(draft: Draft, items: list[int]) -> bool:
    """Whether a list begins right below a kept block, and enough of it is kept or a colon announces it.

    On held-out sites of the training pages 95 of 132 items lost from such lists were text, and 156 of 199 of lists that a
    colon announces. Spares lists of links of which only the first look like text, and tables of contents. Costs the list of
    other stories below a last line that ends with a colon.
    """
    above = items[0] - 1
    if above < 0 or not draft.kept[above]:
        return False
    links = draft.feature("link_density")[items].mean() > 0.5
    if draft.kept[items].mean() >= (MIN_INTRODUCED_LINKS if links else MIN_INTRODUCED):
        return True
    least = MIN_ANNOUNCED_LINKS if links else MIN_ANNOUNCED
    return draft.document.blocks[above].text.endswith(COLONS) and bool(draft.chances[items].mean() >= least)


def _is_contents(document: Document, items: list[int], sections: frozenset[str]) -> bool:
    """Whether a list of links names the sections of the page: a table of contents."""
    links = [document.blocks[i] for i in items if document.blocks[i].link_density > 0.5]
    return sum(_squeezed(b.text) in sections for b in links) * 2 > len(items)


def _names_of_sections(document: Document) -> frozenset[str]:
    return frozenset(_squeezed(b.text) for b in document.blocks if b.tag in HEADINGS) - {""}


def _squeezed(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def _list(block: Block) -> int | None:
    found = nearest(block, LISTS)
    return found.index if found is not None else None


def _paragraphs(draft: Draft) -> Counter[int]:
    """How many kept paragraphs and headings each element holds directly."""
    kept = (draft.document.blocks[i] for i in np.flatnonzero(draft.kept).tolist())
    return Counter(at for b in kept if b.tag in ALIKE and (at := around(b)) is not None)
