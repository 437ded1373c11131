"""Gradient-boosted oblivious trees, asked about all blocks of a page at once.

An oblivious tree asks the same question at all nodes of a level, so the leaf a block ends in is a number whose bits are
the answers: one comparison a level for all trees and blocks in numpy, no walking. (Prokhorenkova et al. 2018,
"CatBoost: unbiased boosting with categorical features"; trained there, scored here without it.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaners.errors import ModelError
from cleaners.model.files import read_arrays

FORMAT = 1
"""Version of the file; raised when its arrays change their meaning."""


AT_ONCE = 1024
"""Blocks judged at once: each takes some 20 KB on the way, and a page may have 20,000."""


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """An ensemble: T trees of depth D with C outputs a leaf."""

    columns: NDArray[np.int32]
    """(T * D): the feature each level asks about; level 0 is the lowest bit of the leaf's number."""
    borders: NDArray[np.float32]
    """(T * D): the answer is 1 where the feature is greater."""
    leaves: NDArray[np.float32]
    """(T, 2 ** D, C)."""
    bias: NDArray[np.float32]
    """(C)."""
    outputs: tuple[str, ...]
    """Names of the outputs."""
    features: tuple[str, ...]
    """Names of the features it was trained on, in order."""
    facts: Mapping[str, Any]
    """When, from what, and how well it was trained."""

    _split_columns: NDArray[np.intp] = field(init=False, repr=False)
    """(S): feature of each different question …"""
    _split_borders: NDArray[np.float32] = field(init=False, repr=False)
    """(S, 1): … and its border: 3,000 levels ask 1,250 of them."""
    _split_of: NDArray[np.intp] = field(init=False, repr=False)
    """(D, T): which of them each level of each tree asks."""
    _first_cells: NDArray[Any] = field(init=False, repr=False)
    """(T, 1): where the leaves of each tree begin."""

    def __post_init__(self) -> None:
        """Find the questions that differ."""
        asked = np.stack([self.columns.astype(np.float64), self.borders.astype(np.float64)])
        splits, which = np.unique(asked, axis=1, return_inverse=True)
        set_field = partial(object.__setattr__, self)
        set_field("_split_columns", splits[0].astype(np.intp))
        set_field("_split_borders", splits[1].astype(np.float32)[:, None])
        set_field("_split_of", np.ascontiguousarray(which.reshape(len(self.leaves), -1).T))
        count, width, _ = self.leaves.shape
        set_field("_first_cells", (np.arange(count) * width).astype(np.min_scalar_type(count * width))[:, None])

    def raw(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """Sums of leaves: (blocks, C)."""
        parts = [self._raw(matrix[start : start + AT_ONCE]) for start in range(0, len(matrix), AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros((0, self.leaves.shape[2]), dtype=np.float32)

    def _raw(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        # Rows of the transposed matrix are contiguous; each question is answered once, and the answers are bytes until
        # the leaf is looked up: five times as fast as comparing level by level. Bytes are doubled by adding: numpy takes
        # seven times as long to shift them.
        answers = np.take(np.ascontiguousarray(matrix.T), self._split_columns, axis=0) > self._split_borders
        numbers = np.take(answers.view(np.uint8), self._split_of[-1], axis=0)
        for level in self._split_of[-2::-1]:
            numbers += numbers
            numbers |= np.take(answers.view(np.uint8), level, axis=0)
        cells = numbers.astype(self._first_cells.dtype)
        cells += self._first_cells
        leaves = np.take(self.leaves.reshape(-1, self.leaves.shape[2]), cells, axis=0)
        total: NDArray[np.float32] = leaves.sum(axis=0, dtype=np.float32) + self.bias
        return total

    def probabilities(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """Softmax of the sums: (blocks, C). With one output the logistic function of it: (blocks, 1)."""
        raw = self.raw(matrix)
        if raw.shape[1] == 1:
            logistic: NDArray[np.float32] = (1.0 / (1.0 + np.exp(-raw))).astype(np.float32)
            return logistic
        powers = np.exp(raw - raw.max(axis=1, keepdims=True))
        softmax: NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
        return softmax


@cache
def load(name: str) -> Trees:
    """A model shipped with the package ("keep", "roles"). Raises ModelError if its file does not fit this version."""
    arrays, facts = read_arrays(name, FORMAT)
    try:
        return Trees(
            arrays["columns"].astype(np.int32), arrays["borders"], arrays["leaves"].astype(np.float32), arrays["bias"],
            tuple(facts["outputs"]), tuple(facts["features"]), facts,
        )  # fmt: skip
    except (KeyError, ValueError) as error:
        raise ModelError(f"cleaners/model/{name}.npz cannot be read: install the package anew") from error
