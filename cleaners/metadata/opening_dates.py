"""Finds the date that a story opens with, or that stands at an end of its title."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from cleaners.metadata.date_lines import Manner, dates_in
from cleaners.metadata.places import enclosing, is_elsewhere
from cleaners.metadata.shown_dates import DATED, LONG_TEXT, Shown
from cleaners.patterns import lazy
from cleaners.types import Document

MIN_PARAGRAPH, MAX_OPENING = 60, 3
"""Characters of a paragraph that may open with a date, and how many of them are asked."""

MAX_HEAD = 48
"""Characters at the head or end of a text among which a date is looked for."""

_BARS = tuple("|–—-·•")
_SET_OFF = lazy(r"\s*[)\]|–—:„“\"«(/-]")


def opening_dates(document: Document, at: int | None, manner: Manner) -> Iterator[Shown]:
    """Yield the date that one of the first paragraphs opens with: "29.11.2022 – The ferry", "(29 November 2022) The ferry"."""
    blocks, least = (document.blocks, LONG_TEXT) if at is None else (document.blocks[at + 1 :], MIN_PARAGRAPH)
    shared = frozenset() if at is None else enclosing(document.blocks[at])
    for block in islice((b for b in blocks if len(b.text) >= least), MAX_OPENING):
        shown = at_head(block.text, manner, "opening")
        if shown and not is_elsewhere(block.context, shared):
            yield shown


def at_end(text: str, manner: Manner, source: str) -> Shown | None:
    """The date at the end of a text, set off by a bar or dash: "Ferry back in service | 28.04.2023"; None if there is none."""
    tail = text[-MAX_HEAD:]
    found = list(dates_in(tail, manner)) if DATED.search(tail) else []
    if (
        not found
        or any(c.isalnum() for c in tail[found[-1].end :])
        or tail[: found[-1].start].rstrip()[-1:] not in _BARS
    ):
        return None
    return Shown(found[-1].moment, source, False)


def at_head(text: str, manner: Manner, source: str) -> Shown | None:
    """The date at the head of a text, set off by a bracket, dash, bar or quotation mark; None if there is none.

    Spared: "12 May 2023 was a long day".
    """
    found = next(dates_in(text[:MAX_HEAD], manner), None) if DATED.search(text[:MAX_HEAD]) else None
    if found is None or any(c.isalnum() for c in text[: found.start]):
        return None
    return Shown(found.moment, source, False) if _SET_OFF.match(text, found.end) else None
