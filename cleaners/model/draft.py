"""What is kept of a page so far: the trees' word on each block, and what is kept for the sake of others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaners.model.features import FEATURES
from cleaners.model.own import Matrix
from cleaners.types import Document

Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Draft:
    """A page on which the trees have judged every block; those who complete it change `kept` in place."""

    document: Document
    chances: NDArray[np.float32]
    """The trees' probabilities, a block each."""
    matrix: Matrix
    """The features of the blocks."""
    kept: Flags

    def feature(self, name: str) -> NDArray[np.float32]:
        """A column of the features, a number a block."""
        return self.matrix[:, FEATURES.index(name)]

    def free(self, max_links: float) -> Flags:
        """The blocks a reader sees that are no label and hold at most that share of link text."""
        free: Flags = (self.feature("label") == 0) & (self.feature("hidden") == 0)
        return free & (self.feature("link_density") < max_links)

    def keep(self, blocks: Iterable[int]) -> None:
        """Keep these blocks too."""
        self.kept[list(blocks)] = True
