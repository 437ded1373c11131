"""Lists and tables below kept text, headings above it: a case on each side of every bound."""

from __future__ import annotations

import numpy as np
import pytest

from cleaners import Page
from cleaners.model.features import features
from cleaners.model.introduced import (
    MIN_ABOVE,
    MIN_ANNOUNCED,
    MIN_BETWEEN,
    MIN_ITEM,
    MIN_LIKE_KEPT,
    MIN_ROW,
    with_introduced,
)
from cleaners.pipeline import lay_out

LONG = (
    "The harbour office said on Monday that the ferry to the outer islands will run again from the first week of May."
)
P = f"<p>{LONG}</p>"
COLON = "<p>These boats are back in the water:</p>"


def kept(body: str, keeps: list[float]) -> list[bool]:
    """Which blocks are kept in the end, of a page whose blocks the trees gave these probabilities."""
    document = lay_out(Page(None, f"<html lang=en><body><div class=wrap>{body}</div></body></html>"))
    assert len(document.blocks) == len(keeps)
    chances = np.array(keeps, dtype=np.float32)
    return with_introduced(document, chances, chances >= 0.5, features(document)[0]).tolist()


def items(*texts: str) -> str:
    return "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"


def linked(*texts: str) -> str:
    return items(*(f"<a href=/x>{text}</a>" for text in texts))


def test_the_short_items_of_a_list_are_kept_with_the_others() -> None:
    assert kept(P + items("Orrin", "Saltby", "Merrow"), [0.9, 0.6, MIN_ITEM, 0.3]) == [True] * 4


def test_paragraphs_in_list_items_are_items() -> None:
    assert kept(P + items("<p>Orrin</p>", "<p>Saltby</p>"), [0.9, 0.6, 0.3]) == [True] * 3


def test_an_item_that_is_surely_none_is_left_out() -> None:
    assert kept(P + items("Orrin", "Saltby", "Print"), [0.9, 0.6, 0.6, MIN_ITEM - 0.02])[3] is False


def test_an_item_with_a_widgets_words_in_it_is_left_out() -> None:
    widget = "Ground Game: get the weekly politics newsletter in your inbox"
    assert kept(P + items("Orrin", "Saltby", widget), [0.9, 0.6, 0.6, 0.3])[3] is False


def test_a_list_of_which_next_to_nothing_is_kept_is_left_to_the_trees() -> None:
    assert kept(P + items("Orrin", "Saltby", "Merrow", "Ashby"), [0.9, 0.6, 0.3, 0.3, 0.3])[2:] == [False] * 3


@pytest.mark.parametrize(("last", "whole"), [(0.6, True), (0.3, False)])
def test_of_a_list_of_links_two_of_five_items_have_to_be_kept(last: float, whole: bool) -> None:
    chances = [0.9, 0.6, 0.3, 0.3, 0.3, last]
    assert kept(P + linked("Orrin", "Saltby", "Merrow", "Ashby", "Thornby"), chances)[2] is whole


def test_a_list_below_a_dropped_block_is_left_to_the_trees() -> None:
    assert kept(P + "<p>Menu</p>" + items("Orrin", "Saltby"), [0.9, 0.1, 0.6, 0.3])[3] is False


@pytest.mark.parametrize(
    ("above", "chance", "whole"), [(COLON, MIN_ANNOUNCED, True), (COLON, 0.08, False), (P, 0.3, False)]
)
def test_a_colon_announces_a_list(above: str, chance: float, whole: bool) -> None:
    assert kept(P + above + items("Orrin", "Saltby"), [0.9, 0.9, chance + 0.01, chance + 0.01])[2:] == [whole] * 2


def test_links_that_a_colon_announces_have_to_be_likelier() -> None:
    assert kept(COLON + linked("Orrin", "Saltby"), [0.9, 0.2, 0.2]) == [True, False, False]
    assert kept(COLON + linked("Orrin", "Saltby"), [0.9, 0.35, 0.35]) == [True] * 3


def test_a_table_of_contents_is_not_completed() -> None:
    body = P + linked("The ferry", "The crew") + f"<h2>The ferry</h2>{P}<h2>The crew</h2>{P}"
    assert kept(body, [0.9, 0.6, 0.3, 0.9, 0.9, 0.9, 0.9])[2] is False


ROWS = "".join(f"<tr><td>{name}</td><td>{n}</td></tr>" for n, name in enumerate(["Orrin", "Saltby", "Merrow"]))
TABLE = f"<table>{ROWS}</table>"


@pytest.mark.parametrize(("chance", "whole"), [(MIN_ROW + 0.01, True), (MIN_ROW - 0.02, False)])
def test_a_table_below_a_kept_block_is_kept(chance: float, whole: bool) -> None:
    assert kept(P + TABLE, [0.9] + [chance] * 3)[1:] == [whole] * 3


@pytest.mark.parametrize(("above", "whole"), [("<h2>Ferries a day</h2>", True), (COLON, True), (P, False)])
def test_a_table_that_is_announced_is_kept_whatever_the_trees_say(above: str, whole: bool) -> None:
    assert kept(P + above + TABLE, [0.9, 0.9, 0.02, 0.02, 0.02])[2:] == [whole] * 3


def test_a_table_of_which_a_row_is_kept_is_kept() -> None:
    assert kept(P + "<p>Menu</p>" + TABLE, [0.9, 0.1, 0.02, 0.6, 0.02])[2:] == [True] * 3


def test_a_table_of_links_is_left_to_the_trees() -> None:
    rows = "".join(f"<tr><td><a href=/{n}>Orrin</a></td><td><a href=/x>{n}</a></td></tr>" for n in "123")
    assert kept(f"{P}<table>{rows}</table>", [0.9, 0.3, 0.3, 0.3])[1:] == [False] * 3


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
    ("body", "keeps", "at"),
    [
        (f"<h2>The crew</h2>{P}", [0.3, 0.9], 0),
        (f"{P}<h2>The crew</h2>", [0.9, 0.3], 1),
        (f"{P}<h2>Related stories</h2>{P}", [0.9, 0.3, 0.9], 1),
    ],
    ids=["above the text", "below the text", "label"],
)
def test_other_headings_are_left_to_the_trees(body: str, keeps: list[float], at: int) -> None:
    assert kept(body, keeps)[at] is False


def test_a_page_of_which_nothing_is_kept_stays_so() -> None:
    assert not any(kept(P + items("Orrin", "Saltby"), [0.3, 0.3, 0.3]))
