"""Asks and tells the state database about the pages that list stories: which to read next, and what they said."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

MAX_ATTEMPTS = 3
"""Runs in which a further page of a source may fail before it is dropped; the sources themselves never are."""

SETTLED = timedelta(days=2)
"""How long after its last change a sitemap is read in every run: zones that are not stated, and caches, make hours."""

LOOKED_AT_AGAIN = timedelta(days=7)
"""How long a sitemap is left alone that has not changed, by its index: some say nothing true for months."""

MAX_LISTINGS = 50_000
"""Listing pages kept of an outlet; beyond it no further ones are taken up: no site has so many sitemaps."""


@dataclass(frozen=True, slots=True)
class ListingTask:
    """A page of a source to read."""

    key: str
    url: str
    kind: str
    depth: int
    etag: str
    last_modified: str


@dataclass(frozen=True, slots=True)
class ListingSaid:
    """What reading a page of a source brought."""

    time: str
    """When it was read, UTC."""
    stories: int | None
    """How many it listed; None if it said that nothing has changed."""
    new: int = 0
    """How many of them were not known."""
    etag: str = ""
    last_modified: str = ""
    problem: str = ""
    further: tuple[tuple[str, str], ...] = ()
    """Pages of the source that it led to, as (key, address)."""
    only_if_new: bool = False
    """They are read only if this one listed a story that was not known: the list goes back in time."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """Key of such a page -> when it last changed, as this one says."""


class Listings:
    """The listings of the state database. Changes are made by one thread, inside its transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use an open database."""
        self.connection = connection

    def begin(self, outlet: str, sources: Iterable[tuple[str, str, str]]) -> None:
        """Note that the sources of an outlet, as (key, address, kind), are to be read in this run."""
        self.connection.execute("UPDATE listings SET todo = 0 WHERE outlet = ? AND depth = 0", (outlet,))
        for rank, (key, url, kind) in enumerate(sources):
            self._queue(outlet, (key, url), kind, (0, rank))

    def queue(self, outlet: str, kind: str, depth: int, pages: Iterable[tuple[str, str]]) -> None:
        """Note further pages of a source, as (key, address), that are to be read; in this run, if they were not yet."""
        room = MAX_LISTINGS - self._count(outlet)
        for rank, page in enumerate(pages):
            if rank < room:
                self._queue(outlet, page, kind, (depth, rank))

    def is_read(self, outlet: str, key: str, said: ListingSaid) -> bool:
        """Whether a page was read lately, and since it last changed: a site of years has hundreds of sitemaps."""
        query = "SELECT checked_at FROM listings WHERE outlet = ? AND url_key = ? AND todo = 0 AND problem = ''"
        row = self.connection.execute(query, (outlet, key)).fetchone()
        if row is None or not row[0] or not said.changed.get(key):
            return False
        changed, checked, now = map(_time, (said.changed[key], row[0], said.time))
        return changed + SETTLED < checked and checked <= now < checked + LOOKED_AT_AGAIN

    def next(self, outlet: str, run: int) -> ListingTask | None:
        """Return the page to read next: sources, then what was never read, then what changed last; None at the end."""
        row = self.connection.execute(
            """SELECT url_key, url, kind, depth, etag, last_modified FROM listings
            WHERE outlet = ? AND todo = 1 AND tried_run < ?
            ORDER BY depth > 0, checked_at != '', changed_at DESC, depth, rank, url_key LIMIT 1""",
            (outlet, run),
        ).fetchone()
        return ListingTask(*row) if row else None

    def finish(self, outlet: str, key: str, run: int, said: ListingSaid) -> None:
        """Note what a page said; it is read."""
        self.connection.execute(
            """UPDATE listings SET todo = 0, attempts = 0, tried_run = ?, checked_at = ?, problem = ?, etag = ?,
            last_modified = ?, stories = coalesce(?, stories), changed_at = CASE WHEN ? > 0 THEN ? ELSE changed_at END
            WHERE outlet = ? AND url_key = ?""",
            (
                run,
                said.time,
                said.problem,
                said.etag,
                said.last_modified,
                said.stories,
                said.new,
                said.time,
                outlet,
                key,
            ),
        )

    def fail(self, outlet: str, key: str, run: int, problem: str) -> None:
        """Note that a page could not be read. Sources are to be read in every run; others are dropped in the end."""
        self.connection.execute(
            """UPDATE listings SET attempts = attempts + 1, tried_run = ?, problem = ?, etag = '', last_modified = '',
            todo = attempts + 1 < ? WHERE outlet = ? AND url_key = ?""",
            (run, problem, MAX_ATTEMPTS, outlet, key),
        )

    def stories(self, outlet: str) -> int:
        """Stories the sources of an outlet listed when they were last read."""
        query = "SELECT coalesce(sum(stories), 0) FROM listings WHERE outlet = ? AND depth = 0"
        return int(self.connection.execute(query, (outlet,)).fetchone()[0])

    def _queue(self, outlet: str, page: tuple[str, str], kind: str, place: tuple[int, int]) -> None:
        self.connection.execute(
            """INSERT INTO listings (outlet, url_key, url, kind, depth, rank, todo) VALUES (?, ?, ?, ?, ?, ?, 1)
            ON CONFLICT DO UPDATE SET todo = 1, kind = excluded.kind, url = excluded.url, rank = excluded.rank,
            depth = CASE WHEN excluded.depth = 0 THEN 0 ELSE min(depth, excluded.depth) END""",
            (outlet, page[0], page[1], kind, *place),
        )

    def _count(self, outlet: str) -> int:
        return int(self.connection.execute("SELECT count(*) FROM listings WHERE outlet = ?", (outlet,)).fetchone()[0])


def _time(text: str) -> datetime:
    """A time or day as `crawler.clock.comparable` gives it; UTC where no zone is stated."""
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)
