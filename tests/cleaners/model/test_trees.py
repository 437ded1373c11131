"""Scoring of oblivious trees."""

from __future__ import annotations

import numpy as np
import pytest

from cleaners.errors import ModelError
from cleaners.model.features import FEATURES
from cleaners.model.trees import Trees, load


def _trees(leaves: list[list[list[float]]], outputs: tuple[str, ...]) -> Trees:
    """Two trees of depth two: `a > 0, b > 0` and `b > 1, a > 1`."""
    return Trees(
        np.array([0, 1, 1, 0], dtype=np.int32), np.array([0, 0, 1, 1], dtype=np.float32), np.array(leaves, dtype=np.float32),
        np.full(len(outputs), 0.5, dtype=np.float32), outputs, ("a", "b"), {},
    )  # fmt: skip


def test_the_answers_are_the_bits_of_the_leaf() -> None:
    trees = _trees([[[0.0], [1.0], [2.0], [3.0]], [[0.0], [10.0], [20.0], [30.0]]], ("keep",))
    matrix = np.array([[-1, -1], [1, -1], [-1, 1], [2, 2]], dtype=np.float32)
    assert trees.raw(matrix)[:, 0].tolist() == [0.5, 1.5, 2.5, 33.5]


def test_several_outputs_are_summed_apart_and_become_shares() -> None:
    trees = _trees([[[0, 1], [1, 0], [0, 0], [0, 0]], [[0, 0], [0, 0], [0, 0], [0, 0]]], ("a", "b"))
    matrix = np.array([[-1, -1], [1, -1]], dtype=np.float32)
    assert trees.raw(matrix).tolist() == [[0.5, 1.5], [1.5, 0.5]]
    shares = trees.probabilities(matrix)
    assert np.allclose(shares.sum(axis=1), 1)
    assert shares[0, 1] == pytest.approx(1 / (1 + np.exp(-1)))


def test_no_blocks_give_no_rows() -> None:
    assert load("keep").raw(np.zeros((0, len(FEATURES)), dtype=np.float32)).shape == (0, 1)


@pytest.mark.parametrize("name", ["keep", "roles"])
def test_shipped_models_know_the_features_of_this_version(name: str) -> None:
    trees = load(name)
    assert trees.features == FEATURES
    assert int(trees.columns.max()) < len(FEATURES)
    assert trees.facts["side"] == "tune"


def test_a_missing_model_is_named() -> None:
    with pytest.raises(ModelError, match=r"nosuch\.npz"):
        load("nosuch")
