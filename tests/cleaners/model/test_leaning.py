"""Which way the words of a line lean."""

from __future__ import annotations

import numpy as np
import pytest

from cleaners.errors import ModelError
from cleaners.model.files import read_arrays
from cleaners.model.lines.leaning import LEANING, leaning, load_words
from cleaners.model.lines.terms import terms_of

WEIGHTS = {"mill": 1.0, "river": 0.5, "cookies": -2.0, "browser": -1.0}
LINES = ("the mill at the river", "our cookies in your browser", "halló heimur", "")


def _column(name: str, lines: tuple[str, ...] = LINES) -> list[float]:
    return leaning([terms_of(line) for line in lines], WEIGHTS)[:, LEANING.index(name)].tolist()


def test_words_that_are_known_are_averaged() -> None:
    assert _column("leaning") == [0.75, -1.5, 0, 0]


def test_the_least_words_tell_of_furniture() -> None:
    assert _column("leaning_least") == [0.5, -2, 0, 0]
    assert _column("leaning_three_least")[:2] == [1.5, -3]


def test_a_line_of_unknown_words_says_so() -> None:
    assert _column("leaning_known") == [1, pytest.approx(2 / 3), -1, -1]  # "your" is a word, and not known


def test_lines_around_count_by_their_words() -> None:
    assert _column("leaning_around_2", LINES[:2]) == pytest.approx([(0.75 * 2 - 1.5 * 3) / 5] * 2)


def test_a_dump_without_lines_has_no_rows() -> None:
    assert leaning([], WEIGHTS).shape == (0, len(LEANING))


@pytest.mark.parametrize(
    ("furniture", "text"),
    [("newsletter subscribe privacy", "village harvest yesterday"), ("datenschutz anmelden", "gestern sagte"),
     ("комментарии регистрации", "сообщил вчера")],
)  # fmt: skip
def test_the_shipped_words_lean_as_readers_would_say(furniture: str, text: str) -> None:
    away, to = (leaning([terms_of(line)], load_words())[0, LEANING.index("leaning")] for line in (furniture, text))
    assert away < to


def test_there_is_a_number_for_every_line_whatever_is_known() -> None:
    found = leaning([terms_of(line) for line in LINES], load_words())
    assert found.shape == (len(LINES), len(LEANING))
    assert np.isfinite(found).all()


def test_a_file_of_another_form_is_refused() -> None:
    with pytest.raises(ModelError, match="format"):
        read_arrays("lines-words", -1)


def test_a_file_that_is_missing_is_named() -> None:
    with pytest.raises(ModelError, match="no-such"):
        read_arrays("no-such", 1)
