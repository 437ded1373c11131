"""The point after which the story is over: a legal notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaners.lexicons import Match, lexicon
from cleaners.prose import is_prose, is_speech
from cleaners.types import Block, Document, Verdict

MIN_BEFORE = 0.3
"""Share of the prose that has to stand before the notice: cookie and copyright lines also stand at the top of pages. In a
dump of an agency's story four long ledes of other stories may follow eight paragraphs."""
MIN_WORDS_IN_DUMPS = 3
"""Words of a notice of a dump: "Legal" and "Privacy" alone are headings of guides there."""

ENDING = frozenset(["legal"])
"""Roles of the notices that end a story. "Related articles" and comment forms also stand between the parts of a story; in
dumps of the corpora believing those lost twice as many paragraphs."""


def story_end(document: Document) -> Iterator[Verdict]:
    """Drop the first notice that ends stories and every block after it, if enough prose stands before it."""
    known = lexicon(document.language)
    standing = document.standing()
    for block in document.blocks:
        if not _may_be_notice(block, standing):
            continue
        found = known.match(block.text)
        if found is None or not _ends(found, block, document) or (is_speech(block.text) and found.how != "whole"):
            continue
        if _share_before(block, document, standing) >= MIN_BEFORE:
            yield Verdict(block, found.role, False, f"phrase-{found.how}", found.phrase, "story_end")
            for later in document.blocks[block.index + 1 :]:
                yield Verdict(later, "other", False, "after-story-end", found.phrase, "story_end")
            return


def _share_before(block: Block, document: Document, standing: Mapping[int, Verdict]) -> float:
    """Share of the words of all prose that stand before a block; 0 if there is no prose."""
    prose = [(b.index, b.words) for b in document.blocks if not _dropped_for_good(b, standing) and is_prose(b)]
    total = sum(words for _, words in prose)
    return sum(words for index, words in prose if index < block.index) / total if total else 0.0


def _ends(found: Match, block: Block, document: Document) -> bool:
    """Whether a phrase ends the story. In a dump not one inside a line: sentences speak of what was "developed by" somebody."""
    proves = not document.is_dump or (found.how != "inside" and block.words >= MIN_WORDS_IN_DUMPS)
    return found.ends and not found.friend and proves and found.role in ENDING


def _may_be_notice(block: Block, standing: Mapping[int, Verdict]) -> bool:
    """Whether a block is worth looking up again: kept, or named a legal notice."""
    verdict = standing.get(block.index)
    return verdict is None or verdict.keep or verdict.role in ENDING


def _dropped_for_good(block: Block, standing: Mapping[int, Verdict]) -> bool:
    return block.index in standing and not standing[block.index].keep
