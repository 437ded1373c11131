"""What a run came to, in lines and in the exit code."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.desk import FINISHED, Notes
from crawler.drift import Drift
from crawler.files import Batch
from crawler.places import Places
from crawler.state.runs import HISTORY, VisitRecord, always_listed_something, record_visit
from crawler.state.store import Announced, Store
from crawler.summary import (
    REPORTS,
    Ending,
    exit_code,
    faults,
    line_of,
    note_barren,
    put_report,
    reasons_of,
    total_of,
)


def notes(**fields: Any) -> Notes:
    counts = Counter(fields.pop("counts", {}))
    return Notes(counts=counts, **fields)


DEAD = notes(
    outcome="host-left-alone: gazette.example has not answered 5 times", problems=["feed https://g/feed: timeout"]
)

CODES = [
    ({"a": notes(), "b": notes(counts={"filed": 3, "failed: HTTP 500": 1})}, {}, Ending(FINISHED), 0),
    ({"a": notes(), "b": notes(failed_sources=1)}, {}, Ending(FINISHED), 1),
    ({"a": notes(), "b": DEAD}, {}, Ending(FINISHED), 1),
    ({"a": notes(outcome="budget-requests: 5 of 5")}, {}, Ending(FINISHED), 0),
    ({"a": notes(listed=0)}, {"a": True}, Ending(FINISHED), 3),
    ({"a": DEAD}, {"a": True}, Ending(FINISHED), 3),
    ({"a": notes()}, {}, Ending("cannot-write"), 73),
    ({"a": notes()}, {"a": True}, Ending("shutdown", "SIGTERM"), 143),
    ({"a": DEAD}, {}, Ending("cannot-write", "SIGINT"), 130),
    ({"a": notes()}, {}, Ending("crashed"), 1),
    ({"a": notes(counts={"failed": 4})}, {}, Ending(FINISHED), 1),
    ({"a": notes(counts={"failed": 1, "filed": 1})}, {}, Ending(FINISHED), 0),
    ({"a": notes(barren="rejected: empty (7)")}, {}, Ending(FINISHED), 1),
]


DRIFTS = {"a": (Drift("median words", 400, 60, 20, 200),)}


def test_drift_is_graver_than_silence_and_less_grave_than_a_disk_that_refuses() -> None:
    outlets = {"a": notes(listed=0)}
    assert exit_code(outlets, {"a": True}, Ending(FINISHED), DRIFTS) == 4
    assert exit_code(outlets, {"a": True}, Ending("cannot-write"), DRIFTS) == 73


def test_drift_is_named_with_its_outlet_measure_and_evidence() -> None:
    assert list(faults({"a": notes()}, {"a": False}, DRIFTS)) == [
        "a: drift: median words 60, was 400 (latest 20 pages against 200 before)"
    ]


@pytest.mark.parametrize(("outlets", "silent", "ending", "expected"), CODES)
def test_exit_code_is_that_of_the_gravest_thing(
    outlets: dict[str, Notes], silent: dict[str, bool], ending: Ending, expected: int
) -> None:
    silent = {outlet: silent.get(outlet, False) for outlet in outlets}
    assert exit_code(outlets, silent, ending) == expected


def test_line_tells_of_an_outlet_and_why_its_visit_was_cut_short() -> None:
    counts = {
        "filed": 12,
        "corrected": 1,
        "rejected": 2,
        "rejected: index": 2,
        "failed: timeout": 3,
        "gone: HTTP 410": 1,
    }
    line = line_of("gazette", notes(counts=counts))
    assert line.split()[:10] == ["gazette", "12", "new", "1", "corrected", "3", "no", "story", "3", "failed"]
    assert line_of("gazette", DEAD).endswith("has not answered 5 times")


def test_total_adds_up() -> None:
    assert total_of({"a": notes(counts={"filed": 2}), "b": notes(counts={"filed": 3})}).split()[:4] == [
        "2",
        "outlets",
        "5",
        "new",
    ]


def test_faults_name_the_outlet_and_keep_quiet_about_trifles() -> None:
    trifle = notes(problems=["feed https://h/feed: 2 of 9 entries without an address"])
    lines = list(faults({"gazette": DEAD, "herald": trifle}, {"gazette": False, "herald": True}))
    assert lines == [
        "gazette: host-left-alone: gazette.example has not answered 5 times",
        "gazette: feed https://g/feed: timeout",
        "herald: announces no story, and always did before",
    ]


def test_outlet_has_always_listed_something_if_its_last_visits_did(store: Store) -> None:
    for run in range(1, HISTORY + 2):
        store.connection.execute("INSERT INTO runs (id, started_at) VALUES (?, '')", (run,))
        assert always_listed_something(store.connection, "gazette", run) == (run == HISTORY + 1)
        record_visit(store.connection, run, VisitRecord("gazette", "ok", 5 if run % 2 else -1, 0, {}))
    record_visit(store.connection, HISTORY, VisitRecord("gazette", "ok", 0, 0, {}))
    assert not always_listed_something(store.connection, "gazette", HISTORY + 1)


def test_reasons_are_those_why_there_is_no_story_the_most_frequent_first() -> None:
    counts = {"filed": 9, "removed: share": 9, "failed: timeout": 1, "not a story: off-site": 3, "gone: HTTP 404": 0}
    assert reasons_of(counts) == "not a story: off-site (3), failed: timeout (1)"


def test_outlet_that_was_visited_and_never_gave_a_story_is_barren(store: Store) -> None:
    for outlet, status in (("good", "filed"), ("empty", "rejected")):
        key = f"{outlet}.example/1"
        store.discover(outlet, 1, "2026-11-20", [Announced(key, f"https://{key}")])
        path = f"{outlet}/2026/11/20/1.txt" if status == "filed" else None
        store.settle(key, 1, status=status, reason="" if path else "empty", path=path)
    outlets = {
        "good": notes(visited=True, listed=1),
        "empty": notes(visited=True, listed=1, counts={"not a story: off-site": 2}),
        "silent": notes(visited=True, listed=0),
        "unchanged": notes(visited=True),
        "renamed": notes(visited=True, listed=9, counts={"known": 9}),
        "not-visited": notes(),
        "dead": notes(visited=True, listed=0, failed_sources=1),
    }
    note_barren(store.connection, outlets)
    assert {name: n.barren for name, n in outlets.items() if n.barren} == {
        "empty": "not a story: off-site (2), rejected: empty (1)",
        "silent": "its sources announce nothing",
        "unchanged": "its sources say that nothing has changed",
    }


def test_reports_of_long_ago_are_deleted(tmp_path: Path) -> None:
    desk: Any = SimpleNamespace(run=REPORTS + 7, places=Places(tmp_path / "out", tmp_path / "var"))
    desk.places.report.mkdir(parents=True)
    for name in ("run-000006.json", "run-000007.json", "run-000008.json", "run-of-mine.json"):
        (desk.places.report / name).write_text("{}", encoding="ascii")
    put_report(Batch(), desk, {})
    assert sorted(path.name for path in desk.places.report.iterdir()) == ["run-000008.json", "run-of-mine.json"]
