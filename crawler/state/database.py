"""Opens the state database: made if missing, checked, and brought to this version's schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = Path(__file__).with_name("schema.sql")
MIGRATIONS = Path(__file__).with_name("migrations")

BUSY_MS = 10_000
"""Milliseconds to wait for another process that holds the database, `scrapy report` say."""


class StateError(Exception):
    """The state database can't be used; the message says why and what to do."""


def open_database(path: Path, *, migrations: Path = MIGRATIONS, schema: Path = SCHEMA) -> sqlite3.Connection:
    """Return a connection that may write. Raises StateError if the file is damaged or newer than this program.

    Every commit is on the disk when it returns (`synchronous = FULL`), so that a row may follow the files it names.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(path)
    try:
        _check(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, path, schema, migrations)
    except sqlite3.DatabaseError as error:
        connection.close()
        if _is_full(error):
            raise
        raise StateError(_damaged(path, str(error))) from error
    except StateError:
        connection.close()
        raise
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """Return a connection that only reads, beside the one that writes."""
    connection = _connect(path)
    connection.execute("PRAGMA query_only = ON")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk has already rolled it back
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version of a database; 0 if it is new."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def newest(migrations: Path = MIGRATIONS) -> int:
    """The schema version this program writes."""
    return max([1, *(int(path.stem) for path in migrations.glob("[0-9]*.sql"))])


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000)
    connection.row_factory = sqlite3.Row
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise StateError(_damaged(path, verdict))


def _migrate(connection: sqlite3.Connection, path: Path, schema: Path, migrations: Path) -> None:
    version, target = version_of(connection), newest(migrations)
    if version > target:
        raise StateError(f"{path} is of schema version {version}, this program knows {target}: use a newer one")
    scripts = [schema] if version == 0 else [migrations / f"{step:04}.sql" for step in range(version + 1, target + 1)]
    for step, script in enumerate(scripts, version + 1):
        reached = target if version == 0 else step
        with transaction(connection):
            for statement in statements(script.read_text(encoding="utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {reached}")


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one: `executescript` would commit between them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _damaged(path: Path, detail: str) -> str:
    return f"{path} is damaged ({detail}): run `scrapy rebuild`, which makes it again from the texts and the archive"


def _is_full(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", None) in {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
    }
