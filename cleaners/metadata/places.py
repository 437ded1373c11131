"""Says whether a part of a page belongs to the story or to something else, by the elements around it."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.lexicons import markup
from cleaners.types import Block, Context

ELSEWHERE = frozenset(["comment", "related", "latest", "nav", "newsletter", "legal", "cookie", "player"])
"""Roles, told by class tokens, of parts of a page whose dates and names are of something else."""

MAX_LEVELS = 8
"""Elements around a block that are asked."""


def enclosing(block: Block) -> frozenset[int]:
    """Indices of all containers around a block."""
    return frozenset(c.index for c in block.context.ancestors())


def is_elsewhere(context: Context, shared: frozenset[int]) -> bool:
    """Whether an element around is furniture or a list of other stories, by its class tokens.

    `shared` are the elements that enclose the headline too: layouts are named after what they also hold
    ("page-with-sidebar"), so those do not count.
    """
    for c in around(context, MAX_LEVELS):
        if c.index in shared:
            return False
        if c.tag in ("nav", "footer"):
            return c.tag == "nav" or not any(a.tag == "article" for a in c.ancestors())
        found = markup().role_of(c.tokens) if c.tokens and c.tag != "body" else None
        if found and found[1] == "strong" and found[0] in ELSEWHERE:
            return True
    return False


def around(context: Context, levels: int) -> Iterator[Context]:
    """Yield the innermost elements around a place, at most `levels` of them."""
    yield from (c for c, _ in zip(context.ancestors(), range(levels), strict=False))
