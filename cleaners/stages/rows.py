"""Rows of a table of which others are kept: a table is text as a whole or not at all.

Catches rows that look like something else by themselves: `May | 112 | 8,410 t` begins as a date line does. Spares rows of
links, and tables of which nothing is kept. Costs a row of furniture at the foot of a table ("Source: Harbour office").
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.types import Block, Document, Verdict

MIN_SHARE = 0.3
"""Share of a table's rows that have to be kept for the others to be kept with them: a guess, one of three is the heading row."""
MAX_LINKED = 0.5
"""Share of link text from which a row is a menu's."""


def rows(document: Document) -> Iterator[Verdict]:
    """Keep the dropped rows of tables that are partly kept."""
    if document.is_dump:
        return
    tables: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.tag == "tr" and (table := _table(block)) is not None:
            tables.setdefault(table, []).append(block)
    if not tables:
        return
    kept = {b.index for b in document.kept()}
    for found in tables.values():
        share = sum(b.index in kept for b in found) / len(found)
        if MIN_SHARE <= share < 1:
            for block in found:
                if block.index not in kept and block.link_density < MAX_LINKED and not block.context.hidden:
                    yield Verdict(
                        block, "table", True, "row-of-kept-table", f"{share:.0%} of {len(found)} rows kept", "rows"
                    )


def _table(block: Block) -> int | None:
    """The container of the table a row stands in; None if it stands in none."""
    return next((c.index for c in block.context.ancestors() if c.tag == "table"), None)
