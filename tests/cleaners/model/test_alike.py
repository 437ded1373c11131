"""Lines that are kept with most of their kind, on both sides of every bound."""

from __future__ import annotations

import pytest

from cleaners.model.alike import keep_alike
from tests.cleaners.model.conftest import LONG, chances_of, kept_by, lines

FIVE = ("One ship sank.", "Two ships sank.", "Ada Brook", "Four ships sank.", "Five ships sank.")
LONGER = f"{LONG} {LONG}"


def kept(body: str, given: str) -> str:
    return "".join("k" if k else "-" for k in kept_by(keep_alike, body, chances_of(given)))


def test_a_line_amid_kept_ones_of_its_kind_is_kept() -> None:
    assert kept(lines(*FIVE), "kk.kk") == "kkkkk"


@pytest.mark.parametrize(
    ("body", "given"),
    [
        (lines(*FIVE), "kkkk-"),
        (lines(*FIVE), "-kkkk"),
        (lines(*FIVE[:2], "Advertisement", *FIVE[3:]), "kk-kk"),
        (lines(*FIVE[:2], "<a href=/x>Two ships sank.</a>", *FIVE[3:]), "kk-kk"),
        (lines(*FIVE), "k---k"),
        (lines(*FIVE[:4]), "kk-k"),
        (lines(*FIVE[:2]) + lines(FIVE[2], name="note") + lines(*FIVE[3:]), "kk-kk"),
        (lines(*FIVE[:2]) + f"<div>{lines(FIVE[2])}</div>" + lines(*FIVE[3:]), "kk-kk"),
    ],
    ids=["last", "first", "label", "link", "most are dropped", "too few", "another class", "another element"],
)
def test_a_line_that_is_not_amid_its_kind_is_left(body: str, given: str) -> None:
    assert kept(body, given) == given


def test_a_long_paragraph_below_one_of_its_kind_is_kept() -> None:
    assert kept(lines(LONGER) + "<div><p>Menu</p></div>" + lines(f"{LONGER} The end."), "k..") == "k-k"


@pytest.mark.parametrize(
    "last",
    [lines(LONG), lines(LONGER, name="about"), f"<div>{lines(LONGER)}</div>", lines(f"<a href=/b>{LONGER}</a>")],
    ids=["short", "another class", "another element", "link"],
)
def test_a_paragraph_unlike_the_kept_one_above_is_left(last: str) -> None:
    assert kept(lines(LONGER) + "<div><p>Menu</p></div>" + last, "k..") == "k--"


def test_lines_between_a_kept_one_and_a_long_one_kept_with_it_are_amid_their_kind() -> None:
    assert kept(lines(*FIVE[:4], "Ada Brook", LONGER), "kkkk..") == "kkkkkk"


def test_a_long_paragraph_above_the_kept_ones_is_left() -> None:
    assert kept(lines(LONGER, LONG), ".k") == "-k"


def hidden(text: str, how: str = "style='display:none'") -> str:
    return f"<p {how} class=gated>{text}</p>"


@pytest.mark.parametrize("how", ["style='display:none'", "aria-hidden=true"])
def test_a_hidden_paragraph_between_kept_ones_is_kept_if_it_is_likely(how: str) -> None:
    body = lines(LONG) + hidden(f"Hidden: {LONG}", how) + lines(LONG)
    assert kept(body, "k-k") == "kkk"
    assert kept(body, "k.k") == "k-k"


@pytest.mark.parametrize(
    ("body", "given"),
    [
        (lines(LONG) + hidden("Sign in to read on") + lines(LONG), "k-k"),
        (lines(LONG, LONG) + hidden(LONG), "kk-"),
        (hidden(LONG) + lines(LONG, LONG), "-kk"),
        (lines(LONG) + f"<div>{hidden(LONG)}</div>" + lines(LONG), "k-k"),
    ],
    ids=["short", "below", "above", "another element"],
)
def test_other_hidden_paragraphs_are_left(body: str, given: str) -> None:
    assert kept(body, given) == given
