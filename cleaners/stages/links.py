"""Blocks that are links: lists of other pages."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.types import Document, Verdict

MAX_LINK_DENSITY = 0.6
"""Link density above which a block is a link with some words round it. A sentence that is one link from end to end is
lost by it; that happens in lists of sources."""


def links(document: Document) -> Iterator[Verdict]:
    """Drop blocks that are mostly link text."""
    for block in document.blocks:
        density = block.link_density
        if density > MAX_LINK_DENSITY:
            yield Verdict(block, "related", False, "link-density", f"{density:.2f}", "links")
