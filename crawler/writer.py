"""One thread that writes everything: archive, then files, then rows, so that a kill leaves work to repeat, never a gap.

What waits is written together, so that many pages share the cost of bringing one batch onto the disk.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from crawler.archive import Archive
from crawler.files import Batch
from crawler.state.database import transaction

T = TypeVar("T")
Job = Callable[[Batch], T]
"""Work for the writer: it may change the database and note files to write, and must not wait for anything."""

MAX_JOBS = 64
"""Jobs written together: each may hold a page's text."""


class CannotWriteError(Exception):
    """The disk is full, or refuses for another reason; nothing more is written in this run."""


class Writer:
    """The writing thread. Jobs are done in the order they were submitted."""

    def __init__(self, connection: sqlite3.Connection, archive: Archive) -> None:
        """Use a database connection that nobody else uses from now on."""
        self._connection = connection
        self._archive = archive
        self._waiting: SimpleQueue[tuple[Job[Any], Future[Any]] | None] = SimpleQueue()
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job[T]) -> Future[T]:
        """Have a job done. The future's result comes when it is on the disk; CannotWriteError if it can't be."""
        future: Future[T] = Future()
        self._waiting.put((job, future))
        return future

    def close(self) -> None:
        """Do what waits, then end the thread."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        is_open = True
        while is_open:
            jobs, is_open = self._take()
            if jobs:
                self._write(jobs)

    def _take(self) -> tuple[list[tuple[Job[Any], Future[Any]]], bool]:
        """Wait for a job; return it and what else is waiting, and whether more may come."""
        jobs = []
        item = self._waiting.get()
        while item is not None:
            jobs.append(item)
            if len(jobs) == MAX_JOBS:
                return jobs, True
            try:
                item = self._waiting.get_nowait()
            except Empty:
                return jobs, True
        return jobs, False

    def _write(self, jobs: list[tuple[Job[Any], Future[Any]]]) -> None:
        try:
            outcomes = self._commit([job for job, _ in jobs])
        except (OSError, sqlite3.Error, CannotWriteError) as error:
            self._failure = self._failure or error
            failure = CannotWriteError(str(self._failure))
            failure.__cause__ = self._failure
            outcomes = [failure] * len(jobs)
        for (_, future), outcome in zip(jobs, outcomes, strict=True):
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)

    def _commit(self, jobs: list[Job[Any]]) -> list[Any]:
        """Do jobs together: archive fsynced, files renamed, rows committed. Returns results, or what a job raised."""
        if self._failure is not None:
            raise CannotWriteError(str(self._failure)) from self._failure
        batch = Batch()
        with transaction(self._connection):
            outcomes = [self._attempt(job, batch) for job in jobs]
            self._archive.sync()
            batch.write()
        return outcomes

    def _attempt(self, job: Job[Any], batch: Batch) -> Any:
        """Do one job; an error of its own takes back what it did and leaves the others alone."""
        files = batch.below()
        self._connection.execute("SAVEPOINT job")
        try:
            outcome = job(files)
        except (OSError, sqlite3.OperationalError):
            raise
        except Exception as error:  # noqa: BLE001 - the job's caller is told
            self._connection.execute("ROLLBACK TO job")
            outcome = error
        else:
            batch.add(files)
        self._connection.execute("RELEASE job")
        return outcome
