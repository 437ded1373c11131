"""Lists that are text as a whole, or that kept text introduces: a case on each side of every bound."""

from __future__ import annotations

import pytest

from cleaners.model.lists import MIN_ANNOUNCED, MIN_ITEM, complete_lists
from tests.cleaners.model.conftest import COLON, LONG, P, chances_of, items, kept_by, lines, linked

FERRIES = tuple(f"Ferry number {i} is late" for i in range(4))
WINNERS = items("2021: Ada Brook", "2022: Ann Reed", "2023: Ola Lind", "2024: Bo Falk")
TWO = lines(LONG, "The boats won prizes.")


def kept(body: str, given: str) -> str:
    return "".join("k" if k else "-" for k in completed(body, chances_of(given)))


def completed(body: str, chances: list[float]) -> list[bool]:
    return kept_by(complete_lists, body, chances)


def test_half_a_list_among_kept_paragraphs_brings_the_rest() -> None:
    assert kept(TWO + WINNERS, "kkk..k") == "kkkkkk"
    assert kept(TWO + linked(*FERRIES), "kkk..k") == "kkkkkk"
    assert kept(TWO + linked(*FERRIES), "kkk...") == "kkk---"


def test_a_list_elsewhere_has_to_be_kept_by_more() -> None:
    assert kept(TWO + f"<div>{WINNERS}</div>", "kkkk..") == "kkkk--"
    assert kept(TWO + f"<div>{WINNERS}</div>", "kkkkk.") == "kkkkkk"


def test_a_plain_list_between_kept_text_is_kept_whole() -> None:
    assert kept(TWO + WINNERS + P, "kk....k") == "kkkkkkk"


@pytest.mark.parametrize(
    ("body", "given"),
    [
        (TWO + WINNERS, "kk----"),
        (TWO + linked(*FERRIES) + P, "kk----k"),
        (TWO + lines("Menu") + WINNERS + P, "kk-----k"),
        (P + f"<div>{lines('So.')}{WINNERS}</div>" + P, "kk----k"),
        (TWO + items("Write to us") + P, "kk-k"),
        (TWO + f"<div style='display:none'>{WINNERS}</div>" + P, "kk----k"),
    ],
    ids=["nothing below", "links", "not right below", "another element", "one item", "hidden"],
)
def test_a_list_that_may_be_furniture_is_left(body: str, given: str) -> None:
    assert kept(body, given) == given


def test_a_paragraph_in_an_item_is_the_list_s_too() -> None:
    loose = f"<ol>{''.join(f'<li><p>Step {i} of the drill</p></li>' for i in range(4))}</ol>"
    assert kept(TWO + loose, "kkkk.k") == "kkkkkk"


def test_the_short_items_of_an_introduced_list_are_kept_with_the_others() -> None:
    assert completed(P + items("Orrin", "Saltby", "Merrow"), [0.9, 0.6, MIN_ITEM, 0.3]) == [True] * 4


def test_of_the_terms_of_an_introduced_list_the_likelier_are_kept() -> None:
    terms = "<dl><dt>Orrin</dt><dd>Noon</dd><dt>Print</dt></dl>"
    assert completed(P + terms, [0.9, 0.6, 0.3, MIN_ITEM - 0.02]) == [True, True, True, False]


def test_a_term_with_a_widgets_words_in_it_is_left_out() -> None:
    widget = "Ground Game: get the weekly politics newsletter in your inbox"
    terms = f"<dl><dt>Orrin</dt><dd>Noon</dd><dd>{widget}</dd></dl>"
    assert completed(P + terms, [0.9, 0.6, 0.6, 0.3])[3] is False


def test_a_list_of_which_next_to_nothing_is_kept_is_left_to_the_trees() -> None:
    assert kept(P + items("Orrin", "Saltby", "Merrow", "Ashby"), "kk---") == "kk---"


@pytest.mark.parametrize(("last", "whole"), [(0.6, True), (0.3, False)])
def test_of_a_list_of_links_two_of_five_items_have_to_be_kept(last: float, whole: bool) -> None:
    chances = [0.9, 0.6, 0.3, 0.3, 0.3, last]
    assert completed(P + linked("Orrin", "Saltby", "Merrow", "Ashby", "Thornby"), chances)[2] is whole


def test_a_list_below_a_dropped_block_is_left_to_the_trees() -> None:
    assert kept(P + "<p>Menu</p>" + items("Orrin", "Saltby"), "k.k-") == "k-k-"


@pytest.mark.parametrize(
    ("above", "chance", "whole"), [(COLON, MIN_ANNOUNCED, True), (COLON, 0.08, False), (P, 0.3, False)]
)
def test_a_colon_announces_a_list(above: str, chance: float, whole: bool) -> None:
    assert completed(P + above + items("Orrin", "Saltby"), [0.9, 0.9, chance + 0.01, chance + 0.01])[2:] == [whole] * 2


def test_links_that_a_colon_announces_have_to_be_likelier() -> None:
    assert completed(COLON + linked("Orrin", "Saltby"), [0.9, 0.2, 0.2]) == [True, False, False]
    assert completed(COLON + linked("Orrin", "Saltby"), [0.9, 0.35, 0.35]) == [True] * 3


def test_a_table_of_contents_is_not_completed() -> None:
    body = P + linked("The ferry", "The crew") + f"<h2>The ferry</h2>{P}<h2>The crew</h2>{P}"
    assert kept(f"<div>{body}</div>", "k--kkkk") == "k--kkkk"
    announced = COLON + f"<div>{linked('The ferry', 'The crew')}</div><h2>The ferry</h2>{P}<h2>The crew</h2>{P}"
    assert completed(announced, [0.9, 0.4, 0.4, 0.9, 0.9, 0.9, 0.9])[1:3] == [False, False]
