"""What trafilatura makes of a page on which the other stages are unsure.

Its answer is a verdict on our blocks, never a replacement of our text: it drops joiners that Persian and
emoji need, and joins what we keep apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.prose import is_prose
from cleaners.types import Block, Document, Verdict

MIN_WORDS = 40
"""Kept words under which a page with more prose than that is looked at again."""
MIN_KEPT = 0.25
"""Share of the page's prose that is kept, under which it is looked at again."""
MAX_CHARS = 2_000_000
"""Longer sources are not sent: trafilatura's time grows faster than the page."""
_WORD = re.compile(r"[^\W_]+")


def second_opinion(document: Document) -> Iterator[Verdict]:
    """Keep, of the blocks of an unsure page, those trafilatura prints."""
    if document.is_dump or not is_unsure(document) or len(document.html) > MAX_CHARS:
        return
    printed = _printed(document.html)
    if len(printed) < MIN_WORDS:
        return
    kept = {b.index for b in document.kept()}
    for block in document.blocks:
        share = _share(block, printed)
        if block.index not in kept and share >= 0.9 and is_prose(block):
            yield Verdict(
                block, "body", True, "second-opinion", f"trafilatura prints {share:.0%} of it", "second-opinion"
            )


def is_unsure(document: Document) -> bool:
    """Whether the verdicts leave little text although the page has some."""
    kept = sum(b.words for b in document.kept() if is_prose(b))
    there = sum(b.words for b in document.blocks if is_prose(b))
    return there > MIN_WORDS and (kept < MIN_WORDS or kept < MIN_KEPT * there)


def _printed(html: str) -> frozenset[tuple[str, ...]]:
    import trafilatura

    text = trafilatura.extract(html, include_comments=False) or ""
    return _shingles(text)


def _share(block: Block, printed: frozenset[tuple[str, ...]]) -> float:
    own = _shingles(block.text)
    return len(own & printed) / len(own) if own else 0.0


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return frozenset(zip(words, words[1:], words[2:], strict=False))
