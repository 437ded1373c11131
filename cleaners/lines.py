"""A dump into blocks: a line a block, with the white space around it kept as evidence.

Indentation and blank lines tell theme text from story text after the tags are gone; the width of gaps inside a line tells
which mark was lost. So both reach the repairs and stages untouched.
"""

from __future__ import annotations

import re

from cleaners.limits import MAX_BLOCKS, MAX_LINE
from cleaners.types import Block

_LINE_END = re.compile("\r\n|[\n\r\v\f\u2028\u2029]")
_CELLS = re.compile(r"\t{2,}|\t(?= {2,})")
"""Tabs inside a line stood between elements: `EgyptPolitics⇥⇥Egypt, Russia discuss …`. A single tab is a table's."""
_BLANK = " \t\u00a0\u200b\ufeff\u3000"
_WINDOW = re.compile(r"(?<=[.!?。！？؟۔।])\s*")


def cut(text: str) -> tuple[Block, ...]:
    """The lines of a dump that have text, in order; beyond MAX_BLOCKS the rest is cut off."""
    blocks: list[Block] = []
    gap = 0
    for line in _LINE_END.split(text):
        cells = [cell for cell in _CELLS.split(line.rstrip(_BLANK)) if cell.strip(_BLANK)]
        if not cells:
            gap += 1
            continue
        indent = len(line) - len(line.lstrip(_BLANK))
        for cell in cells:
            for part in _windows(cell.strip(_BLANK)):
                blocks.append(Block(len(blocks), part, "line", indent=indent, gap=gap))
                gap = 0
        if len(blocks) >= MAX_BLOCKS:
            break
    return tuple(blocks[:MAX_BLOCKS])


def _windows(line: str) -> list[str]:
    """A line, or a line too long to be judged as one in pieces that end with a sentence where they can."""
    if len(line) <= MAX_LINE:
        return [line]
    pieces = []
    while len(line) > MAX_LINE:
        ends = [m.start() for m in _WINDOW.finditer(line, MAX_LINE // 2, MAX_LINE)]
        at = ends[-1] if ends else MAX_LINE
        pieces.append(line[:at])
        line = line[at:].lstrip()
    return [*pieces, line]
