"""Text that the page declares in its data because it shows none: kept, if the blocks it shows are no story."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.declared import DECLARED
from cleaners.types import Document, Verdict


def declared(document: Document) -> Iterator[Verdict]:
    """Keep declared blocks, and drop what little else was kept."""
    if not any(b.tag == DECLARED for b in document.blocks[-1:]):
        return
    standing = document.standing()
    for block in document.blocks:
        if block.tag == DECLARED:
            yield Verdict(block, "body", True, "declared-body", "articleBody of JSON-LD", "declared")
        elif block.index not in standing or standing[block.index].keep:
            yield Verdict(block, "other", False, "shown-beside-declared", "the page shows no story", "declared")
