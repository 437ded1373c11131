"""Short lines above the first and below the last paragraph of a dump: what is left of menus and lists.

In a page the containers show what belongs together; in a dump only place does.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.prose import ends_sentence, is_prose
from cleaners.types import Block, Document, Verdict

MAX_WORDS = 14
"""Words of a line at the edge that is not text by itself. Headlines of other stories have 5 to 14."""
NEAR = 1
"""Lines next to the story that are spared above it: a standfirst, a dateline."""


def edges(document: Document) -> Iterator[Verdict]:
    """Drop lines without a final mark outside the span from the first to the last paragraph."""
    if not document.is_dump:
        return
    standing = document.standing()
    left = [b for b in document.blocks if b.index not in standing or standing[b.index].keep]
    core = [b.index for b in left if is_prose(b)]
    if not core:
        return
    for block in left:
        outside = block.index < core[0] or block.index > core[-1]
        if outside and block.index not in standing and _is_scrap(block):
            place = "above" if block.index < core[0] else "below"
            yield Verdict(block, "related", False, "edge", f"{block.words} words {place} the story", "edges")


def _is_scrap(block: Block) -> bool:
    return block.words <= MAX_WORDS and not ends_sentence(block.text)
