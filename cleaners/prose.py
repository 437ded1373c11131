"""Which blocks read like prose: the plainest evidence there is, the same for pages and dumps and in every script."""

from __future__ import annotations

from cleaners.types import Block

FINAL_MARKS = frozenset(".!?…:;。！？؟۔।॥”\"»)’'」』")
"""Marks that end a sentence or close a quotation, of all scripts."""

OPENING_MARKS = frozenset('“„«»「『"‘‹')
"""Marks that open a quotation."""

MIN_WORDS = 12
"""Words of a block that is prose without a final mark: headlines seldom have more, paragraphs seldom fewer."""
MIN_WORDS_WITH_MARK = 7
"""Words of a block that is prose if it ends as a sentence does."""
MAX_LINK_DENSITY = 0.4
"""Share of link text above which a block is a list of links, however long. Kohlschütter et al. 2010 use 0.33."""


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a mark that ends a sentence."""
    return text[-1:] in FINAL_MARKS


def is_speech(text: str) -> bool:
    """Whether a text begins with a quotation: what somebody says is no label ("“Leave a reply,” she said.")."""
    return text[:1] in OPENING_MARKS


def is_prose(block: Block) -> bool:
    """Whether a block reads like a paragraph by itself; a story has short paragraphs too, that only their place shows."""
    if block.link_chars and block.link_density > MAX_LINK_DENSITY:
        return False
    words = block.words
    return words >= MIN_WORDS or (words >= MIN_WORDS_WITH_MARK and ends_sentence(block.text))


_RULE_MARKS = frozenset("_-–—―=~ ") | frozenset(map(chr, range(0x2500, 0x2580)))
"""The last are the box-drawing characters of Unicode, with which text browsers draw frames."""
MIN_RULE_CHARS = 3


def is_drawn_rule(text: str) -> bool:
    """Whether a line is a rule drawn with characters ("_____", "- - -"). Stars are none: they part scenes of a tale."""
    return text[:1] in _RULE_MARKS and len(text) >= MIN_RULE_CHARS and _RULE_MARKS.issuperset(text)
