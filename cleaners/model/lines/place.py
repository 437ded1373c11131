"""Features of where a line stands: its neighbours, the windows around it, the main run of prose, labels before it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaners.model.lines.own import OWN, Matrix, Reading
from cleaners.types import Document

Column = NDArray[np.float64]

NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
SEEN_OF_NEIGHBOURS = ("log_chars", "ends_sentence", "label", "good", "title_case", "stopwords", "starts_lower")
WINDOWS = (3, 5, 9, 15, 25)
SEEN_IN_WINDOWS = ("log_chars", "good", "label", "ends_sentence", "title_case")
ONE_SIDED = (4, 12)
PENALTIES = (20.0, 60.0, 150.0)
"""What a line that is no prose costs a run of prose, in characters: small ones bridge lists, large ones find the core."""
MAX_GOOD = 400.0
"""Characters that a line of prose counts at most: one long notice is no story."""
FAR = 60.0
"""Lines from which a distance is the same as any greater one."""

PAGE = ("end_share", "lower_share", "gap_median", "windows")
RUN = ("inside", "lines_to_start", "lines_to_end", "chars_before", "chars_after")
PLACE = (
    *(f"page_{name}" for name in PAGE),
    *(f"{name}_{step:+d}" for step in NEIGHBOURS for name in SEEN_OF_NEIGHBOURS),
    *(f"{name}_in_{width}" for width in WINDOWS for name in SEEN_IN_WINDOWS),
    *(f"good_{side}_{width}" for width in ONE_SIDED for side in ("before", "after")),
    *(f"run{number}_{name}" for number in range(len(PENALTIES)) for name in RUN),
    "position", "position_chars", "to_good_before", "to_good_after", "gap_after", "gap_relative", "indent_relative",
    "since_label", "to_label", "since_ending", "endings_before", "group_before", "length_relative", "joined_chars",
    "goes_on", "same_indent_run",
)  # fmt: skip
"""Names of the columns, in order."""


def place(document: Document, reading: Reading) -> Matrix:
    """A row a line, a column a name of PLACE."""
    n = len(document.blocks)
    if not n:
        return np.zeros((0, len(PLACE)), dtype=np.float32)
    chars = np.fromiter((len(b.text) for b in document.blocks), np.float64, n)
    good = good_chars(document, reading)
    runs = (column for penalty in PENALTIES for column in run(good, reading.column("label"), penalty))
    columns = [
        *_page(reading, chars), *_neighbours(reading), *_windows(reading), *_one_sided(good), *runs,
        *_rest(reading, chars, good),
    ]  # fmt: skip
    return np.array(columns, dtype=np.float32).T


def good_chars(document: Document, reading: Reading) -> Column:
    """Characters of the lines that read like prose, at most MAX_GOOD each; 0 of all others."""
    chars = np.fromiter((len(b.text) for b in document.blocks), np.float64, len(document.blocks))
    return reading.column("good").astype(np.float64) * np.minimum(chars, MAX_GOOD)


def _page(reading: Reading, chars: Column) -> list[Column]:
    """What a dump has lost, the same for all its lines: marks, capitals, line breaks; and how wide its gaps are.

    Coarse on purpose: finer figures name the single page of the corpora, and what is learned of one is worth nothing.
    """
    ends = float((reading.column("ends_sentence") * chars).sum()) / max(1.0, float(chars.sum()))
    lower = float(reading.column("starts_lower").mean())
    windows = float(reading.column("window").mean())
    gap = min(3.0, _median(reading.column("gap")))
    return [np.full(len(chars), float(round(value))) for value in (4 * ends, 4 * lower, gap, windows)]


def _neighbours(reading: Reading) -> list[Column]:
    """Some features of the lines around; -1 beyond the edges."""
    n, far = len(reading.own), max(NEIGHBOURS)
    padded = np.full((n + 2 * far, len(SEEN_OF_NEIGHBOURS)), -1.0)
    padded[far : far + n] = reading.own[:, [OWN.index(name) for name in SEEN_OF_NEIGHBOURS]]
    return [column for step in NEIGHBOURS for column in padded[far + step : far + step + n].T]


def _windows(reading: Reading) -> list[Column]:
    """Means over the lines around."""
    seen = reading.own[:, [OWN.index(name) for name in SEEN_IN_WINDOWS]].astype(np.float64)
    return [column for of_width in means_around(seen, WINDOWS) for column in of_width.T]


def means_around(values: NDArray[Any], widths: Sequence[int]) -> list[NDArray[np.float64]]:
    """Means of columns over as many lines around each line, fewer at the edges; an array for each of the odd widths."""
    n, far = len(values), max(widths) // 2 + 1
    sums = np.zeros((n + 1 + 2 * far, values.shape[1]))
    np.cumsum(values, axis=0, out=sums[far + 1 : far + 1 + n])
    sums[far + n + 1 :] = sums[far + n]
    lines = np.minimum(np.maximum(np.arange(-far, n + 1 + far), 0), n)[:, None]
    found = []
    for width in widths:
        low, high = far - width // 2, far + width // 2 + 1
        found.append((sums[high : high + n] - sums[low : low + n]) / (lines[high : high + n] - lines[low : low + n]))
    return found


def _one_sided(good: Column) -> list[Column]:
    """Characters of prose among the lines before, and among those after."""
    n, sums, at = len(good), np.concatenate([[0.0], np.cumsum(good)]), np.arange(len(good))
    found: list[Column] = []
    for width in ONE_SIDED:
        found.append(np.log1p(sums[at] - sums[np.maximum(0, at - width)]))
        found.append(np.log1p(sums[np.minimum(n, at + 1 + width)] - sums[at + 1]))
    return found


def main_run(good: Column, labels: Matrix, penalty: float) -> tuple[int, int]:
    """First and last line of the run with most prose and fewest other lines (the maximum subarray of Bentley 1984)."""
    gain = np.where(good > 0, good, -penalty * (1.0 + labels))
    sums = np.concatenate([[0.0], np.cumsum(gain)])
    end = int(np.argmax(sums[1:] - np.minimum.accumulate(sums[:-1])))
    return int(np.argmin(sums[: end + 1])), end


def run(good: Column, labels: Matrix, penalty: float) -> list[Column]:
    """Where each line stands to the main run: the columns of RUN."""
    at = np.arange(len(good))
    start, end = main_run(good, labels, penalty)
    text = np.concatenate([[0.0], np.cumsum(good)])
    return [
        ((at >= start) & (at <= end)).astype(np.float64), clipped(at - start), clipped(end - at),
        np.log1p(np.maximum(0.0, text[at] - text[start])),
        np.log1p(np.maximum(0.0, text[end + 1] - text[at])),
    ]  # fmt: skip


def clipped(distance: NDArray[Any]) -> Column:
    """Distances, those beyond FAR made FAR; numpy's own function takes five times as long for a few lines."""
    return np.asarray(np.minimum(np.maximum(distance, -FAR), FAR))


def _rest(reading: Reading, chars: Column, good: Column) -> list[Column]:
    n, at = len(chars), np.arange(len(chars))
    label, ends = reading.column("label") > 0, reading.column("label_ends") > 0
    gap, indent = reading.column("gap").astype(np.float64), reading.column("indent").astype(np.float64)
    is_good = good > 0
    usual_gap = _median(gap[is_good]) if is_good.any() else 0.0
    usual_indent = _median(indent[is_good]) if is_good.any() else 0.0
    usual_chars = _median(chars[is_good]) if is_good.any() else 200.0
    before = _last(label, at)
    groups = reading.column("label_group").astype(np.float64)
    joined, goes_on = _joined(reading, chars)
    return [
        at / max(1, n - 1), np.cumsum(chars) / max(1.0, float(chars.sum())), _since(is_good, at), _until(is_good, at),
        np.append(gap[1:], 9.0), gap - usual_gap, indent - usual_indent, _since(label, at), _until(label, at),
        _since(ends, at), np.minimum(np.cumsum(ends) - ends, 9).astype(np.float64),
        np.where(before >= 0, groups[np.maximum(before, 0)], -1.0), np.log1p(chars) - np.log1p(usual_chars),
        np.log1p(joined), goes_on, _same_indent(indent),
    ]  # fmt: skip


def _median(values: NDArray[Any]) -> float:
    """The median; numpy's own takes ten times as long for the few lines of a dump."""
    ordered = np.sort(values)
    return float(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def _last(marked: NDArray[np.bool_], at: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each line the last marked one before it; -1 if there is none."""
    seen = np.maximum.accumulate(np.where(marked, at, -1))
    return np.concatenate([[-1], seen[:-1]])


def _since(marked: NDArray[np.bool_], at: NDArray[np.int64]) -> Column:
    """Lines since the last marked one before."""
    before = _last(marked, at)
    return np.where(before >= 0, np.minimum(at - before, FAR), FAR).astype(np.float64)


def _until(marked: NDArray[np.bool_], at: NDArray[np.int64]) -> Column:
    """Lines until the next marked one."""
    return _since(marked[::-1], at)[::-1]


def _joined(reading: Reading, chars: Column) -> tuple[Column, Column]:
    """Characters of the sentence a line is a part of, where links or widths broke sentences into lines; and whether it
    goes on from the line before."""
    lower, mark = reading.column("starts_lower"), reading.column("starts_mark")
    quote, bullet = reading.column("starts_quote"), reading.column("starts_bullet")
    goes_on = (lower > 0) | ((mark > 0) & (quote == 0) & (bullet == 0))
    goes_on[0] = False
    numbers = np.cumsum(~goes_on) - 1
    sums = np.bincount(numbers, weights=chars)
    return sums[numbers].astype(np.float64), goes_on.astype(np.float64)


def _same_indent(indent: Column) -> Column:
    """Lines of the run of equal indentation that a line stands in."""
    edges = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(indent.tolist())) if a != b), len(indent)]
    return np.concatenate([np.full(b - a, min(b - a, FAR)) for a, b in pairwise(edges)]).astype(np.float64)
