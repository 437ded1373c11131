"""The page that all reports share: whole, by itself, and safe to open whatever a site has written."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from crawler.report.shell import escape, page, sparkline, table

_VOID = {"meta", "rect", "input", "br", "hr", "link", "img"}


class Checker(HTMLParser):
    """Reads a page, and fails where tags do not close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def check(html: str) -> Checker:
    """Return what was read; fails for a page that is not well-formed, has scripts, or loads something."""
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    assert not {tag for tag, _ in checker.tags} & {"script", "link", "img", "iframe", "object", "base"}
    assert not [attributes for _, attributes in checker.tags if "src" in attributes]
    assert not [name for _, attributes in checker.tags for name in attributes if name.startswith("on")]
    assert not re.search(r"url\(|@import", html)
    return checker


def test_page_is_whole_and_loads_nothing() -> None:
    checker = check(page("Report", "<h1>Report</h1>"))
    assert [tag for tag, _ in checker.tags][:3] == ["html", "meta", "meta"]


def test_what_sites_have_written_is_text_and_nothing_else() -> None:
    hostile = '</title><script>alert("1")</script>'
    assert check(page(hostile, table(("a",), [(escape(hostile),)])))


def test_dollar_signs_in_a_body_stay() -> None:
    assert "costs $5 or $title" in page("Report", "<p>costs $5 or $title</p>")


def test_table_without_rows_says_so() -> None:
    assert "none" in table(("a", "b"), [])


@pytest.mark.parametrize(("values", "bars"), [([], 0), ([3], 1), ([0, 0], 2), ([0, 5, 10], 3)])
def test_sparkline_has_a_bar_a_visit(values: list[int], bars: int) -> None:
    assert sparkline(values).count("<rect") == bars


def test_sparkline_shows_the_most_as_high_as_it_is_and_nothing_as_a_line() -> None:
    assert re.findall(r' height="([\d.]+)" rx', sparkline([0, 10, 5])) == ["1.0", "26.0", "13.0"]
