"""Tables that are text as a whole: the trees judge rows one by one, so a table loses its header."""

from __future__ import annotations

from cleaners.model.draft import Draft
from cleaners.model.groups import HEADINGS, groups, nearest
from cleaners.model.lists import COLONS
from cleaners.types import Block

TABLES = frozenset(["table"])
MAX_LINKS = 0.3
"""Share of link text from which a row is a row of links."""
MIN_ROW = 0.06
"""Mean probability from which the rows of a table below a kept block are kept."""
MIN_ROWS = 3
"""Rows of such a table."""
MIN_SHARE = 1 / 3
"""Share of a table's rows from which it is the story's."""


def complete_tables(draft: Draft) -> None:
    """Keep the rows of tables that begin right below a kept block, or of which some rows are kept.

    Gold texts of most corpora leave tables out, a careful reader does not: under a heading or a colon a table is kept
    whatever the trees say.
    """
    rows_of_tables = groups((b for b in draft.document.blocks if b.tag == "tr"), _table)
    plain = draft.free(MAX_LINKS) if rows_of_tables else draft.kept
    for rows in rows_of_tables:
        if plain[rows].mean() <= 0.5:
            continue
        above = draft.document.blocks[rows[0] - 1] if rows[0] > 0 and draft.kept[rows[0] - 1] else None
        announced = above is not None and (above.tag in HEADINGS or above.text.endswith(COLONS))
        likely = above is not None and len(rows) >= MIN_ROWS and draft.chances[rows].mean() >= MIN_ROW
        if announced or likely or draft.kept[rows].mean() >= MIN_SHARE:
            draft.keep(i for i in rows if plain[i] or not announced)


def _table(block: Block) -> int | None:
    found = nearest(block, TABLES)
    return found.index if found is not None else None
