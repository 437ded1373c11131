"""Asks and tells the state database about pages: found, to do, filed, and why not."""

from __future__ import annotations

import sqlite3
import struct
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from crawler.clock import stamp
from crawler.forgotten import DIGITS
from crawler.state.parts import Parts
from crawler.types import ArchivePlace, Incomplete
from crawler.urls import digest_of

RETRY_HOURS = (0.0, 0.25, 1.0, 6.0, 24.0)
"""After the first, second … failed try an address waits this long, at least till the next run; then it is given up."""

LATE_TRIES = 2
"""How many of them an address has that answers, but not with a story: it is asked for after hours, then after a day."""

UNCHANGED_HOURS = (0, 6, 24, 72, 168, 720)
"""A story that was fetched again for nothing once, twice … is next fetched so long after: many sitemaps give all their
addresses the time they were asked for as that of the last change, and would have all of them fetched in every run."""

AGE_SHARE = 0.1
"""Share of its age, from its second day on, that a story is left alone after it was fetched: pages with a counter in them
change whenever one looks, and made a version an hour, for ever. What was not looked at for long is fetched at once."""

NOT_FOUND = 404

MAX_SIMILAR = 64
"""Pages a text is compared with. A story is printed by fewer outlets; floods of one error page are longer."""


_INCOMPLETE = "incomplete: "


_OF_A_BAND = f"SELECT page FROM (SELECT page FROM bands WHERE hash = ? ORDER BY page LIMIT {MAX_SIMILAR})"


@dataclass(frozen=True, slots=True)
class Announced:
    """A story's address as a source gave it, with its key."""

    key: str
    url: str
    title: str = ""
    published: str = ""
    modified: str = ""
    """UTC, ISO 8601, so that it can be compared with our own times; empty if not stated."""


@dataclass(frozen=True, slots=True)
class Task:
    """An address to do."""

    key: str
    url: str
    todo: str
    """"fetch", "again" (its source says it has changed) or "remake" (its files are lost, its bytes are not)."""
    attempts: int = 0
    """Earlier runs that have tried it in vain."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a page of a source brought."""

    new: int = 0
    changed: int = 0
    """Known stories that their source says have changed since."""


class Store:
    """The pages of the state database. Changes are made by one thread, inside its transactions."""

    def __init__(self, connection: sqlite3.Connection, forgotten: Container[str] = frozenset()) -> None:
        """Use an open database. `forgotten`: hashes of the keys that are never to be taken in again."""
        self.connection = connection
        self.parts = Parts(connection)
        self._forgotten = forgotten

    def page(self, key: str) -> sqlite3.Row | None:
        """Everything known of an address; None if it was never taken for a story."""
        row: sqlite3.Row | None = self._one("SELECT * FROM pages WHERE url_key = ?", key)
        return row

    def is_new(self, key: str) -> bool:
        """Whether an address was never taken for a story or a part of one, and may be."""
        return self.page(key) is None and not self.is_forgotten(key) and self.parts.story_of(key) == key

    def is_forgotten(self, key: str) -> bool:
        """Whether an address is never to be fetched again."""
        return digest_of(key, DIGITS) in self._forgotten

    def change(self, key: str, **columns: Any) -> None:
        """Set columns of a page."""
        settings = ", ".join(f"{name} = :{name}" for name in columns)
        self.connection.execute(f"UPDATE pages SET {settings} WHERE url_key = :url_key", {**columns, "url_key": key})

    def discover(self, outlet: str, run: int, day: str, found: Iterable[Announced]) -> Discovery:
        """Take in the stories a source announces: new ones are to do, and known ones that have changed since.

        Who announces a further page of a story announces the story.
        """
        new = changed = 0
        for story in found:
            row = self.page(self.parts.story_of(story.key))
            if row is not None:
                changed += self._learn(row, story)
            elif not self.is_forgotten(story.key):
                self._insert(outlet, run, day, story)
                new += 1
        return Discovery(new, changed)

    def todo(self, outlet: str, run: int, now: datetime, limit: int) -> tuple[list[Task], list[Task]]:
        """Return what is to do for an outlet, newest first: what earlier runs left, and what this one has found.

        What was tried in vain comes after what was not.
        """
        query = f"""SELECT url_key, url, todo, attempts FROM pages
            WHERE outlet = ? AND todo != '' AND tried_run < ? AND not_before <= ? AND found_run {{}} ?
            ORDER BY attempts > 0, published DESC, id LIMIT {limit:d}"""
        values = (outlet, run, stamp(now), run)
        left, fresh = (self.connection.execute(query.format(sign), values) for sign in ("<", "="))
        return [Task(*row) for row in left], [Task(*row) for row in fresh]

    def is_to_do(self, key: str, run: int) -> bool:
        """Whether an address is still to do in this run."""
        row = self._one("SELECT todo != '' AND tried_run < ? FROM pages WHERE url_key = ?", run, key)
        return bool(row and row[0])

    def fail(self, key: str, run: int, reason: str, now: datetime, *, http_status: int = 0) -> None:
        """Note that an address could not be fetched: it is tried again later, until it is given up."""
        row = self.page(key)
        if row is None:
            return
        status = row["status"] if row["path"] else "failed"
        self.change(key, status=status, reason=reason, http_status=http_status)
        if not self.try_again(row, row["todo"], run, now):
            self.parts.free(key)

    def try_again(self, row: sqlite3.Row, todo: str, run: int, now: datetime, *, later: bool = False) -> bool:
        """Have an address done again later, longer after each try; False if it has been tried often enough.

        `row`: as it was before this run did anything about it. `later`: there was an answer, though of no use, so that it
        is tried the last LATE_TRIES times only.
        """
        attempts = max(row["attempts"], len(RETRY_HOURS) - LATE_TRIES if later else 0) + 1
        gives_up = attempts > len(RETRY_HOURS)
        wait = timedelta(hours=0 if gives_up else RETRY_HOURS[attempts - 1])
        not_before = stamp(now + wait) if wait else ""
        todo = "" if gives_up else todo
        self.change(row["url_key"], attempts=attempts, todo=todo, not_before=not_before, tried_run=run)
        return not gives_up

    def settle(self, key: str, run: int, **columns: Any) -> None:
        """Note what became of an address; it is no longer to do."""
        self.change(key, todo="", attempts=0, not_before="", tried_run=run, **columns)

    def set_aside(self, key: str, run: int, status: str, reason: str, *, http_status: int = 0) -> None:
        """Note that an address gives no story, or none any more; a story already filed stays filed."""
        row = self.page(key)
        if row is not None:
            self.settle(
                key, run, status=row["status"] if row["path"] else status, reason=reason, http_status=http_status
            )
            self.parts.free(key)

    def not_there(self, key: str, run: int, reason: str, now: datetime) -> None:
        """Note that there is no page at an address; of one that was never there it is seen whether it comes."""
        row = self.page(key)
        self.set_aside(key, run, "gone", reason, http_status=NOT_FOUND)
        if row is not None and not row["path"] and row["todo"]:
            self.try_again(row, row["todo"], run, now, later=True)

    def move(self, key: str, to: Announced, run: int) -> None:
        """Note that an address leads to another, which takes its place."""
        row = self.page(key)
        if row is None:
            return
        if self.is_new(to.key):
            hints = Announced(to.key, to.url, row["title"], row["published"], row["modified"])
            self._insert(row["outlet"], row["found_run"], row["first_seen"], hints)
        self.settle(key, run, status="moved", reason=to.key)

    def meet_part(self, key: str, first: Announced, run: int) -> None:
        """Note that an address is a further page of a story, which is done in its place: also if it had not that page."""
        self.move(key, first, run)
        self.change(key, kind="part")
        story = self.page(first.key)
        if story is not None and story["status"] == "filed" and not story["todo"]:
            self.change(first.key, todo="again", attempts=0, not_before="")

    # Near-duplicates

    def similar(self, hashes: Iterable[int]) -> Iterator[sqlite3.Row]:
        """Yield the pages that share bands with a signature, those that share most first, at most MAX_SIMILAR."""
        values = sorted(set(hashes))
        query = " UNION ALL ".join([_OF_A_BAND] * len(values))  # one statement, not one a band
        shared = Counter(row[0] for row in self.connection.execute(query, values).fetchall()) if values else Counter()
        for page, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:MAX_SIMILAR]:
            yield from self.connection.execute("SELECT * FROM pages WHERE id = ? AND signature IS NOT NULL", (page,))

    def index(self, page: int, hashes: Iterable[int]) -> None:
        """Make a page findable by the bands of its signature, and by no others."""
        self.connection.execute("DELETE FROM bands WHERE page = ?", (page,))
        self.connection.executemany("INSERT INTO bands VALUES (?, ?)", [(value, page) for value in sorted(set(hashes))])

    def bands_of(self, page: int) -> list[int]:
        """The hashes a page can be found by."""
        return [row[0] for row in self.connection.execute("SELECT hash FROM bands WHERE page = ?", (page,))]

    def remove(self, row: sqlite3.Row) -> None:
        """Know nothing of a page any more."""
        self.connection.execute("DELETE FROM bands WHERE page = ?", (row["id"],))
        self.connection.execute("DELETE FROM pages WHERE id = ?", (row["id"],))
        self.parts.put(row["url_key"], ())

    def lose_archive(self, file: str) -> int:
        """Note that a file of the archive is gone; return how many stories it held the pages of."""
        query = """SELECT count(*) FROM pages WHERE status = 'filed'
            AND (archive_file = ? OR url_key IN (SELECT story FROM parts WHERE archive_file = ?))"""
        count = self._one(query, file, file)[0]
        self.parts.lose_archive(file)
        self.connection.execute(
            "UPDATE pages SET archive_file = '', archive_offset = 0, archive_length = 0 WHERE archive_file = ?", (file,)
        )
        return int(count)

    def _insert(self, outlet: str, run: int, day: str, story: Announced) -> None:
        self.connection.execute(
            """INSERT INTO pages (url_key, url, outlet, status, todo, found_run, first_seen, title, published, modified)
            VALUES (?, ?, ?, 'found', 'fetch', ?, ?, ?, ?, ?)""",
            (story.key, story.url, outlet, run, day, story.title, story.published, story.modified),
        )

    def _learn(self, row: sqlite3.Row, story: Announced) -> bool:
        """Take in what a source says of a known story; True if it has changed since it was fetched."""
        hints = {
            name: getattr(story, name) for name in ("title", "published") if getattr(story, name) and not row[name]
        }
        if story.modified > row["modified"]:
            hints["modified"] = story.modified
        has_changed = "modified" in hints and row["fetched_at"] != "" and story.modified > row["fetched_at"]
        if has_changed and row["status"] in {"filed", "rejected", "gone"} and not row["todo"]:
            hints |= {"todo": "again", "attempts": 0, "not_before": _believed(row), "tried_run": 0}
        if hints:
            self.change(row["url_key"], **hints)
        return "todo" in hints

    def _one(self, query: str, *values: object) -> Any:
        return self.connection.execute(query, values).fetchone()


def _believed(row: sqlite3.Row) -> str:
    """When a story is fetched whose source says that it has changed; empty: at once."""
    fetched, seen = (datetime.fromisoformat(row[name]) for name in ("fetched_at", "first_seen"))
    older = fetched.replace(tzinfo=None) - seen - timedelta(days=1)
    wait = max(timedelta(hours=UNCHANGED_HOURS[min(row["unchanged"], len(UNCHANGED_HOURS) - 1)]), older * AGE_SHARE)
    return stamp(fetched + wait) if wait else ""


def told_of(missing: Incomplete | None) -> str:
    """What the row of a filed story says: why it is not whole; nothing if it is."""
    return f"{_INCOMPLETE}{missing.url} {missing.reason}" if missing else ""


def incomplete(row: sqlite3.Row) -> Incomplete | None:
    """Why a filed story is not whole; None if it is."""
    if not str(row["reason"]).startswith(_INCOMPLETE):
        return None
    url, _, reason = row["reason"].removeprefix(_INCOMPLETE).partition(" ")
    return Incomplete(url, reason)


def place_of(row: sqlite3.Row) -> ArchivePlace:
    """Where the archive has a page; with an empty name if it has not."""
    return ArchivePlace(row["archive_file"], row["archive_offset"], row["archive_length"])


def pack(numbers: Iterable[int]) -> bytes:
    """A signature as the database keeps it: 64-bit numbers, little-endian."""
    numbers = tuple(numbers)
    return struct.pack(f"<{len(numbers)}Q", *numbers)


def unpack(blob: bytes) -> tuple[int, ...]:
    """The signature `pack` packed."""
    return struct.unpack(f"<{len(blob) // 8}Q", blob)
