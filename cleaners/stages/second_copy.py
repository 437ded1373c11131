"""A body that stands twice on its page, or in a dump of it: for the phone and for the desk, cut short and whole, seen and hidden.

Every block dropped here is kept elsewhere, word for word, so no text is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleaners.prose import is_prose
from cleaners.types import Block, Context, Document, Verdict

MIN_WORDS = 8
"""Words of a block that is compared; shorter ones are refrains, labels and names."""
MIN_OF_TEXT = 0.2
"""Share of the kept words that an element, or the lines of a dump, have to repeat: less is a note that stands in many places."""
MIN_SHARE = 0.6
"""Share of an element's kept words that stand outside it too, from which it is a copy. A summary repeats less of itself."""
SINGLE = frozenset(["tr", "td", "th", "pre"])
"""Elements that repeat lines by right."""


def second_copy(document: Document) -> Iterator[Verdict]:
    """Drop what an element repeats of the kept blocks outside it, if it repeats most of itself; of a dump, the paragraphs that
    stand above already, if they are enough of it."""
    kept = document.kept()
    if document.is_dump:
        yield from _of_dump(kept)
        return
    found = _copies(kept)
    total = sum(b.words for b in kept) if found else 0
    for copy, repeats in found:
        words = sum(b.words for b in repeats)
        if words < MIN_OF_TEXT * total or words < MIN_SHARE * sum(b.words for b in kept if _in(b, copy)):
            continue
        for block in (*repeats, *_short(kept, copy, repeats)):
            yield Verdict(block, "other", False, "second-copy", f"{words} words in <{copy.tag}>", "second_copy")


def _of_dump(kept: tuple[Block, ...]) -> Iterator[Verdict]:
    """Only paragraphs are compared: refrains, cells and rows repeat lines by right. On held-out sites all of the eight dumps in
    which copies were a twelfth of the text and more had them from a second body; below, half were text."""
    firsts: dict[str, Block] = {}
    again = [b for b in kept if b.words >= MIN_WORDS and is_prose(b) and firsts.setdefault(b.text, b) is not b]
    words = sum(b.words for b in again)
    if again and words >= MIN_OF_TEXT * sum(b.words for b in kept):
        for block in again:
            first = firsts[block.text].index + 1
            yield Verdict(block, "other", False, "second-copy", f"{words} words, as line {first}", "second_copy")


def _short(kept: tuple[Block, ...], copy: Context, repeats: list[Block]) -> list[Block]:
    """The sub-headings and other short lines right above what a copy repeats, if they stand outside it too."""
    outside = {b.text for b in kept if not _in(b, copy)}
    gone = {b.index for b in repeats}
    found: list[Block] = []
    for block, below in reversed(list(pairwise(b for b in kept if _in(b, copy)))):
        if block.words < MIN_WORDS and block.tag not in SINGLE and block.text in outside and below.index in gone:
            gone.add(block.index)
            found.append(block)
    return found


def _copies(kept: tuple[Block, ...]) -> list[tuple[Context, list[Block]]]:
    """The elements that repeat blocks outside them, with what they repeat: the later ones, or those no reader sees."""
    firsts: dict[str, Block] = {}
    found: dict[int, tuple[Context, list[Block]]] = {}
    for block in kept:
        if block.words < MIN_WORDS or block.tag in SINGLE:
            continue
        first = firsts.setdefault(block.text, block)
        if first is block:
            continue
        hidden = bool(first.context.hidden and not block.context.hidden)
        again, other = (first, block) if hidden else (block, first)
        if (copy := _apart(again, other)) is not None:
            found.setdefault(copy.index, (copy, []))[1].append(again)
    return list(found.values())


def _apart(block: Block, other: Block) -> Context | None:
    """The outermost element around a block that does not hold the other; None if it would hold the block alone."""
    around = {c.index for c in other.context.ancestors()}
    own = [c for c in block.context.ancestors() if c.index not in around]
    return own[-1] if own and own[-1] is not block.context else None


def _in(block: Block, context: Context) -> bool:
    return any(c is context for c in block.context.ancestors())
