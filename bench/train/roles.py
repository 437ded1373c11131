"""What a block is, by rules sure enough to teach with: markup, lexicon and what the gold says of it.

The gold knows in and out only. A model that is to name roles learns them from blocks whose tag, class or words tell; it is
asked about all the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cleaners.lexicons import Match, markup
from cleaners.types import Block, Document

HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])

MERGED: Mapping[str, str] = MappingProxyType({
    "latest": "related", "follow": "share", "tool": "share", "app": "newsletter", "paywall": "newsletter", "ad": "newsletter",
    "cookie": "legal", "breadcrumb": "nav", "section": "tags", "player": "caption", "template": "other", "dateline": "body",
    "signoff": "body",
})  # fmt: skip
"""Roles too rare to learn apart -> the role they are learned with; the lexicon tells them apart afterwards."""


def weak_roles(document: Document, matches: Sequence[Match | None], kept: NDArray[np.float32]) -> tuple[str, ...]:
    """One role a block; "" where nothing tells."""
    first = next((i for i, k in enumerate(kept) if k), -1)
    title = _plain(document.metadata.title)
    return tuple(
        _inside(block, i == first, title) if kept[i] else _outside(block, matches[i], title)
        for i, block in enumerate(document.blocks)
    )


def _inside(block: Block, is_first: bool, title: str) -> str:
    if block.tag in HEADINGS and _plain(block.text) != title:
        return "heading"
    tags = {c.tag for c in block.context.ancestors()}
    tokens = {t for c in list(block.context.ancestors())[:3] for t in c.tokens}
    if block.tag == "tr":
        return "table"
    if block.tag == "li":
        return "list"
    if "blockquote" in tags:
        return "quote"
    if is_first and any(_is_standfirst(t) for t in tokens):
        return "standfirst"
    return "body"


def _is_standfirst(token: str) -> bool:
    return any(
        word in token for word in ("standfirst", "subtitle", "lead", "intro", "summary", "dek", "excerpt", "chapo")
    )


def _outside(block: Block, match: Match | None, title: str) -> str:
    if block.tag == "h1" or (title and _plain(block.text) == title):
        return "title"
    if any(_is_standfirst(t) for c in list(block.context.ancestors())[:2] for t in c.tokens) and block.words >= 8:
        return "standfirst"
    if match is not None and not match.friend:
        return MERGED.get(match.role, match.role)
    contexts = list(block.context.ancestors())
    if block.tag == "figcaption" or any(c.tag in ("figcaption", "figure") for c in contexts):
        return "caption"
    known = markup()
    for context in contexts:
        if known.is_body(context.tokens):
            break
        found = known.role_of(context.tokens) if context.tokens else None
        if found is not None:
            return MERGED.get(found[0], found[0])
        if context.tag in ("nav", "footer", "aside"):
            return {"nav": "nav", "footer": "legal", "aside": "related"}[context.tag]
    return "related" if block.link_density > 0.8 else ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def counts(roles: Sequence[str]) -> Mapping[str, int]:
    """Role -> blocks, commonest first."""
    names, numbers = np.unique(np.array(roles), return_counts=True)
    return dict(sorted(zip(names.tolist(), numbers.tolist(), strict=True), key=lambda pair: -pair[1]))
