"""The text a page declares in its data when its blocks hold none: JSON-LD `articleBody`.

Pages that scripts fill have no text for a parser. What they say for search engines is often the whole story; it becomes
blocks after all others, so that it is judged, explained and counted like them.
"""

from __future__ import annotations

import re

from cleaners.metadata.json_ld import article_body
from cleaners.prose import is_prose
from cleaners.types import Block, Context, Document

MIN_CHARS = 400
"""Characters of an articleBody that may be a story; shorter ones are leads."""
MAX_SHOWN = 0.3
"""Share of its words that the page's own paragraphs may hold for it to be used."""
_PARAGRAPH = re.compile(r"\n+")


def declared_blocks(document: Document) -> tuple[Block, ...]:
    """Blocks of the declared text; none if the page shows its text, or declares none worth the name."""
    if not any("articleBody" in script for script in document.facts.json_ld):
        return ()
    body = article_body(document)
    shown = sum(len(b.text) for b in document.blocks if is_prose(b) and not b.context.hidden)
    if len(body) < MIN_CHARS or shown > MAX_SHOWN * len(body):
        return ()
    at = len(document.containers)
    context = Context(at, DECLARED, itemprop="articlebody", parent=document.containers[0], depth=1)
    start = len(document.blocks)
    paragraphs = [p.strip() for p in _PARAGRAPH.split(body) if p.strip()]
    return tuple(Block(start + i, text, DECLARED, context, gap=1) for i, text in enumerate(paragraphs))


DECLARED = "json-ld"
"""Tag of such blocks and of their container."""
