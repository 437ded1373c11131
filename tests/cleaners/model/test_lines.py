"""Features of a dump's lines, and the decision about them."""

from __future__ import annotations

import numpy as np
import pytest

from cleaners.lexicons import lexicon
from cleaners.lines import cut
from cleaners.model.lines import ALL_FEATURES, FEATURES, TOLD, features
from cleaners.model.lines.deciding import MIN_TRAIL, decide, expected_f1, labels
from cleaners.model.lines.terms import terms_of
from cleaners.model.trees import load
from cleaners.pipeline import lay_out_text
from cleaners.types import Block, Page

STORY = (
    "The river Orrin rose again on Monday, and the mill at Saltby was closed for a week.",
    "The council said that eleven houses had been emptied, and that nobody was hurt.",
    "Engineers are to look at the weir on Tuesday, when the water has gone down.",
)
DUMP = "\n".join(("Home", "Mill at Saltby closed", *STORY, "Share", "Saltby fair moved to May"))
MANY = 40


def _matrix(dump: str) -> np.ndarray:
    return features(lay_out_text(Page(None, dump))).matrix


def _column(dump: str, name: str) -> list[float]:
    return _matrix(dump)[:, TOLD.index(name)].tolist()


@pytest.mark.parametrize(
    ("name", "names"), [("lines-first", FEATURES), ("lines", ALL_FEATURES), ("lines-title", ALL_FEATURES)]
)
def test_the_shipped_trees_know_these_features(name: str, names: tuple[str, ...]) -> None:
    assert load(name).features == names


def test_names_are_told_once() -> None:
    assert len(set(ALL_FEATURES)) == len(ALL_FEATURES)


@pytest.mark.parametrize(
    "dump", [DUMP, "one", "한국어 기사입니다.", "\n\nx\n" * 3], ids=["story", "word", "korean", "copies"]
)
def test_there_is_a_finite_number_for_every_line_and_feature(dump: str) -> None:
    matrix = _matrix(dump)
    assert matrix.shape == (len(cut(dump)), len(TOLD))
    assert np.isfinite(matrix).all()


def test_the_main_run_is_the_story() -> None:
    assert _column(DUMP, "run1_inside") == [0, 0, 1, 1, 1, 0, 0]


def test_the_headline_is_the_line_whose_words_the_story_has() -> None:
    assert _column(DUMP, "is_title") == [0, 1, 0, 0, 0, 0, 0]


def test_a_line_that_goes_on_is_measured_with_the_sentence_it_is_of() -> None:
    broken = "The river Orrin rose\nagain on Monday\nThe mill is closed"
    assert _column(broken, "goes_on") == [0, 1, 0]
    assert _column(broken, "joined_chars")[0] == _column(broken, "joined_chars")[1]


def test_features_do_not_depend_on_what_stands_in_other_dumps() -> None:
    before = _matrix(DUMP)
    _matrix("\n".join(STORY))
    assert (_matrix(DUMP) == before).all()


def _decided(lines: tuple[str, ...], chances: list[float]) -> list[bool]:
    blocks = tuple(Block(i, text, "line") for i, text in enumerate(lines))
    known = lexicon("en")
    matches = tuple(known.match(text) for text in lines)
    return decide(blocks, np.array(chances, dtype=np.float32), matches, labels(blocks, matches)).tolist()


def test_nothing_is_dropped_from_a_dump_without_certain_furniture() -> None:
    assert _decided((*STORY, "A last word"), [0.9, 0.2, 0.9, 0.12]) == [True] * 4


def test_a_label_goes_from_a_clean_dump_unless_it_is_surely_text() -> None:
    assert _decided((*STORY, "Share"), [0.9, 0.9, 0.9, 0.6]) == [True, True, True, False]
    assert _decided(("Share", *STORY), [0.97, 0.9, 0.9, 0.9]) == [True] * 4


def test_a_doubtful_scrap_goes_and_a_doubtful_sentence_stays_where_something_was_left_over() -> None:
    assert _decided((*STORY, "Fish market", "Quay sold."), [0.9, 0.35, 0.9, 0.01, 0.35]) == [
        True,
        True,
        True,
        False,
        True,
    ]


def test_a_doubtful_line_between_kept_ones_stays() -> None:
    assert _decided((STORY[0], "12 min", STORY[1], "Quay sold", "x"), [0.9, 0.15, 0.9, 0.01, 0.9])[1]


def test_a_doubtful_line_above_the_first_paragraph_goes() -> None:
    assert not _decided(("Mill closed", "12 min", *STORY, "Quay sold"), [0.6, 0.15, 0.9, 0.9, 0.9, 0.01])[1]


def test_headlines_below_the_story_go_together() -> None:
    below = ("Quay sold", "Fish market to move", "Choir wins prize", "Bridge painted")
    assert _decided((*STORY, *below), [0.9] * 3 + [0.6] * 4) == [True] * 3 + [False] * 4
    assert _decided((*STORY, *below[: MIN_TRAIL - 1]), [0.9] * 3 + [0.6] * 2) == [True] * 5
    assert _decided((*STORY, *below), [0.9] * 3 + [0.6, 0.96, 0.6, 0.6]) == [True] * 7


def test_a_last_short_line_stays_with_the_story() -> None:
    lines = (*STORY, "The mill opens in May", "Share", "Fish market")
    assert _decided(lines, [0.9, 0.9, 0.9, 0.3, 0.01, 0.01]) == [True] * 4 + [False] * 2


def test_a_longer_run_of_doubtful_lines_goes() -> None:
    lines = (*STORY, "Quay sold", "Fish market", "Choir wins", "Share", "Bridge painted")
    assert _decided(lines, [0.9] * 3 + [0.3] * 3 + [0.01] * 2) == [True] * 3 + [False] * 5


def test_of_a_whole_page_half_a_chance_is_enough() -> None:
    menu = tuple(f"Section {number}" for number in range(MANY))
    assert _decided((*menu, STORY[0]), [0.01] * MANY + [0.31]) == [False] * MANY + [True]


@pytest.mark.parametrize(("at", "chance", "stays"), [(0, 0.4, False), (0, 0.6, True), (2, 0.4, True), (3, 0.4, False)])
def test_a_doubtful_scrap_of_a_whole_page_stays_only_between_paragraphs(at: int, chance: float, stays: bool) -> None:
    menu = tuple(f"Ward {number} pages" for number in range(MANY))
    lines, chances = [*STORY], [0.9] * 3
    lines.insert(at, "Fish market")
    chances.insert(at, chance)
    assert _decided((*lines, *menu), [*chances, *[0.01] * MANY])[at] == stays


def test_a_doubtful_scrap_between_dropped_lines_goes() -> None:
    lines = (STORY[0], "Share", "Fish market", "Tags", STORY[1], *(f"Ward {number} pages" for number in range(MANY)))
    assert _decided(lines, [0.9, 0.01, 0.4, 0.01, 0.9, *[0.01] * MANY])[2] is False


def test_a_friend_counts_only_below_the_text() -> None:
    lines = (STORY[0], "Comments", STORY[1], "Comments")
    blocks = tuple(Block(i, text, "line") for i, text in enumerate(lines))
    known = tuple(lexicon("en").match(text) for text in lines)
    assert [match is not None for match in labels(blocks, known)] == [False, False, False, True]


def test_an_agencys_mark_stays_beside_the_story() -> None:
    assert _decided((*STORY, "(AP)"), [0.9, 0.9, 0.9, 0.01])[-1]


def test_confidence_is_the_share_that_is_expected_to_be_right() -> None:
    words = np.array([10, 10], dtype=np.float32)
    sure = expected_f1(np.array([1, 0], dtype=np.float32), np.array([True, False]), words)
    unsure = expected_f1(np.array([0.5, 0.5], dtype=np.float32), np.array([True, False]), words)
    assert (sure, unsure) == (1.0, 0.5)


@pytest.mark.parametrize(("chance", "stays"), [(0.08, False), (0.12, True)])
def test_a_short_line_of_a_clean_dump_goes_if_it_is_surely_no_text(chance: float, stays: bool) -> None:
    assert _decided(("Culture", *STORY), [chance, 0.9, 0.9, 0.9]) == [stays, True, True, True]
    assert _decided((STORY[0], "Culture", STORY[1]), [0.9, chance, 0.9]) == [True, stays, True]


def test_a_label_with_a_number_is_an_item_of_a_list() -> None:
    assert _decided((STORY[0], "3. Facebook", STORY[1]), [0.9, 0.3, 0.9]) == [True] * 3
    assert _decided((STORY[0], "Facebook", STORY[1]), [0.9, 0.3, 0.9]) == [True, False, True]


@pytest.mark.parametrize(("line", "below", "stays"), [("Entry is free.", "Share", True), ("Entry is free.", "Sport", False),
                                                      ("Entry is free", "Share", False)])  # fmt: skip
def test_a_last_sentence_right_above_a_label_stays(line: str, below: str, stays: bool) -> None:
    menu = tuple(f"Ward {number} pages" for number in range(MANY))
    found = _decided((*STORY, line, below, *menu), [0.9] * 3 + [0.15] + [0.01] * (MANY + 1))
    assert found[3] == stays


def test_words_of_indian_scripts_are_whole() -> None:
    assert terms_of("वेधशाला बच्चों की") == {"वेधशाला", "बच्चों"}


BLANKED = (
    "The mill at Saltby has been closed for a week after the river rose again on Monday",
    "Eleven houses on the quay were emptied in the night and nobody was hurt the council said",
    "The harbour office opens again in May when the new gates have been hung and tested",
)


@pytest.mark.parametrize(("paragraphs", "kept"), [(STORY, False), (BLANKED, True)])
def test_a_paragraph_of_a_page_without_marks_may_be_doubtful(paragraphs: tuple[str, ...], kept: bool) -> None:
    menu = tuple(f"Quay {i}" for i in range(MANY))
    found = _decided((*menu, *paragraphs[:2]), [0.01] * MANY + [0.9, 0.22])
    assert found == [False] * MANY + [True, kept]


def test_a_doubtful_paragraph_between_kept_ones_of_a_page_stays() -> None:
    menu = tuple(f"Quay {i}" for i in range(MANY))
    found = _decided((STORY[0], STORY[1], "Quay sold", STORY[0], *menu), [0.9, 0.12, 0.12, 0.9] + [0.01] * MANY)
    assert found == [True, True, False, True] + [False] * MANY


def _decided_windows(chances: list[float]) -> list[bool]:
    blocks = tuple(Block(i, f"and then the quay was sold again {i}", "window") for i in range(len(chances)))
    unknown = (None,) * len(blocks)
    return decide(blocks, np.array(chances, dtype=np.float32), unknown, unknown).tolist()


def test_windows_at_the_end_are_no_list_of_headlines() -> None:
    assert _decided_windows([0.01, *[0.9] * 6, *[0.6] * 6]) == [False] + [True] * 12


def test_windows_may_be_as_doubtful_as_the_likeliest_ones() -> None:
    assert _decided_windows([0.01, *[0.4] * 6, *[0.09] * 2]) == [False] + [True] * 8
    assert _decided_windows([0.01, *[0.9] * 6, *[0.09] * 2]) == [False] + [True] * 6 + [False] * 2


@pytest.mark.parametrize(("chance", "stays"), [(0.16, True), (0.14, False)])
def test_how_likely_a_window_has_to_be(chance: float, stays: bool) -> None:
    assert _decided_windows([0.01, *[0.9] * 6, chance, 0.01, 0.01]) == [False] + [True] * 6 + [stays, False, False]


@pytest.mark.parametrize(
    ("chance", "last", "stays"),
    [(0.11, "Share", True), (0.09, "Share", False), (0.11, "Choir wins", False)],
)
def test_a_doubtful_last_sentence_of_a_page_without_breaks_stays_above_a_label(
    chance: float, last: str, stays: bool
) -> None:
    texts = ("Home News Sport", *STORY, "The mill opens in May.", last)
    blocks = tuple(Block(i, text, "window" if i else "line") for i, text in enumerate(texts))
    matches = tuple(lexicon("en").match(text) for text in texts)
    chances = np.array([0.01, 0.9, 0.9, 0.9, chance, 0.01], dtype=np.float32)
    assert decide(blocks, chances, matches, labels(blocks, matches)).tolist()[4] is stays


def test_the_name_of_a_part_of_a_site_heads_a_part_of_a_text() -> None:
    assert _decided((STORY[0], "Careers", STORY[1]), [0.9, 0.4, 0.9]) == [True] * 3
    assert _decided((STORY[0], "Careers", STORY[1]), [0.9, 0.3, 0.9]) == [True, False, True]


@pytest.mark.parametrize(("count", "label", "stays"), [(3, "Author: Ida Reed", True), (2, "Author: Ida Reed", False),
                                                       (3, "Read also: Quay sold", False)])  # fmt: skip
def test_a_label_that_begins_one_record_after_another_is_text(count: int, label: str, stays: bool) -> None:
    records = tuple(line for _ in range(count) for line in (label, STORY[1]))
    assert _decided((STORY[0], *records), [0.9, *[0.2, 0.9] * count]) == [True, *[stays, True] * count]
    left_over = _decided((*STORY, *records, "Quay sold"), [0.9] * 3 + [0.05, 0.9] * count + [0.01])
    assert left_over == [True] * 3 + [stays, True] * count + [False]


def test_labels_one_below_another_are_no_records() -> None:
    assert _decided((STORY[0], *["Author: Ida Reed"] * 4, STORY[1]), [0.9, *[0.2] * 4, 0.9])[2:5] == [False] * 3


@pytest.mark.parametrize("last", ["2023: Weir and quay", "www.saltby.example", "Harbour office 01632 960 960"])
def test_results_and_addresses_below_the_text_are_no_headlines(last: str) -> None:
    below = ("Quay prize winners", "Fish market", last)
    assert _decided((*STORY, *below), [0.9] * 3 + [0.6] * 3) == [True] * 6


@pytest.mark.parametrize(("label", "stays"), [("Statistics", True), ("Share", False)])
def test_a_doubtful_label_stays_if_it_may_name_a_part(label: str, stays: bool) -> None:
    assert _decided((STORY[0], label, STORY[1]), [0.9, 0.4, 0.9])[1] is stays
