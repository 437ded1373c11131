"""Features of what the first trees said of a dump, for the second: a line is likelier text among lines that are.

The first trees see which lines are around; the second see what became of them (stacking: Wolpert 1992; over neighbours:
Cohen and Carvalho 2005, "Stacked sequential learning"). On held-out sites this is worth half a point of F1 with line breaks
and two without: a window of a long line says little by itself.
"""

from __future__ import annotations

import numpy as np

from cleaners.model.lines.around import Numbers, run_lengths, since
from cleaners.model.lines.own import Matrix
from cleaners.model.lines.place import Column, best_runs, clipped, means_around

WIDTHS = (3, 5, 9, 15, 31)
STEPS = (-2, -1, 1, 2)
LEANINGS = (-1.0, 0.0, 1.0)
"""What is added to every line's odds before the likeliest run is looked for: the greater, the longer the run."""
SECOND = (
    "chance",
    *(f"chance_mean_{width}" for width in WIDTHS),
    *(f"chance_{step:+d}" for step in STEPS),
    *(f"likely{number}_{name}" for number in range(len(LEANINGS)) for name in ("inside", "lines_to_start", "lines_to_end")),
    "chance_share", "chance_of_all", "since_likely", "to_likely", "likely_run", "likely_run_before", "likely_run_after",
)  # fmt: skip
"""Names of the columns, in order."""
SURE = 0.998
"""Probability beyond which a line is not surer."""
LIKELY = 0.5
_LEANINGS = np.array(LEANINGS)[:, None]


def second(chances: Numbers, log_chars: Numbers) -> Matrix:
    """A row a line, a column a name of SECOND: of the probabilities of the first trees and the lines' lengths."""
    n = len(chances)
    if not n:
        return np.zeros((0, len(SECOND)), dtype=np.float32)
    chances = chances.astype(np.float64)
    weight = np.sqrt(np.exp(log_chars.astype(np.float64)))
    inside = np.minimum(np.maximum(chances, 1 - SURE), SURE)
    odds = np.log(inside / (1 - inside))
    sums = np.cumsum(chances * weight)
    likely = (chances > LIKELY)[None]
    told = [
        chances, *means_around(chances[None], WIDTHS)[:, 0], *_neighbours(chances),
        *_runs((odds + _LEANINGS) * weight),
        sums / max(1.0, float(sums[-1])), chances.mean(), *since(likely), *since(likely[:, ::-1])[:, ::-1],
        *run_lengths(likely[0]),
    ]  # fmt: skip
    found = np.empty((len(SECOND), n), dtype=np.float32)
    for row, column in zip(found, told, strict=True):
        row[:] = column
    return found.T


def _neighbours(chances: Column) -> list[Column]:
    """Probabilities of the lines around; -1 beyond the edges."""
    n, far = len(chances), max(map(abs, STEPS))
    padded = np.concatenate([np.full(far, -1.0), chances, np.full(far, -1.0)])
    return [padded[far + step : far + step + n] for step in STEPS]


def _runs(gains: Numbers) -> list[Numbers]:
    """Where each line stands to the run whose sum is the greatest, for each row of gains."""
    at = np.arange(gains.shape[1])
    found: list[Numbers] = []
    for start, end in best_runs(gains):
        found += [(at >= start) & (at <= end), clipped(at - start), clipped(end - at)]
    return found
