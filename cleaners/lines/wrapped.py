"""Joins the lines of paragraphs that were set to a width: mail, agencies, terminals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaners.patterns import lazy
from cleaners.prose import FINAL_MARKS

BLANK = " \t\u00a0\u200b\ufeff\u3000"
"""White space of a dump's lines."""
MAX_WIDTH = 120
"""Characters of a line of text that was set to a width; mail and agencies use 60 to 80."""
MIN_WIDTH = 40
MIN_RUN = 3
"""Lines of a paragraph that shows it was set to a width."""
ROOM = 0.9
"""Share of the longest line up to which a word had room: not every program fills its lines to the last letter."""
_HYPHENATED = lazy(r"[^\W\d_]{2,}-$")


def unwrapped(lines: list[str]) -> list[str]:
    """The lines, those of paragraphs set to a width joined to one.

    Caught: runs of at least MIN_RUN lines, all but the last nearly as long as the longest, most of which break off in a
    sentence that the next goes on in small letters. Spared: verse and lists (uneven, or capitals), paragraphs a line each
    (they end as sentences do), scripts without small letters. A hyphen at a line's end goes if the word stands nowhere in
    the text with it. Where a dump has such runs, two lines are joined as well if the second goes on with a word for which
    the first had no room.
    """
    runs = _runs(lines)
    width = max((max(map(len, run)) for run in runs if _is_wrapped(run)), default=0)
    if not width:
        return lines
    joined: list[str] = []
    for paragraph in (paragraph for run in runs for paragraph in _paragraphs(run)):
        is_set = _is_wrapped(paragraph) or _is_full(paragraph, width)
        joined += [_joined(paragraph, lines)] if is_set else paragraph
    return joined


def _runs(lines: Sequence[str]) -> list[list[str]]:
    """The lines in runs: those that may be of one paragraph together, each other line alone."""
    runs: list[list[str]] = [[]]
    for line in lines:
        if len(line) <= MAX_WIDTH and line.strip(BLANK):
            runs[-1].append(line)
        else:
            runs += [line], []
    return [run for run in runs if run]


def _paragraphs(run: list[str]) -> Iterator[list[str]]:
    """The paragraphs of a run that has no blank line between them: one ends with a sentence where a word more had room."""
    width = ROOM * max(map(len, run))
    start = 0
    for at, (line, following) in enumerate(pairwise(run), 1):
        text = line.rstrip()
        if text[-1] in FINAL_MARKS and len(text) + 1 + len(following.split(None, 1)[0]) <= width:
            yield run[start:at]
            start = at
    yield run[start:]


def _is_wrapped(run: list[str]) -> bool:
    if len(run) < MIN_RUN:
        return False
    longest = max(map(len, run))
    if longest < MIN_WIDTH or _full(run, 0.75 * longest) < 0.9 * (len(run) - 1):
        return False
    return sum(_goes_on(a.rstrip(), b.lstrip()) for a, b in pairwise(run)) >= 0.6 * (len(run) - 1)


def _is_full(run: list[str], width: int) -> bool:
    """Whether two lines are a paragraph that was set to a width."""
    if len(run) != 2:
        return False
    first, second = run[0].rstrip(), run[1].strip()
    return (
        _goes_on(first, second)
        and width < len(first) + 1 + len(second.split(" ", 1)[0]) <= 2 * width
        and len(run[1]) <= width
    )


def _full(run: list[str], width: float) -> int:
    """How many lines of a run, the last left out, are at least so long."""
    return sum([len(line) >= width for line in run[:-1]])


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence runs over the end of a line."""
    return bool(line) and line[-1] not in FINAL_MARKS and following[:1].islower()


def _joined(run: list[str], lines: list[str]) -> str:
    text = run[0].rstrip()
    for line in run[1:]:
        following = line.strip()
        word = _HYPHENATED.search(text)
        if word and following[:1].islower():
            whole = word.group() + following.split(" ", 1)[0].rstrip(".,;:!?")
            text = (text if any(whole in other for other in lines) else text[:-1]) + following
        else:
            text = f"{text} {following}"
        text = text.rstrip()
    return text
