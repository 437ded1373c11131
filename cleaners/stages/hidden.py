"""Text that the page carries but does not show: screen-reader labels, closed menus, templates."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.prose import is_prose
from cleaners.types import Document, Verdict


def hidden(document: Document) -> Iterator[Verdict]:
    """Drop hidden blocks, unless most of the page's prose is hidden: then a script was to reveal the story itself."""
    unseen = [b for b in document.blocks if b.context.hidden]
    prose_unseen = sum(b.words for b in unseen if is_prose(b))
    prose_all = sum(b.words for b in document.blocks if is_prose(b))
    if prose_unseen > prose_all / 2:
        return
    for block in unseen:
        yield Verdict(block, "other", False, "hidden", block.context.hidden, "hidden")
