"""What stands in a comment thread or belongs to a picture is not the story, whatever it reads like.

A comment reads like a paragraph and themes call its inner element "content"; a caption is a sentence. The trees then doubt
what the element around says plainly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaners.lexicons import markup
from cleaners.types import Block, Context, Document, Verdict

NEAR_COMMENT = 6
"""Innermost elements of which one may be a comment's, by class; farther out themes put whole pages into such elements."""
NEAR_CAPTION = 2
NOT_CAPTIONS = frozenset(["tr", "td", "th", "pre", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"])
"""Elements that stand in a `<figure>` for its own sake: a chart's rows, a quotation set apart."""
MAX_SHARE = 0.5
"""Share of the kept words that such an element may hold; one with more holds the story, whatever its name."""


def enclosed(document: Document) -> Iterator[Verdict]:
    """Drop kept blocks of comments and captions.

    Of the blocks of training pages that held-out trees kept, none in a comment's element and 3 of 70 in a caption's were
    in the gold text.
    """
    if document.is_dump:
        return
    kept = document.kept()
    found = [(block, told) for block in kept if (told := _around(block)) is not None]
    if not found:
        return
    total, held = sum(b.words for b in kept), _held(found)
    for block, (context, role, evidence) in found:
        if held[context.index] <= MAX_SHARE * total:
            yield Verdict(block, role, False, f"inside-{role}", evidence, "enclosed")


Told = tuple[Context, str, str]
"""The element that tells, the role it gives, and the evidence."""


def _around(block: Block) -> Told | None:
    """What the nearest telling element makes of a block."""
    known = markup()
    in_quote = block.tag in NOT_CAPTIONS
    for near, context in enumerate(block.context.ancestors()):
        told = known.role_of(context.tokens) if context.tokens else None
        if told is not None and told[0] == "comment" and near < NEAR_COMMENT:
            return context, "comment", f".{told[2]}"
        if told is not None and told[:2] == ("caption", "strong") and near < NEAR_CAPTION:
            return context, "caption", f".{told[2]}"
        in_quote = in_quote or context.tag == "blockquote"
        if context.tag == "figcaption" or (context.tag == "figure" and not in_quote):
            return context, "caption", f"<{context.tag}>"
    return None


def _held(found: list[tuple[Block, Told]]) -> Counter[int]:
    """Kept words of each element that tells."""
    held: Counter[int] = Counter()
    for block, (context, _, _) in found:
        held[context.index] += block.words
    return held
