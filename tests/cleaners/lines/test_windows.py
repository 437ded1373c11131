"""Dumps that have lost their line breaks."""

from __future__ import annotations

import pytest

from cleaners import clean_text
from cleaners.lines import cut, cut_finely
from cleaners.lines.windows import MAX_SHORT, MIN_LINE, MIN_SHORT, has_no_breaks, may_have_no_breaks, windows
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


@pytest.mark.parametrize(("chars", "expected"), [(MIN_LINE, False), (MIN_LINE + 1, True)])
def test_a_line_is_surely_no_paragraph_from_its_length_on(chars: int, expected: bool) -> None:
    assert has_no_breaks(["x" * chars]) is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["x" * MIN_SHORT], True),
        (["x" * (MIN_SHORT - 1)], False),
        (["x" * MIN_SHORT] * MAX_SHORT, True),
        (["x" * MIN_SHORT] * (MAX_SHORT + 1), False),
        (["x" * MIN_SHORT, "", "", ""], True),
        (["x" * 670, "x" * 165, "x" * 165], True),
        (["x" * 669, "x" * 165, "x" * 166], False),
        ([], False),
    ],
    ids=["long", "short", "few", "many", "blank lines", "67 % in long ones", "less", "nothing"],
)
def test_a_few_long_lines_may_be_a_page(lines: list[str], expected: bool) -> None:
    assert may_have_no_breaks(lines) is expected


@pytest.mark.parametrize(
    "text",
    [
        f"{SENTENCE} {SENTENCE}",
        f"Share Print {SENTENCE} Share Print Comments {SENTENCE}",
        HAN[:400],
        f"分享到 打印 {HAN[:400]}",
    ],
    ids=["story", "labels", "han", "han with labels"],
)
def test_a_short_dump_that_is_cut_finely_is_put_together_again(text: str) -> None:
    blocks = cut_finely(text, "zh" if "河" in text else "en")
    assert len(blocks) > 1
    assert render(blocks) == text


def test_white_space_between_runs_of_labels_is_no_window() -> None:
    found = [block.text for block in cut_finely(f"\u2003Share Print \u2003 {SENTENCE} Share Print\u2003", "en")]
    assert found == ["Share Print", SENTENCE, "Share Print"]


def test_tabs_and_runs_of_labels_part_what_is_cut_finely() -> None:
    text = f"Log in Subscribe {SENTENCE} Share Print\t\t{SENTENCE}"
    found = [(block.text, block.tag) for block in cut_finely(text, "en")]
    assert found == [
        ("Log in Subscribe", "line"), (SENTENCE, "window"), ("Share Print", "window"), (SENTENCE, "line"),
    ]  # fmt: skip


def test_a_dump_without_breaks_is_flagged_and_stays_one_paragraph() -> None:
    article = clean_text(STORY)
    assert "no-line-breaks" in article.flags
    assert "\n" not in article.text


def test_a_dump_with_breaks_is_not_flagged() -> None:
    assert "no-line-breaks" not in clean_text("\n".join([SENTENCE] * 30)).flags


def test_the_first_sentence_of_a_dump_without_breaks_is_no_headline() -> None:
    first = "The weir at Saltby stood dry for eleven years and nobody on the quay had missed the water"
    article = clean_text(f"Home News Sport Weather Contact Log in Subscribe {first}. {STORY}")
    assert first in article.text
