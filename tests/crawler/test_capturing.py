"""Drafting fixtures."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleaners.types import Page
from crawler.anonymising import anonymise, scramble
from crawler.capturing import capture
from crawler.explaining import Exhibit

PAGE = (
    b"<html lang=en><head><title>Mill closed</title><script>secret()</script></head><body><h1>Mill closed</h1>"
    b'<div class="entry-content" data-author="Ann"><p>Ann Reed shut the mill in 1884.</p></div>'
    b'<div class=share><a href="https://x.example">Share</a></div><!-- Ann --></body></html>'
)


def _exhibit() -> Exhibit:
    return Exhibit(Page("https://gazette.example/a", PAGE, "text/html; charset=utf-8"), "a")


def test_drafts_a_fixture_with_every_block(tmp_path: Path) -> None:
    folder = capture(_exhibit(), tmp_path / "gazette--mill", anonymous=False)
    assert (folder / "page.html").read_bytes() == PAGE
    assert (folder / "expected.txt").read_text() == "Mill closed\n\nAnn Reed shut the mill in 1884.\n\nShare\n"
    facts = tomllib.loads((folder / "page.toml").read_text())
    assert (facts["language"], facts["kind"], facts["reviewed"]) == ("en", "html", "")


def test_never_overwrites_a_fixture(tmp_path: Path) -> None:
    capture(_exhibit(), tmp_path / "a", anonymous=False)
    with pytest.raises(FileExistsError):
        capture(_exhibit(), tmp_path / "a", anonymous=False)


def test_anonymous_pages_keep_markup_and_labels_and_no_word_of_the_story() -> None:
    html = anonymise(PAGE.decode(), "en")
    assert 'class="entry-content"' in html
    assert ">Share<" in html
    assert not [word for word in ("Ann", "Reed", "mill", "1884", "secret", "x.example") if word in html]


@pytest.mark.parametrize("text", ["Ann Reed, 1884.", "مرحبا بالعالم", "Привет, мир", "水车 2023"])
def test_scrambled_text_keeps_its_shape(text: str) -> None:
    scrambled = scramble(text)
    assert scrambled != text
    assert len(scrambled) == len(text)
    assert [c.isalnum() for c in scrambled] == [c.isalnum() for c in text]
    assert [c.isspace() for c in scrambled] == [c.isspace() for c in text]
