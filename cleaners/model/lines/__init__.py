"""Features of a dump's lines, as one matrix: a row a line, a column a name of FEATURES.

A line tells little by itself once its markup is gone; its neighbours, its place and the words it shares tell the rest.
"""

from __future__ import annotations

import numpy as np

from cleaners.lexicons import Match
from cleaners.model.lines.own import OWN, Matrix, read
from cleaners.model.lines.place import PLACE, place
from cleaners.model.lines.words import WORDS, words
from cleaners.types import Document

FEATURES: tuple[str, ...] = OWN + PLACE + WORDS
"""Names of the columns."""

__all__ = ["FEATURES", "features"]


def features(document: Document) -> tuple[Matrix, tuple[Match | None, ...]]:
    """The matrix, and what the lexicon said of each line."""
    reading = read(document)
    return np.hstack((reading.own, place(document, reading), words(document, reading))), reading.matches
