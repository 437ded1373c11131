"""Features of where a line stands: its neighbours, the windows around it, the main run of prose, labels before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaners.model.lines.own import Matrix, Reading

Column = NDArray[np.float64]
Columns = NDArray[Any]
"""A row for each of some columns."""

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


def place(reading: Reading) -> Matrix:
    """A row a line, a column a name of PLACE."""
    n = len(reading.own)
    if not n:
        return np.zeros((0, len(PLACE)), dtype=np.float32)
    good = good_chars(reading)
    found = np.empty((len(PLACE), n), dtype=np.float32)
    filled = 0
    # A numpy call costs as much as the hundred lines it is asked about: few calls, each for many columns.
    for part in (
        _page(reading), *_neighbours(reading), _windows(reading), _one_sided(good),
        runs(good, reading.column("label"), PENALTIES).reshape(-1, n), *_rest(reading, good),
    ):  # fmt: skip
        rows = len(part) if part.ndim == 2 else 1
        found[filled : filled + rows] = part
        filled += rows
    return found.T


def good_chars(reading: Reading) -> Column:
    """Characters of the lines that read like prose, at most MAX_GOOD each; 0 of all others."""
    return reading.column("good").astype(np.float64) * np.minimum(reading.chars, MAX_GOOD)


def _page(reading: Reading) -> Columns:
    """What a dump has lost, the same for all its lines: marks, capitals, line breaks; and how wide its gaps are.

    Coarse on purpose: finer figures name the single page of the corpora, and what is learned of one is worth nothing.
    """
    chars = reading.chars
    ends = float((reading.column("ends_sentence") * chars).sum()) / max(1.0, float(chars.sum()))
    lower = float(reading.column("starts_lower").mean())
    windows = float(reading.column("window").mean())
    gap = min(3.0, _median(reading.column("gap")))
    return np.array([[float(round(value))] for value in (4 * ends, 4 * lower, gap, windows)])


def _neighbours(reading: Reading) -> list[Columns]:
    """Some features of the lines around; -1 beyond the edges."""
    n, far = len(reading.own), max(NEIGHBOURS)
    padded = np.full((len(SEEN_OF_NEIGHBOURS), n + 2 * far), -1.0)
    padded[:, far : far + n] = reading.columns(SEEN_OF_NEIGHBOURS)
    return [padded[:, far + step : far + step + n] for step in NEIGHBOURS]


def _windows(reading: Reading) -> Columns:
    """Means over the lines around."""
    return means_around(reading.columns(SEEN_IN_WINDOWS), WINDOWS).reshape(-1, len(reading.own))


def means_around(values: Columns, widths: Sequence[int]) -> Columns:
    """Means of columns over as many lines around each line, fewer at the edges: (widths, columns, lines); widths are odd."""
    n, far = values.shape[1], max(widths) // 2 + 1
    sums = np.zeros((len(values), n + 1 + 2 * far))
    np.cumsum(values, axis=1, dtype=np.float64, out=sums[:, far + 1 : far + 1 + n])
    sums[:, far + n + 1 :] = sums[:, far + n, None]
    lines = np.minimum(np.maximum(np.arange(-far, n + 1 + far), 0), n)
    found = np.empty((len(widths), len(values), n))
    for mean, width in zip(found, widths, strict=True):
        low, high = far - width // 2, far + width // 2 + 1
        np.subtract(sums[:, high : high + n], sums[:, low : low + n], out=mean)
        mean /= lines[high : high + n] - lines[low : low + n]
    return found


def _one_sided(good: Column) -> Columns:
    """Characters of prose among the lines before, and among those after."""
    n, far = len(good), max(ONE_SIDED)
    sums = np.zeros(n + 1 + 2 * far)
    np.cumsum(good, out=sums[far + 1 : far + 1 + n])
    sums[far + n + 1 :] = sums[far + n]
    here, next_ = sums[far : far + n], sums[far + 1 : far + 1 + n]
    found = np.empty((2 * len(ONE_SIDED), n))
    for i, width in enumerate(ONE_SIDED):
        np.subtract(here, sums[far - width : far - width + n], out=found[2 * i])
        np.subtract(sums[far + 1 + width : far + 1 + width + n], next_, out=found[2 * i + 1])
    return np.asarray(np.log1p(found))


def main_runs(good: Column, labels: Matrix, penalties: Sequence[float]) -> list[tuple[int, int]]:
    """First and last line of the run with most prose and fewest other lines, for each of the penalties."""
    return best_runs(np.where(good > 0, good, -np.array(penalties)[:, None] * (1.0 + labels)))


def best_runs(gains: Columns) -> list[tuple[int, int]]:
    """First and last line of the run with the greatest sum of each row (the maximum subarray of Bentley 1984)."""
    sums = np.zeros((len(gains), gains.shape[1] + 1))
    np.cumsum(gains, axis=1, out=sums[:, 1:])
    ends = np.argmax(sums[:, 1:] - np.minimum.accumulate(sums[:, :-1], axis=1), axis=1).tolist()
    return [(int(np.argmin(of_one[: end + 1])), end) for of_one, end in zip(sums, ends, strict=True)]


def runs(good: Column, labels: Matrix, penalties: Sequence[float]) -> Columns:
    """Where each line stands to the main run of each penalty: (penalties, RUN, lines)."""
    n = len(good)
    at = np.arange(n)
    start, end = np.array(main_runs(good, labels, penalties)).T[:, :, None]
    text = np.zeros(n + 1)
    np.cumsum(good, out=text[1:])
    found = np.empty((len(penalties), len(RUN), n))
    found[:, 0] = (at >= start) & (at <= end)
    found[:, 1], found[:, 2] = at - start, end - at
    found[:, 1:3] = clipped(found[:, 1:3])
    found[:, 3], found[:, 4] = text[:-1] - text[start], text[end + 1] - text[:-1]
    found[:, 3:] = np.log1p(np.maximum(0.0, found[:, 3:]))
    return found


def clipped(distance: NDArray[Any]) -> Column:
    """Distances, those beyond FAR made FAR; numpy's own function takes five times as long for a few lines."""
    return np.asarray(np.minimum(np.maximum(distance, -FAR), FAR))


def _rest(reading: Reading, good: Column) -> list[Columns]:
    chars, at = reading.chars, np.arange(len(good))
    label, ends = reading.column("label") > 0, reading.column("label_ends") > 0
    gap, indent = reading.columns(("gap", "indent"))
    is_good = good > 0
    has_good = bool(is_good.any())
    usual_gap = _median(gap[is_good]) if has_good else 0.0
    usual_indent = _median(indent[is_good]) if has_good else 0.0
    usual_chars = _median(chars[is_good]) if has_good else 200.0
    before = last_before(np.array([is_good, label, ends]))
    since_good, since_label, since_end = np.minimum(at - before, FAR)
    to_good, to_label = np.minimum(at - last_before(np.array([is_good[::-1], label[::-1]])), FAR)[:, ::-1]
    group = np.where(before[1] >= 0, reading.column("label_group")[np.maximum(before[1], 0)], -1.0)
    joined, goes_on = _joined(reading)
    return [
        at / max(1, len(at) - 1), np.cumsum(chars) / max(1.0, float(chars.sum())), since_good, to_good,
        np.append(gap[1:], 9.0), gap - usual_gap, indent - usual_indent, since_label, to_label,
        since_end, np.minimum(np.cumsum(ends) - ends, 9), group, np.log1p(chars) - np.log1p(usual_chars),
        np.log1p(joined), goes_on, _same_indent(indent),
    ]  # fmt: skip


def _median(values: NDArray[Any]) -> float:
    """The median; numpy's own takes ten times as long for the few lines of a dump."""
    ordered = np.sort(values)
    return float(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def last_before(marked: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each row of truths and each line the last true one before it; far away if there is none."""
    found = np.full(marked.shape, -int(FAR))
    np.maximum.accumulate(np.where(marked, np.arange(marked.shape[1]), -int(FAR))[:, :-1], axis=1, out=found[:, 1:])
    return found


def _joined(reading: Reading) -> tuple[Column, NDArray[np.bool_]]:
    """Characters of the sentence a line is a part of, where links or widths broke sentences into lines; and whether it
    goes on from the line before."""
    lower, mark, quote, bullet = reading.columns(("starts_lower", "starts_mark", "starts_quote", "starts_bullet")) > 0
    goes_on = lower | (mark & ~quote & ~bullet)
    goes_on[0] = False
    numbers = np.cumsum(~goes_on) - 1
    return np.bincount(numbers, weights=reading.chars)[numbers], goes_on


def _same_indent(indent: Column) -> Column:
    """Lines of the run of equal indentation that a line stands in."""
    lengths = np.diff([0, *(np.flatnonzero(indent[1:] != indent[:-1]) + 1).tolist(), len(indent)])
    return np.repeat(np.minimum(lengths, FAR), lengths)
