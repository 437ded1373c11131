"""Kept blocks into text."""

from __future__ import annotations

from cleaners.render import render
from cleaners.types import Block


def test_paragraphs_are_separated_by_one_blank_line() -> None:
    assert render([Block(0, "One.", "p", gap=1), Block(1, "Two.", "p", gap=1)]) == "One.\n\nTwo."


def test_a_line_after_a_mere_break_continues_its_paragraph() -> None:
    assert render([Block(0, "Rose,", "p", gap=1), Block(1, "red rose", "p", gap=0)]) == "Rose,\nred rose"


def test_a_line_does_not_continue_what_was_dropped() -> None:
    assert render([Block(0, "One.", "p", gap=1), Block(2, "three", "p", gap=0)]) == "One.\n\nthree"


def test_every_line_of_a_dump_is_a_paragraph() -> None:
    assert render([Block(0, "One.", "line"), Block(1, "Two.", "line")]) == "One.\n\nTwo."


def test_text_is_composed() -> None:
    assert render([Block(0, "cafe\u0301", "p")]) == "caf\u00e9"


def test_nothing_gives_nothing() -> None:
    assert render([]) == ""
    assert render([Block(0, "  ", "p")]) == ""
