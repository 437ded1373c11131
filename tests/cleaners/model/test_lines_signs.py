"""What the letters of a dump's lines tell, asked of all lines at once."""

from __future__ import annotations

import pytest

from cleaners.model.characters import Sign
from cleaners.model.lines.signs import COUNTED_WORDS, read_signs

LINES = (
    "The mill at Saltby closed.",
    "“Why?” she asked",
    "",
    "\u3000two  words\u2003here ",
    "𝐀 capital beyond the basic plane",
    "𠮟 letter",
    "\ud800 lone surrogate",
    "٣ digits",
    "• By ann@example.org:",
    "Word " * 60,
    "",
)


@pytest.mark.parametrize(
    ("sign", "has_it"),
    [
        (Sign.ALNUM, str.isalnum),
        (Sign.LOWER, str.islower),
        (Sign.DIGIT, str.isdigit),
        (Sign.BULLET, "•·*-".__contains__),
        (Sign.OPENING, "“«".__contains__),
    ],
)
def test_a_line_begins_as_its_first_character_says(sign, has_it) -> None:
    found = (read_signs(LINES).first & sign > 0).tolist()
    assert found == [bool(line) and has_it(line[0]) for line in LINES]


def test_words_are_those_between_white_space() -> None:
    assert read_signs(LINES).words.tolist() == [len(line.split()) for line in LINES]


def test_only_words_at_the_head_of_a_line_are_counted() -> None:
    found = read_signs(LINES)
    heads = [line.split()[:COUNTED_WORDS] for line in LINES]
    assert found.counted_words.tolist() == list(map(len, heads))
    assert found.capitalised.tolist() == [sum(word[0].isupper() for word in head) for head in heads]
    folded = [line.casefold() for line in LINES]
    assert found.counted(folded, {"the", "word"}).tolist() == [1, 0, 0, 0, 1, 0, 0, 0, 0, COUNTED_WORDS, 0]


def test_a_line_without_text_has_no_marks() -> None:
    found = read_signs(["", "Why? At 3.", ""])
    assert (found.every & Sign.QUESTION > 0).tolist() == [False, True, False]
    assert (found.last & Sign.FINAL > 0).tolist() == [False, True, False]
