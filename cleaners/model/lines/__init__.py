"""Features of a dump's lines, as one matrix: a row a line, a column a name. A column's numbers lie side by side.

A line tells little by itself once its markup is gone; its neighbours, its place and the words it shares tell the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cleaners.lexicons import Match
from cleaners.model.lines.around import AROUND, around
from cleaners.model.lines.leaning import LEANING, Weights, leaning
from cleaners.model.lines.own import OWN, Matrix, read
from cleaners.model.lines.place import PLACE, place
from cleaners.model.lines.second import SECOND, second
from cleaners.model.lines.terms import Terms, vocabulary
from cleaners.model.lines.words import WORDS, words
from cleaners.types import Document

_BEFORE_AROUND = OWN + PLACE + WORDS
TOLD: tuple[str, ...] = _BEFORE_AROUND + AROUND
"""Names of the columns that need nothing learned …"""
FEATURES: tuple[str, ...] = TOLD + LEANING
"""… of those the first trees see …"""
ALL_FEATURES: tuple[str, ...] = FEATURES + SECOND
"""… and the second."""

__all__ = ["ALL_FEATURES", "FEATURES", "TOLD", "Told", "features", "with_first", "with_words"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a dump's lines tell, before anything that was learned is asked."""

    matrix: Matrix
    """A row a line, a column a name of TOLD."""
    terms: tuple[Terms, ...]
    """The words of each line."""
    matches: tuple[Match | None, ...]
    """What the lexicon said of each."""


def features(document: Document) -> Told:
    """Read the lines of a dump."""
    reading = read(document)
    known = vocabulary(reading.folded)
    told = np.hstack((reading.own, place(reading), words(reading, known)))
    return Told(np.hstack((told, around(told, _BEFORE_AROUND))), known.own, reading.matches)


def with_words(told: Told, weights: Weights) -> Matrix:
    """The matrix of FEATURES: that of TOLD, and which way the words lean."""
    return np.hstack((told.matrix, leaning(told.terms, weights)))


def with_first(matrix: Matrix, first: Matrix) -> Matrix:
    """The matrix of ALL_FEATURES: that of FEATURES, and what the first trees' probabilities say."""
    return np.hstack((matrix, second(first, matrix[:, FEATURES.index("log_chars")])))
