"""Lines that are text because most of their kind are: of the same element, tag and class.

The trees judge blocks one by one, so an entry of a list of the best loses its name, and a long story its second half.
"""

from __future__ import annotations

from collections.abc import Hashable

from cleaners.model.draft import Draft, Flags
from cleaners.model.groups import HEADINGS, around, groups, own_element
from cleaners.types import Block

ALIKE = frozenset(["p", *HEADINGS])
"""Elements of which a story has many of the same class: its paragraphs and its sub-headings."""


def keep_alike(draft: Draft) -> None:
    """Keep the lines that stand below, among or hidden between kept ones of their kind."""
    kinds = groups(draft.document.blocks, _kind)
    draft.keep(_below(draft, kinds))
    draft.keep(_among(draft, kinds))
    draft.keep(_hidden_between(draft))


MIN_WORDS_BELOW = 40
MAX_LINKS_BELOW = 0.3


def _below(draft: Draft, kinds: list[list[int]]) -> list[int]:
    """Long paragraphs of the same kind as a kept one above.

    On held-out sites of the training pages 54 of 64 were text: the second halves of long stories. Spares shorter ones,
    of which a third and more were notes on author and outlet.
    """
    free, blocks = draft.free(MAX_LINKS_BELOW), draft.document.blocks
    found: list[int] = []
    for kind in kinds:
        if blocks[kind[0]].tag == "p" and (first := _first(kind, draft.kept)) is not None:
            found += [i for i in kind if i > first and free[i] and blocks[i].words >= MIN_WORDS_BELOW]
    return found


MIN_KIND = 5
"""Lines of a kind that tell what the kind is."""
MIN_SHARE = 0.5
"""Share of them that have to be kept for the others to be kept with them."""
MAX_LINKS_AMONG = 0.5
"""Share of link text of a line that is kept among them."""


def _among(draft: Draft, kinds: list[list[int]]) -> list[int]:
    """Lines with kept ones of their kind before and after them, if half of the kind are kept.

    On held-out sites of the training pages 72 of 85 such paragraphs and headings were text: names and figures of the
    entries of a list of the best, one paragraph of a story that names a product. Costs a line of thanks or an appeal that
    is set as the paragraphs are.
    """
    free = draft.free(MAX_LINKS_AMONG)
    found: list[int] = []
    for kind in kinds:
        held = [i for i in kind if draft.kept[i]]
        if MIN_KIND <= len(kind) > len(held) >= MIN_SHARE * len(kind):
            found += [i for i in kind if free[i] and held[0] < i < held[-1]]
    return found


MIN_WORDS_HIDDEN = 10
MIN_HIDDEN = 0.2
"""Probability from which a hidden paragraph may be the story's."""


def _hidden_between(draft: Draft) -> list[int]:
    """Paragraphs that a page hides until a reader asks for more or subscribes, between kept ones of the same element.

    On held-out sites of the training pages all 25 of them were text. Spares short ones ("Sign in", "Copied").
    """
    hidden = (draft.feature("hidden") > 0) | (draft.feature("aria_hidden") > 0)
    hidden &= (draft.feature("label") == 0) & (draft.feature("link_density") < MAX_LINKS_AMONG)
    hidden &= draft.chances >= MIN_HIDDEN
    if not hidden.any():
        return []
    blocks = draft.document.blocks
    found: list[int] = []
    for column in groups((b for b in blocks if b.tag == "p"), around):
        held = [i for i in column if draft.kept[i]]
        between = (i for i in column if hidden[i] and held and held[0] < i < held[-1])
        found += [i for i in between if blocks[i].words >= MIN_WORDS_HIDDEN]
    return found


def _first(kind: list[int], kept: Flags) -> int | None:
    return next((i for i in kind if kept[i]), None)


def _kind(block: Block) -> Hashable:
    """The element around a paragraph or heading, its tag and class; None for other blocks."""
    if block.tag not in ALIKE:
        return None
    own = own_element(block)
    return (own.parent.index, block.tag, own.tokens) if own.parent is not None else None
