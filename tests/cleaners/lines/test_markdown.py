"""What is left of Markdown in dumps."""

from __future__ import annotations

import pytest

from cleaners.lines import cut
from cleaners.lines.markdown import is_markdown, unmarked


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("## Mill closed", "Mill closed"),
        ("## Mill closed ##", "Mill closed"),
        ("* bread", "bread"),
        ("> He said so.", "He said so."),
        ("See [the report](https://valley.example/a_(b)) now.", "See the report now."),
        ('[Mill](/m "The mill")', "Mill"),
        ("[the report][1]", "the report"),
        ("![A mill](/mill.jpg)", ""),
        ("[![A mill](/mill.jpg)](/story)", ""),
        ("The **mill** and the *weir* and the `gate`.", "The mill and the weir and the gate."),
        ("---", ""),
        ("* * *", ""),
        ("```python", ""),
        ("[1]: https://valley.example/report", ""),
        (r"5 \* 3", "5 * 3"),
    ],
)
def test_takes_marks_off(line: str, text: str) -> None:
    assert unmarked(line).text == text


@pytest.mark.parametrize(
    "line", ["snake_case_name stays", "2 * 3 * 4", "No. 1 [sic] (here)", "1. First of all", "a_b and c_d"]
)
def test_leaves_what_is_no_mark(line: str) -> None:
    assert unmarked(line).text == line


def test_a_heading_is_told_by_its_tag() -> None:
    assert (unmarked("### Mill").tag, unmarked("Mill").tag) == ("h3", "line")


def test_the_words_of_links_are_counted() -> None:
    assert unmarked("Read [the report](/r) now").link_chars == len("the report")


@pytest.mark.parametrize(
    "lines",
    [["[Home](/)"], ["```", "code", "```"], ["# Mill", "text", "## Weir"]],
    ids=["link", "fence", "headings"],
)
def test_knows_markdown_by_its_marks(lines: list[str]) -> None:
    assert is_markdown(lines)


@pytest.mark.parametrize(
    "lines",
    [["#1 in the charts"], ["# saltby"], ["* bread", "* butter"], ["* * *"], ["He wrote [sic] (1984) that"]],
    ids=["rank", "one tag", "list", "section break", "brackets"],
)
def test_does_not_take_a_plain_text_for_markdown(lines: list[str]) -> None:
    assert not is_markdown(lines)
    assert [block.text for block in cut("\n".join(lines))] == lines
