"""Keeps the history of runs and of the visits to each outlet in them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from crawler.clock import stamp

HISTORY = 5
"""Visits before this one that say whether there always was something."""


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """What a visit to an outlet came to."""

    outlet: str
    outcome: str
    """"ok", or why it failed or was cut short."""
    listed: int
    """Stories its sources announced; -1 if all of them said that nothing has changed."""
    filed: int
    counts: Mapping[str, int]


def begin_run(connection: sqlite3.Connection, now: datetime) -> int:
    """Note that a run begins; return its number."""
    return int(connection.execute("INSERT INTO runs (started_at) VALUES (?)", (stamp(now),)).lastrowid or 0)


def end_run(connection: sqlite3.Connection, run: int, finish: str, now: datetime) -> None:
    """Note that a run has ended in order."""
    connection.execute("UPDATE runs SET ended_at = ?, finish = ? WHERE id = ?", (stamp(now), finish, run))


def set_exit_code(connection: sqlite3.Connection, run: int, code: int) -> None:
    """Note how the command that made the run ended."""
    connection.execute("UPDATE runs SET exit_code = ? WHERE id = ?", (code, run))


def last_run_ended_in_order(connection: sqlite3.Connection) -> bool:
    """Whether there was a run before, and the last was not killed."""
    row = connection.execute("SELECT ended_at FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    return row is not None and row["ended_at"] != ""


def record_visit(connection: sqlite3.Connection, run: int, visit: VisitRecord) -> None:
    """Note what a visit came to."""
    connection.execute(
        "INSERT OR REPLACE INTO visits VALUES (?, ?, ?, ?, ?, ?)",
        (run, visit.outlet, visit.outcome, visit.listed, visit.filed, json.dumps(dict(visit.counts), sort_keys=True)),
    )


def set_visited(connection: sqlite3.Connection, outlet: str, now: datetime) -> None:
    """Note when the run began that last visited an outlet: `harvest --due` counts from it."""
    connection.execute(
        "INSERT INTO outlets (outlet, visited_at) VALUES (?, ?) ON CONFLICT DO UPDATE SET visited_at = excluded.visited_at",
        (outlet, stamp(now)),
    )


def visited_at(connection: sqlite3.Connection) -> dict[str, str]:
    """Outlet -> when the run of its last orderly visit began; empty text if there was none."""
    return {row["outlet"]: row["visited_at"] for row in connection.execute("SELECT outlet, visited_at FROM outlets")}


def always_listed_something(connection: sqlite3.Connection, outlet: str, before_run: int) -> bool:
    """Whether each of an outlet's last HISTORY visits found its sources announcing stories; False if it had fewer."""
    rows = connection.execute(
        "SELECT listed FROM visits WHERE outlet = ? AND run < ? AND outcome = 'ok' ORDER BY run DESC LIMIT ?",
        (outlet, before_run, HISTORY),
    ).fetchall()
    return len(rows) == HISTORY and all(row["listed"] != 0 for row in rows)


def has_given_a_story(connection: sqlite3.Connection, outlet: str) -> bool:
    """Whether a story of an outlet was ever filed."""
    query = "SELECT 1 FROM pages WHERE outlet = ? AND path IS NOT NULL LIMIT 1"
    return connection.execute(query, (outlet,)).fetchone() is not None


def without_story(connection: sqlite3.Connection, outlet: str) -> dict[str, int]:
    """Why addresses of an outlet have given no story ("rejected: empty") -> how many."""
    query = """SELECT status, reason, count(*) FROM pages
        WHERE outlet = ? AND path IS NULL AND status NOT IN ('found', 'moved') GROUP BY 1, 2"""
    return {f"{status}: {reason}": count for status, reason, count in connection.execute(query, (outlet,))}
