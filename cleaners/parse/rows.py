"""Rows of tables: the cells of a row of data are one block, those of a layout stay apart."""

from __future__ import annotations

from cleaners.types import Block

MAX_CELL = 160
"""Characters of a table cell that still is data."""


def joined_row(cells: list[Block], before: Block | None) -> list[Block]:
    """One block of the cells of a table row, or the cells as they are if the table is for layout.

    A row of data has at least two cells, none of them long or of several lines: a layout row holds paragraphs. Costs: a
    data row with a cell of over MAX_CELL characters stays a block a cell. `before` is the block before the row.
    """
    if len(cells) < 2 or any(len(c.text) > MAX_CELL or c.tag not in ("td", "th") for c in cells):
        return cells
    if len({c.context.index for c in cells}) < len(cells):
        return cells
    row = next((c for c in cells[0].context.ancestors() if c.tag == "tr"), cells[0].context)
    follows = before is not None and before.tag == "tr" and before.context.parent is row.parent
    text = " | ".join(c.text for c in cells)
    links, emphasis = sum(c.link_chars for c in cells), sum(c.emphasis_chars for c in cells)
    return [Block(cells[0].index, text, "tr", row, links, emphasis, 0, 0 if follows else 1)]
