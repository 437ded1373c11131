"""The state knows which pages of sources are to be read, in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.state.listings import MAX_ATTEMPTS, Listings, ListingSaid
from crawler.state.store import Store

FEED = ("g/feed", "https://g/feed", "feed")
MAP = ("g/map", "https://g/map", "sitemap")


def said(stories: int | None = 3, new: int = 0, time: str = "2026-11-20T06:00:00Z", etag: str = "") -> ListingSaid:
    return ListingSaid(time, stories, new, etag)


def walk(
    listings: Listings, run: int, new: dict[str, int] | None = None, time: str = "2026-11-20T06:00:00Z"
) -> list[str]:
    """Read all that is to be read; return the keys in order."""
    order = []
    while task := listings.next("gazette", run):
        listings.finish("gazette", task.key, run, said(new=(new or {}).get(task.key, 0), time=time))
        order.append(task.key)
    return order


def test_sources_are_read_in_every_run_in_the_order_of_the_seed_file(store: Store) -> None:
    listings = Listings(store.connection)
    for run in (1, 2):
        listings.begin("gazette", [MAP, FEED])
        assert walk(listings, run) == ["g/map", "g/feed"]


def test_source_that_the_seed_file_no_longer_names_is_not_read(store: Store) -> None:
    listings = Listings(store.connection)
    listings.begin("gazette", [FEED, MAP])
    listings.begin("gazette", [FEED])
    assert walk(listings, 1) == ["g/feed"]


def test_what_was_never_read_comes_before_what_was_and_then_what_changed_last(store: Store) -> None:
    listings = Listings(store.connection)
    listings.begin("gazette", [MAP])
    children = [(f"g/{n}", f"https://g/{n}") for n in (1, 2, 3)]
    listings.queue("gazette", "sitemap", 1, children)
    assert walk(listings, 1, {"g/2": 5}) == ["g/map", "g/1", "g/2", "g/3"]
    listings.begin("gazette", [MAP])
    listings.queue("gazette", "sitemap", 1, [*children, ("g/4", "https://g/4")])
    assert walk(listings, 2) == ["g/map", "g/4", "g/2", "g/1", "g/3"]


def test_listing_is_read_once_a_run_whoever_leads_to_it(store: Store) -> None:
    listings = Listings(store.connection)
    listings.begin("gazette", [MAP])
    assert walk(listings, 1) == ["g/map"]
    listings.queue("gazette", "sitemap", 1, [("g/map", "https://g/map")])
    assert listings.next("gazette", 1) is None


def test_what_a_killed_run_left_is_still_to_be_read(store: Store) -> None:
    listings = Listings(store.connection)
    listings.queue("gazette", "feed", 1, [("g/feed?2", "https://g/feed?2")])
    listings.begin("gazette", [FEED])
    assert walk(listings, 2) == ["g/feed", "g/feed?2"]


def test_validators_are_those_of_the_last_answer_and_a_failure_forgets_them(store: Store) -> None:
    listings = Listings(store.connection)
    listings.begin("gazette", [FEED])
    listings.finish("gazette", "g/feed", 1, said(etag='"a"'))
    listings.begin("gazette", [FEED])
    task = listings.next("gazette", 2)
    assert task is not None
    assert task.etag == '"a"'
    listings.fail("gazette", "g/feed", 2, "HTTP 500")
    listings.begin("gazette", [FEED])
    again = listings.next("gazette", 3)
    assert again is not None
    assert again.etag == ""


def test_further_page_that_always_fails_is_dropped_and_a_source_never(store: Store) -> None:
    listings = Listings(store.connection)
    listings.queue("gazette", "feed", 1, [("g/2", "https://g/2")])
    tried: list[str] = []
    for run in range(1, MAX_ATTEMPTS + 3):
        listings.begin("gazette", [FEED])
        while task := listings.next("gazette", run):
            listings.fail("gazette", task.key, run, "timeout")
            tried.append(task.key)
    assert (tried.count("g/2"), tried.count("g/feed")) == (MAX_ATTEMPTS, MAX_ATTEMPTS + 2)


@pytest.mark.parametrize(
    ("changed", "now", "is_read"),
    [
        ("2026-11-17T22:00:00Z", "2026-11-20T07:00:00Z", True),
        ("2026-11-17", "2026-11-20T07:00:00Z", True),
        ("2026-11-17T22:00:00", "2026-11-20T07:00:00Z", True),
        ("2026-11-18T07:00:00Z", "2026-11-20T07:00:00Z", False),
        ("2026-11-19", "2026-11-20T07:00:00Z", False),
        ("2026-11-21T07:00:00Z", "2026-11-21T08:00:00Z", False),
        ("2026-11-17T22:00:00Z", "2026-11-27T07:00:00Z", False),
        ("2026-11-17T22:00:00Z", "2026-11-19T07:00:00Z", False),
        ("", "2026-11-20T07:00:00Z", False),
    ],
    ids=[
        "before",
        "a-day",
        "no-zone",
        "just-before",
        "yesterday",
        "since",
        "a-week-ago",
        "by-a-wrong-clock",
        "not-said",
    ],
)
def test_sitemap_is_read_if_it_has_not_changed_since_as_its_index_says(
    store: Store, changed: str, now: str, is_read: bool
) -> None:
    listings = Listings(store.connection)
    listings.queue("gazette", "sitemap", 1, [("g/map-1", "https://g/map-1"), ("g/map-2", "https://g/map-2")])
    listings.finish("gazette", "g/map-1", 1, said(time="2026-11-20T06:00:00Z"))
    answer = replace(said(time=now), changed={"g/map-1": changed, "g/map-2": changed})
    assert listings.is_read("gazette", "g/map-1", answer) == is_read
    assert not listings.is_read("gazette", "g/map-2", answer)
