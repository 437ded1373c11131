"""What an outlet is asked next, and when the visit is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crawler import clock
from crawler.desk import Desk
from crawler.places import Places
from crawler.reading import Read
from crawler.state.listings import ListingTask
from crawler.state.store import Announced, Discovery, Task
from crawler.types import Budget
from crawler.urls import url_key
from crawler.visits import Visit
from tests.crawler.pages import GAZETTE, address


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose outlet has two hosts."""
    outlet = replace(GAZETTE, domains=("gazette.example", "herald.example"))
    desk = Desk(Places(tmp_path / "out", tmp_path / "var"), {"gazette": outlet})
    yield desk
    desk.shut()


def visit(desk: Desk, requests: int = 100, listings: int = 10) -> Visit:
    return Visit(desk.outlets["gazette"], desk, Budget(requests=requests, listings=listings, depth=2))


def announce(desk: Desk, run: int, *names: str, published: str = "") -> None:
    found = [Announced(url_key(address(name)), address(name), published=published) for name in names]
    desk.submit(lambda _: desk.store.discover("gazette", run, "2026-11-20", found)).result()


def queue(desk: Desk, *paths: str) -> None:
    sources = [(path, f"https://gazette.example/{path}", "feed") for path in paths]
    desk.submit(lambda _: desk.lists.begin("gazette", sources)).result()


def walk(desk: Desk, visit: Visit) -> list[str]:
    """Follow a visit to its end, as if every answer were empty; return the last parts of addresses."""
    order = []
    while task := visit.next(clock.now()):
        order.append(task.url.rstrip("/").rpartition("/")[2])
        if isinstance(task, ListingTask):
            desk.submit(lambda _, key=task.key: desk.lists.fail("gazette", key, desk.run, "empty")).result()
        else:
            desk.submit(lambda _, key=task.key: desk.store.set_aside(key, desk.run, "gone", "HTTP 410")).result()
    return order


def test_listings_come_first_then_stories(desk: Desk) -> None:
    queue(desk, "feed", "map")
    announce(desk, desk.run, "ferry")
    assert walk(desk, visit(desk)) == ["feed", "map", "ferry"]


def test_what_was_left_undone_comes_before_what_is_new(desk: Desk) -> None:
    announce(desk, desk.run, "new", published="2026-11-20")
    announce(desk, 0, "old", published="2026-11-01")
    assert walk(desk, visit(desk)) == ["old", "new"]


def test_what_was_left_undone_takes_at_most_half_the_requests(desk: Desk) -> None:
    announce(desk, 0, *(f"old-{n}" for n in range(6)))
    announce(desk, desk.run, "new-0", "new-1")
    assert walk(desk, visit(desk, requests=4)) == ["old-0", "old-1", "new-0", "new-1"]


def test_what_was_tried_in_vain_comes_last(desk: Desk) -> None:
    announce(desk, 0, "hanging", published="2026-11-20")
    announce(desk, 0, "old", published="2026-11-01")
    announce(desk, desk.run, "new")
    desk.submit(lambda _: desk.store.fail(url_key(address("hanging")), 0, "timeout", clock.now())).result()
    assert walk(desk, visit(desk)) == ["old", "new", "hanging"]


def test_listings_have_their_own_bound(desk: Desk) -> None:
    queue(desk, "a", "b", "c")
    announce(desk, desk.run, "ferry")
    assert walk(desk, visit(desk, listings=2)) == ["a", "b", "ferry"]


def test_story_that_another_has_led_to_meanwhile_is_not_asked_for_again(desk: Desk) -> None:
    announce(desk, desk.run, "first", "second")
    ongoing = visit(desk)
    assert ongoing.next(clock.now()) is not None
    desk.submit(lambda _: desk.store.set_aside(url_key(address("second")), desk.run, "gone", "HTTP 410")).result()
    assert ongoing.next(clock.now()) is None


def test_address_that_waits_for_its_next_try_is_not_asked_for(desk: Desk) -> None:
    announce(desk, 0, "ferry")
    for run in (-2, -1):
        desk.submit(lambda _, run=run: desk.store.fail(url_key(address("ferry")), run, "timeout", clock.now())).result()
    assert visit(desk).next(clock.now()) is None
    assert visit(desk).next(clock.now() + timedelta(minutes=16)) is not None


def test_one_host_that_is_left_alone_leaves_the_other(desk: Desk) -> None:
    announce(desk, desk.run, "one", "two")
    other = "https://herald.example/2026/11/20/three/"
    desk.submit(
        lambda _: desk.store.discover("gazette", desk.run, "2026-11-20", [Announced(url_key(other), other)])
    ).result()
    ongoing = visit(desk)
    first = ongoing.next(clock.now())
    assert isinstance(first, Task)
    ongoing.leave_host(first.url, "host-busy")
    assert ongoing.notes.outcome == "ok"
    following = ongoing.next(clock.now())
    assert following is not None
    assert following.url == other
    ongoing.leave_host(other, "host-dead")
    assert (ongoing.notes.outcome, ongoing.next(clock.now())) == ("host-dead", None)


def test_visit_that_was_cut_short_asks_for_nothing_more_and_says_why(desk: Desk) -> None:
    announce(desk, desk.run, "ferry")
    ongoing = visit(desk)
    ongoing.end("budget-requests: 5 of 5")
    ongoing.end("something later")
    assert ongoing.next(clock.now()) is None
    ongoing.over("")
    assert (ongoing.is_over, ongoing.notes.outcome) == (True, "budget-requests: 5 of 5")


def test_only_the_one_address_is_asked_for(desk: Desk) -> None:
    queue(desk, "feed")
    announce(desk, desk.run, "ferry", "bridge")
    ongoing = visit(desk)
    ongoing.only(url_key(address("bridge")), address("bridge"))
    assert walk(desk, ongoing) == ["bridge"]


def test_stories_listed_twice_count_once(desk: Desk) -> None:
    ongoing = visit(desk)
    task = ListingTask("k", "https://gazette.example/feed", "feed", 0, "", "")
    stories = tuple(Announced(url_key(address(n)), address(n)) for n in ("a", "b"))
    ongoing.listing_read(task, Read(stories, (), True, "", {"list": 3}), Discovery(new=1))
    ongoing.listing_read(
        task, Read(stories[:1], (), True, "2 of 9 entries without an address", {"list": 1}), Discovery()
    )
    counts = ongoing.notes.counts
    assert (ongoing.notes.listed, counts["found"], counts["known"], counts["not a story: list"]) == (2, 1, 1, 4)
    assert ongoing.notes.problems == ["feed https://gazette.example/feed: 2 of 9 entries without an address"]


def test_failed_source_is_told_apart_from_a_failed_page_of_one(desk: Desk) -> None:
    ongoing = visit(desk)
    for depth in (0, 1):
        ongoing.listing_failed(ListingTask("k", "https://gazette.example/feed", "feed", depth, "", ""), "HTTP 500")
    assert (ongoing.notes.failed_sources, ongoing.notes.counts["listings failed"]) == (1, 2)


@pytest.mark.parametrize(
    ("found", "failed"),
    [
        (Read((), (), True, "not a feed: begins with '<html>'"), 1),
        (Read((), (), True, ""), 0),
        (Read((), (), True, "1 of 3 entries without an address", {"off-site": 2}), 0),
        (Read((), (("k", "https://gazette.example/map-1.xml"),), False, "text before the first element"), 0),
        (Read((Announced("k", "https://gazette.example/a"),), (), True, "not well-formed: fault"), 0),
    ],
    ids=["page-of-html", "empty-feed", "stories-elsewhere", "index", "damaged"],
)
def test_source_of_which_nothing_can_be_read_has_failed(desk: Desk, found: Read, failed: int) -> None:
    ongoing = visit(desk)
    ongoing.listing_read(ListingTask("k", "https://gazette.example/feed", "feed", 0, "", ""), found, Discovery())
    assert ongoing.notes.failed_sources == failed


def test_source_is_followed_as_deep_as_the_budget_allows(desk: Desk) -> None:
    ongoing = visit(desk)
    tasks = [ListingTask("k", "https://gazette.example/feed", "feed", depth, "", "") for depth in (0, 1, 2)]
    assert [ongoing.may_go_deeper(task) for task in tasks] == [True, True, False]


def test_no_bound_is_no_bound(desk: Desk) -> None:
    announce(desk, desk.run, *(f"s-{n}" for n in range(30)))
    unbounded = Visit(desk.outlets["gazette"], desk, Budget())
    assert len(walk(desk, unbounded)) == 30
