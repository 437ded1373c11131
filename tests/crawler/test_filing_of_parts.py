"""What becomes of a story on several pages, whole or not: one text, one record, every page in the archive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.filing import Filed
from crawler.reconcile import reconcile
from crawler.state.store import RETRY_HOURS, Store, incomplete
from crawler.types import FetchedPage, Incomplete
from crawler.urls import url_key
from tests.crawler.pages import fetched
from tests.crawler.test_filing import FERRY, Cabinet

SECOND, THIRD = f"{FERRY}2/", f"{FERRY}3/"
LATER = Incomplete(THIRD, "HTTP 503")
NEVER = Incomplete(THIRD, "robots", passes=False)


@pytest.fixture
def cabinet(store: Store, tmp_path: Path) -> Cabinet:
    """One that has heard of the ferry."""
    made = Cabinet(store, tmp_path)
    made.announce()
    return made


def story(*parts: str, text: str = "The ferry runs again.", **fields: Any) -> FetchedPage:
    """The ferry's story as it comes to be filed."""
    pages = tuple(replace(fetched(url), result=None, part_of=url_key(FERRY)) for url in parts)
    return replace(fetched(FERRY, text), parts=pages, **fields)


def archived(cabinet: Cabinet) -> list[tuple[str, str, int]]:
    """(address, key of the story it is a part of, number of its parts) of all pages in the archive."""
    cabinet.archive.close()
    return [(page.url, page.part_of, page.parts) for page in cabinet.archive.pages()]


def test_record_names_the_pages_and_where_they_are(cabinet: Cabinet) -> None:
    filed = cabinet.file(story(SECOND, THIRD))
    record = cabinet.record(filed.path)
    assert record["parts"] == [FERRY, SECOND, THIRD]
    assert "incomplete" not in record
    assert archived(cabinet) == [(FERRY, "", 2), (SECOND, url_key(FERRY), 0), (THIRD, url_key(FERRY), 0)]
    assert [place["offset"] for place in record["archive"]["parts"]] == [
        page.place.offset for page in cabinet.archive.pages() if page.part_of
    ]


def test_story_on_one_page_has_no_parts(cabinet: Cabinet) -> None:
    filed = cabinet.file(story())
    assert not {"parts", "incomplete"} & set(cabinet.record(filed.path))
    assert "parts" not in cabinet.record(filed.path)["archive"]


@pytest.mark.parametrize(("missing", "todo"), [(LATER, "again"), (NEVER, ""), (None, "")])
def test_what_is_missing_stands_in_the_record_and_is_fetched_if_it_may_come(
    cabinet: Cabinet, missing: Incomplete | None, todo: str
) -> None:
    filed = cabinet.file(story(SECOND, incomplete=missing))
    told = {"url": THIRD, "reason": missing.reason} if missing else None
    assert (filed.outcome, cabinet.record(filed.path).get("incomplete")) == ("filed", told)
    assert (cabinet.row()["todo"], cabinet.row()["status"]) == (todo, "filed")


def test_missing_page_is_given_up_after_some_tries(cabinet: Cabinet) -> None:
    todos = []
    for _ in range(len(RETRY_HOURS) + 1):
        cabinet.file(story(SECOND, incomplete=LATER))
        todos.append(cabinet.row()["todo"])
    assert todos == ["again"] * len(RETRY_HOURS) + [""]
    assert len(cabinet.texts()) == 1


def test_whole_story_takes_the_place_of_what_there_was_of_it(cabinet: Cabinet) -> None:
    cabinet.file(story(SECOND, incomplete=LATER))
    filed = cabinet.file(story(SECOND, THIRD, text="The ferry runs again. So does the tram."))
    assert (filed.outcome, cabinet.row()["todo"], cabinet.row()["reason"]) == ("corrected", "", "")
    assert "incomplete" not in cabinet.record(filed.path)
    assert len(cabinet.record(filed.path)["parts"]) == 3
    assert len(cabinet.texts()) == 2


@pytest.mark.parametrize(("parts", "outcome"), [((), "unchanged"), ((SECOND,), "corrected")])
def test_less_of_a_story_does_not_take_the_place_of_more(
    cabinet: Cabinet, parts: tuple[str, ...], outcome: str
) -> None:
    filed = cabinet.file(story(SECOND))
    assert cabinet.file(story(*parts, text="The ferry stops.", incomplete=LATER)).outcome == outcome
    assert ("The ferry runs again." in (cabinet.out / filed.path).read_text()) is (outcome == "unchanged")
    assert cabinet.row()["todo"] == "again"


def test_story_cleaned_again_stays_incomplete_and_to_do(cabinet: Cabinet) -> None:
    cabinet.file(story(SECOND, incomplete=LATER))
    row = cabinet.store.page(url_key(FERRY))
    assert row is not None
    place = cabinet.store.parts.of(url_key(FERRY))[0].place
    again = story(SECOND, text="The ferry.", incomplete=incomplete(row))
    again = replace(again, archived=place, parts=tuple(replace(part, archived=place) for part in again.parts))
    filed = cabinet.refile(again)
    assert (filed.outcome, cabinet.row()["todo"], cabinet.row()["attempts"]) == ("remade", "again", 1)
    assert cabinet.record(filed.path)["incomplete"] == {"url": THIRD, "reason": "HTTP 503"}


def test_forgetting_takes_every_page_from_the_archive(cabinet: Cabinet) -> None:
    cabinet.file(story(SECOND, THIRD))
    cabinet.file(story(SECOND, text="The ferry runs no more."))  # the third page is no longer a part of it
    cabinet.archive.close()
    cabinet.forget(FERRY)
    assert (archived(cabinet), cabinet.texts()) == ([], {})
    assert cabinet.store.is_new(url_key(SECOND))


@pytest.mark.parametrize("missing", [None, LATER])
def test_lost_row_is_made_again_with_its_parts(cabinet: Cabinet, missing: Incomplete | None) -> None:
    cabinet.file(story(SECOND, incomplete=missing))
    key = url_key(FERRY)
    row, parts = cabinet.store.page(key), cabinet.store.parts.of(key)
    assert row is not None
    cabinet.store.remove(row)
    reconcile(cabinet.store, cabinet.out, ["gazette"])
    assert cabinet.store.parts.of(key) == parts
    assert cabinet.row()["todo"] == ("again" if missing else "")


def test_story_of_which_nothing_is_archived_can_be_taken_in_again(cabinet: Cabinet) -> None:
    page = story(SECOND, may_archive=False)
    filed = cabinet.file(replace(page, parts=tuple(replace(part, may_archive=False) for part in page.parts)))
    assert cabinet.record(filed.path)["archive"] is None
    row = cabinet.store.page(url_key(FERRY))
    assert row is not None
    cabinet.store.remove(row)
    reconcile(cabinet.store, cabinet.out, ["gazette"])
    assert [part.place.file for part in cabinet.store.parts.of(url_key(FERRY))] == [""]


def test_filed_says_why_less_was_not_taken(cabinet: Cabinet) -> None:
    cabinet.file(story(SECOND))
    filed = cabinet.file(story(text="The ferry stops.", incomplete=LATER))
    assert filed == Filed("unchanged", "incomplete: HTTP 503", filed.path)
