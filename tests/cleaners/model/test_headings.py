"""Sub-headings above kept text, on both sides of every bound."""

from __future__ import annotations

import pytest

from cleaners.model.headings import MIN_ABOVE, MIN_BETWEEN, MIN_LIKE_KEPT, add_headings
from tests.cleaners.model.conftest import P, kept_by


def kept(body: str, chances: list[float]) -> list[bool]:
    return kept_by(add_headings, body, chances)


def sections(middle: str) -> str:
    return f"{P}<h2>The crew</h2>{P}<h2>The quay</h2>{P}<p>Menu</p>{middle}{P}"


def test_a_heading_like_others_that_are_kept_is_kept() -> None:
    before = [0.9, 0.9, 0.9, 0.9, 0.9, 0.1]
    assert kept(sections("<h2>The mill</h2>"), [*before, MIN_LIKE_KEPT + 0.01, 0.9])[6] is True
    assert kept(sections("<h2>The mill</h2>"), [*before, MIN_LIKE_KEPT - 0.01, 0.9])[6] is False
    assert kept(sections("<h3>The mill</h3>"), [*before, MIN_LIKE_KEPT + 0.01, 0.9])[6] is False


def test_a_link_is_no_heading_like_those_that_are_none() -> None:
    middle = "<h2><a href=/x>Follow the harbour on the radio</a></h2>"
    assert kept(sections(middle), [0.9, 0.9, 0.9, 0.9, 0.9, 0.1, 0.3, 0.9])[6] is False


@pytest.mark.parametrize("heading", ["<h3>The crew</h3>", "<h3><a href=/x>The crew</a></h3>"])
def test_a_heading_between_kept_blocks_is_kept(heading: str) -> None:
    assert kept(P + heading + P, [0.9, MIN_BETWEEN + 0.01, 0.9])[1] is True
    assert kept(P + heading + P, [0.9, MIN_BETWEEN - 0.02, 0.9])[1] is False


def test_a_heading_below_a_dropped_block_has_to_be_likelier_and_no_link() -> None:
    above = P + "<p>Menu</p>"
    assert kept(f"{above}<h3>The crew</h3>{P}", [0.9, 0.1, MIN_ABOVE + 0.01, 0.9])[2] is True
    assert kept(f"{above}<h3>The crew</h3>{P}", [0.9, 0.1, MIN_ABOVE - 0.02, 0.9])[2] is False
    assert kept(f"{above}<h3><a href=/x>The crew</a></h3>{P}", [0.9, 0.1, 0.4, 0.9])[2] is False


@pytest.mark.parametrize(
    ("body", "chances", "at"),
    [
        (f"<h2>The crew</h2>{P}", [0.3, 0.9], 0),
        (f"{P}<h2>The crew</h2>", [0.9, 0.3], 1),
        (f"{P}<h2>Related stories</h2>{P}", [0.9, 0.3, 0.9], 1),
    ],
    ids=["above the text", "below the text", "label"],
)
def test_other_headings_are_left_to_the_trees(body: str, chances: list[float], at: int) -> None:
    assert kept(body, chances)[at] is False
