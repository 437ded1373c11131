"""A dump into blocks: a line a block, with the white space around it kept as evidence.

Indentation and blank lines tell theme text from story text after the tags are gone; the width of gaps inside a line tells
which mark was lost. So both reach the repairs and stages untouched.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.limits import MAX_BLOCKS
from cleaners.lines.glued import unglued
from cleaners.lines.markdown import Marked, is_markdown, unmarked
from cleaners.lines.windows import has_no_breaks, windows
from cleaners.lines.wrapped import BLANK, unwrapped
from cleaners.makers import maker
from cleaners.patterns import lazy
from cleaners.types import Block

__all__ = ["cut", "unglued", "unwrapped"]

_LINE_END = lazy("\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_CELLS = lazy(r"\t{2,}|\t(?= {2,})")
"""Tabs inside a line stood between elements: `EgyptPolitics⇥⇥Egypt, Russia discuss …`. A single tab is a table's."""


def cut(text: str) -> tuple[Block, ...]:
    """The lines of a dump that have text, in order, broken sentences joined; beyond MAX_BLOCKS the rest is cut off.

    A block's tag is "line", "h1" to "h6" for a heading of Markdown, or "window" where the dump has lost its line breaks:
    then it is a piece of a line, and its `indent` the white space between it and the piece before.
    """
    make = maker(Block)
    blocks: list[Block] = []
    gap = 0
    lines = unwrapped(_LINE_END.split(text))
    marked = map(unmarked, lines) if is_markdown(lines) else map(maker(Marked), lines)
    pieces = _windows if has_no_breaks(lines) else _cells
    for line in marked:
        if not line.text.strip(BLANK):
            gap += 1
            continue
        for part, tag, indent in pieces(line):
            blocks.append(make(len(blocks), part, tag, link_chars=line.link_chars, indent=indent, gap=gap))
            gap = 0
        if len(blocks) >= MAX_BLOCKS:
            break
    return tuple(blocks[:MAX_BLOCKS])


def _cells(line: Marked) -> Iterator[tuple[str, str, int]]:
    """Yield what tabs hold apart: text, tag, indentation of the line."""
    text = line.text.strip(BLANK)
    indent = line.text.index(text)
    if "\t" not in text:
        yield text, line.tag, indent
        return
    for cell in _CELLS.split(text):
        if text := cell.strip(BLANK):
            yield text, line.tag, indent


def _windows(line: Marked) -> Iterator[tuple[str, str, int]]:
    """Yield the windows of a line; the first of each line begins a paragraph."""
    for number, (text, space) in enumerate(windows(line.text.strip(BLANK))):
        yield text, "window" if number else line.tag, space
