"""A dump into blocks: a line a block, with the white space around it kept as evidence.

Indentation and blank lines tell theme text from story text after the tags are gone; the width of gaps inside a line tells
which mark was lost. So both reach the repairs and stages untouched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise, repeat

from cleaners.limits import MAX_BLOCKS
from cleaners.lines.glued import unglued
from cleaners.lines.markdown import is_markdown, unmarked
from cleaners.lines.menus import Labels, labels_of, menus
from cleaners.lines.numbered_links import unnumbered
from cleaners.lines.tags import is_page, untagged
from cleaners.lines.windows import MAX_SHORT, goes_on, has_no_breaks, may_have_no_breaks, windows
from cleaners.lines.wrapped import BLANK, unwrapped
from cleaners.makers import maker
from cleaners.patterns import lazy
from cleaners.types import ROOT, Block, Language

__all__ = ["cut", "cut_finely", "goes_on", "is_cut", "is_page", "may_be_pages", "unglued", "unwrapped"]

_LINE_END = lazy("\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_RARE_ENDS = "\r\v\f\u0085\u2028\u2029"
_CELLS = lazy(r"\t{2,}|\t(?= {2,})")
"""Tabs inside a line stood between elements: `EgyptPolitics⇥⇥Egypt, Russia discuss …`. A single tab is a table's."""


def cut(text: str) -> tuple[Block, ...]:
    """The lines of a dump that have text, in order, broken sentences joined; beyond MAX_BLOCKS the rest is cut off.

    A block's tag is "line", "h1" to "h6" for a heading of Markdown, or "window" where the dump has lost its line breaks:
    then it is a piece of a line, and its `indent` the white space between it and the piece before.
    """
    lines = unwrapped(unnumbered(_lines(untagged(text))))
    return _cut(lines, _windows if has_no_breaks(lines) else _cells)


def cut_finely(text: str, language: Language) -> tuple[Block, ...]:
    """As `cut`, but in windows whatever the length of the lines, and before and behind runs of labels."""
    return _cut(unwrapped(unnumbered(_lines(untagged(text)))), partial(_windows_of_cells, labels_of(language)))


def is_cut(blocks: Sequence[Block]) -> bool:
    """Whether the line breaks of a dump are lost, so that its lines were cut into windows."""
    return any(block.tag == "window" for block in blocks)


def may_be_pages(blocks: Sequence[Block]) -> bool:
    """Whether the lines of a short dump may be pages that have lost their line breaks."""
    return len(blocks) <= MAX_SHORT and may_have_no_breaks([block.text for block in blocks])


def _cut(lines: list[str], pieces: Callable[[str, str, str], Sequence[tuple[str, str, int]]]) -> tuple[Block, ...]:
    make = maker(Block)
    blocks: list[Block] = []
    gap = 0
    for line, tag, link_chars in _marked(lines):
        stripped = line.strip(BLANK)
        if not stripped:
            gap += 1
            continue
        for part, tag_of_part, indent in pieces(line, stripped, tag):
            blocks.append(make(len(blocks), part, tag_of_part, ROOT, link_chars, 0, indent, gap))
            gap = 0
        if len(blocks) >= MAX_BLOCKS:
            break
    return tuple(blocks[:MAX_BLOCKS])


def _lines(text: str) -> list[str]:
    """The lines of a text; nearly all texts end them with a line feed and nothing else."""
    return _LINE_END.split(text) if any(end in text for end in _RARE_ENDS) else text.split("\n")


def _marked(lines: list[str]) -> Iterable[tuple[str, str, int]]:
    """Each line without the marks of Markdown, with its tag and how much of it is link text."""
    if not is_markdown(lines):
        return zip(lines, repeat("line"), repeat(0))
    return ((line.text, line.tag, line.link_chars) for line in map(unmarked, lines))


def _cells(line: str, stripped: str, tag: str) -> Sequence[tuple[str, str, int]]:
    """What tabs hold apart: text, tag, indentation of the line."""
    indent = len(line) - len(line.lstrip(BLANK)) if len(stripped) < len(line) else 0
    if "\t" not in stripped:
        return ((stripped, tag, indent),)
    return [(text, tag, indent) for cell in _CELLS.split(stripped) if (text := cell.strip(BLANK))]


def _windows(line: str, stripped: str, tag: str) -> Sequence[tuple[str, str, int]]:  # noqa: ARG001 - as of _cells
    """The windows of a line; the first of each line begins a paragraph."""
    return [(text, "window" if number else tag, space) for number, (text, space) in enumerate(windows(stripped))]


def _windows_of_cells(known: Labels, line: str, stripped: str, tag: str) -> Sequence[tuple[str, str, int]]:
    """The windows of what tabs and runs of labels hold apart."""
    found: list[tuple[str, str, int]] = []
    for cell, tag_of_cell, _ in _cells(line, stripped, tag):
        tag, space = tag_of_cell, 0
        for part in _parts(cell, known):
            (text, _, _), *rest = _windows(part, part.strip(), tag)
            found += [(text, tag, space or int(part[0].isspace())), *rest]
            tag, space = "window", int(part[-1].isspace())
    return found


def _parts(text: str, known: Labels) -> Iterator[str]:
    """A text cut before and behind each run of labels."""
    ends = [0, *chain.from_iterable(menus(text, known)), len(text)]
    return (text[start:end] for start, end in pairwise(ends) if text[start:end].strip())
