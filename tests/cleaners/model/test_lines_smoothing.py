"""Windows are kept and dropped in runs."""

from __future__ import annotations

import numpy as np
import pytest

from cleaners.model.lines.smoothing import in_runs


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ([], []),
        ([0.9], [True]),
        ([0.1, 0.2], [False, False]),
        ([0.99, 0.99, 0.4, 0.99], [True, True, True, True]),
        ([0.01, 0.01, 0.6, 0.01], [False, False, False, False]),
        ([0.01, 0.01, 0.99, 0.01], [False, False, True, False]),
        ([0.01, 0.6, 0.6, 0.7, 0.6, 0.7, 0.7, 0.7, 0.01], [False] + [True] * 7 + [False]),
        ([0.9, 0.01, 0.01, 0.9], [True, False, False, True]),
    ],
)
def test_a_doubtful_window_goes_with_its_neighbours(chances: list[float], expected: list[bool]) -> None:
    assert in_runs(np.array(chances, dtype=np.float32), np.full(len(chances), 0.5)).tolist() == expected


def test_a_label_needs_more() -> None:
    chances = np.array([0.9, 0.6, 0.9], dtype=np.float32)
    assert not in_runs(chances, np.array([0.3, 0.999, 0.3]))[1]
