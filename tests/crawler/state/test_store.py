"""The state knows what is to do, in which order, and when to give up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.clock import stamp
from crawler.state.store import MAX_SIMILAR, RETRY_HOURS, Announced, Discovery, Store, pack, unpack
from crawler.urls import digest_of

DAY = "2026-11-20"
NOW = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)


def story(name: str, published: str = "", modified: str = "", title: str = "") -> Announced:
    return Announced(f"gazette.example/{name}", f"https://gazette.example/{name}", title, published, modified)


def found(store: Store, run: int, *stories: Announced) -> Discovery:
    return store.discover("gazette", run, DAY, stories)


def keys(store: Store, run: int, now: datetime = NOW) -> list[list[str]]:
    return [[task.key.rpartition("/")[2] for task in tasks] for tasks in store.todo("gazette", run, now, 100)]


def file(store: Store, name: str, fetched_at: datetime = NOW) -> None:
    path = f"gazette/2026/11/20/{name}.txt"
    store.settle(f"gazette.example/{name}", 1, status="filed", path=path, fetched_at=stamp(fetched_at))


def test_new_stories_are_to_do_newest_first(store: Store) -> None:
    brought = found(store, 1, story("a", "2026-11-18"), story("b"), story("c", "2026-11-20T05:00:00Z"), story("d"))
    assert brought == Discovery(new=4)
    assert keys(store, 1) == [[], ["c", "a", "b", "d"]]


def test_what_an_earlier_run_left_is_told_apart(store: Store) -> None:
    found(store, 1, story("a"))
    found(store, 2, story("b"))
    assert keys(store, 2) == [["a"], ["b"]]


def test_story_announced_twice_is_one(store: Store) -> None:
    assert found(store, 1, story("a"), story("a")) == Discovery(new=1)
    assert found(store, 2, story("a")) == Discovery()


def test_first_announcement_that_says_something_counts(store: Store) -> None:
    found(store, 1, story("a"), story("a", "2026-11-18", title="Ferry"), story("a", "2026-11-19", title="Boat"))
    row = store.page("gazette.example/a")
    assert row is not None
    assert (row["title"], row["published"]) == ("Ferry", "2026-11-18")


def test_settled_story_is_not_to_do(store: Store) -> None:
    found(store, 1, story("a"))
    assert store.is_to_do("gazette.example/a", 1)
    file(store, "a")
    assert not store.is_to_do("gazette.example/a", 1)
    assert keys(store, 2) == [[], []]


def test_filed_story_is_to_do_again_if_it_has_changed_since_it_was_fetched(store: Store) -> None:
    found(store, 1, story("a", modified="2026-11-19T00:00:00Z"))
    file(store, "a")
    assert found(store, 2, story("a", modified="2026-11-20T06:00:00Z")) == Discovery()
    assert found(store, 2, story("a", modified="2026-11-20T07:00:00Z")) == Discovery(changed=1)
    assert found(store, 2, story("a", modified="2026-11-20T07:00:00Z")) == Discovery()
    assert [task.todo for task in store.todo("gazette", 2, NOW, 9)[0]] == ["again"]


@pytest.mark.parametrize(("unchanged", "hours"), [(0, 0), (1, 6), (2, 24), (99, 720)])
def test_source_that_cries_wolf_is_believed_ever_later(store: Store, unchanged: int, hours: int) -> None:
    found(store, 1, story("a"))
    file(store, "a")
    store.change("gazette.example/a", unchanged=unchanged)
    found(store, 2, story("a", modified="2026-11-20T06:31:00Z"))
    later = NOW + timedelta(hours=hours)
    assert keys(store, 2, later)[0] == ["a"]
    assert hours == 0 or keys(store, 2, later - timedelta(seconds=1))[0] == []


@pytest.mark.parametrize(("day", "hours"), [("2026-11-20", 0), ("2026-11-19", 0.65), ("2026-11-09", 24.65)])
def test_story_that_changes_whenever_one_looks_is_looked_at_ever_more_rarely(
    store: Store, day: str, hours: float
) -> None:
    store.discover("gazette", 1, day, [story("a")])
    file(store, "a")
    found(store, 2, story("a", modified="2026-11-20T06:31:00Z"))
    later = NOW + timedelta(hours=hours)
    assert keys(store, 2, later)[0] == ["a"]
    assert hours == 0 or keys(store, 2, later - timedelta(seconds=1))[0] == []


def test_failed_story_is_tried_again_in_later_runs_ever_more_rarely_until_it_is_given_up(store: Store) -> None:
    found(store, 1, story("a"))
    now, waits = NOW, []
    for run in range(1, len(RETRY_HOURS) + 2):
        assert store.is_to_do("gazette.example/a", run)
        store.fail("gazette.example/a", run, "timeout", now)
        assert not store.is_to_do("gazette.example/a", run)
        wait = next((hours for hours in RETRY_HOURS if keys(store, run + 1, now + timedelta(hours=hours))[0]), None)
        waits.append(wait)
        now += timedelta(hours=wait or 0)
    assert waits == [*RETRY_HOURS, None]
    row = store.page("gazette.example/a")
    assert row is not None
    assert (row["status"], row["reason"]) == ("failed", "timeout")


def test_filed_story_that_fails_to_be_fetched_again_stays_filed(store: Store) -> None:
    found(store, 1, story("a"))
    file(store, "a")
    found(store, 2, story("a", modified="2026-11-21T00:00:00Z"))
    store.fail("gazette.example/a", 2, "HTTP 503", NOW, http_status=503)
    store.set_aside("gazette.example/a", 3, "gone", "HTTP 410")
    row = store.page("gazette.example/a")
    assert row is not None
    assert (row["status"], row["reason"], row["todo"]) == ("filed", "HTTP 410", "")


def test_story_that_was_never_there_is_looked_for_twice_more(store: Store) -> None:
    found(store, 1, story("a"))
    now, waits = NOW, []
    for run in range(1, 4):
        store.not_there("gazette.example/a", run, "HTTP 404", now)
        wait = next((hours for hours in RETRY_HOURS if keys(store, run + 1, now + timedelta(hours=hours))[0]), None)
        waits.append(wait)
        now += timedelta(hours=wait or 0)
    assert waits == [6.0, 24.0, None]
    row = store.page("gazette.example/a")
    assert row is not None
    assert (row["status"], row["reason"], row["http_status"]) == ("gone", "HTTP 404", 404)


def test_filed_story_that_is_taken_off_the_web_is_not_looked_for(store: Store) -> None:
    found(store, 1, story("a"))
    file(store, "a")
    found(store, 2, story("a", modified="2026-11-21T00:00:00Z"))
    store.not_there("gazette.example/a", 2, "HTTP 404", NOW)
    assert not store.is_to_do("gazette.example/a", 3)


def test_story_that_moved_takes_its_day_and_dates_along(store: Store) -> None:
    store.discover("gazette", 1, "2026-11-18", [story("old", "2026-11-17", title="Ferry")])
    store.move("gazette.example/old", story("new"), 2)
    old, new = store.page("gazette.example/old"), store.page("gazette.example/new")
    assert old is not None
    assert new is not None
    assert (old["status"], old["reason"], old["todo"]) == ("moved", "gazette.example/new", "")
    assert (new["first_seen"], new["published"], new["title"], new["todo"]) == (
        "2026-11-18",
        "2026-11-17",
        "Ferry",
        "fetch",
    )


def test_story_that_moved_to_a_known_one_changes_nothing_there(store: Store) -> None:
    found(store, 1, story("old"), story("new"))
    file(store, "new")
    store.move("gazette.example/old", story("new"), 2)
    assert not store.is_to_do("gazette.example/new", 2)


def test_forgotten_story_is_never_taken_in_again(store: Store) -> None:
    strict = Store(store.connection, {digest_of("gazette.example/a", 32)})
    assert found(strict, 1, story("a"), story("b")) == Discovery(new=1)
    strict.move("gazette.example/b", story("a"), 1)
    assert strict.page("gazette.example/a") is None


def test_similar_pages_are_those_with_a_band_in_common_most_in_common_first(store: Store) -> None:
    found(store, 1, story("a"), story("b"), story("c"))
    for number, hashes in enumerate([(1, 2), (2, 3), (4,)], 1):
        store.connection.execute("UPDATE pages SET signature = x'00' WHERE id = ?", (number,))
        store.index(number, hashes)
    assert [row["id"] for row in store.similar([2, 3])] == [2, 1]
    store.index(2, [9])
    assert [row["id"] for row in store.similar([2, 3])] == [1]


def test_flood_of_pages_that_are_all_alike_is_compared_with_some_of_them(store: Store) -> None:
    found(store, 1, *(story(str(number)) for number in range(MAX_SIMILAR * 3)))
    store.connection.execute("UPDATE pages SET signature = x'00'")
    for number in range(1, MAX_SIMILAR * 3):
        store.index(number, [7, 8])
    assert len(list(store.similar([7, 8]))) == MAX_SIMILAR


@pytest.mark.parametrize("numbers", [(), (0, 1, 2**64 - 1)])
def test_signature_unpacks_as_it_was_packed(numbers: tuple[int, ...]) -> None:
    assert unpack(pack(numbers)) == numbers
