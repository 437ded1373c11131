"""Takes Markdown off the lines of a dump that was written in it: marks go, words stay.

Specification: CommonMark 0.31. Links are evidence, so their extent is kept; a picture has no words a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cleaners.patterns import lazy

_ADDRESS = (
    r"\((?:<[^<>]{0,2000}>|[^\s()]{0,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,200}){0,5})"
    r"(?:\s{1,9}[\"'(][^\"]{0,300}[\"')])?\)"
)
"""Address and title of a link; bounded, as all here, so that no line costs more than its length."""
_LINK = lazy(r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]{0,100}\]){0,300})\]" + _ADDRESS)
_IMAGE = lazy(r"!\[[^\[\]]{0,300}\]" + _ADDRESS)
_HEADING = lazy(r"^\s{0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_UNDERLINE = lazy(r"^\s{0,3}(?:={3,}|-{3,})\s*$")
_RULE = lazy(r"^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_FENCE = lazy(r"^\s{0,3}(?:```|~~~)[\w+-]*\s*$")
_QUOTE = lazy(r"^\s{0,3}(?:>\s?)+")
_BULLET = lazy(r"^(\s*)[*+-]\s+(?=\S)")
_DEFINITION = lazy(r"^\s{0,3}\[[^\]]+\]:\s+\S+\s*(?:\"[^\"]*\")?\s*$")
_REFERENCE = lazy(r"\[([^\[\]]{1,300})\]\[[^\[\]]{0,100}\]")
_STRONG = lazy(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
_EMPHASIS = lazy(r"(?<![\w*\\])([*_])(?=[^\s*_])([^*_]{1,300}?)(?<=[^\s*_])\1(?![\w*])")
_CODE = lazy(r"(?<!`)`([^`\n]{1,300})`(?!`)")
_ESCAPE = lazy(r"\\([\\`*_{}\[\]()#+\-.!>|~])")

MIN_HEADINGS = 2
"""Lines with "## " that show a dump is Markdown; one may be a tag of a social network set apart."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A line without its marks."""

    text: str
    tag: str = "line"
    """"h1" to "h6" for a heading, else "line"."""
    link_chars: int = 0
    """Characters of it that were link text."""


def is_markdown(lines: Sequence[str]) -> bool:
    """Whether a dump is written in Markdown: it has links or pictures of it, a fence and its end, or several headings."""
    text = "\n".join(lines)
    if "](" in text and any(_LINK.search(line) for line in lines if "](" in line):
        return True
    if "#" in text and _count(_HEADING, "#", lines) >= MIN_HEADINGS:
        return True
    return sum(_count(_FENCE, fence, lines) for fence in ("```", "~~~") if fence in text) >= 2


def _count(mark: re.Pattern[str], start: str, lines: Sequence[str]) -> int:
    """How many lines a mark stands in, which begins so."""
    return sum(1 for line in lines if line.lstrip().startswith(start) and mark.match(line))


def unmarked(line: str) -> Marked:
    """A line of a Markdown dump without its marks; a rule, a fence, a picture alone become an empty line.

    >>> unmarked("## [Mill closed](/news/mill)").text
    'Mill closed'
    """
    if not line.strip() or _RULE.match(line) or _FENCE.match(line) or _DEFINITION.match(line) or _UNDERLINE.match(line):
        return Marked("")
    heading = _HEADING.match(line)
    tag = f"h{len(heading[1])}" if heading else "line"
    text = heading[2] if heading else _BULLET.sub(r"\1", _QUOTE.sub("", line))
    text = _REFERENCE.sub(r"\1", _IMAGE.sub("", text))
    linked = sum(len(_plain(found["text"])) for found in _LINK.finditer(text))
    return Marked(_plain(_LINK.sub(lambda found: found["text"], text)), tag, linked)


def _plain(text: str) -> str:
    text = _STRONG.sub(r"\2", text) if "**" in text or "__" in text else text
    text = _EMPHASIS.sub(r"\2", text) if "*" in text or "_" in text else text
    text = _CODE.sub(r"\1", text) if "`" in text else text
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text
