"""Of near-duplicates all but the first are marked, whatever the order in which they come."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest

from cleaners.near_duplicates import bands, signature
from crawler.archive import Archive
from crawler.files import Batch
from crawler.filing import Filer
from crawler.state.store import Announced, Store
from crawler.urls import url_key
from tests.crawler.pages import address, cleaned, fetched

PARAGRAPHS = [
    f"Paragraph {name} tells at some length what the {name} of the ferry said when the council of the {name} town met on a "
    f"grey {name} morning to decide about bridges, boats and the price of bread in the {name} harbour district."
    for name in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
]
WHOLE = "\n\n".join(PARAGRAPHS)
CUT = "\n\n".join(PARAGRAPHS[:-1])
OTHER = "\n\n".join(
    f"An altogether different report number {n} about glaciers, {n * 7} sheep and a {n}-year-old bell."
    for n in range(20)
)

STORIES = {
    "agency": ("2026-11-20T05:00:00Z", WHOLE),
    "cut": ("2026-11-20T06:00:00Z", CUT),
    "copy": ("", WHOLE),
    "other": ("", OTHER),
}


def file_all(store: Store, root: Path, names: tuple[str, ...]) -> dict[str, str | None]:
    """File stories in this order; return what the records say in the end."""
    for name in names:
        published, text = STORIES[name]
        store.discover(
            "gazette", 1, "2026-11-20", [Announced(url_key(address(name)), address(name), published=published)]
        )
        file(store, root, name, text)
    return {name: said(store, root, name) for name in names}


def filer_of(store: Store, root: Path) -> Filer:
    return Filer(store, Archive(root / "archive"), root / "out", 1, languages={})


def file(store: Store, root: Path, name: str, text: str) -> None:
    values, batch = signature(text), Batch()
    result = replace(cleaned(text), signature=values)
    page = fetched(address(name), result=result, bands=bands(values), may_archive=False)
    filer_of(store, root).file(page, 0, batch)
    batch.write()


def said(store: Store, root: Path, name: str) -> str | None:
    """What state and record say of a story, which is one."""
    row = store.page(url_key(address(name)))
    assert row is not None
    record = json.loads((root / "out" / row["path"].replace(".txt", ".json")).read_bytes())
    assert (record["near_duplicate_of"] or "") == row["near_duplicate_of"]
    return str(row["near_duplicate_of"]).split("/")[-2] if row["near_duplicate_of"] else None


@pytest.mark.parametrize("names", list(itertools.permutations(STORIES)), ids="-".join)
def test_first_is_the_original_in_whatever_order_they_are_filed(
    store: Store, tmp_path: Path, names: tuple[str, ...]
) -> None:
    expected = {"agency": None, "cut": "agency", "copy": "agency", "other": None}
    assert file_all(store, tmp_path, names) == expected


def test_those_that_are_left_find_a_new_original_when_the_first_is_forgotten(store: Store, tmp_path: Path) -> None:
    file_all(store, tmp_path, tuple(STORIES))
    batch = Batch()
    filer_of(store, tmp_path).forget(url_key(address("agency")), batch)
    batch.write()
    assert [said(store, tmp_path, name) for name in ("cut", "copy", "other")] == [None, "cut", None]


def test_correction_that_makes_a_story_another_frees_its_duplicates(store: Store, tmp_path: Path) -> None:
    file_all(store, tmp_path, ("agency", "cut"))
    store.change(url_key(address("agency")), todo="again")
    file(store, tmp_path, "agency", OTHER)
    assert said(store, tmp_path, "cut") is None
