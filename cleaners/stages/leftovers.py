"""Place-holders that no program has filled in (`{{title}}`, `%d bloggers like this`), and rules drawn with characters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from cleaners.prose import is_drawn_rule
from cleaners.repairs import template_in
from cleaners.types import Block, Document, Verdict

MAX_WORDS = 14
"""Words of a line that one place-holder makes a left-over; a longer one is text about templates."""
NAMED = frozenset(["pre", "code", "li"])
"""Elements in which a place-holder is what the text is about: `add_career {name}` in code or in a list of commands."""
DRAWN = frozenset(["pre", "td", "th", "tr"])
"""Elements in which a row of dashes is part of a table or of code."""


def leftovers(document: Document) -> Iterator[Verdict]:
    """Drop short blocks with a place-holder, and rules: agencies draw them between a story and its notes."""
    for block in document.blocks:
        if block.tag not in DRAWN and is_drawn_rule(block.text):
            yield Verdict(block, "template", False, "drawn-rule", block.text[:8], "leftovers")
        found = template_in(block.text)
        if found and block.words <= MAX_WORDS and not _is_named(block):
            yield Verdict(block, "template", False, "place-holder", found, "leftovers")


def _is_named(block: Block) -> bool:
    """Whether a line with a place-holder is code or an item of a list. Left to the judge: of those that held-out trees kept on
    training pages all eight were text, and place-holders in menus the trees drop anyway."""
    return block.tag in NAMED or any(c.tag in NAMED for c in islice(block.context.ancestors(), DEPTH))


DEPTH = 3
"""Elements from a block outwards among which code or a list's item is sought."""
