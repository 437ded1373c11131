"""Kept blocks into text: paragraphs separated by one blank line; verse, list items and rows line by line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from cleaners.types import Block


def render(blocks: Iterable[Block], replacements: Mapping[int, str] | None = None) -> str:
    """The text of blocks in order, NFC. `replacements` gives other text for a block, by its index.

    A block that follows the one before it on the page after a mere line break (`gap` 0) starts a new line, any other
    block a new paragraph. In a dump every line is a paragraph, because dumps have lost the difference, and windows of a line
    that has lost its breaks are one.
    """
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        text = (replacements or {}).get(block.index, block.text).strip()
        if not text:
            continue
        if previous is not None:
            parts.append(_between(previous, block))
        parts.append(text)
        previous = block
    return unicodedata.normalize("NFC", "".join(parts))


def _between(previous: Block, block: Block) -> str:
    """What stands between two kept blocks."""
    follows = previous.index == block.index - 1
    if block.tag == "window" and follows:  # a piece of the same line: set as the run of text it was
        return " " if block.indent else ""
    return "\n" if follows and block.gap == 0 and block.tag != "line" else "\n\n"
