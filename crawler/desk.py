"""The desk of one run: opens what a run needs in the right order, and closes it in order.

Lock, database, what a killed run has left (`crawler.reconcile`), memory; then the writer thread. Spider and pipelines
tell the desk what happened and await that it is on the disk.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import ParamSpec, TypeVar

from crawler import clock
from crawler.archive import Archive
from crawler.files import Batch, remove_temporaries
from crawler.filing import Filed, Filer
from crawler.forgotten import forgotten
from crawler.lock import Lock
from crawler.places import Places
from crawler.reconcile import reconcile
from crawler.state import runs, template_memory
from crawler.state.database import open_database, open_reader, transaction
from crawler.state.listings import Listings, ListingSaid, ListingTask
from crawler.state.store import Announced, Discovery, Store, incomplete, place_of
from crawler.types import ArchivePlace, FetchedPage, Outlet
from crawler.writer import CannotWriteError, Job, Writer

P = ParamSpec("P")
T = TypeVar("T")

FINISHED = "finished"
"""How a run ends that has done all it had to do."""

DISK_REFUSES = "cannot-write"
"""How a run ends when the disk is full, or refuses for another reason."""


RECENT = timedelta(days=31)
"""How far back files are compared with the state after a run that ended in order."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long the archive keeps pages."""

    days: int = 0
    """0: without end."""
    max_bytes: int = 0
    """0: without bound."""


@dataclass(slots=True)
class Notes:
    """What is counted and said of one outlet in one run."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    """What an operator should know, a line each."""
    outcome: str = "ok"
    """"ok", or why the visit failed or was cut short."""
    listed: int = -1
    """Stories its sources announced; -1 while all of them said that nothing has changed."""
    failed_sources: int = 0
    """Sources of the seed file that could not be read."""
    seconds: float = 0.0
    barren: str = ""
    """Why an outlet has never given a story, not in this run either; empty if it has."""
    visited: bool = False
    """Whether there was a visit at all: commands that work on what is here make none."""


class Desk:
    """Everything one run works with. Methods that return a future or are awaited end when all is on the disk."""

    def __init__(self, places: Places, outlets: Mapping[str, Outlet], retention: Retention = Retention()) -> None:
        """Open it. Raises LockedError, StateError, or OSError and sqlite3.Error where the disk refuses."""
        self.places = places
        self.outlets = outlets
        self.notes = {outlet: Notes() for outlet in outlets}
        self._retention = retention
        self._lock = Lock(places.lock)
        try:
            self._open()
        except BaseException:
            self._lock.release()
            raise

    def _open(self) -> None:
        connection = open_database(self.places.database)
        self.archive = Archive(self.places.archive)
        never_again = forgotten(self.places.forgotten)
        self.store = Store(connection, never_again)
        ended_in_order = runs.last_run_ended_in_order(connection)
        since = (clock.now() - RECENT).date().isoformat() if ended_in_order else ""
        remove_temporaries(self.places.report)
        self.mended = [*self.archive.mend(), *reconcile(self.store, self.places.out, self.outlets, since=since)]
        self.started_at = clock.now()
        with transaction(connection):
            self.run = runs.begin_run(connection, self.started_at)
        self.filer = Filer(self.store, self.archive, self.places.out, self.run, languages=_languages(self.outlets))
        if not ended_in_order:
            self._forget_again()
        self._memories = {outlet: _memory(connection, outlet, self.places.memory) for outlet in self.outlets}
        self._day = self.started_at.date().isoformat()
        self._connection, self._reader = connection, open_reader(self.places.database)
        self.lists = Listings(connection)  # `store` and `lists` are to `tell`, in the writer's thread
        self.known, self.known_lists = (
            Store(self._reader, never_again),
            Listings(self._reader),
        )  # to ask, from any other
        self._writer = Writer(connection, self.archive)

    def _forget_again(self) -> None:
        """Finish what a killed `scrapy forget` had begun."""
        keys = [row[0] for row in self.store.connection.execute("SELECT url_key FROM pages").fetchall()]
        for key in (key for key in keys if self.store.is_forgotten(key)):
            batch = Batch()
            with transaction(self.store.connection):
                self.filer.forget(key, batch)
                batch.write()

    def memory_file(self, outlet: str) -> str | None:
        """The file of an outlet's memory, as a worker is told; None if it is empty."""
        path = self._memories[outlet][1] if outlet in self._memories else None
        return str(path) if path else None

    def submit(self, job: Job[T]) -> Future[T]:
        """Have a job done by the writer. The future raises CannotWriteError if the disk refuses."""
        return self._writer.submit(job)

    async def tell(self, method: Callable[P, T], *values: P.args, **named: P.kwargs) -> T:
        """Call a method of `store` or `lists` in the writer's thread. Raises CannotWriteError."""
        return await asyncio.wrap_future(self.submit(lambda _: method(*values, **named)))

    def listing_read(
        self, outlet: str, task: ListingTask, said: ListingSaid, stories: Sequence[Announced]
    ) -> Discovery:
        """Take in what a page of a source said, all or nothing, so that no kill loses the pages that follow. To `tell`."""
        found = self.store.discover(outlet, self.run, self._day, stories)
        self.lists.finish(outlet, task.key, self.run, replace(said, new=found.new))
        if said.further and (found.new or not said.only_if_new):
            further = [page for page in said.further if not self.lists.is_read(outlet, page[0], said)]
            self.lists.queue(outlet, task.kind, task.depth + 1, further)
        return found

    def demand(self, outlet: str, story: Announced) -> tuple[str, str]:
        """Take in one address, known or not, as one that is to do; return the key and address to ask for. To `tell`."""
        self.store.discover(outlet, self.run, self._day, [story])
        row = self.store.page(self.store.parts.story_of(story.key))
        if row is None:
            return story.key, story.url
        todo = row["todo"] or ("again" if row["path"] else "fetch")
        self.store.change(row["url_key"], todo=todo, tried_run=0, not_before="")
        return row["url_key"], row["url"]

    def archived_page(self, key: str) -> FetchedPage:
        """Return a page with its parts as the archive has them. Raises OSError or ValueError if it has not all."""
        row = self.known.page(key)
        if row is None:
            raise ValueError(f"{key} is not in the archive")
        parts = tuple(
            replace(self._archived(row["outlet"], part.key, part.place), part_of=key)
            for part in self.known.parts.of(key)
        )
        return replace(self._archived(row["outlet"], key, place_of(row)), parts=parts, incomplete=incomplete(row))

    def _archived(self, outlet: str, key: str, place: ArchivePlace) -> FetchedPage:
        if not place.file:
            raise ValueError(f"{key} is not in the archive")
        stored = self.archive.read(place)
        return FetchedPage(
            outlet, key, stored.url, stored.body, stored.status, stored.headers, stored.fetched_at, place
        )

    def archived_pages(self, where: str, *values: object) -> Iterator[FetchedPage]:
        """Yield the pages that the archive has, of those that a condition on rows picks, by outlet and day."""
        query = f"SELECT url_key FROM pages WHERE archive_file != '' AND ({where}) ORDER BY outlet, first_seen, id"
        for (key,) in self.known.connection.execute(query, values).fetchall():
            with suppress(OSError, ValueError):  # the archive file is gone: retention has taken it
                yield self.archived_page(key)

    def file(self, page: FetchedPage) -> Future[Filed]:
        """File a cleaned page."""
        generation, _ = self._memories[page.outlet]
        return self.submit(lambda batch: self.filer.file(page, generation, batch))

    def refile(self, page: FetchedPage) -> Future[Filed]:
        """File a page of the archive that was cleaned again."""
        generation, _ = self._memories[page.outlet]
        return self.submit(lambda batch: self.filer.refile(page, generation, batch))

    def close(self, finish: str) -> list[str]:
        """End the run in order, and let go of everything; return what retention took, a line. Raises CannotWriteError.

        `finish` is FINISHED if the run did all it had to do: only then does the memory learn.
        """
        try:
            self.submit(lambda _: self._end(finish)).result()
            self._writer.close()
            self.archive.close()
            return self._prune()
        except (OSError, sqlite3.Error) as error:
            raise CannotWriteError(str(error)) from error
        finally:
            self.shut()

    def _prune(self) -> list[str]:
        """Take away what the archive need not keep, and forget that it was there."""
        deleted = self.archive.prune(days=self._retention.days, max_bytes=self._retention.max_bytes)
        if not deleted:
            return []
        with transaction(self._connection):
            stories = sum(map(self.store.lose_archive, deleted))
        bounds = f"ARCHIVE_DAYS={self._retention.days}, ARCHIVE_MAX_BYTES={self._retention.max_bytes}"
        return [f"{len(deleted)} archive files taken away ({bounds}): {stories} stories can't be cleaned again"]

    def shut(self) -> None:
        """Let go of everything without a word about the run, as a kill would. A second call does nothing."""
        self._writer.close()
        try:
            self.archive.close()
        except OSError:  # the disk refuses: the next run mends what stays open
            self.archive.abandon()
        self._reader.close()
        self._connection.close()
        self._lock.release()

    def learn(self) -> None:
        """Make the next generation of the template memories. To `submit`."""
        template_memory.learn(self._connection, self.outlets)

    def _end(self, finish: str) -> None:
        now = clock.now()
        for outlet, notes in ((outlet, notes) for outlet, notes in self.notes.items() if notes.visited):
            runs.record_visit(self._connection, self.run, _visit_record(outlet, notes))
            if finish == FINISHED or notes.outcome == "ok":
                runs.set_visited(self._connection, outlet, self.started_at)
        if finish == FINISHED:
            self.learn()
        runs.end_run(self._connection, self.run, finish, now)


def _visit_record(outlet: str, notes: Notes) -> runs.VisitRecord:
    filed = notes.counts["filed"] + notes.counts["corrected"]
    return runs.VisitRecord(outlet, notes.outcome, notes.listed, filed, notes.counts)


def _memory(connection: sqlite3.Connection, outlet: str, folder: Path) -> tuple[int, Path | None]:
    path = template_memory.export(connection, outlet, folder)
    return template_memory.generation_of(connection, outlet), path


def _languages(outlets: Mapping[str, Outlet]) -> dict[str, str]:
    return {outlet.id: outlet.languages[0] for outlet in outlets.values() if len(outlet.languages) == 1}
