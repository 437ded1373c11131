"""Which blocks of a page belong together: those of one element, one list, one table, one kind."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from cleaners.types import Block, Context

HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
REACH = 4
"""Elements from a block outwards among which its list or table is sought: `<p>` in `<li>` in `<ul>`."""


def groups(blocks: Iterable[Block], key: Callable[[Block], Hashable]) -> list[list[int]]:
    """The indices of blocks with the same key, in page order. Left out are blocks without a key, and those alone with it."""
    found: dict[Hashable, list[int]] = {}
    for block in blocks:
        if (known := key(block)) is not None:
            found.setdefault(known, []).append(block.index)
    return [group for group in found.values() if len(group) > 1]


def own_element(block: Block) -> Context:
    """The block's element itself: its context may be a link or a span inside it."""
    context: Context | None = block.context
    while context is not None:
        if context.tag == block.tag:
            return context
        context = context.parent
    return block.context


def around(block: Block) -> int | None:
    """The row of the element in which a block's own element stands; None for the outermost."""
    parent = own_element(block).parent
    return parent.index if parent is not None else None


def nearest(block: Block, tags: frozenset[str]) -> Context | None:
    """The innermost element of certain tags in which a block stands; None if there is none near."""
    context: Context | None = block.context
    for _ in range(REACH):
        if context is None or context.tag in tags:
            return context
        context = context.parent
    return None
