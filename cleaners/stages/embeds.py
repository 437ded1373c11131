"""Posts embedded as quotations: their words are text, their handle and date line are not."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.embedded import is_signature
from cleaners.lexicons import markup
from cleaners.types import Context, Document, Verdict

MIN_WORDS = 5
"""Words of a post that says something; shorter ones are names and counts."""


def embeds(document: Document) -> Iterator[Verdict]:
    """Keep the words of posts that stand between the first and the last kept block, drop who signed them and when."""
    kept = [b.index for b in document.kept()]
    if not kept or document.is_dump:
        return
    posts: dict[int, str] = {0: ""}
    for block in document.blocks[kept[0] : kept[-1] + 1]:
        token = _post(block.context, posts)
        if not token:
            continue
        if is_signature(block.text) or block.link_density > 0.5 or block.words < MIN_WORDS:
            yield Verdict(block, "embed", False, "embed-signature", token, "embeds")
        else:
            yield Verdict(block, "embed", True, "embedded-post", token, "embeds")


def _post(context: Context, known: dict[int, str]) -> str:
    """The class that makes an element an embedded post or part of one; empty if none does. `known` are those asked about."""
    if context.index in known:
        return known[context.index]
    found = markup().role_of(context.tokens) if context.tokens else None
    if found is not None and found[0] == "embed" and context.tag in POST_TAGS:
        known[context.index] = found[2]
    else:
        known[context.index] = _post(context.parent, known) if context.parent is not None else ""
    return known[context.index]


POST_TAGS = frozenset(["blockquote", "figure", "div", "p", "q"])
