"""Place-holders that no program has filled in: `{{title}}`, `%d bloggers like this`."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.repairs import template_in
from cleaners.types import Document, Verdict

MAX_WORDS = 14
"""Words of a line that one place-holder makes a left-over; a longer one is text about templates."""


def leftovers(document: Document) -> Iterator[Verdict]:
    """Drop short blocks with a place-holder."""
    for block in document.blocks:
        found = template_in(block.text)
        if found and block.words <= MAX_WORDS:
            yield Verdict(block, "template", False, "place-holder", found, "leftovers")
