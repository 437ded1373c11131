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
