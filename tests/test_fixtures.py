"""Every golden case gives the text a careful reader wrote down for it, and what has to hold of any page holds."""

from __future__ import annotations

import difflib
import functools
import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaners import Article, Page, clean, clean_text
from fixtures.golden import Case, cases, load

CASES = cases()
STORIES = tuple(c for c in CASES if c.expected)
"""Cases with a story; the others are pages from which nothing is to be filed."""


def parametrised(aspect: str, among: tuple[Case, ...] = CASES) -> pytest.MarkDecorator:
    """The cases; those whose `aspect` is a known fault are strict xfails with its reason."""
    return pytest.mark.parametrize(
        "case",
        [
            pytest.param(c, id=c.name, marks=[pytest.mark.xfail(reason=c.xfail[aspect])] if aspect in c.xfail else [])
            for c in among
        ],
    )


@functools.cache
def cleaned(folder: Path) -> Article:
    return run(load(folder))


def run(case: Case) -> Article:
    if case.is_dump:
        return clean_text(case.body, url=case.url)
    return clean(Page(case.url, case.body, case.content_type), hints=case.hints)


def filed(article: Article) -> str:
    """The story as it is filed: headline, blank line, text."""
    parts = [part for part in (article.title, article.text) if part]
    return "\n\n".join(parts) + "\n" if article.text else ""


def fail_with_diff(expected: str, got: str) -> None:
    """Fail showing what is missing (-) and what is too much (+)."""
    lines = difflib.unified_diff(expected.split("\n"), got.split("\n"), "expected.txt", "cleaned", lineterm="", n=1)
    pytest.fail("\n" + "\n".join(lines), pytrace=False)


@parametrised("text")
def test_gives_the_expected_text(case: Case) -> None:
    got = filed(cleaned(case.folder))
    if got != case.expected:
        fail_with_diff(case.expected, got)


@parametrised("kind")
def test_tells_the_kind_of_page(case: Case) -> None:
    assert cleaned(case.folder).kind == case.expected_kind


@parametrised("language", STORIES)
def test_tells_the_language(case: Case) -> None:
    assert cleaned(case.folder).language.split("-")[0] == case.language


@parametrised("again", STORIES)
def test_cleaning_clean_text_changes_no_line(case: Case) -> None:
    """Lines, not blank lines: a list's items are paragraphs of their own once its markup is gone."""
    got = filed(clean_text(case.expected))
    if lines(got) != lines(case.expected):
        fail_with_diff("\n".join(lines(case.expected)), "\n".join(lines(got)))


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_every_line_comes_from_a_kept_block(case: Case) -> None:
    article = cleaned(case.folder)
    assert article.document is not None
    kept = {" ".join(line.split()) for _, text in article.blocks for line in text.split("\n")}
    assert {" ".join(line.split()) for line in lines(article.text)} <= kept


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_nothing_is_dropped_without_reason_and_evidence(case: Case) -> None:
    document = cleaned(case.folder).document
    assert document is not None
    unexplained = [v for v in document.dropped() if not (v.reason and v.evidence and v.stage)]
    assert unexplained == []
    judged = {b.index for b in document.kept()} | {v.block.index for v in document.dropped() if v.block}
    assert judged == {b.index for b in document.blocks}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_gives_the_same_twice(case: Case) -> None:
    assert run(case).to_dict() == cleaned(case.folder).to_dict()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_expected_text_stands_on_the_page_in_order(case: Case) -> None:
    """An expectation invents nothing: letter for letter each line is on the page, behind the one before it."""
    source = case.body.decode(case.encoding)
    expected = lines(case.expected.removeprefix(case.title))
    assert missing(expected, source, str.isalpha) is None or missing(expected, source, is_ascii_letter) is None


def missing(expected: list[str], source: str, wanted: Callable[[str], bool]) -> str | None:
    """The first line whose letters the page does not have behind those of the line before; None if it has all."""
    page, at = letters(visible(source), wanted), 0
    for line in expected:
        found = page.find(letters(line, wanted), at)
        if found < 0 or not letters(line, wanted):
            return line
        at = found
    return None


def visible(source: str) -> str:
    text = re.sub(r"<[^>]*>", "", source)
    for _ in range(3):
        text = html.unescape(text)
    return text


def letters(text: str, wanted: Callable[[str], bool]) -> str:
    return "".join(c for c in text if wanted(c) or c.isdecimal())


def is_ascii_letter(character: str) -> bool:
    """Letters that survive mojibake: a page of broken accents can be compared by them."""
    return character.isascii() and character.isalpha()


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 36
    assert len({c.language for c in CASES if not c.is_dump}) >= 14
    assert sum(c.is_dump for c in CASES) >= 10


BROKEN = {
    "no-reviewed": ("unreviewed", "reviewed"),
    "draft": ("reviewed = 'draft'", "a person has to read"),
    "unknown-key": ("reviewed = '2026-11-22'\nreason = 'x'", "unknown keys ['reason']"),
    "wrong-kind": ("reviewed = '2026-11-22'\nkind = 'pdf'", "kind is 'pdf'"),
    "unknown-aspect": ("reviewed = '2026-11-22'\nxfail = {speed = 'slow'}", "xfail of ['speed']"),
}


@pytest.mark.parametrize(("lines_", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_refuses_a_broken_case(tmp_path: Path, lines_: str, message: str) -> None:
    keys = {"what": "x", "kind": "dump", "language": "en", "encoding": "utf-8", "title": "", "expected_kind": "article"}
    written = "" if lines_ == "unreviewed" else lines_
    rest = "\n".join(f"{k} = '{v}'" for k, v in keys.items() if f"{k} =" not in written)
    (tmp_path / "page.toml").write_text(f"{rest}\n{written}", encoding="utf-8")
    (tmp_path / "page.txt").write_text("Text.", encoding="utf-8")
    (tmp_path / "expected.txt").write_text("Text.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(message)):
        load(tmp_path)


def test_refuses_a_case_without_expectation(tmp_path: Path) -> None:
    source = CASES[0].folder / "page.toml"
    (tmp_path / "page.toml").write_bytes(source.read_bytes())
    with pytest.raises(ValueError, match=r"no expected\.txt"):
        load(tmp_path)
