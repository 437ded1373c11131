"""All features of a page's blocks, as one matrix: a row a block, a column a name of FEATURES."""

from __future__ import annotations

import numpy as np

from cleaners.lexicons import Match
from cleaners.model.own import OWN, Matrix, own
from cleaners.model.place import PLACE, place
from cleaners.model.tree import TREE, tree
from cleaners.types import Document

FEATURES: tuple[str, ...] = OWN + TREE + PLACE
"""Names of the columns."""

_GOOD = OWN.index("good")


def features(document: Document) -> tuple[Matrix, list[Match | None]]:
    """The matrix, and what the lexicon said of each block. Hidden blocks hold no good text."""
    mine, matches = own(document)
    chars = np.fromiter((0 if b.context.hidden else len(b.text) for b in document.blocks), np.float64, len(document.blocks))
    good = mine[:, _GOOD].astype(np.float64) * chars
    return np.hstack([mine, tree(document, good), place(document, mine, matches, good)]), matches
