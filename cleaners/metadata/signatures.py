"""Finds the author named away from the headline: in the author's box, or in a line of thanks below the story."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.metadata.labels import starts_with_label
from cleaners.metadata.names import people
from cleaners.metadata.places import around, is_elsewhere
from cleaners.metadata.statements import Claim
from cleaners.metadata.tables import words
from cleaners.types import Block, Context, Language

MAX_SIGNATURE = 80
"""Characters of a line that may name the author."""

LONG_TEXT = 240
"""Characters from which a block is a paragraph of the story."""

ABOVE, BELOW = 12, 8
"""Blocks above the first paragraph and below the last among which "Written by Jane Doe" is of this story."""

NO_SIGNATURE = ("figcaption", "pre", "code")
"""Elements whose lines name photographers, or nobody."""

_PART = re.compile(r"[a-z]+")


def signed(blocks: tuple[Block, ...], outlet: tuple[Claim, ...], language: Language) -> tuple[str, ...]:
    """The people that all author's boxes, else all lines with a "By" in and below the story name; () if they differ.

    Boxes on the cards of other stories name others: where there are several names none is this story's for certain.
    """
    for candidates in (_boxes(blocks), _labelled(blocks, language)):
        named = {tuple(people(b.text, outlet, language=language, alone=False)) for b in candidates}
        named.discard(())
        if len(named) == 1:
            return tuple(dict.fromkeys(named.pop()))
        if named:
            return ()
    return ()


def _boxes(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Short blocks whose class calls them an author's name: "author-name", "wp-block-post-author__name", "vcard" "fn"."""
    names_box = _Boxes()
    for block in blocks:
        if (
            len(block.text) <= MAX_SIGNATURE
            and names_box(block.context)
            and not is_elsewhere(block.context, frozenset())
        ):
            yield block


def _labelled(blocks: tuple[Block, ...], language: Language) -> Iterator[Block]:
    """Lines with a "By" from a few blocks above the first paragraph to a few below the last.

    Costs the author of a book, where a review names one and its own author nowhere.
    """
    long = [b.index for b in blocks if len(b.text) >= LONG_TEXT]
    for block in blocks[max(0, long[0] - ABOVE) : long[-1] + 1 + BELOW] if long else ():
        is_line = len(block.text) <= MAX_SIGNATURE and not block.context.hidden and block.tag not in NO_SIGNATURE
        if is_line and starts_with_label(block.text, language) and not is_elsewhere(block.context, frozenset()):
            yield block


class _Boxes:
    """Whether containers are author's names, each judged once."""

    def __init__(self) -> None:
        self._known: dict[int, bool] = {}

    def __call__(self, context: Context) -> bool:
        known = self._known.get(context.index)
        if known is None:
            known = self._known[context.index] = _names_an_author(context)
        return known


def _names_an_author(context: Context) -> bool:
    """Whether a token of an element or the one around it says "name", and one of them or of the next two "author"."""
    elements = [_parts(element) for element in around(context, 4)]
    says_name = any(parts & words("names", "name_tokens") for parts in elements[:2])
    return says_name and any(parts & words("names", "byline_tokens") for parts in elements)


def _parts(element: Context) -> frozenset[str]:
    return frozenset(part for token in element.tokens for part in _PART.findall(token))
