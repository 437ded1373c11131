"""Where the gold of a corpus follows a taste of its own: such blocks teach little or nothing.

Gold texts differ on captions, sub-headings, standfirsts, list items and embedded posts, by corpus and by site: a model that
learned them would learn a taste. The policy decides on these roles; the model is to name them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bench.train.labels import Labels
from bench.train.roles import HEADINGS
from cleaners.types import Block, Document

UNSURE = 0.25
"""Weight of a block that another corpus would keep."""


def by_taste(document: Document, labels: Labels, roles: tuple[str, ...]) -> NDArray[np.float32]:
    """A factor for the weight of each block: 1 where all gold agrees, 0 where it is a matter of taste alone."""
    factors = np.ones(len(document.blocks), dtype=np.float32)
    kept = np.flatnonzero(labels.kept)
    if not len(kept):
        return factors
    first, last = int(kept[0]), int(kept[-1])
    for block in document.blocks:
        factors[block.index] = _factor(block, bool(labels.kept[block.index]), roles[block.index], (first, last))
    return factors


def _factor(block: Block, kept: bool, role: str, span: tuple[int, int]) -> float:
    tags = {c.tag for c in block.context.ancestors()} | {block.tag}
    if kept:
        return 0.0 if tags & {"figcaption", "figure"} else 1.0
    within = span[0] < block.index < span[1]
    if within and block.tag in HEADINGS and role in ("", "title"):
        return 0.0
    if within and block.tag in ("li", "tr") and role in ("", "list", "table") and block.link_density < 0.5:
        return UNSURE
    if within and "blockquote" in tags:
        return UNSURE
    if span[0] - 4 <= block.index < span[0] and role == "standfirst":
        return UNSURE
    return 1.0
