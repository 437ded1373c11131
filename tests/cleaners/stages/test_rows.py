"""A table is text as a whole or not at all."""

from __future__ import annotations

import pytest

from cleaners import Page
from cleaners.pipeline import lay_out
from cleaners.stages.rows import rows
from cleaners.types import Verdict


def _kept_with(kept: int, cell: str = "{n}") -> list[str]:
    table = "".join(f"<tr><td>{cell.format(n=n)}</td><td>ships</td></tr>" for n in range(4))
    document = lay_out(Page(None, f"<html lang=en><body><article><table>{table}</table></article></body></html>"))
    judged = tuple(Verdict(b, "table", b.index < kept, "x", "x", "judge") for b in document.blocks)
    return [v.block.text for v in rows(document.with_verdicts(judged)) if v.block is not None]


@pytest.mark.parametrize(("kept", "more"), [(0, 0), (1, 0), (2, 2), (4, 0)])
def test_the_rows_of_a_table_that_is_partly_kept_are_kept(kept: int, more: int) -> None:
    assert len(_kept_with(kept)) == more


def test_rows_of_links_are_a_menu() -> None:
    assert _kept_with(2, "<a href=/{n}>A long linked headline of another story, number {n}</a>") == []
