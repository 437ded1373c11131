"""What stands in a comment thread or belongs to a picture is not the story, whatever it reads like.

A comment reads like a paragraph and themes call its inner element "content"; a caption is a sentence. The trees then doubt
what the element around says plainly. So does the credit below a caption, where the two are alone in a picture's box.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaners.lexicons import lexicon, markup
from cleaners.types import Block, Context, Document, Verdict

NEAR_COMMENT = 6
"""Innermost elements of which one may be a comment's, by class; farther out themes put whole pages into such elements."""
NEAR_CAPTION = 2
NOT_CAPTIONS = frozenset(["tr", "td", "th", "pre", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"])
"""Elements that stand in a `<figure>` for its own sake: a chart's rows, a quotation set apart."""
ROWS = frozenset(["tr", "td", "th", "pre", "li"])
MAX_SHARE = 0.5
"""Share of the kept words that such an element may hold; one with more holds the story, whatever its name."""
MIN_STORY = 100
"""Kept words outside all threads from which a thread may hold more: comments may be ten times as long as a short story, but
a page of a forum has nothing else."""


def enclosed(document: Document) -> Iterator[Verdict]:
    """Drop kept blocks of comments and captions.

    Of the blocks of training pages that held-out trees kept, none in a comment's element and 3 of 70 in a caption's were
    in the gold text.
    """
    if document.is_dump:
        return
    kept = document.kept()
    found = [(block, told) for block in kept if (told := _around(block) or _credited(block, document)) is not None]
    if not found:
        return
    total, held = sum(b.words for b in kept), _held(found)
    outside = total - sum(block.words for block, (_, role, _) in found if role == "comment")
    for block, (context, role, evidence) in found:
        if held[context.index] <= MAX_SHARE * total or (role == "comment" and outside >= MIN_STORY):
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


def _credited(block: Block, document: Document) -> Told | None:
    """The picture's box that holds a block and its credit, and nothing else: `<div class=imgbox><p>The mill …<p>Photo: Reed`.

    Of 136 such blocks of training pages 14 are in the gold text, and all of those are captions that it keeps.
    """
    after = document.blocks[block.index + 1 : block.index + 3]
    box = next((c for c in (block.context, block.context.parent) if c is not None and _is_pictures(c)), None)
    if box is None or not after or block.tag in ROWS or not _in(after[0], box):
        return None
    if any(_in(b, box) for b in (*after[1:], *document.blocks[max(0, block.index - 1) : block.index])):
        return None
    match = lexicon(document.language).match(after[0].text)
    is_credit = match is not None and match.role == "caption" and match.how != "inside"
    return (box, "caption", f"“{after[0].text[:30]}” below it") if is_credit else None


def _in(block: Block, box: Context) -> bool:
    """Whether an element holds a block itself or as its child."""
    return block.context is box or block.context.parent is box


def _is_pictures(context: Context) -> bool:
    told = markup().role_of(context.tokens) if context.tokens else None
    return told is not None and told[0] == "caption"


def _held(found: list[tuple[Block, Told]]) -> Counter[int]:
    """Kept words of each element that tells."""
    held: Counter[int] = Counter()
    for block, (context, _, _) in found:
        held[context.index] += block.words
    return held
