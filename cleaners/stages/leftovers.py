"""Place-holders that no program has filled in (`{{title}}`, `%d bloggers like this`), and rules drawn with characters."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.prose import is_drawn_rule
from cleaners.repairs import template_in
from cleaners.types import Document, Verdict

MAX_WORDS = 14
"""Words of a line that one place-holder makes a left-over; a longer one is text about templates."""
DRAWN = frozenset(["pre", "td", "th", "tr"])
"""Elements in which a row of dashes is part of a table or of code."""
CODE = "pre"
"""The element in which a place-holder is what the text is about: a template."""


def leftovers(document: Document) -> Iterator[Verdict]:
    """Drop short blocks with a place-holder, and rules: agencies draw them between a story and its notes."""
    for block in document.blocks:
        if block.tag not in DRAWN and is_drawn_rule(block.text):
            yield Verdict(block, "template", False, "drawn-rule", block.text[:8], "leftovers")
        found = template_in(block.text) if block.tag != CODE else ""
        if found and block.words <= MAX_WORDS:
            yield Verdict(block, "template", False, "place-holder", found, "leftovers")
