"""Sets a label apart from the text it was glued to: `ShareThe mill is closed` has lost the tags between."""

from __future__ import annotations

from cleaners.lexicons import Lexicon, lexicon
from cleaners.makers import maker
from cleaners.patterns import lazy
from cleaners.types import Block, Language

MAX_LABELS = 4
"""Labels at the head of a line; lines of more are nothing but labels."""
MIN_REST = 40
"""Characters of the text behind a label: a shorter line is a label by itself, or none of our business."""
MAX_LABEL = 40
_SEAM = lazy(r"[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ“«„](?<=[^\W\d_A-ZÀ-ÖØ-ÞА-Я].)")
"""A capital that follows a small letter: no word of prose is written so, but names are ("YouTube", "McDonald"). Sought are
the capitals, which are few."""


def unglued(blocks: tuple[Block, ...], language: Language) -> tuple[Block, ...]:
    """The blocks of a dump, labels that are glued to the head of a line as blocks of their own.

    Only what the language's lexicon knows as a whole label is cut off: `PrintShareThe mill …` gives three blocks,
    `McDonald opened …` one.
    """
    known = lexicon(language)
    parts = {
        b.index: _parts(b.text, known) for b in blocks if len(b.text) >= MIN_REST and _SEAM.search(b.text, 2, MAX_LABEL)
    }
    if all(len(texts) == 1 for texts in parts.values()):
        return blocks
    cut = [(block, text, n) for block in blocks for n, text in enumerate(parts.get(block.index, (block.text,)))]
    return tuple(_placed(block, index, text, number > 0) for index, (block, text, number) in enumerate(cut))


def _placed(block: Block, index: int, text: str, follows: bool) -> Block:
    """The block in its place; a piece that follows another of its line has nothing before it."""
    if (block.index, block.text) == (index, text):
        return block
    gap, indent = (0, 0) if follows else (block.gap, block.indent)
    return maker(Block)(index, text, block.tag, block.context, block.link_chars, block.emphasis_chars, indent, gap)


def _parts(text: str, known: Lexicon) -> tuple[str, ...]:
    """A line as the labels at its head and the rest; the line alone if none is glued to it."""
    found: list[str] = []
    while len(found) < MAX_LABELS and (label := _head(text, known)):
        found.append(label)
        text = text[len(label) :]
    return (*found, text)


def _head(text: str, known: Lexicon) -> str:
    """The label that is glued to the head of a text; empty if there is none."""
    if len(text) < MIN_REST:
        return ""
    for seam in _SEAM.finditer(text, 2, MAX_LABEL):
        match = known.match(text[: seam.start()]) if len(text) - seam.start() >= MIN_REST else None
        if match is not None and match.how == "whole":
            return text[: seam.start()]
    return ""
