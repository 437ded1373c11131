"""Says what a run came to: a line an outlet, a report as JSON, an exit code."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from scrapy.settings import BaseSettings

from crawler import clock
from crawler.desk import DISK_REFUSES, FINISHED, Desk, Notes
from crawler.drift import Drift, Thresholds, drift_of
from crawler.files import Batch
from crawler.opening import CANNOT_WRITE, DRIFT, NOTHING_FOUND, OK, SOME_FAILED
from crawler.state.runs import always_listed_something, has_given_a_story, without_story

_NO_STORY = ("rejected: ", "refused: ", "gone: ")

_NO_USE = ("not a story: ", *_NO_STORY, "failed: ")

MAX_REASONS = 4
"""Reasons told of an outlet that has given no story."""

REPORTS = 1000
"""Reports of runs that are kept: six weeks of hourly ones."""

_CLEANED = ("filed", "corrected", "remade", "unchanged", "rejected")

Drifts = Mapping[str, Sequence[Drift]]
"""Outlet -> by what its pages differ from before."""

NO_DRIFT: Drifts = MappingProxyType({})

SIGNALS: Mapping[str, int] = {"SIGINT": 130, "SIGTERM": 143}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended."""

    finish: str
    """FINISHED, or why the spider closed."""
    signal: str = ""
    """The signal that stopped it; empty if none did."""


def line_of(outlet: str, notes: Notes) -> str:
    """Return the line that tells of one outlet."""
    line = f"{outlet:<24} {_counted(notes.counts)} {notes.seconds:>7.1f} s"
    return line if notes.outcome == "ok" else f"{line}  {notes.outcome}"


def total_of(notes: Mapping[str, Notes]) -> str:
    """Return the line that tells of all outlets together."""
    total = sum((n.counts for n in notes.values()), Counter[str]())
    name = "1 outlet" if len(notes) == 1 else f"{len(notes)} outlets"
    return f"{name:<24} {_counted(total)}"


def faults(notes: Mapping[str, Notes], silent: Mapping[str, bool], drifts: Drifts = NO_DRIFT) -> Iterator[str]:
    """Yield what an operator must act on, a line each, named by outlet."""
    for outlet, n in notes.items():
        if _was_cut_short(n):
            yield f"{outlet}: {n.outcome}"
        if _was_cut_short(n) or n.failed_sources:
            yield from (f"{outlet}: {problem}" for problem in n.problems)
        if _could_not_clean(n):
            yield f"{outlet}: none of {n.counts['failed']} pages could be cleaned"
        if n.barren:
            yield f"{outlet}: has given no story yet: {n.barren}"
        if silent[outlet]:
            reasons = reasons_of(n.counts)
            yield f"{outlet}: announces no story, and always did before{f': {reasons}' if reasons else ''}"
        yield from (f"{outlet}: drift: {drift}" for drift in drifts.get(outlet, ()))


def _is_faulty(notes: Notes) -> bool:
    return _was_cut_short(notes) or notes.failed_sources > 0 or _could_not_clean(notes) or notes.barren != ""


def _was_cut_short(notes: Notes) -> bool:
    """By something else than its budget: that is an ordinary end, the next visit goes on."""
    return notes.outcome != "ok" and not notes.outcome.startswith("budget-")


def _could_not_clean(notes: Notes) -> bool:
    """Whether every page has failed: then it is the cleaner, and not the pages."""
    return notes.counts["failed"] > 0 and not any(notes.counts[outcome] for outcome in _CLEANED)


def _counted(counts: Mapping[str, int]) -> str:
    """The figures of a line. "No story" is what a page turned out to be, "failed" what may be one and could not be had."""
    return (
        f"{counts['filed']:>6} new {counts['corrected']:>4} corrected {_sum(counts, _NO_STORY):>5} no story "
        f"{_sum(counts, ('failed: ',)):>5} failed {counts['known']:>6} known"
    )


def _sum(counts: Mapping[str, int], beginnings: tuple[str, ...]) -> int:
    return sum(count for name, count in counts.items() if name.startswith(beginnings))


def exit_code(notes: Mapping[str, Notes], silent: Mapping[str, bool], ending: Ending, drifts: Drifts = NO_DRIFT) -> int:
    """Return what the command ends with. `silent`: outlets that always listed something, and now nothing."""
    if ending.signal:
        return SIGNALS[ending.signal]
    if ending.finish != FINISHED:
        return CANNOT_WRITE if ending.finish == DISK_REFUSES else SOME_FAILED
    if any(drifts.values()):
        return DRIFT
    if any(silent.values()):
        return NOTHING_FOUND
    return SOME_FAILED if any(map(_is_faulty, notes.values())) else OK


def fallen_silent(connection: sqlite3.Connection, run: int, notes: Mapping[str, Notes]) -> dict[str, bool]:
    """Outlet -> whether it listed nothing in this run, and always something before."""
    return {
        outlet: n.listed == 0 and n.outcome == "ok" and always_listed_something(connection, outlet, run)
        for outlet, n in notes.items()
    }


def note_barren(connection: sqlite3.Connection, notes: Mapping[str, Notes]) -> None:
    """Note of each outlet that was visited in order and has never given a story why it may be so: a seed file is wrong."""
    for outlet, n in notes.items():
        if n.visited and n.outcome == "ok" and not n.failed_sources and not has_given_a_story(connection, outlet):
            left_out = {name: count for name, count in n.counts.items() if name.startswith("not a story: ")}
            n.barren = reasons_of(left_out | without_story(connection, outlet)) or _of_nothing(n.listed)


def _of_nothing(listed: int) -> str:
    """What to say of sources that no address was tried of; nothing if they are known as those of another outlet."""
    if listed < 0:
        return "its sources say that nothing has changed"
    return "" if listed else "its sources announce nothing"


def reasons_of(counts: Mapping[str, int]) -> str:
    """Return why addresses gave no story, the most frequent reasons first; empty if there is none."""
    found = Counter({name: count for name, count in counts.items() if count and name.startswith(_NO_USE)})
    return ", ".join(f"{name} ({count})" for name, count in found.most_common(MAX_REASONS))


def drifting(connection: sqlite3.Connection, run: int, notes: Mapping[str, Notes], settings: BaseSettings) -> Drifts:
    """Outlet -> by what the pages of this run differ from those before; only those that differ."""
    thresholds = Thresholds.of(settings)
    found = {outlet: drift_of(connection, outlet, run, thresholds) for outlet in notes}
    return {outlet: drifts for outlet, drifts in found.items() if drifts}


def report(desk: Desk, ending: Ending, code: int, stats: Mapping[str, Any]) -> dict[str, Any]:
    """Return the report of a run as plain data."""
    return {
        "run": desk.run,
        "started_at": clock.stamp(desk.started_at),
        "ended_at": clock.stamp(clock.now()),
        "finish": ending.finish,
        "signal": ending.signal or None,
        "exit_code": code,
        "mended": list(desk.mended),
        "outlets": {outlet: _plain(notes) for outlet, notes in desk.notes.items()},
        "stats": {name: value for name, value in sorted(stats.items()) if isinstance(value, int | float | str)},
    }


def _plain(notes: Notes) -> dict[str, Any]:
    return {**asdict(notes), "counts": dict(sorted(notes.counts.items())), "seconds": round(notes.seconds, 1)}


def put_report(batch: Batch, desk: Desk, content: Mapping[str, Any]) -> None:
    """Note a report to be written, under the run's number and as the latest; delete those of long ago."""
    data = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    for name in (f"run-{desk.run:06}.json", "latest.json"):
        batch.put(desk.places.report / name, data)
    for path in desk.places.report.glob("run-*.json"):
        if path.stem.removeprefix("run-").isdecimal() and int(path.stem.removeprefix("run-")) <= desk.run - REPORTS:
            path.unlink(missing_ok=True)
