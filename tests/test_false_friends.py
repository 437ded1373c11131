"""Text that looks like boilerplate stays, boilerplate that looks like text goes: cases in fixtures/false_friends."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from cleaners import Page, clean, clean_text
from fixtures.friends import Friend, friends, load

FRIENDS = friends()


@pytest.mark.parametrize(
    "friend",
    [pytest.param(f, id=f.name, marks=[pytest.mark.xfail(reason=f.xfail)] if f.xfail else []) for f in FRIENDS],
)
def test_keeps_text_and_drops_labels(friend: Friend) -> None:
    text = cleaned(friend)
    lost = [string for string in (*friend.story, *friend.keep) if string not in text]
    leaked = [string for string in friend.drop if string in friend.rest(text)]
    if lost or leaked:
        pytest.fail(f"{friend.why}\nlost: {lost}\nleaked: {leaked}\n\n{text}", pytrace=False)


def cleaned(friend: Friend) -> str:
    if friend.is_dump:
        return clean_text(friend.source).text
    return clean(Page("https://observer.example/story", friend.source)).text


@pytest.mark.parametrize("friend", FRIENDS, ids=lambda f: f.name)
def test_strings_of_a_case_are_on_its_page(friend: Friend) -> None:
    """A string that is not on the page is never leaked, one that is not there by itself can't be told from text."""
    shown = html.unescape(re.sub(r"</?[a-z][^>]*>", "", friend.source))
    assert [string for string in friend.keep if string not in shown] == []
    assert [string for string in friend.drop if string not in friend.rest(shown)] == []


def test_there_are_enough_cases() -> None:
    assert len(FRIENDS) >= 80
    assert len({f.language for f in FRIENDS}) >= 15
    assert len({f.name for f in FRIENDS}) == len(FRIENDS)
    assert sum(f.is_dump for f in FRIENDS) >= 40


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ("html = 'x'\ndump = 'x'\nkeep = []\ndrop = []\nwhy = 'x'", "either html or dump"),
        ("html = 'x'\nkeep = []\nwhy = 'x'", "missing keys ['drop']"),
        ("html = 'x'\nkeep = []\ndrop = []\nwhy = 'x'\nnote = 'x'", "unknown keys ['note']"),
    ],
)
def test_refuses_a_broken_case(tmp_path: Path, case: str, message: str) -> None:
    path = tmp_path / "en.toml"
    head = "language = 'en'\ntitle = 'T'\nbefore = []\nafter = []\n[[case]]\nname = 'broken'\n"
    path.write_text(head + case, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(message)):
        load(path)
