"""Joins the lines of paragraphs that were set to a width: mail, agencies, terminals."""

from __future__ import annotations

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
_HYPHENATED = lazy(r"[^\W\d_]{2,}-$")


def unwrapped(lines: list[str]) -> list[str]:
    """The lines, those of paragraphs set to a width joined to one.

    Caught: runs of at least MIN_RUN lines, all but the last nearly as long as the longest, most of which break off in a
    sentence that the next goes on in small letters. Spared: verse and lists (uneven, or capitals), paragraphs a line each
    (they end as sentences do), scripts without small letters. A hyphen at a line's end goes if the word stands nowhere in
    the text with it.
    """
    joined: list[str] = []
    run: list[str] = []
    for line in [*lines, ""]:
        if line.strip(BLANK) and len(line) <= MAX_WIDTH:
            run.append(line)
            continue
        joined += [_joined(run, lines)] if _is_wrapped(run) else run
        run = []
        joined.append(line)
    return joined[:-1]


def _is_wrapped(run: list[str]) -> bool:
    if len(run) < MIN_RUN:
        return False
    longest = max(map(len, run))
    if longest < MIN_WIDTH or _full(run, 0.75 * longest) < 0.9 * (len(run) - 1):
        return False
    return sum(_goes_on(a.rstrip(), b.lstrip()) for a, b in pairwise(run)) >= 0.6 * (len(run) - 1)


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
