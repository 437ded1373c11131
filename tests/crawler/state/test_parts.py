"""Which addresses are further pages of stories, and what that means for the rest of the state."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.state.parts import Part
from crawler.state.store import RETRY_HOURS, Announced, Store
from crawler.types import ArchivePlace
from crawler.urls import url_key
from tests.crawler.pages import DAY, address

MILL = Announced(url_key(address("mill")), address("mill"))
NOW = datetime(2026, 11, 20, 7, tzinfo=UTC)


def part(number: int, file: str = "a.warc.gz") -> Part:
    """A further page of the mill's story."""
    url = f"{address('mill')}?page={number}"
    return Part(url_key(url), url, ArchivePlace(file, number, 9))


def announced(number: int, modified: str = "") -> Announced:
    """It as a source names it."""
    return Announced(part(number).key, part(number).url, modified=modified)


@pytest.fixture
def mill(store: Store) -> Store:
    """A state that knows the mill's story, of three pages."""
    store.discover("gazette", 1, DAY, [MILL])
    store.settle(MILL.key, 1, status="filed", path="mill.txt", fetched_at="2026-11-20T06:00:00Z")
    store.parts.put(MILL.key, [part(2), part(3)])
    return store


def test_parts_are_kept_in_order(mill: Store) -> None:
    assert mill.parts.of(MILL.key) == [part(2), part(3)]
    assert mill.parts.story_of(part(3).key) == MILL.key
    assert mill.parts.story_of(MILL.key) == MILL.key


def test_a_part_that_is_announced_is_no_new_story(mill: Store) -> None:
    assert not mill.is_new(part(2).key)
    assert mill.discover("gazette", 2, DAY, [announced(2)]).new == 0
    assert mill.page(part(2).key) is None


def test_a_change_of_a_part_is_a_change_of_the_story(mill: Store) -> None:
    assert mill.discover("gazette", 2, DAY, [announced(2, "2026-11-21T06:00:00Z")]).changed == 1
    assert mill.is_to_do(MILL.key, 2)


def test_an_address_that_waited_to_become_a_story_waits_no_longer(store: Store) -> None:
    store.discover("gazette", 1, DAY, [MILL, announced(2)])
    store.parts.put(MILL.key, [part(2)])
    row = store.page(part(2).key)
    assert row is not None
    assert (row["status"], row["reason"], row["todo"]) == ("moved", MILL.key, "")


def test_a_story_that_was_filed_before_it_became_a_part_keeps_its_files(store: Store) -> None:
    store.discover("gazette", 1, DAY, [MILL, announced(2)])
    store.settle(part(2).key, 1, status="filed", path="part.txt")
    store.parts.put(MILL.key, [part(2)])
    row = store.page(part(2).key)
    assert row is not None
    assert (row["status"], row["path"]) == ("filed", "part.txt")


def test_fewer_parts_take_the_place_of_more(mill: Store) -> None:
    mill.parts.put(MILL.key, [part(2)])
    assert mill.parts.story_of(part(3).key) == part(3).key


def test_meeting_a_part_of_an_unknown_story_makes_the_story_to_do(store: Store) -> None:
    store.discover("gazette", 1, DAY, [announced(2)])
    store.meet_part(part(2).key, MILL, 1)
    assert store.is_to_do(MILL.key, 1)
    assert not store.is_to_do(part(2).key, 1)


def test_meeting_a_part_that_a_filed_story_had_not_has_it_done_again(mill: Store) -> None:
    mill.discover("gazette", 2, DAY, [announced(4)])
    mill.meet_part(part(4).key, MILL, 2)
    assert mill.is_to_do(MILL.key, 2)


def test_parts_of_what_is_no_story_are_done_by_themselves(store: Store) -> None:
    store.discover("gazette", 1, DAY, [announced(2)])
    store.meet_part(part(2).key, MILL, 1)
    store.set_aside(MILL.key, 1, "gone", "HTTP 404")
    assert store.is_to_do(part(2).key, 2)


@pytest.mark.parametrize(("tries", "is_free"), [(len(RETRY_HOURS), False), (len(RETRY_HOURS) + 1, True)])
def test_parts_of_a_story_that_is_given_up_are_done_by_themselves(store: Store, tries: int, is_free: bool) -> None:
    store.discover("gazette", 1, DAY, [announced(2)])
    store.meet_part(part(2).key, MILL, 1)
    for run in range(tries):
        store.fail(MILL.key, run, "HTTP 500", NOW)
    assert store.is_to_do(part(2).key, 99) is is_free


def test_archive_file_that_is_gone_takes_the_story_with_it(mill: Store) -> None:
    mill.parts.put(MILL.key, [part(2), part(3, "b.warc.gz")])
    assert mill.lose_archive("b.warc.gz") == 1
    assert [each.place.file for each in mill.parts.of(MILL.key)] == ["a.warc.gz", ""]


def test_a_story_that_is_removed_has_no_parts(mill: Store) -> None:
    row = mill.page(MILL.key)
    assert row is not None
    mill.remove(row)
    assert mill.parts.of(MILL.key) == []
