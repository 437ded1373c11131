from __future__ import annotations

import pytest

from bench.scoreboard.figures import differences, draw, figures, sum_by_domain
from bench.scoreboard.scores import PageScore


def score(tp: float, fp: float, fn: float, **marks: float) -> PageScore:
    zeros = dict.fromkeys(("exact", "clean", "leak", "stray", "loss", "empty"), 0.0)
    return PageScore(has_gold=True, tp=tp, fp=fp, fn=fn, snippets=None, **{**zeros, **marks})


GOOD, HALF, EMPTY = score(1, 0, 0, clean=1.0), score(0.5, 0.5, 0), score(0, 0, 1, empty=1.0)


def test_f1_is_the_harmonic_mean_of_the_mean_precision_and_recall() -> None:
    found = figures(sum_by_domain([GOOD, HALF], ["a", "b"]), draw(2))
    assert found["precision"][0] == pytest.approx(0.75)
    assert found["recall"][0] == pytest.approx(1.0)
    assert found["f1"][0] == pytest.approx(2 * 0.75 / 1.75)


def test_a_page_without_output_counts_for_recall_and_not_for_precision() -> None:
    found = figures(sum_by_domain([GOOD, EMPTY], ["a", "b"]), draw(2))
    assert found["precision"][0] == pytest.approx(1.0)
    assert found["recall"][0] == pytest.approx(0.5)
    assert found["empty"][0] == pytest.approx(0.5)
    assert found["under80"][0] == pytest.approx(0.5)


def test_pages_of_one_site_are_drawn_together() -> None:
    spread = figures(sum_by_domain([GOOD, EMPTY] * 20, [f"d{i}" for i in range(40)]), draw(40))["clean"]
    paired = figures(sum_by_domain([GOOD, EMPTY] * 20, ["one"] * 40), draw(1))["clean"]
    assert spread[1] < spread[0] < spread[2]
    assert paired == (0.5, 0.5, 0.5)


def test_a_system_differs_from_itself_by_nothing() -> None:
    sums = sum_by_domain([GOOD, HALF, EMPTY], ["a", "b", "c"])
    assert set(differences(sums, sums, draw(3)).values()) == {(0.0, 0.0, 0.0)}


def test_a_difference_that_is_the_same_on_every_page_has_no_width() -> None:
    ours, theirs = sum_by_domain([GOOD] * 9, [*"abcdefghi"]), sum_by_domain([EMPTY] * 9, [*"abcdefghi"])
    assert differences(ours, theirs, draw(9))["clean"] == (1.0, 1.0, 1.0)


def test_the_same_draw_comes_every_time() -> None:
    assert (draw(12) == draw(12)).all()
    assert (draw(12).sum(axis=1) == 12).all()


def test_pages_with_snippets_only_have_figures_of_snippets_only() -> None:
    snippets = PageScore(False, 0, 0, 0, 0, 0, 0, 0, 0, 0, (3, 1, 1, 2))
    found = figures(sum_by_domain([snippets], ["a"]), draw(1))
    assert found["snippet_precision"][0] == pytest.approx(0.75)
    assert found["snippet_recall"][0] == pytest.approx(0.75)
    assert "f1" not in found


def test_failures_are_counted() -> None:
    failed = PageScore(True, 0, 0, 1, 0, 0, 0, 0, 1, 1, None, failed=True)
    assert sum_by_domain([GOOD, failed], ["a", "b"]).count("failed") == 1
