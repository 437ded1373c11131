"""What single characters are, asked of many at once."""

from __future__ import annotations

import numpy as np
import pytest

from cleaners.model.characters import Sign, classes_of, codes_of, signs_of

DIGIT, CAPITAL, COMMA, UNSPACED, BAR = 1, 2, 3, 4, 5
FIRST_EMPTY_PLANE = 0x40000


@pytest.mark.parametrize(
    ("sign", "has_it"),
    [
        (Sign.SPACE, str.isspace), (Sign.UPPER, str.isupper), (Sign.LOWER, str.islower), (Sign.DIGIT, str.isdigit),
        (Sign.ALNUM, str.isalnum),
    ],
)  # fmt: skip
def test_every_character_is_what_python_says(sign, has_it) -> None:
    found = signs_of(np.arange(FIRST_EMPTY_PLANE, dtype=np.uint32)) & sign > 0
    assert [hex(code) for code, has in enumerate(found.tolist()) if has != has_it(chr(code))] == []


@pytest.mark.parametrize(
    ("sign", "some", "others"),
    [
        (Sign.QUESTION, "?؟？", "!¿"),
        (Sign.ADDRESS, ".@:", "/,"),
        (Sign.ERA, "令平พ", "和成ศ"),
        (Sign.FINAL, ".!?…。۔।»", ",-«"),
        (Sign.COLON, ":：", ";；"),
        (Sign.OPENING, "“„«»「", ")a"),
        (Sign.BULLET, "•·*-–—▪", "+a"),
    ],
)
def test_marks_are_known_in_all_scripts(sign, some, others) -> None:
    assert (signs_of(codes_of(some + others)) & sign > 0).tolist() == [True] * len(some) + [False] * len(others)


@pytest.mark.parametrize(
    ("some", "expected"),
    [
        ("09٣۵५５", DIGIT),
        ("AZÀÖØÞΑΩАЯ", CAPITAL),
        (",،、，;；", COMMA),
        ("ก๕ຂကំぁヿ㐀䶿一鿿豈", UNSPACED),
        ("|•·", BAR),
        ("azñ×÷ßЁ²½① .\n。가ᄀ￿𝐀𝟘𠮟\ud800\U0010ffff", 0),
    ],
)
def test_classes_are_counted_in_all_scripts(some, expected) -> None:
    assert classes_of(codes_of(some)).tolist() == [expected] * len(some)
