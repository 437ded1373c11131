"""Dumps that have lost their line breaks."""

from __future__ import annotations

import pytest

from cleaners import clean_text
from cleaners.lines import cut
from cleaners.lines.windows import has_no_breaks, windows
from cleaners.render import render

SENTENCE = "The river Orrin rose again on Monday, and the mill at Saltby was closed for the rest of the week."
STORY = " ".join([SENTENCE, "Nobody was hurt, said Mr. Vik.", *[SENTENCE] * 20])
MENU = " ".join(f"Section{number} Topic" for number in range(300))
HAN = "河水周一再次上涨，磨坊关闭了一个星期。" * 120


@pytest.mark.parametrize("text", [STORY, MENU, HAN, f"{MENU} {STORY}"], ids=["story", "menu", "han", "both"])
def test_windows_put_together_are_the_line(text: str) -> None:
    blocks = cut(text)
    assert len(blocks) > 10
    assert render(blocks) == text


def test_a_window_is_a_sentence() -> None:
    assert [text for text, _ in windows(f"{SENTENCE} {SENTENCE}")] == [SENTENCE, SENTENCE]


def test_a_menu_is_cut_by_words() -> None:
    assert max(len(text.split()) for text, _ in windows(MENU)) <= 30


def test_words_stay_whole() -> None:
    assert {word for text, _ in windows(MENU) for word in text.split()} == set(MENU.split())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([STORY], True),
        ([STORY, "Share"], True),
        ([SENTENCE, SENTENCE], False),
        ([STORY, *[SENTENCE] * 60], False),
        ([], False),
    ],
    ids=["one line", "one line and a label", "short lines", "a long line among many", "nothing"],
)
def test_tells_lost_breaks_by_the_share_of_long_lines(lines: list[str], expected: bool) -> None:
    assert has_no_breaks(lines) is expected


def test_a_dump_without_breaks_is_flagged_and_stays_one_paragraph() -> None:
    article = clean_text(STORY)
    assert "no-line-breaks" in article.flags
    assert "\n" not in article.text


def test_a_dump_with_breaks_is_not_flagged() -> None:
    assert "no-line-breaks" not in clean_text("\n".join([SENTENCE] * 30)).flags
