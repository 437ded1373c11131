"""Plain text of metadata values."""

from __future__ import annotations

import pytest

from cleaners.metadata.values import MAX_LENGTH, tidy


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Ferry\n returns ", "Ferry returns"), ("Bread &amp;amp; roses", "Bread & roses"),
        ("a <em>big</em> day", "a big day"), ("1 < 2", "1 < 2"),
        ("Fähr\u00adschiff", "Fährschiff"), ("می\u200cرود", "می\u200cرود"), (["first", "second"], "first"),
        (None, ""), (7, ""), ({}, ""),
        ("\ud800x", "\ufffdx"), ("a\x00b", "ab"), ("x" * (MAX_LENGTH + 5), "x" * MAX_LENGTH),
    ],
)  # fmt: skip
def test_gives_one_line_of_plain_text(value: object, text: str) -> None:
    assert tidy(value) == text


def test_keeps_paragraphs_where_asked() -> None:
    assert tidy("<p>One</p><p>two</p>\n\n three", keep_lines=True) == "One\ntwo\nthree"
