"""Takes the numbers of links off a dump made by a text browser: "the river [15]Orrin rose" (lynx -dump, elinks, html2text).

They count up through the page and stand right before the link's words; at the end the addresses are listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaners.patterns import lazy

_NUMBER = lazy(r"\[(\d{1,4})\](?=\S)")
_INSIDE = lazy(r"[^\W\d_][^\[\]]*\s\[\d{1,4}\](?=[^\W\d_])")
"""A number with text on both sides: a list of sources has its numbers at the beginnings of lines, and marks of footnotes
stand behind a word."""
_BUTTON = "(BUTTON) "
MIN_NUMBERS = 5
MIN_SHARE_COUNTED = 0.9
"""Share of the numbers that are one more than the last: those of footnotes come in any order or far apart."""


def unnumbered(lines: list[str]) -> list[str]:
    """The lines without the numbers of links; the lines themselves if they have none.

    Caught: numbers that count up through a dump and of which one at least stands inside a sentence. Spared: marks of
    footnotes ("rose[3]", "shown [3]."), lists of sources ("[3]Reed, I."), numbers in any order.
    """
    marked = [line for line in lines if "[" in line]
    if len(marked) < 2 or not _count_up([int(n) for line in marked for n in _NUMBER.findall(line)]):
        return lines
    return [_plain(line) for line in lines] if any(map(_INSIDE.search, marked)) else lines


def _count_up(numbers: Sequence[int]) -> bool:
    counted = sum(after == before + 1 for before, after in pairwise(numbers))
    return len(numbers) >= MIN_NUMBERS and counted >= MIN_SHARE_COUNTED * (len(numbers) - 1)


def _plain(line: str) -> str:
    return _NUMBER.sub("", line).replace(_BUTTON, "") if "[" in line or _BUTTON in line else line
