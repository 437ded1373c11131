"""How likely it is that two samples differ as they do although nothing has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import comb, erfc, sqrt


def chance_of_more(hits: int, of: int, *, hits_before: int, of_before: int) -> float:
    """Return the chance that at least so many hits fall on this sample (Fisher's exact test, one-sided).

    >>> round(chance_of_more(3, 3, hits_before=0, of_before=3), 3)
    0.05
    """
    all_hits, everything = hits + hits_before, of + of_before
    most = min(all_hits, of)
    ways = sum(comb(all_hits, n) * comb(everything - all_hits, of - n) for n in range(hits, most + 1))
    return ways / comb(everything, of)


def chance_of_shift(now: Sequence[float], before: Sequence[float]) -> float:
    """Return the chance that one sample lies above or below another as it does (Mann and Whitney 1947, two-sided).

    By the normal approximation with its correction for ties, which holds from about ten values on each side; 1.0 where
    a sample is empty or all values are one.

    >>> chance_of_shift([5.0] * 20, [5.0] * 200), chance_of_shift(range(20), range(100, 300)) < 1e-9
    (1.0, True)
    """
    n, m = len(now), len(before)
    spread = _spread(n, m, Counter([*now, *before])) if n and m else 0.0
    if not spread:
        return 1.0
    rank_sum = _rank_sum(now, Counter([*now, *before]))
    distance = abs(rank_sum - n * (n + m + 1) / 2)
    return erfc(distance / spread / sqrt(2))


def _rank_sum(values: Sequence[float], counts: Counter[float]) -> float:
    """The sum of ranks; equal values share the mean of theirs."""
    ranks, below = {}, 0
    for value in sorted(counts):
        ranks[value] = below + (counts[value] + 1) / 2
        below += counts[value]
    return sum(ranks[value] for value in values)


def _spread(n: int, m: int, counts: Counter[float]) -> float:
    """The standard deviation of the rank sum."""
    total = n + m
    ties = sum(count**3 - count for count in counts.values())
    return sqrt(n * m / 12 * (total + 1 - ties / (total * (total - 1))))
