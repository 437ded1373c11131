"""Sub-headings of kept text: a row of sections loses the one heading that is a link or has four words."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TypeAlias

from cleaners.model.draft import Draft
from cleaners.model.groups import HEADINGS, own_element
from cleaners.types import Block

Kind: TypeAlias = tuple[str, tuple[str, ...]]

MIN_LIKE_KEPT, MIN_BETWEEN, MIN_ABOVE = 0.05, 0.12, 0.25
"""Probabilities from which a heading right above kept text is kept: one of several alike that mostly are, one right below
kept text, and any other without a link."""


def add_headings(draft: Draft) -> None:
    """Keep the sub-headings right above kept blocks: of those lost so on held-out sites of the training pages 119 of 148 were
    text. Spares labels, and links below dropped blocks, which head other stories."""
    kept, label, links = draft.kept, draft.feature("label"), draft.feature("link_density")
    begin = int(kept.argmax())
    headings = [(b.index, _kind(b)) for b in draft.document.blocks if b.tag in HEADINGS]
    density: dict[Kind, list[float]] = defaultdict(list)
    for i, kind in headings:
        density[kind].append(float(links[i]))
    second = {kind: sorted(values)[-2] for kind, values in density.items() if len(values) > 2}
    held = Counter(kind for i, kind in headings if kept[i])
    for i, kind in reversed(headings):
        if kept[i] or i <= begin or i + 1 >= len(kept) or not kept[i + 1] or label[i]:
            continue
        # Of three alike and more half of the others are kept, and it is not the one that is most of a link.
        like = kind in second and 2 * held[kind] >= len(density[kind]) - 1 and float(links[i]) <= second[kind]
        least = MIN_LIKE_KEPT if like else MIN_BETWEEN if kept[i - 1] else MIN_ABOVE
        kept[i] = draft.chances[i] >= least and (like or bool(kept[i - 1]) or links[i] < 0.5)
        held[kind] += bool(kept[i])


def _kind(block: Block) -> Kind:
    """What headings of one kind have in common: element, and class of the element around. Their own classes are often ids,
    made from their words."""
    parent = own_element(block).parent
    return block.tag, parent.tokens[:1] if parent is not None else ()
