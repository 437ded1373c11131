"""Live blogs: the times of the entries are part of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.types import Document, Verdict

CLOCK = re.compile(
    r"^(?:[A-Za-z]{3,9} \d{1,2},? )?\d{1,2}[:.h]\d{2}(?:\s*(?:[ap]\.?m\.?|uhr|GMT|BST|CET|EST|ET|PT))?$"
    r"|^[۰-۹٠-٩]{1,2}:[۰-۹٠-٩]{2}$",
    re.IGNORECASE,
)
"""A line that is a time of day."""
MIN_TIMES = 3
"""Times between paragraphs that make a live blog; two may be opening hours, or published and updated."""


def live(document: Document) -> Iterator[Verdict]:
    """Keep lines that are a time of day and stand before a kept paragraph, where there are several of them."""
    kept = {b.index for b in document.kept()}
    if not kept:
        return
    first, last = min(kept), max(kept)
    times = [b for b in document.blocks if len(b.text) <= 24 and CLOCK.match(b.text) and first - 2 <= b.index < last]
    entries = [b for b in times if kept & {b.index + 1, b.index + 2}]
    if len(entries) >= MIN_TIMES:
        for block in entries:
            if block.index not in kept:
                yield Verdict(block, "heading", True, "entry-time", f"{len(entries)} times before entries", "live")
