"""The point after which the story is over: a legal notice, a comment form, "Latest News"."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.lexicons import lexicon
from cleaners.prose import is_prose
from cleaners.types import Block, Document, Verdict

MIN_BEFORE = 0.3
"""Share of the prose that has to stand before the notice: cookie and copyright lines also stand at the top of pages. In a
dump of an agency's story four long ledes of other stories may follow eight paragraphs."""


def story_end(document: Document) -> Iterator[Verdict]:
    """Drop every block after the first notice that ends stories, if enough prose stands before it."""
    known = lexicon(document.language)
    standing = document.standing()
    prose = [b for b in document.blocks if is_prose(b) and not _dropped_for_good(b, standing)]
    total = sum(b.words for b in prose)
    for block in document.blocks:
        found = known.match(block.text)
        before = sum(b.words for b in prose if b.index < block.index)
        if found is not None and found.ends and not found.friend and before >= MIN_BEFORE * total > 0:
            for later in document.blocks[block.index + 1 :]:
                yield Verdict(later, "other", False, "after-story-end", found.phrase, "story_end")
            return


def _dropped_for_good(block: Block, standing: dict[int, Verdict]) -> bool:
    return block.index in standing and not standing[block.index].keep
