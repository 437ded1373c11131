"""All features of a page's blocks, as one matrix: a row a block, a column a name of FEATURES."""

from __future__ import annotations

import numpy as np

from cleaners.model.own import OWN, Matrix, Reading, read
from cleaners.model.place import PLACE, place
from cleaners.model.table import table
from cleaners.model.topic import TOPIC, topic
from cleaners.model.tree import TREE, tree
from cleaners.types import Document

FEATURES: tuple[str, ...] = OWN + TREE + PLACE + TOPIC
"""Names of the columns."""


def features(document: Document) -> tuple[Matrix, Reading]:
    """The matrix, and what was read of each block on the way."""
    reading = read(document)
    rows = table(document, reading.good)
    parts = (reading.own, tree(document, reading.good, rows), place(document, reading), topic(document, reading, rows))
    return np.hstack(parts), reading
