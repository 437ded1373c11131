"""Gathers how every outlet fares: what its visits brought, what was filed and what was not, and why."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from crawler.drift import Thresholds, drift_of
from crawler.types import Outlet

VISITS = 60
"""Visits that are shown of an outlet."""

RECENT_VISITS = 20
"""Visits whose counts are added up: why pages failed last winter helps nobody today."""

RECENT_STORIES = 1000
"""Stories whose measures are summed up."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit."""

    run: int
    started_at: str
    outcome: str
    listed: int
    """Stories its sources announced; -1 if all said that nothing has changed."""
    filed: int
    counts: Mapping[str, int]
    """Everything that was counted."""


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """One source of the seed file, as last read."""

    kind: str
    url: str
    checked_at: str
    """Empty: never read."""
    stories: int
    problem: str


@dataclass(frozen=True, slots=True)
class Measures:
    """How the latest stories came out."""

    stories: int
    """Stories measured."""
    words: tuple[int, int, int]
    """The tenth percentile, the median and the ninetieth."""
    confidence: float
    """The median."""
    doubtful: float
    """Share of confidences under one half."""
    dropped: float
    """The median share of a page's characters that is not its text."""


@dataclass(frozen=True, slots=True)
class Health:
    """How one outlet fares."""

    outlet: str
    name: str
    visits: tuple[Visit, ...]
    """The latest, oldest first."""
    sources: tuple[SourceSeen, ...]
    statuses: Mapping[str, int]
    """Status of its addresses in the state -> how many."""
    kinds: Mapping[str, int]
    """Kind of the pages judged -> how many."""
    reasons: Mapping[str, int]
    """Why addresses gave no story ("failed: timeout", "rejected: index") -> how many."""
    removed: Mapping[str, float]
    """Reason -> share of the blocks that were dropped for it in the latest visits."""
    stops: Mapping[str, int]
    """What guards ended or kept off in the latest visits ("refused: robots", "budget-requests") -> how often."""
    to_do: int
    last_story: str
    """Day the latest story was first seen; empty if there is none."""
    days_since_story: int | None
    """None if there is none."""
    near_duplicates: int
    archive_bytes: int
    archived_pages: int
    measures: Measures | None
    """None if no story has been measured."""
    drift: tuple[str, ...]
    """By what the pages of its last visit differ from those before."""
    incomplete: int = 0
    """Stories of which a page is missing."""

    @property
    def stories(self) -> int:
        """Stories filed."""
        return self.statuses.get("filed", 0)


@dataclass(slots=True)
class Books:
    """What is asked of state and disk once for all outlets."""

    connection: sqlite3.Connection
    archive: Mapping[str, int]
    today: date
    thresholds: Thresholds
    statuses: dict[str, Counter[tuple[str, str, str]]] = field(default_factory=dict)


def gather(
    outlets: Mapping[str, Outlet], connection: sqlite3.Connection, archive: Path, *, today: date, thresholds: Thresholds
) -> tuple[Health, ...]:
    """Return how each outlet fares, in order of name; those the state knows and no seed file tells of, too."""
    books = Books(connection, _bytes_by_outlet(archive), today, thresholds, _statuses(connection))
    known = {row[0] for row in connection.execute("SELECT DISTINCT outlet FROM visits")}
    return tuple(_health(outlet, outlets.get(outlet), books) for outlet in sorted({*outlets, *known, *books.statuses}))


def _health(outlet: str, seed: Outlet | None, books: Books) -> Health:
    connection, counted = books.connection, books.statuses.get(outlet, Counter())
    visits = _visits(connection, outlet)
    recent = sum((Counter(visit.counts) for visit in visits[-RECENT_VISITS:]), Counter[str]())
    last = _last_story(connection, outlet)
    return Health(
        outlet,
        seed.name if seed else outlet,
        visits,
        _sources(connection, outlet, seed),
        statuses=_added((status, count) for (status, _, _), count in counted.items()),
        kinds=_added((kind, count) for (status, kind, _), count in counted.items() if kind and status != "moved"),
        reasons=_added((_told(status, reason), count) for (status, _, reason), count in counted.items()),
        removed=_shares({name.partition(": ")[2]: n for name, n in recent.items() if name.startswith("removed: ")}),
        stops=_stops(recent, visits[-RECENT_VISITS:]),
        to_do=_count(connection, outlet, "todo != ''"),
        last_story=last,
        days_since_story=(books.today - date.fromisoformat(last)).days if last else None,
        near_duplicates=_count(connection, outlet, "near_duplicate_of != ''"),
        archive_bytes=books.archive.get(outlet, 0),
        archived_pages=_count(connection, outlet, "archive_file != ''"),
        measures=_measures(connection, outlet),
        drift=tuple(map(str, drift_of(connection, outlet, visits[-1].run, books.thresholds))) if visits else (),
        incomplete=sum(
            count for (status, _, reason), count in counted.items() if (status, reason) == ("filed", "incomplete")
        ),
    )


def _visits(connection: sqlite3.Connection, outlet: str) -> tuple[Visit, ...]:
    rows = connection.execute(
        """SELECT run, started_at, outcome, listed, filed, counts FROM visits JOIN runs ON runs.id = visits.run
        WHERE outlet = ? ORDER BY run DESC LIMIT ?""",
        (outlet, VISITS),
    ).fetchall()
    return tuple(Visit(row[0], row[1], row[2], row[3], row[4], json.loads(row[5])) for row in reversed(rows))


def _sources(connection: sqlite3.Connection, outlet: str, seed: Outlet | None) -> tuple[SourceSeen, ...]:
    """Those of its seed file, not those that once were there; where it has none, all."""
    query = "SELECT kind, url, checked_at, stories, problem FROM listings WHERE outlet = ? AND depth = 0 ORDER BY rank"
    found = tuple(SourceSeen(*row) for row in connection.execute(query, (outlet,)).fetchall())
    named = {source.url for source in seed.sources} if seed else set()
    return tuple(source for source in found if seed is None or source.url in named)


def _statuses(connection: sqlite3.Connection) -> dict[str, Counter[tuple[str, str, str]]]:
    """Outlet -> (status, kind, reason) -> how many addresses."""
    found: dict[str, Counter[tuple[str, str, str]]] = {}
    query = "SELECT outlet, status, kind, reason, count(*) FROM pages GROUP BY 1, 2, 3, 4"
    for outlet, status, kind, reason, count in connection.execute(query):
        reason = "" if status == "moved" else reason.partition(":")[0]
        found.setdefault(outlet, Counter())[status, kind, reason] += count
    return found


def _told(status: str, reason: str) -> str:
    """How an address that gave no story is named; empty for those that gave one or have not been tried."""
    return "" if status in {"filed", "found"} else f"{status}: {reason}" if reason else status


def _stops(recent: Mapping[str, int], visits: Iterable[Visit]) -> dict[str, int]:
    refused = Counter({name: count for name, count in recent.items() if name.startswith("refused: ")})
    return dict((refused + Counter(v.outcome.partition(":")[0] for v in visits if v.outcome != "ok")).most_common())


def _measures(connection: sqlite3.Connection, outlet: str) -> Measures | None:
    rows = connection.execute(
        """SELECT words, confidence, dropped FROM pages WHERE outlet = ? AND status = 'filed' AND words IS NOT NULL
        ORDER BY id DESC LIMIT ?""",
        (outlet, RECENT_STORIES),
    ).fetchall()
    if not rows:
        return None
    words = [row["words"] for row in rows]
    confidences = [row["confidence"] or 0.0 for row in rows]
    tenths = quantiles(words, n=10, method="inclusive") if len(words) > 1 else words * 9
    return Measures(
        len(rows),
        (round(tenths[0]), round(median(words)), round(tenths[8])),
        round(median(confidences), 3),
        round(sum(confidence < 0.5 for confidence in confidences) / len(rows), 3),
        round(median(row["dropped"] or 0.0 for row in rows), 3),
    )


def _bytes_by_outlet(archive: Path) -> dict[str, int]:
    """Outlet -> bytes of its archive files; `<outlet>-<time>-<n>.warc.gz`, and outlets may have hyphens, too."""
    return _added((path.name.rsplit("-", 2)[0], path.stat().st_size) for path in archive.glob("*-*-*.warc.gz*"))


def _added(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The sums by name, greatest first; what has no name is left out."""
    total: Counter[str] = Counter()
    for name, count in pairs:
        total[name] += count
    return {name: count for name, count in total.most_common() if name and count}


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    total = sum(counts.values())
    return {name: round(count / total, 4) for name, count in Counter(counts).most_common()} if total else {}


def _count(connection: sqlite3.Connection, outlet: str, condition: str) -> int:
    """Addresses of an outlet that meet a condition."""
    query = f"SELECT count(*) FROM pages WHERE outlet = ? AND {condition}"
    return int(connection.execute(query, (outlet,)).fetchone()[0])


def _last_story(connection: sqlite3.Connection, outlet: str) -> str:
    query = "SELECT coalesce(max(first_seen), '') FROM pages WHERE outlet = ? AND status = 'filed'"
    return str(connection.execute(query, (outlet,)).fetchone()[0])
