"""Expected beside got."""

from __future__ import annotations

import re

from cleaners import clean_text
from crawler.report.review import Difference, review_page
from tests.crawler.report.test_shell import check

ARTICLE = clean_text("The ferry runs.")


def shown(expected: str, got: str) -> list[tuple[str, str]]:
    """The cells of the comparison: class and content."""
    html = review_page([Difference("a--b", "Dirt <i>", expected, got, "article", ARTICLE, "")], 9)
    check(html)
    pair = html.partition('<div class="pair">')[2].partition("</div></div>")[0]
    return re.findall(r'<div class="(\w*)" dir="auto">(.*?)</div>', pair + "</div>", re.DOTALL)


def test_lost_paragraph_stands_on_the_left_alone() -> None:
    assert shown("Title\n\nOne.\n\nTwo.\n", "Title\n\nTwo.\n") == [
        ("same", "Title"), ("same", "Title"), ("missing", "One."), ("", ""), ("same", "Two."), ("same", "Two."),
    ]  # fmt: skip


def test_leaked_paragraph_stands_on_the_right_alone() -> None:
    assert shown("One.\n", "One.\n\n<b>Share\n")[2:] == [("", ""), ("extra", "&lt;b&gt;Share")]


def test_words_that_differ_are_marked() -> None:
    old, new = shown("The ferry runs at nine.\n", "The ferry runs at ten.\n")
    assert old == ("missing", "The ferry runs at <mark>nine</mark>.")
    assert new == ("extra", "The ferry runs at <mark>ten</mark>.")


def test_long_stretches_without_a_difference_are_shortened() -> None:
    same = "\n\n".join(f"Paragraph {number}." for number in range(9))
    cells = shown(f"{same}\n\nEnd.\n", f"{same}\n")
    assert cells[2] == ("same", "… 7 paragraphs the same …")


def test_known_faults_say_why_and_other_kinds_are_named() -> None:
    html = review_page([Difference("a--b", "Dirt", "A", "B", "live", ARTICLE, "as yet too hard")], 9)
    check(html)
    assert "as yet too hard" in html
    assert "expected live" in html
