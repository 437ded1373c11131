"""Finds the dates a reader sees beside the headline, and tells publication from change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from cleaners.lexicons import normal
from cleaners.metadata.date_lines import Manner, dates_in, from_text
from cleaners.metadata.date_words import change_labels, publication_labels
from cleaners.metadata.moments import Moment, from_value
from cleaners.metadata.places import around, enclosing, is_elsewhere
from cleaners.metadata.relative_dates import relative_in
from cleaners.types import Block, Context, Document

BEFORE, AFTER = 6, 30
"""Blocks before and after the headline among which a date line is looked for."""

MAX_LINE = 160
MAX_WORDS = 22
"""Characters and words of a line that may be a date line; longer ones are sentences that mention a date."""

LONG_TEXT = 240
"""Characters from which a block is a paragraph: two of them past the headline end the search."""

MIN_PARAGRAPH, MAX_OPENING = 60, 3
"""Characters of a paragraph that may open with a date, and how many of them are asked."""

MAX_HEAD = 48
"""Characters at the head of a text among which a date is looked for."""

_SET_OFF = re.compile(r"\s*[)\]|–—:„“\"«(/-]")
_DATED = re.compile(r"\d{4}|\d[-/.]\d{1,2}[-/.]\d\d(?!\d)|'\d\d|\d\s?\D{3,12}\s?\d\d(?!\d)|ת[א-ת]{0,3}[\"״][א-ת]")
_PUBLICATION_TOKENS = re.compile(
    r"pub(?:lish(?:ed)?|lication)?[-_]?(?:date|time|on|info)|date[-_]?pub|authored"
    r"|(?:post|entry|article|news|story|single|document)[-_]{0,2}(?:date|time|info|byline|meta)"
)
"""Class tokens of a line with the date of publication."""

_DATE_TOKEN = re.compile(r"(?<![a-z])(?:date|datum|fecha|tarih|timestamp|pubdate|datetime|publishdate)(?![a-z])")
"""Class tokens of a line with a date, of whatever."""

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
    is_relative: bool = False
    """Whether it counts from the fetch ("3 hours ago"): rounded, and believed only where nothing else is stated."""


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
    yield from sorted(found, key=lambda shown: (shown.is_relative, not shown.is_labelled))


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
    for value, text, index, context in document.facts.times:
        if not is_elsewhere(context, frozenset()):
            found = _of_element(value, text, context, _text_before(document.blocks, index, text), manner)
            yield from (shown for shown in found if shown.is_labelled)
    for block in document.blocks:
        if len(block.text) <= MAX_LINE and _DATED.search(block.text) and not is_elsewhere(block.context, frozenset()):
            named = any(_PUBLICATION_TOKENS.search(t) or _CHANGE_TOKENS.search(t) for t in block.context.tokens)
            yield from (s for s in _of_line(block, "", manner) if named or s.is_labelled or s.is_change)


def only_date(document: Document, manner: Manner) -> Iterator[Shown]:
    """Yield the day that all short lines whose class says "date" name; nothing if they name several."""
    lines = (b for b in document.blocks if len(b.text) <= MAX_LINE and _DATED.search(b.text))
    dated = (b for b in lines if any(map(_DATE_TOKEN.search, b.context.tokens)))
    found = [s for b in dated if not is_elsewhere(b.context, frozenset()) for s in _of_line(b, "", manner)]
    if len({shown.moment.day for shown in found}) == 1:
        yield found[0]


def opening_dates(document: Document, at: int | None, manner: Manner) -> Iterator[Shown]:
    """Yield the date that one of the first paragraphs opens with: "29.11.2022 – The ferry", "(29 November 2022) The ferry"."""
    blocks, least = (document.blocks, LONG_TEXT) if at is None else (document.blocks[at + 1 :], MIN_PARAGRAPH)
    shared = frozenset() if at is None else enclosing(document.blocks[at])
    for block in islice((b for b in blocks if len(b.text) >= least), MAX_OPENING):
        shown = at_head(block.text, manner, "opening")
        if shown and not is_elsewhere(block.context, shared):
            yield shown


def at_head(text: str, manner: Manner, source: str) -> Shown | None:
    """The date at the head of a text, set off by a bracket, dash, bar or quotation mark; None if there is none.

    Spared: "12 May 2023 was a long day".
    """
    found = next(dates_in(text[:MAX_HEAD], manner), None) if _DATED.search(text[:MAX_HEAD]) else None
    if found is None or any(c.isalnum() for c in text[: found.start]):
        return None
    return Shown(found.moment, source, False) if _SET_OFF.match(text, found.end) else None


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
        yield Shown(moment, "time", change or is_change(before, manner), is_publication(before, manner))


def _of_line(block: Block, before: str, manner: Manner) -> Iterator[Shown]:
    text = block.text
    if len(text) > MAX_LINE or block.context.hidden == "noscript":
        return
    if not _DATED.search(text):
        yield from _relative(text, manner)
        return
    if len(text.split()) > MAX_WORDS or (_SENTENCE.search(text) and len(text.split()) > 8):
        return
    end = 0
    for found in dates_in(text, manner):
        label = text[end : found.start] if end or found.start else before if len(before) <= 40 else ""
        yield Shown(found.moment, "date line", is_change(label, manner), is_publication(label, manner))
        end = found.end


def _relative(text: str, manner: Manner) -> Iterator[Shown]:
    """Yield the date that a line counts from the fetch, where that is known."""
    found = relative_in(text, manner.language, manner.fetched) if manner.fetched else None
    if found:
        label = found.before
        yield Shown(found.moment, "relative date", is_change(label, manner), is_publication(label, manner), True)


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
