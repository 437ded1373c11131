"""Finds the dates a reader sees beside the headline, and tells publication from change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaners.lexicons import normal
from cleaners.metadata.date_lines import Manner, dates_in, from_text
from cleaners.metadata.date_words import change_labels, publication_labels
from cleaners.metadata.moments import Moment, from_value
from cleaners.metadata.places import around, enclosing, is_elsewhere
from cleaners.types import Block, Context, Document

BEFORE, AFTER = 6, 30
"""Blocks before and after the headline among which a date line is looked for."""

MAX_LINE = 160
MAX_WORDS = 22
"""Characters and words of a line that may be a date line; longer ones are sentences that mention a date."""

LONG_TEXT = 240
"""Characters from which a block is a paragraph: two of them past the headline end the search."""

_DATED = re.compile(r"\d{4}|\d[-/.]\d{1,2}[-/.]\d\d(?!\d)|'\d\d|\d\s?\D{3,12}\s?\d\d(?!\d)|ת[א-ת]{0,3}[\"״][א-ת]")
_PUBLICATION_TOKENS = re.compile(
    r"pub(?:lish(?:ed)?|lication)?[-_]?(?:date|time|on|info)|date[-_]?pub|authored"
    r"|(?:post|entry|article|news|story|single|document)[-_]{0,2}(?:date|time|info|byline|meta)"
)
"""Class tokens of a line with the date of publication."""

_CHANGE_TOKENS = re.compile(r"updat|modif|aktualis|lastmod|changed|revis")
_SENTENCE = re.compile(r"[a-zа-я\u0600-\u06ff]{3,}[.!?؟…]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A date a reader sees."""

    moment: Moment
    source: str
    """"time" for a `<time>` element, "date line" for text."""
    is_change: bool
    """Whether it is the date of a change."""
    is_labelled: bool = False
    """Whether a word before it calls it the date of publication."""


Element = tuple[str, str, Context]
"""`datetime` attribute, text and container of a `<time>`."""


def shown_dates(document: Document, at: int | None, manner: Manner) -> Iterator[Shown]:
    """Yield the dates around the headline (`at`: its block; None: not known), the nearest first, below before above.

    A line set off by a word ("Published") comes before all others.
    """
    blocks = document.blocks
    first, last = _window(blocks, at)
    middle = at if at is not None else first
    elements = {
        index: (value, text, context)
        for value, text, index, context in reversed(document.facts.times)
        if first <= index < last
    }
    shared = enclosing(blocks[at]) if at is not None else frozenset()
    near = sorted(
        (i for i in range(first, last) if i != at or i in elements), key=lambda i: (abs(i - middle), i < middle)
    )
    found = [shown for index in near for shown in _at_block(blocks, index, elements.get(index), shared, manner)]
    yield from sorted(found, key=lambda shown: not shown.is_labelled)


def _at_block(
    blocks: tuple[Block, ...], index: int, element: Element | None, shared: frozenset[int], manner: Manner
) -> Iterator[Shown]:
    """Yield the dates of a `<time>` in or before a block, and of its text."""
    if element and not is_elsewhere(element[2], shared):
        yield from _of_element(*element, _text_before(blocks, index, element[1]), manner)
    if not is_elsewhere(blocks[index].context, shared):
        yield from _of_line(blocks[index], blocks[index - 1].text if index else "", manner)


def labelled_dates(document: Document, manner: Manner) -> Iterator[Shown]:
    """Yield the dates that a word ("Published", "Updated") or a class token ("pubdate") names, anywhere on the page."""
    labels = publication_labels(manner.language) + change_labels(manner.language)
    for block in document.blocks:
        if len(block.text) > MAX_LINE or not _DATED.search(block.text):
            continue
        named = normal(block.text[:40]).startswith(labels) or any(
            _PUBLICATION_TOKENS.search(t) for t in block.context.tokens
        )
        if named and not is_elsewhere(block.context, frozenset()):
            yield from _of_line(block, "", manner)


def _window(blocks: tuple[Block, ...], at: int | None) -> tuple[int, int]:
    """First and last block among which a date line is looked for."""
    start = (
        at
        if at is not None
        else max(0, next((b.index for b in blocks if len(b.text) >= LONG_TEXT), len(blocks)) - AFTER // 2)
    )
    end, paragraphs = start, 0
    while end < len(blocks) and end - start < AFTER and paragraphs < 3:
        paragraphs += len(blocks[end].text) >= LONG_TEXT
        end += 1
    return max(0, start - BEFORE), end


def _of_element(value: str, text: str, context: Context, before: str, manner: Manner) -> Iterator[Shown]:
    moment = from_value(value) or from_text(text or value, manner)
    if moment:
        change = (
            any(_CHANGE_TOKENS.search(t) for c in around(context, 2) for t in c.tokens)
            or context.itemprop == "datemodified"
        )
        yield Shown(moment, "time", change or is_change(before, manner))


def _of_line(block: Block, before: str, manner: Manner) -> Iterator[Shown]:
    text = block.text
    if len(text) > MAX_LINE or not _DATED.search(text) or block.context.hidden == "noscript":
        return
    if len(text.split()) > MAX_WORDS or (_SENTENCE.search(text) and len(text.split()) > 8):
        return
    end = 0
    for found in dates_in(text, manner):
        label = text[end : found.start] if end or found.start else before if len(before) <= 40 else ""
        yield Shown(found.moment, "date line", is_change(label, manner), is_publication(label, manner))
        end = found.end


def is_change(before: str, manner: Manner) -> bool:
    """Whether the words before a date say that it is one of a change ("Updated:", "Last update")."""
    words = normal(before[-60:])
    return bool(words) and any(_ends_or_starts(words, label) for label in change_labels(manner.language))


def is_publication(before: str, manner: Manner) -> bool:
    """Whether the words before a date call it the date of publication ("Published on")."""
    text = normal(before[-60:])
    return bool(text) and any(_ends_or_starts(text, label) for label in publication_labels(manner.language))


def _ends_or_starts(words: str, label: str) -> bool:
    return words == label or words.endswith(" " + label) or words.startswith(label + " ")


def _text_before(blocks: tuple[Block, ...], index: int, text: str) -> str:
    """What stands before a `<time>` in its block, or the short block before it."""
    own = blocks[index].text if index < len(blocks) else ""
    head, found, _ = own.partition(text) if text else ("", "", "")
    if found and head.strip():
        return head
    before = blocks[index - 1].text if index else ""
    return before if len(before) <= 40 else ""
