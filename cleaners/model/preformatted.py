"""Code, tables and letters set in `<pre>`: text as a whole, of which the trees doubt the lines of one word and the brackets."""

from __future__ import annotations

from cleaners.model.draft import Draft
from cleaners.model.groups import groups, nearest
from cleaners.types import Block

PRE = frozenset(["pre"])
MIN_SHARE = 0.5
"""Share of the lines that have to be kept for the others to be kept with them."""
MAX_LINKS = 0.5
"""Share of link text from which a line is a tool, or its own number."""


def complete_preformatted(draft: Draft) -> None:
    """Keep all lines of a `<pre>` of which half are kept."""
    links = draft.feature("link_density")
    for lines in groups((b for b in draft.document.blocks if b.tag == "pre"), _pre):
        if draft.kept[lines].mean() >= MIN_SHARE:
            draft.keep(i for i in lines if links[i] < MAX_LINKS)


def _pre(block: Block) -> int | None:
    found = nearest(block, PRE)
    return found.index if found is not None else None
