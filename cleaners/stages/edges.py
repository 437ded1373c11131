"""Short lines above the first and below the last paragraph of a dump: what is left of menus and lists.

In a page the containers show what belongs together; in a dump only place does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaners.prose import ends_sentence, is_prose
from cleaners.types import Block, Document, Verdict

MAX_WORDS = 14
"""Words of a line at the edge that is not text by itself. Headlines of other stories have 5 to 14."""
MAX_SPARED = 2
"""Lines right next to the story, indented as it is and without a label between, that are spared: a score above the report, a
last short sentence. Lists of other headlines have three or more. Costs a lone headline below a story."""


def edges(document: Document) -> Iterator[Verdict]:
    """Drop lines without a final mark outside the span from the first to the last paragraph."""
    if not document.is_dump:
        return
    standing = document.standing()
    left = [b for b in document.blocks if b.index not in standing or standing[b.index].keep]
    core = [b for b in left if is_prose(b)]
    if not core:
        return
    spared = {*_next_to(document, core[0], -1, standing), *_next_to(document, core[-1], 1, standing)}
    for block in left:
        outside = block.index < core[0].index or block.index > core[-1].index
        if outside and block.index not in standing and block.index not in spared and _is_scrap(block):
            place = "above" if block.index < core[0].index else "below"
            yield Verdict(block, "related", False, "edge", f"{block.words} words {place} the story", "edges")


def _next_to(document: Document, core: Block, step: int, standing: Mapping[int, Verdict]) -> tuple[int, ...]:
    """Indices of the lines that go on from the first or last paragraph, if they are few."""
    run: list[int] = []
    at = core.index + step
    while 0 <= at < len(document.blocks) and at not in standing and document.blocks[at].indent == core.indent:
        run.append(at)
        at += step
    return tuple(run) if len(run) <= MAX_SPARED else ()


def _is_scrap(block: Block) -> bool:
    return block.words <= MAX_WORDS and not ends_sentence(block.text)
