"""One thread writes: archive, then files, then rows; and it stops where the disk does."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import Archive
from crawler.files import Batch
from crawler.state.database import open_database
from crawler.writer import CannotWriteError, Writer
from tests.crawler.pages import address, fetched


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A state of its own."""
    connection = open_database(tmp_path / "state.db")
    yield connection
    connection.close()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive of its own."""
    return Archive(tmp_path / "archive")


@pytest.fixture
def writer(database: sqlite3.Connection, archive: Archive) -> Iterator[Writer]:
    """A writer, closed at the end."""
    writer = Writer(database, archive)
    yield writer
    writer.close()


def visit(connection: sqlite3.Connection, outlet: str) -> Callable[[Batch], str]:
    """A job that inserts a row."""

    def job(_: Batch) -> str:
        connection.execute("INSERT INTO outlets (outlet) VALUES (?)", (outlet,))
        return outlet

    return job


def rows(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT outlet FROM outlets ORDER BY outlet")]


def test_results_come_when_it_is_on_the_disk(writer: Writer, database: sqlite3.Connection, tmp_path: Path) -> None:
    def job(batch: Batch) -> str:
        batch.put(tmp_path / "story.txt", b"text")
        return visit(database, "gazette")(batch)

    assert writer.submit(job).result(10) == "gazette"
    assert (tmp_path / "story.txt").read_bytes() == b"text"
    other = sqlite3.connect(tmp_path / "state.db")
    assert rows(other) == ["gazette"]
    other.close()


def test_order_is_archive_then_files_then_row(
    writer: Writer, database: sqlite3.Connection, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    replace = Path.replace

    def note_replace(path: Path, target: Path) -> Path:
        steps.append(f"rename {target.name}")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", note_replace)
    monkeypatch.setattr(os, "fsync", lambda handle: steps.append(f"fsync {os.fstat(handle).st_ino}"))
    database.set_trace_callback(steps.append)

    def job(batch: Batch) -> None:
        archive.append(fetched(address("ferry")))
        batch.put(tmp_path / "story.txt", b"text")
        visit(database, "gazette")(batch)

    writer.submit(job).result(10)
    database.set_trace_callback(None)
    (in_archive,) = (tmp_path / "archive").iterdir()
    order = [f"fsync {in_archive.stat().st_ino}", "rename story.txt", "COMMIT"]
    assert [step for step in steps if step in order] == order


def test_error_in_one_job_takes_back_what_it_did_and_no_more(
    writer: Writer, database: sqlite3.Connection, tmp_path: Path
) -> None:
    def faulty(batch: Batch) -> None:
        batch.put(tmp_path / "faulty.txt", b"text")
        visit(database, "faulty")(batch)
        raise ValueError("a fault of ours")

    futures: list[Future[Any]] = [writer.submit(job) for job in (visit(database, "a"), faulty, visit(database, "b"))]
    assert futures[2].result(10) == "b"
    with pytest.raises(ValueError, match="a fault of ours"):
        futures[1].result(10)
    assert rows(database) == ["a", "b"]
    assert not (tmp_path / "faulty.txt").exists()


def test_full_disk_commits_nothing_and_ends_all_writing(
    writer: Writer, database: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def job(batch: Batch) -> None:
        batch.put(tmp_path / "story.txt", b"text")
        visit(database, "gazette")(batch)

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(CannotWriteError, match="No space left"):
        writer.submit(job).result(10)
    monkeypatch.undo()
    with pytest.raises(CannotWriteError, match="No space left"):
        writer.submit(visit(database, "later")).result(10)
    assert rows(database) == []
    assert not (tmp_path / "story.txt").exists()


def test_full_database_is_told_as_a_full_disk(writer: Writer, database: sqlite3.Connection) -> None:
    database.execute("PRAGMA max_page_count = 1")

    def job(_: Batch) -> None:
        database.executemany("INSERT INTO outlets (outlet) VALUES (?)", [(f"{n:0500}",) for n in range(500)])

    with pytest.raises(CannotWriteError, match="full"):
        writer.submit(job).result(10)


def test_close_does_what_waits(database: sqlite3.Connection, archive: Archive) -> None:
    writer = Writer(database, archive)
    for number in range(200):
        writer.submit(visit(database, f"{number:03}"))
    writer.close()
    assert len(rows(database)) == 200
