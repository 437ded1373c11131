"""What was learned of lines: the words that lean, and three ensembles of trees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cleaners.model.lines import Told, with_first, with_words
from cleaners.model.lines.leaning import Weights, load_words
from cleaners.model.lines.own import Matrix
from cleaners.model.trees import Trees, load


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """All that judges the lines of a dump; training makes one for each part of the sites."""

    words: Weights
    first: Trees
    """Told of the lines alone; what these say is told to …"""
    second: Trees
    """… those that decide, and to …"""
    title: Trees
    """… those that find the headline."""

    def chances(self, told: Told) -> tuple[Matrix, Matrix]:
        """For every line the probability that it is text, and that it is the headline."""
        matrix = with_words(told, self.words)
        heard = with_first(matrix, self.first.probabilities(matrix)[:, 0])
        return self.second.probabilities(heard)[:, 0], self.title.probabilities(heard)[:, 0]


@cache
def learned() -> Learned:
    """What is shipped with the package. Raises ModelError if a file does not fit this version."""
    return Learned(load_words(), load("lines-first"), load("lines"), load("lines-title"))
