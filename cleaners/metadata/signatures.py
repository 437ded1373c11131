"""Finds the author named away from the headline: in the author's box, or in a line of thanks below the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from cleaners.lexicons import markup
from cleaners.metadata.labels import starts_with_label
from cleaners.metadata.names import people
from cleaners.metadata.places import ELSEWHERE, MAX_LEVELS, around, is_elsewhere
from cleaners.metadata.statements import Claim
from cleaners.metadata.tables import names
from cleaners.prose import is_prose
from cleaners.types import Block, Context, Document, Language

MAX_SIGNATURE = 80
"""Characters of a line that may name the author."""

LONG_TEXT = 240
"""Characters from which a block is a paragraph of the story."""

ABOVE, BELOW = 12, 8
"""Blocks above the first paragraph and below the last among which "Written by Jane Doe" is of this story."""

NO_SIGNATURE = ("figcaption", "pre", "code")
"""Elements whose lines name photographers, or nobody."""


def signed(document: Document, outlet: tuple[Claim, ...], language: Language) -> tuple[str, ...]:
    """The people that all author's boxes, else all lines with a "By" in and below the story name; () if they differ.

    Boxes on the cards of other stories name others: where there are several names none is this story's for certain.
    """
    for candidates in (_boxes(document), _labelled(document.blocks, language)):
        named = {tuple(people(b.text, outlet, language=language)) for b in candidates}
        named.discard(())
        if len(named) == 1:
            return tuple(dict.fromkeys(named.pop()))
        if named:
            return ()
    return ()


def _boxes(document: Document) -> Iterator[Block]:
    """Short blocks whose class calls them an author's name: "author-name", "wp-block-post-author__name", "vcard" "fn"."""
    known: dict[int, bool] = {}
    for block in document.blocks:
        is_boxed = len(block.text) <= MAX_SIGNATURE and _is_in_box(block.context, known)
        if is_boxed and not is_elsewhere(block.context, frozenset()):
            yield block


def _is_in_box(context: Context, known: dict[int, bool]) -> bool:
    """Whether an element or its parent names an author; `known` keeps what was found of each."""
    for element in (context, context.parent):
        if element is not None and element.tokens:
            if element.index not in known:
                known[element.index] = _names_an_author(element)
            if known[element.index]:
                return True
    return False


def _labelled(blocks: tuple[Block, ...], language: Language) -> Iterator[Block]:
    """Lines with a "By" from a few blocks above the first paragraph to a few below the last.

    Where an element around is called a footer or bar, the line's own has to be called an author's: the theme of most blogs
    writes "post-author" into a "post-footer".
    Costs the author of a book, where a review names one and its own author nowhere.
    """
    long = [b.index for b in blocks if len(b.text) >= LONG_TEXT] or [b.index for b in blocks if is_prose(b)]
    for block in blocks[max(0, long[0] - ABOVE) : long[-1] + 1 + BELOW] if long else ():
        is_line = len(block.text) <= MAX_SIGNATURE and not block.context.hidden and block.tag not in NO_SIGNATURE
        if is_line and starts_with_label(block.text, language) and _is_of_story(block.context):
            yield block


def _is_of_story(context: Context) -> bool:
    """Whether a line stands in no furniture, or in a footer or bar and is called an author's by its own class."""
    if not is_elsewhere(context, frozenset()):
        return True
    told = (markup().role_of(c.tokens) for c in around(context, MAX_LEVELS) if c.tokens)
    first = next((t for t in told if t is not None and t[1] == "strong" and t[0] in ELSEWHERE), None)
    return first is not None and first[0] == "nav" and _says("byline_tokens", context.tokens)


def _names_an_author(context: Context) -> bool:
    """Whether a token of an element says "name", and one of it or of the next two around it "author"."""
    return _says("name_tokens", context.tokens) and any(
        _says("byline_tokens", element.tokens) for element in around(context, 3)
    )


@lru_cache(maxsize=4096)
def _says(key: str, tokens: tuple[str, ...]) -> bool:
    """Whether a word of a list is a part of one of the tokens: "name" in "author__name", not in "username"."""
    return _part_of(key).search(" ".join(tokens)) is not None


@cache
def _part_of(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, names('names', key)))})(?![a-z])")
