"""Features of what stands around a line, and of what the first trees said of a dump."""

from __future__ import annotations

import numpy as np
import pytest

from cleaners.model.lines import ALL_FEATURES, TOLD, features, with_first, with_words
from cleaners.model.lines.around import run_lengths, since
from cleaners.model.lines.place import means_around
from cleaners.model.lines.second import SECOND, second
from cleaners.pipeline import lay_out_text
from cleaners.types import Page

STORY = (
    "The river Orrin rose again on Monday, and the mill at Saltby was closed for a week.",
    "The council said that eleven houses had been emptied, and that nobody was hurt.",
)
COMMENTS = ("Ann", "I never liked that mill much, to be honest with you all.", "Reply") * 3


def _column(dump: str, name: str) -> list[float]:
    return features(lay_out_text(Page(None, dump))).matrix[:, TOLD.index(name)].tolist()


def test_a_mean_is_taken_of_fewer_lines_at_the_edges() -> None:
    assert means_around(np.array([[0.0, 3.0, 6.0, 0.0]]), (3,))[0, 0].tolist() == [1.5, 3, 3, 3]


def test_lines_are_counted_since_the_last_that_is_marked() -> None:
    assert since(np.array([[False, True, False, False]]))[0].tolist() == [60, 60, 1, 2]


def test_a_run_knows_its_length_and_those_beside_it() -> None:
    assert run_lengths(np.array([True, True, False, True])).T.tolist() == [[2, 0, 1], [2, 0, 1], [1, 2, 1], [1, 1, 0]]


def test_what_comes_again_marks_the_lines_between() -> None:
    found = _column("\n".join((*STORY, *COMMENTS)), "copied_mean_5")
    assert found[0] < 0.5
    assert min(found[4:-2]) > 0.5


def test_labels_of_a_kind_are_counted_down_the_dump() -> None:
    dump = "\n".join((*STORY, "Leave a comment", "Ann", "Leave a comment", "Ben"))
    assert _column(dump, "before_group_8") == [0, 0, 0, 1, 1, 2]


def test_a_list_of_headlines_is_one_run() -> None:
    assert _column("\n".join((*STORY, "Quay sold", "Choir wins", "Bridge painted")), "good_run") == [2, 2, 3, 3, 3]


def test_the_likeliest_run_holds_the_likely_lines() -> None:
    found = second(np.array([0.1, 0.9, 0.2, 0.9, 0.05, 0.02]), np.log1p(np.full(6, 80.0)))
    assert found[:, SECOND.index("likely1_inside")].tolist() == [0, 1, 1, 1, 0, 0]


def test_a_run_that_leans_to_text_is_no_shorter() -> None:
    chances, lengths = np.array([0.4, 0.9, 0.3, 0.9, 0.4, 0.02]), np.log1p(np.full(6, 80.0))
    inside = [second(chances, lengths)[:, SECOND.index(f"likely{number}_inside")].sum() for number in range(3)]
    assert inside == sorted(inside)


@pytest.mark.parametrize("lines", [1, 2, 3, 40])
def test_there_is_a_finite_number_for_every_line(lines: int) -> None:
    matrix = with_words(features(lay_out_text(Page(None, "\n".join(STORY[0] for _ in range(lines))))), {"mill": 1.0})
    told = with_first(matrix, np.linspace(0, 1, len(matrix)))
    assert told.shape == (lines, len(ALL_FEATURES))
    assert np.isfinite(told).all()


def test_no_line_gives_no_row() -> None:
    assert second(np.zeros(0), np.zeros(0)).shape == (0, len(SECOND))
