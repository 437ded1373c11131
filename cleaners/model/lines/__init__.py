"""Features of a dump's lines, as one matrix: a row a line, a column a name of FEATURES.

A line tells little by itself once its markup is gone; its neighbours, its place and the words it shares tell the rest.
"""

from __future__ import annotations

import numpy as np

from cleaners.lexicons import Match
from cleaners.model.lines.around import AROUND, around
from cleaners.model.lines.own import OWN, Matrix, read
from cleaners.model.lines.place import PLACE, place
from cleaners.model.lines.second import SECOND, second
from cleaners.model.lines.words import WORDS, words
from cleaners.types import Document

_TOLD = OWN + PLACE + WORDS
FEATURES: tuple[str, ...] = _TOLD + AROUND
"""Names of the columns the first trees see …"""
ALL_FEATURES: tuple[str, ...] = FEATURES + SECOND
"""… and the second."""

__all__ = ["ALL_FEATURES", "FEATURES", "features", "with_first"]


def features(document: Document) -> tuple[Matrix, tuple[Match | None, ...]]:
    """The matrix of FEATURES, and what the lexicon said of each line."""
    reading = read(document)
    told = np.hstack((reading.own, place(document, reading), words(document, reading)))
    return np.hstack((told, around(told, _TOLD))), reading.matches


def with_first(matrix: Matrix, first: Matrix) -> Matrix:
    """The matrix of ALL_FEATURES: that of FEATURES, and what the first trees' probabilities say."""
    return np.hstack((matrix, second(first, matrix[:, FEATURES.index("log_chars")])))
