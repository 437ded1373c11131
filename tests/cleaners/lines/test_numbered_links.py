"""Dumps of text browsers: a number before each link, the addresses below."""

from __future__ import annotations

import pytest

from cleaners import clean_text
from cleaners.lines.numbered_links import MIN_NUMBERS, unnumbered

COUNTED = [
    "     * [6]Home",
    "     * [7]Culture",
    "By [8]Ida Reed",
    "The river [9]Orrin rose again, and the mill of [10]Ole Vik was closed.",
]
PAGE = """   #[1]Valley Tribune RSS

   [2]Skip to content

     * [3]Home
     * [4]News
     * [5]Culture

Mill at Saltby closed after flood

   By [6]Ida Reed
   [7]Tweet [8]Email

   The river [9]Orrin rose again on Monday, and the mill at Saltby was
   closed for a week. The council said that eleven houses had been emptied,
   and that nobody was hurt.

   The mill, built in 1791, was last closed in 2007. Its owner expects to
   lose about £40,000, most of it flour that stood in the lower store.

   Tags: [10]Saltby, [11]flood

References

   Visible links
   1. https://tribune.example/feed
   2. https://tribune.example/#content
   3. https://tribune.example/
   4. https://tribune.example/news
   5. https://tribune.example/culture
"""


def test_the_numbers_of_links_go() -> None:
    assert unnumbered(COUNTED) == [
        "     * Home",
        "     * Culture",
        "By Ida Reed",
        "The river Orrin rose again, and the mill of Ole Vik was closed.",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [f"[{n}]Reed, I., The Weirs of the Orrin, part {n}." for n in range(1, 9)],
        [f"The river rose[{n}] and fell again." for n in range(1, 9)],
        [f"The river rose, as is told in [{n}]." for n in range(1, 9)],
        [f"The mill [{n}]stood by the quay." for n in (4, 1, 9, 2, 7, 3)],
        COUNTED[-1:] * (MIN_NUMBERS - 3),
    ],
    ids=["sources", "footnotes", "sources-named", "any-order", "few"],
)  # fmt: skip
def test_other_numbers_in_brackets_stay(lines: list[str]) -> None:
    assert unnumbered(lines) == lines


@pytest.mark.parametrize(("numbers", "are_links"), [((*range(1, 11), 30), True), ((*range(1, 10), 30, 50), False)])
def test_nine_of_ten_numbers_of_links_follow_the_last(numbers: tuple[int, ...], are_links: bool) -> None:
    lines = [f"The mill [{n}]stood by the quay." for n in numbers]
    assert (unnumbered(lines) == ["The mill stood by the quay."] * len(lines)) is are_links


def test_a_page_of_a_text_browser_comes_out_as_its_story() -> None:
    article = clean_text(PAGE)
    assert article.title == "Mill at Saltby closed after flood"
    first, second = article.text.split("\n\n")
    assert (first[:9], first[-14:]) == ("The river", "nobody was hurt."[-14:])
    assert (second[:8], second[-12:]) == ("The mill", "lower store.")
    assert "The river Orrin rose" in first
