"""Chances, against figures of textbooks and of counting everything out."""

from __future__ import annotations

from itertools import combinations

import pytest

from crawler.chances import chance_of_more, chance_of_shift


def test_the_lady_tasting_tea_is_right_by_chance_once_in_seventy() -> None:
    assert chance_of_more(4, 4, hits_before=0, of_before=4) == pytest.approx(1 / 70)
    assert chance_of_more(3, 4, hits_before=1, of_before=4) == pytest.approx(17 / 70)


def test_no_hits_at_all_are_certain() -> None:
    assert chance_of_more(0, 20, hits_before=0, of_before=200) == 1.0


def test_rank_sum_is_near_what_counting_out_gives() -> None:
    now, before = [1.0, 2.0, 3.0, 5.0, 8.0, 9.0], [4.0, 6.0, 7.0, 10.0, 11.0, 12.0, 13.0, 14.0]
    everything = [*now, *before]
    mean = len(now) * (len(everything) + 1) / 2
    ranks = {value: rank for rank, value in enumerate(sorted(everything), 1)}
    distance = abs(sum(ranks[value] for value in now) - mean)
    sums = [sum(ranks[value] for value in chosen) for chosen in combinations(everything, len(now))]
    exact = sum(abs(total - mean) >= distance for total in sums) / len(sums)
    assert chance_of_shift(now, before) == pytest.approx(exact, abs=0.01)


@pytest.mark.parametrize(("now", "before"), [([], [1.0]), ([1.0], []), ([2.0] * 9, [2.0] * 9)])
def test_nothing_to_compare_is_no_surprise(now: list[float], before: list[float]) -> None:
    assert chance_of_shift(now, before) == 1.0
