"""Tables below kept text, on both sides of every bound."""

from __future__ import annotations

import pytest

from cleaners.model.tables import MIN_ROW, complete_tables
from tests.cleaners.model.conftest import COLON, P, kept_by

TABLE = f"<table>{''.join(f'<tr><td>{place}</td><td>4</td></tr>' for place in ('Orrin', 'Saltby', 'Merrow'))}</table>"


def kept(body: str, chances: list[float]) -> list[bool]:
    return kept_by(complete_tables, body, chances)


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
