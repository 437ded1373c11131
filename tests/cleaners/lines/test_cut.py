"""Dumps into lines."""

from __future__ import annotations

import pytest

from cleaners.limits import MAX_LINE
from cleaners.lines import cut


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_knows_every_line_end(end: str) -> None:
    assert [b.text for b in cut(f"one{end}two{end}")] == ["one", "two"]


def test_keeps_indentation_and_blank_lines_as_evidence() -> None:
    blocks = cut("one\n\n\n\t\ttwo")
    assert [(b.indent, b.gap) for b in blocks] == [(0, 0), (2, 2)]


def test_keeps_the_width_of_gaps_inside_a_line() -> None:
    assert cut("Egypt       s plan")[0].text == "Egypt       s plan"


def test_splits_what_tabs_hold_apart() -> None:
    assert [b.text for b in cut("\t\tEgyptPolitics\t\tEgypt  Russia talk")] == ["EgyptPolitics", "Egypt  Russia talk"]


def test_leaves_single_tabs_of_a_table() -> None:
    assert [b.text for b in cut("Rovers\t12")] == ["Rovers\t12"]


def test_cuts_an_endless_line_at_sentences() -> None:
    sentence = "This is a sentence of some length. "
    blocks = cut(sentence * (2 * MAX_LINE // len(sentence)))
    assert len(blocks) > 1
    assert all(len(b.text) <= MAX_LINE and b.text.startswith("This") for b in blocks)


WRAPPED = """\
The river Orrin rose again on Monday, and the mill at Saltby was
closed for a week, the council said, because nobody could reach the
weir by boat or on foot, and the miller had to be brought out by heli-
copter in the night."""


def test_joins_a_paragraph_that_was_set_to_a_width() -> None:
    blocks = cut(f"Mill closed\n\n{WRAPPED}\n\nNobody was hurt.")
    assert [b.text[-24:] for b in blocks] == ["Mill closed", "helicopter in the night.", "Nobody was hurt."]
    assert "Saltby was closed for a week" in blocks[1].text


def test_keeps_a_hyphen_that_the_word_has_elsewhere() -> None:
    assert "heli-copter in" in cut(f"{WRAPPED}\n\nThe heli-copter came late.")[0].text


SHORT = "Volunteers carried the sacks upstairs until the early morning, when\nthe water fell."


def test_joins_a_paragraph_of_two_lines_where_others_show_the_width() -> None:
    assert [b.text for b in cut(f"{WRAPPED}\n\n{SHORT}")][1:] == [SHORT.replace("\n", " ")]
    assert [b.text for b in cut(SHORT)] == SHORT.split("\n")


def test_leaves_two_lines_of_which_the_first_had_room_for_more() -> None:
    names = "Mill at Saltby\nclosed for a week"
    assert [b.text for b in cut(f"{WRAPPED}\n\n{names}")][1:] == names.split("\n")


def test_a_paragraph_set_to_a_width_ends_where_a_word_more_had_room() -> None:
    first = WRAPPED.replace("copter in the night.", "copter.")
    assert [b.text[-20:] for b in cut(f"{WRAPPED}\n\n{first}\n{WRAPPED}")][1:] == [
        "to be brought out by helicopter."[-20:],
        "by helicopter in the night."[-20:],
    ]


@pytest.mark.parametrize(("word", "blocks"), [("Villagers", 2), ("Neighbours", 1)])
def test_a_paragraph_ends_where_the_next_word_had_room(word: str, blocks: int) -> None:
    """The longest line has 70 characters, nine tenths of it are 63: 53 and a space leave room for nine letters, not for ten."""
    ended = "weir by boat or on foot, as the council says, nobody."
    following = WRAPPED.replace("The river Orrin rose", f"{word} left the mill")
    first = "\n".join((*WRAPPED.split("\n")[:2], ended))
    assert (len(ended), max(map(len, WRAPPED.split("\n")))) == (53, 70)
    assert len(cut(f"{WRAPPED}\n\n{first}\n{following}")) == 1 + blocks


PARAGRAPHS = """\
The river rose on Monday night in the valley.
The mill at Saltby was closed for the week.
Nobody was hurt, said the council of Saltby."""
VERSE = """\
Where the river bends and the willows bend
Under the weight of the rain and the wind
There is the mill where my father would stand"""


@pytest.mark.parametrize("text", [PARAGRAPHS, VERSE, "bread\nbutter\nmilk\neggs"], ids=["paragraphs", "verse", "list"])
def test_leaves_lines_that_are_lines(text: str) -> None:
    assert [b.text for b in cut(text)] == text.split("\n")
