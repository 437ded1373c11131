"""Names of files are safe whatever the address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.names import record_path, slug, story_path, version_path

SLUGS = [
    ("https://g.example/2026/11/A-Long_Story.html", "a-long-story"),
    ("https://g.example/2026/11/20/ferry/", "ferry"),
    ("https://g.example/", "story"),
    ("https://g.example/?p=12", "story"),
    ("https://g.example/%D8%A7%D9%84%D8%B1%D8%A6%D9%8A%D8%B3-%D9%8A%D8%B2%D9%88%D8%B1", "الرئيس-يزور"),
    ("https://g.example/हिन्दी-समाचार", "हिन्दी-समाचार"),
    ("https://g.example/..%2f..%2fetc%2fpasswd", "passwd"),
    ("https://g.example/a%00b%0ac", "a-b-c"),
    ("https://g.example/%E2%80%AEgpj.evil", "gpj"),
    ("https://g.example/CON.html", "con"),
]


@pytest.mark.parametrize(("url", "expected"), SLUGS, ids=[row[1] for row in SLUGS])
def test_slug_keeps_letters_and_digits_of_every_script(url: str, expected: str) -> None:
    assert slug(url) == expected


@given(st.text(max_size=400))
def test_name_never_leaves_its_folder_and_is_never_too_long(rest: str) -> None:
    path = story_path("gazette", "2026-11-20", f"https://g.example/{rest}", rest)
    name = path.removeprefix("gazette/2026/11/20/")
    assert "/" not in name
    assert not name.startswith(".")
    assert name.isprintable()
    assert len(name.encode()) <= 120
    assert name == name.casefold()


def test_two_addresses_with_one_slug_have_two_names() -> None:
    first, second = (
        story_path("g", "2026-11-20", "https://g.example/a/ferry", key) for key in ("g.example/a", "g.example/b")
    )
    assert first != second


def test_record_and_versions_stand_beside_the_text() -> None:
    path = "g/2026/11/20/ferry-00000000.txt"
    assert record_path(path) == "g/2026/11/20/ferry-00000000.json"
    assert version_path(path, 2) == "g/2026/11/20/ferry-00000000.v2.txt"
