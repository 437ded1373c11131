"""What is gathered of an outlet, and what of it somebody should look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawler.drift import Thresholds
from crawler.report.concerns import concerns, level_of
from crawler.report.health import Health, Measures, SourceSeen, Visit, gather
from crawler.state.listings import Listings, ListingSaid
from crawler.state.runs import VisitRecord, begin_run, record_visit
from crawler.state.store import Announced, Store
from tests.crawler.pages import GAZETTE

NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)
THRESHOLDS = Thresholds(pages=20, history=200, share=0.4, words=2.5, dropped=0.25, confidence=0.2, chance=1e-6)

PAGES: tuple[dict[str, object], ...] = (
    {
        "status": "filed",
        "kind": "article",
        "path": "a",
        "words": 100,
        "confidence": 0.9,
        "dropped": 0.5,
        "archive_file": "f",
    },
    {
        "status": "filed",
        "kind": "live",
        "path": "b",
        "words": 300,
        "confidence": 0.3,
        "dropped": 0.7,
        "reason": "incomplete: https://gazette.example/1/2 HTTP 503",
    },
    {
        "status": "filed",
        "kind": "article",
        "path": "c",
        "words": 200,
        "confidence": 0.8,
        "dropped": 0.6,
        "near_duplicate_of": "x",
    },
    {"status": "rejected", "kind": "index", "reason": "index"},
    {"status": "failed", "reason": "deadline: 20 s", "todo": "fetch"},
    {"status": "failed", "reason": "deadline: 5 s", "todo": "fetch"},
    {"status": "moved", "reason": "gazette.example/elsewhere"},
    {"status": "moved", "kind": "part", "reason": "gazette.example/0"},
)


@pytest.fixture
def health(store: Store, tmp_path: Path) -> Health:
    """That of an outlet with two visits."""
    counts = (
        {"filed": 2, "removed: nav": 6, "refused: robots": 1},
        {"filed": 1, "removed: nav": 3, "removed: share": 1},
    )
    for number, (outcome, counted) in enumerate(zip(("budget-requests: 5 of 5", "ok"), counts, strict=True), 1):
        run = begin_run(store.connection, NOW)
        record_visit(store.connection, run, VisitRecord("gazette", outcome, 5, number, counted))
    for number, columns in enumerate(PAGES):
        key = f"gazette.example/{number}"
        store.discover("gazette", 1, f"2026-11-{10 + number}", [Announced(key, f"https://{key}")])
        store.change(key, **{"todo": "", **columns})
    lists = Listings(store.connection)
    lists.begin("gazette", [("k", "https://gazette.example/feed/", "feed")])
    lists.finish("gazette", "k", 2, ListingSaid("2026-11-20T06:00:00Z", 9, problem="2 of 9 entries without an address"))
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "gazette-20261120T060000Z-1.warc.gz").write_bytes(b"x" * 70)
    (archive / "gazette-20261120T070000Z-1.warc.gz.open").write_bytes(b"x" * 7)
    (archive / "gazette-extra-20261120T060000Z-1.warc.gz").write_bytes(b"x" * 900)
    found = gather({"gazette": GAZETTE}, store.connection, archive, today=date(2026, 11, 15), thresholds=THRESHOLDS)
    assert [one.outlet for one in found] == ["gazette"]
    return found[0]


def test_addresses_are_counted_by_status_kind_and_reason(health: Health) -> None:
    assert health.statuses == {"filed": 3, "failed": 2, "rejected": 1, "moved": 2}
    assert health.kinds == {"article": 2, "live": 1, "index": 1}
    assert health.reasons == {"failed: deadline": 2, "rejected: index": 1, "moved": 2}
    assert (health.stories, health.to_do, health.near_duplicates, health.archived_pages) == (3, 2, 1, 1)


def test_stories_that_lack_a_page_are_counted(health: Health) -> None:
    assert health.incomplete == 1


def test_latest_story_is_the_one_first_seen_last(health: Health) -> None:
    assert (health.last_story, health.days_since_story) == ("2026-11-12", 3)


def test_archive_of_an_outlet_is_not_that_of_one_whose_name_begins_so(health: Health) -> None:
    assert health.archive_bytes == 77


def test_visits_tell_what_was_removed_and_what_was_kept_off(health: Health) -> None:
    assert [(visit.run, visit.filed, visit.outcome[:6]) for visit in health.visits] == [(1, 1, "budget"), (2, 2, "ok")]
    assert health.removed == {"nav": 0.9, "share": 0.1}
    assert health.stops == {"refused: robots": 1, "budget-requests": 1}


def test_measures_are_those_of_filed_stories(health: Health) -> None:
    assert health.measures == Measures(3, (120, 200, 280), 0.8, 0.333, 0.6)


def test_sources_are_those_of_the_seed_file_also_if_they_were_never_read(store: Store, tmp_path: Path) -> None:
    lists, feed = Listings(store.connection), "https://gazette.example/feed/"
    lists.begin("gazette", [("old", "https://gazette.example/old/", "feed")])
    lists.finish("gazette", "old", 1, ListingSaid("2026-11-19T06:00:00Z", 0, problem="not a feed"))
    for run in range(2, 6):
        lists.begin("gazette", [("new", feed, "feed")])
        lists.fail("gazette", "new", run, "HTTP 404")
    (health,) = gather({"gazette": GAZETTE}, store.connection, tmp_path, today=NOW.date(), thresholds=THRESHOLDS)
    assert health.sources == (SourceSeen("feed", feed, "", 0, "HTTP 404"),)


def test_sources_tell_their_problems(health: Health) -> None:
    source = SourceSeen(
        "feed", "https://gazette.example/feed/", "2026-11-20T06:00:00Z", 9, "2 of 9 entries without an address"
    )
    assert health.sources == (source,)
    assert [concern.level for concern in concerns(health)] == ["look", "look"]


def test_outlets_without_a_seed_file_and_those_never_visited_are_told_of(store: Store, tmp_path: Path) -> None:
    store.discover("closed", 1, "2026-11-20", [Announced("k", "https://closed.example/k")])
    found = gather({"gazette": GAZETTE}, store.connection, tmp_path, today=date(2026, 11, 20), thresholds=THRESHOLDS)
    assert [(one.outlet, one.name, level_of(one), one.measures) for one in found] == [
        ("closed", "closed", "new", None),
        ("gazette", "Example Gazette", "new", None),
    ]


def visit(outcome: str = "ok", listed: int = 5, **counts: int) -> Visit:
    return Visit(
        1, "2026-11-20T06:00:00Z", outcome, listed, 0, {name.replace("_", ": "): n for name, n in counts.items()}
    )


CASES = [
    ((visit(), visit()), {}, "good", ""),
    ((visit(), visit("host-left-alone: gazette.example")), {}, "bad", "the last visit ended early"),
    ((visit(), visit("budget-seconds: 9 of 9")), {}, "look", "the last visit ended early"),
    ((visit("host-left-alone: gazette.example"), visit()), {}, "good", ""),
    ((visit(), visit(listed=0)), {}, "bad", "announces no story"),
    ((visit(listed=-1), visit(listed=-1)), {}, "good", ""),
    ((visit(), visit(filed=7, failed_timeout=3)), {}, "look", "3 of 10 pages failed"),
    ((visit(), visit(filed=9, failed_timeout=1)), {}, "good", ""),
    ((visit(), visit()), {"days_since_story": 9}, "look", "no new story for 9 days"),
    ((visit(), visit()), {"drift": ("median words 5, was 400",)}, "bad", "drift: median words 5"),
    ((visit(), visit()), {"measures": Measures(9, (1, 2, 3), 0.4, 0.6, 0.5)}, "look", "the judge doubts 60%"),
    ((visit(), visit()), {"days_since_story": None}, "look", "no story has been filed yet"),
]


@pytest.mark.parametrize(("visits", "changes", "level", "text"), CASES)
def test_what_somebody_should_look_at(
    health: Health, visits: tuple[Visit, ...], changes: dict[str, object], level: str, text: str
) -> None:
    changed = replace(health, **{"visits": visits, "sources": (), "measures": None, **changes})  # type: ignore[arg-type]
    assert level_of(changed) == level
    assert [concern.text.startswith(text) for concern in concerns(changed)] == ([True] if text else [])
