"""Finds the dates a reader sees beside the headline, and tells publication from change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cleaners.lexicons import markup, normal
from cleaners.metadata.date_lines import Manner, Seen, dates_in, from_text
from cleaners.metadata.date_words import change_labels, publication_labels
from cleaners.metadata.moments import Moment, from_value
from cleaners.metadata.places import around, enclosing, is_elsewhere
from cleaners.metadata.relative_dates import relative_in
from cleaners.patterns import lazy
from cleaners.types import Block, Context, Document

BEFORE, AFTER = 6, 30
"""Blocks before and after the headline among which a date line is looked for."""

MAX_LINE = 160
MAX_WORDS = 22
"""Characters and words of a line that may be a date line; longer ones are sentences that mention a date."""

LONG_TEXT = 240
"""Characters from which a block is a paragraph: two of them past the headline end the search."""

MAX_LABEL = 30
"""Letters of a line with a caption's class that may still be a date line."""

BELOW, MAX_BESIDE, MAX_DATE = 5, 14, 48
"""Blocks below the headline whose date outweighs a later stated one; letters that may stand beside it ("Published on"),
and characters of its line."""

DATED = lazy(r"\d{4}|\d[-/.]\d{1,2}[-/.]\d\d(?!\d)|'\d\d|\d\s?\D{3,12}\s?\d\d(?!\d)|ת[א-ת]{0,3}[\"״][א-ת]")
_PUBLICATION_TOKENS = lazy(
    r"pub(?:lish(?:ed)?|lication)?[-_]?(?:date|time|on|info)|date[-_]?pub|authored"
    r"|(?:post|entry|article|news|story|single|document)[-_]{0,2}(?:date|time|info|byline|meta)"
)
"""Class tokens of a line with the date of publication."""

_DATE_TOKEN = lazy(r"(?<![a-z])(?:date|datum|fecha|tarih|timestamp|pubdate|datetime|publishdate)(?![a-z])")
"""Class tokens of a line with a date, of whatever."""

_CHANGE_TOKENS = lazy(r"updat|modif|aktualis|lastmod|changed|revis")
_SENTENCE = lazy(r"[a-zа-я\u0600-\u06ff]{3,}[.!?؟…]$", re.IGNORECASE)


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
    block = blocks[index]
    may_be = len(block.text) <= MAX_LINE and (manner.fetched is not None or DATED.search(block.text))
    if may_be and not is_elsewhere(block.context, shared) and not _is_caption(block):
        yield from _of_line(block, blocks[index - 1].text if index else "", manner)


def date_below(document: Document, at: int | None, manner: Manner) -> Iterator[Shown]:
    """Yield the date of the first dated line right below the headline, if the line holds hardly anything else.

    "April 26, 2023 · 4 min read" counts, "Ferry Island on May 3, 2021." under a picture does not.
    """
    below = document.blocks[at + 1 : at + 1 + BELOW] if at is not None else ()
    for block in below:
        found = tuple(dates_in(block.text, manner)) if DATED.search(block.text) else ()
        if found:
            if len(found) == 1 and len(block.text) <= MAX_DATE and _letters_beside(block.text, found[0]) <= MAX_BESIDE:
                yield from _of_line(block, document.blocks[block.index - 1].text, manner)
            return


def _letters_beside(text: str, found: Seen) -> int:
    return sum(c.isalpha() for c in text[: found.start] + text[found.end :])


def labelled_dates(document: Document, manner: Manner) -> Iterator[Shown]:
    """Yield the dates that a word ("Published", "Updated") names, anywhere on the page, else a class token ("pubdate").

    Tokens count only if all dates so called are one day: the cards of other stories have them too.
    """
    by_token: list[Shown] = []
    for value, text, index, context in document.facts.times:
        if not is_elsewhere(context, frozenset()):
            found = _of_element(value, text, context, _text_before(document.blocks, index, text), manner)
            yield from (shown for shown in found if shown.is_labelled)
    for block in document.blocks:
        if len(block.text) <= MAX_LINE and DATED.search(block.text) and not is_elsewhere(block.context, frozenset()):
            named = any(_PUBLICATION_TOKENS.search(t) or _CHANGE_TOKENS.search(t) for t in block.context.tokens)
            for shown in _of_line(block, "", manner):
                if shown.is_labelled or shown.is_change:
                    yield shown
                elif named:
                    by_token.append(shown)
    if len({shown.moment.day for shown in by_token}) == 1:
        yield by_token[0]


def only_date(document: Document, manner: Manner) -> Iterator[Shown]:
    """Yield the day that all short lines whose class says "date" name; nothing if they name several."""
    lines = (b for b in document.blocks if len(b.text) <= MAX_LINE and DATED.search(b.text))
    dated = (b for b in lines if any(map(_DATE_TOKEN.search, b.context.tokens)))
    found = [s for b in dated if not is_elsewhere(b.context, frozenset()) for s in _of_line(b, "", manner)]
    if len({shown.moment.day for shown in found}) == 1:
        yield found[0]


def _is_caption(block: Block) -> bool:
    """Whether a line stands below a picture and says something of it: its date is the picture's.

    Short lines count as date lines whatever their class: "text-caption" is a size of letters.
    """
    return sum(map(str.isalpha, block.text)) > MAX_LABEL and any(
        c.tag == "figcaption" or _calls_caption(c.tokens) for c in around(block.context, 3)
    )


@lru_cache(maxsize=1024)
def _calls_caption(tokens: tuple[str, ...]) -> bool:
    found = markup().role_of(tokens) if tokens else None
    return found is not None and found[0] == "caption"


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
    if not DATED.search(text):
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
