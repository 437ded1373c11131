"""Kept blocks into text: paragraphs separated by one blank line; verse, list items and rows line by line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from cleaners.types import Block


def render(blocks: Iterable[Block], replacements: Mapping[int, str] | None = None) -> str:
    """The text of blocks in order, NFC. `replacements` gives other text for a block, by its index.

    A block that follows the one before it on the page after a mere line break (`gap` 0) starts a new line, any other
    block a new paragraph. In a dump every line is a paragraph: dumps have lost the difference.
    """
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        text = (replacements or {}).get(block.index, block.text).strip()
        if not text:
            continue
        if previous is not None:
            parts.append("\n" if _continues(previous, block) else "\n\n")
        parts.append(text)
        previous = block
    return unicodedata.normalize("NFC", "".join(parts))


def _continues(previous: Block, block: Block) -> bool:
    """Whether a block is the next line of the paragraph before it."""
    return block.tag != "line" and block.gap == 0 and previous.index == block.index - 1
