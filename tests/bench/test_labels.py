"""Labels of a page's blocks by its gold text: which copy of a text is the story's."""

from __future__ import annotations

import pytest

from bench.train.labels import align

STORY = (
    "The river Orrin rose again on Monday, and the mill was closed for a week.",
    "The council said that eleven houses had been emptied in the night.",
    "Engineers are to look at the weir on Tuesday, when the water has gone.",
)
GOLD = "\n".join(STORY)


def test_the_copy_among_the_story_is_the_storys() -> None:
    filler = [f"Quay {n} was sold to a stranger from the north." for n in range(8)]
    labels = align([STORY[0], *filler, *STORY], GOLD)
    assert labels.kept.tolist() == [0] * 9 + [1] * 3
    assert labels.certainty[0] == 1


def test_of_a_body_that_stands_twice_neither_copy_is_wrong() -> None:
    labels = align(["Home and garden news", *STORY, "Print this", *STORY], GOLD)
    assert labels.certainty.tolist() == [1, 0, 0, 0, 1, 0, 0, 0]
    assert labels.kept[1:4].tolist() == [1, 1, 1]


@pytest.mark.parametrize("times", [1, 2])
def test_copies_that_the_gold_has_too_are_all_in(times: int) -> None:
    labels = align(STORY * times, "\n".join(STORY * times))
    assert labels.kept.tolist() == [1] * 3 * times
    assert labels.certainty.tolist() == [1] * 3 * times
