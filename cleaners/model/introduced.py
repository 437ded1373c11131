"""Lists and tables that kept text introduces, and sub-headings that introduce kept text: doubtful blocks kept with it.

The trees judge blocks one by one, so a list loses its shortest items, a table its header, a row of sections the one heading that
is a link. A reader takes such a thing whole or not at all.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from cleaners.model.features import FEATURES
from cleaners.model.own import Matrix
from cleaners.model.wholes import COLONS, HEADINGS, Flags
from cleaners.types import Block, Context, Document

LISTS = frozenset(["ul", "ol", "dl"])
TABLES = frozenset(["table"])
REACH = 4
"""Elements from a block outwards among which its list or table is sought: `<p>` in `<li>` in `<ul>`."""

_LABEL, _LINKS, _HIDDEN = FEATURES.index("label"), FEATURES.index("link_density"), FEATURES.index("hidden")
_INSIDE = FEATURES.index("label_inside")


def with_introduced(document: Document, keeps: NDArray[np.float32], kept: Flags, matrix: Matrix) -> Flags:
    """The kept blocks with the lists and tables below them and the headings above them. `kept` are those kept without
    that; `keeps` the trees' probabilities."""
    whole = kept.copy()
    if not kept.any():
        return whole
    _complete_lists(document, keeps, whole, matrix)
    _complete_tables(document, keeps, whole, matrix)
    _add_headings(document, keeps, whole, matrix)
    return whole


MIN_SHARE, MIN_SHARE_LINKS = 1 / 3, 0.4
"""Share of a list's items, or of a table's rows, from which it is the story's; the second for a list of links."""
MIN_ITEM = 0.05
"""Probability from which an item of such a list is kept."""
MAX_LINKS = 0.3
"""Share of link text from which a row is a row of links."""
MIN_ANNOUNCED, MIN_ANNOUNCED_LINKS = 0.1, 0.3
"""Mean probability from which a list is kept that a kept line with a colon announces; the second for a list of links."""


def _complete_lists(document: Document, keeps: NDArray[np.float32], kept: Flags, matrix: Matrix) -> None:
    """Keep the items of lists that begin right below a kept block.

    On held-out sites of the training pages 95 of 132 items lost from such lists were text, and 156 of 199 of lists that a
    colon announces. Spares lists of links of which only the first look like text, and tables of contents. Costs the list of
    other stories below a last line that ends with a colon.
    """
    contents: frozenset[str] | None = None
    for items in _groups(document, kept, LISTS):
        first = items[0]
        if first == 0 or not kept[first - 1] or kept[items].all():
            continue
        links = matrix[items, _LINKS].mean() > 0.5
        enough = kept[items].mean() >= (MIN_SHARE_LINKS if links else MIN_SHARE)
        if not enough and not _announced(document.blocks[first - 1], keeps[items].mean(), links=links):
            continue
        if contents is None:
            contents = frozenset(_squeezed(b.text) for b in document.blocks if b.tag in HEADINGS) - {""}
        if not _is_contents(document, items, contents):
            kept[[i for i in items if keeps[i] >= MIN_ITEM and not matrix[i, _INSIDE]]] = True


def _announced(above: Block, chance: float, *, links: bool) -> bool:
    return above.text.endswith(COLONS) and chance >= (MIN_ANNOUNCED_LINKS if links else MIN_ANNOUNCED)


def _is_contents(document: Document, items: list[int], headings: frozenset[str]) -> bool:
    """Whether a list of links names the sections of the page: a table of contents."""
    links = [document.blocks[i] for i in items if document.blocks[i].link_density > 0.5]
    return sum(_squeezed(b.text) in headings for b in links) * 2 > len(items)


def _squeezed(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


MIN_ROW = 0.06
"""Mean probability from which the rows of a table below a kept block are kept."""
MIN_ROWS = 3
"""Rows of such a table."""


def _complete_tables(document: Document, keeps: NDArray[np.float32], kept: Flags, matrix: Matrix) -> None:
    """Keep the rows of tables that begin right below a kept block, or of which some rows are kept.

    Gold texts of most corpora leave tables out, a careful reader does not: under a heading or a colon a table is kept
    whatever the trees say.
    """
    plain = (matrix[:, _LABEL] == 0) & (matrix[:, _LINKS] < MAX_LINKS) & (matrix[:, _HIDDEN] == 0)
    for rows in _groups(document, kept, TABLES, "tr"):
        if not plain[rows].mean() > 0.5:
            continue
        above = document.blocks[rows[0] - 1] if rows[0] > 0 and kept[rows[0] - 1] else None
        announced = above is not None and (above.tag in HEADINGS or above.text.endswith(COLONS))
        likely = above is not None and len(rows) >= MIN_ROWS and keeps[rows].mean() >= MIN_ROW
        if announced or likely or kept[rows].mean() >= MIN_SHARE:
            kept[[i for i in rows if plain[i] or not announced]] = True


MIN_LIKE_KEPT, MIN_BETWEEN, MIN_ABOVE = 0.05, 0.12, 0.25
"""Probabilities from which a heading right above kept text is kept: one of several alike that mostly are, one right below
kept text, and any other without a link."""


def _add_headings(document: Document, keeps: NDArray[np.float32], kept: Flags, matrix: Matrix) -> None:
    """Keep the sub-headings right above kept blocks: of those lost so on held-out sites of the training pages 119 of 148 were
    text. Spares labels, and links below dropped blocks, which head other stories."""
    begin = int(kept.argmax())
    alike: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    headings = [b for b in document.blocks if b.tag in HEADINGS]
    for block in headings:
        alike[_kind(block)].append(block.index)
    for block in reversed(headings):
        i = block.index
        if kept[i] or i <= begin or i + 1 >= len(kept) or not kept[i + 1] or matrix[i, _LABEL]:
            continue
        others = [j for j in alike[_kind(block)] if j != i]
        like = len(others) > 1 and kept[others].mean() >= 0.5 and matrix[i, _LINKS] <= matrix[others, _LINKS].max()
        least = MIN_LIKE_KEPT if like else MIN_BETWEEN if kept[i - 1] else MIN_ABOVE
        kept[i] = keeps[i] >= least and (like or bool(kept[i - 1]) or matrix[i, _LINKS] < 0.5)


def _kind(block: Block) -> tuple[str, tuple[str, ...]]:
    """What headings of one kind have in common: element, and class of the element around. Their own classes are often ids,
    made from their words."""
    element = next((c for c in block.context.ancestors() if c.tag == block.tag), block.context)
    return block.tag, element.parent.tokens[:1] if element.parent is not None else ()


def _groups(document: Document, kept: Flags, tags: frozenset[str], only: str = "") -> list[list[int]]:
    """The blocks of each list or table from the first kept block on, in order; `only` those of a tag."""
    groups: dict[int, list[int]] = {}
    for block in document.blocks[int(kept.argmax()) :]:
        if only and block.tag != only:
            continue
        group = _nearest(block.context, tags)
        if group is not None:
            groups.setdefault(group.index, []).append(block.index)
    return [group for group in groups.values() if len(group) > 1]


def _nearest(context: Context | None, tags: frozenset[str]) -> Context | None:
    for _ in range(REACH):
        if context is None or context.tag in tags:
            return context
        context = context.parent
    return None
