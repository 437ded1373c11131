"""Cuts a dump that has lost its line breaks into windows: sentences, and pieces of what has no sentences, as menus.

A window is no paragraph: those that are kept one after another are set again as the run of text they were. A line or two as
long as paragraphs may be a short page or a paragraph; which, only the judge can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.limits import MAX_LINE
from cleaners.patterns import lazy
from cleaners.types import Block

MIN_LINE = 1500
"""Characters of a line from which it may be a whole dump. Paragraphs of real stories that are longer stand alone."""
MIN_SHARE = 0.67
"""Share of the dump's characters that such lines have to hold: a long paragraph among many lines is a paragraph."""
MIN_SHORT = 300
"""Characters of a line from which it may be a short page: of shorter ones the judge is hardly ever sure (1 page in 100 of 150 to
300 characters made of training pages, 1 in 5 of 300 to 450)."""
MAX_SHORT = 3
"""Lines of a dump of which some may be short pages: of more, the breaks are where they were, as a guess."""
MAX_WORDS = 30
"""Words of a sentence that is left whole."""
WORDS = 10
"""Words of a piece of something longer. Where a story begins or ends inside, half of them are lost or leaked."""
MIN_CHARS = 24
"""Shorter sentences ("Mr.", "No. 4") go with the next."""
MAX_UNSPACED = 30
"""Characters without a space that are one piece, in scripts that have none between words."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_SENTENCE_END = lazy(r"(?<=[.!?؟۔।॥…])[\"”’»)\]]*\s+(?=[^\sa-zа-яà-ÿ])|(?<=[。！？])[」』”’）]*\s*")
_PIECES = lazy(rf"[{_UNSPACED}]{{1,{MAX_UNSPACED}}}|[^\s{_UNSPACED}]+")
_GAP = lazy(r"\s{2,}")


def has_no_breaks(lines: Sequence[str]) -> bool:
    """Whether the line breaks of a dump are lost."""
    lengths = list(map(len, lines))
    long = [length for length in lengths if length > MIN_LINE]
    return bool(long) and (max(long) > MAX_LINE or sum(long) >= MIN_SHARE * sum(lengths))


def may_have_no_breaks(lines: Sequence[str]) -> bool:
    """Whether the line breaks of a short dump may be lost: it is a few lines, and what is as long as paragraphs is most of it."""
    lengths = [length for length in map(len, lines) if length]
    long = [length for length in lengths if length >= MIN_SHORT]
    return len(lengths) <= MAX_SHORT and bool(long) and sum(long) >= MIN_SHARE * sum(lengths)


def windows(line: str) -> Iterator[tuple[str, int]]:
    """Yield each window of a line, and how many characters of white space stood before it."""
    at = 0
    for end in (*_ends(line), len(line)):
        piece = line[at:end]
        text = piece.lstrip()
        if text.strip():
            yield text.rstrip(), len(piece) - len(text) or int(at > 0 and line[at - 1].isspace())
        at = end


def goes_on(blocks: Sequence[Block], at: int) -> bool:
    """Whether the line of a block goes on in the next."""
    return at + 1 < len(blocks) and blocks[at + 1].tag == "window"


def _ends(line: str) -> Iterator[int]:
    """Where windows end: behind sentences, and inside those that are too long for one."""
    start = 0
    for end in (*(found.end() for found in _SENTENCE_END.finditer(line)), len(line)):
        if end - start >= MIN_CHARS or end == len(line):
            yield from _inside(line, start, end)
            if end < len(line):
                yield end
            start = end


def _inside(line: str, start: int, end: int) -> Iterator[int]:
    """Where to cut a run of text that has no sentence end: at wide gaps where marks were blanked, else by number of words."""
    words = [found.start() for found in _PIECES.finditer(line, start, end)]
    if len(words) <= MAX_WORDS:
        return
    gaps = {found.end() for found in _GAP.finditer(line, start, end)}
    last = 0
    for number, at in enumerate(words[: -WORDS // 2]):
        if _is_end(number - last, at in gaps, any(w in gaps for w in words[number + 1 : number + 1 + WORDS // 2])):
            yield at
            last = number


def _is_end(words: int, at_gap: bool, gap_soon: bool) -> bool:
    """Whether a piece of so many words ends here: at a wide gap, or where it is long enough and no gap follows soon."""
    return words >= 2 * WORDS or (words >= WORDS // 2 and at_gap) or (words >= WORDS and not gap_soon)
