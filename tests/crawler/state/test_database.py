"""The state database is made, checked and brought up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from crawler.state.database import (
    SCHEMA,
    StateError,
    newest,
    open_database,
    open_reader,
    statements,
    transaction,
    version_of,
)


def test_new_database_has_the_newest_schema_and_survives_power_cuts(tmp_path: Path) -> None:
    connection = open_database(tmp_path / "var" / "state.db")
    assert version_of(connection) == newest()
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    connection.close()


def test_second_opening_changes_nothing(tmp_path: Path) -> None:
    first = open_database(tmp_path / "state.db")
    first.execute("INSERT INTO outlets (outlet) VALUES ('gazette')")
    first.close()
    second = open_database(tmp_path / "state.db")
    assert second.execute("SELECT count(*) FROM outlets").fetchone()[0] == 1
    second.close()


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """Migrations to version 3 of a schema that began with one table."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0002.sql").write_text(
        "ALTER TABLE stories ADD COLUMN day TEXT; -- since when\nUPDATE stories SET day = 'x';\n"
    )
    (folder / "0003.sql").write_text("CREATE TABLE days (day TEXT);\nINSERT INTO days SELECT day FROM stories;\n")
    return folder


def old(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE stories (key TEXT); INSERT INTO stories VALUES ('a'); PRAGMA user_version = 1"
    )
    connection.close()


def test_older_database_is_brought_up_step_by_step(tmp_path: Path, versions: Path) -> None:
    old(tmp_path / "state.db")
    connection = open_database(tmp_path / "state.db", migrations=versions)
    assert version_of(connection) == 3
    assert connection.execute("SELECT key, stories.day FROM stories JOIN days USING (day)").fetchall()[0][:] == (
        "a",
        "x",
    )
    connection.close()


def test_failing_step_leaves_the_version_before_it_whole(tmp_path: Path, versions: Path) -> None:
    old(tmp_path / "state.db")
    (versions / "0003.sql").write_text("CREATE TABLE days (day TEXT);\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(StateError, match="nowhere"):
        open_database(tmp_path / "state.db", migrations=versions)
    connection = sqlite3.connect(tmp_path / "state.db")
    assert version_of(connection) == 2
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'days'").fetchone()[0] == 0
    connection.close()


def test_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    connection = open_database(tmp_path / "state.db")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(StateError, match="schema version 999, this program knows"):
        open_database(tmp_path / "state.db")


def test_damaged_database_names_the_cure(tmp_path: Path) -> None:
    (tmp_path / "state.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)
    with pytest.raises(StateError, match="scrapy rebuild"):
        open_database(tmp_path / "state.db")


def test_damage_inside_is_found_at_the_start(tmp_path: Path) -> None:
    connection = open_database(tmp_path / "state.db")
    connection.executemany("INSERT INTO outlets (outlet) VALUES (?)", [(f"o{n:0300}",) for n in range(200)])
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = bytearray((tmp_path / "state.db").read_bytes())
    for page in range(20, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\x0d" + b"\xee" * 63
    (tmp_path / "state.db").write_bytes(data)
    with pytest.raises(StateError, match="is damaged"):
        open_database(tmp_path / "state.db")


def test_reader_sees_what_was_committed_and_writes_nothing(tmp_path: Path) -> None:
    writer = open_database(tmp_path / "state.db")
    reader = open_reader(tmp_path / "state.db")
    with transaction(writer):
        writer.execute("INSERT INTO outlets (outlet) VALUES ('gazette')")
        assert reader.execute("SELECT count(*) FROM outlets").fetchone()[0] == 0
    assert reader.execute("SELECT count(*) FROM outlets").fetchone()[0] == 1
    with pytest.raises(sqlite3.OperationalError):
        reader.execute("DELETE FROM outlets")
    reader.close()
    writer.close()


def test_transaction_takes_all_back_on_an_error(tmp_path: Path) -> None:
    connection = open_database(tmp_path / "state.db")
    with pytest.raises(sqlite3.IntegrityError), transaction(connection):
        connection.executemany("INSERT INTO outlets (outlet) VALUES (?)", [("gazette",), ("gazette",)])
    assert connection.execute("SELECT count(*) FROM outlets").fetchone()[0] == 0
    connection.close()


def test_schema_is_cut_into_its_statements() -> None:
    found = list(statements(SCHEMA.read_text(encoding="utf-8")))
    assert all(text.rstrip().endswith(";") for text in found)
    assert sum("CREATE TABLE" in text for text in found) == 8


def test_state_of_the_first_version_gets_the_newest_schema_and_keeps_its_pages(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "state.db")
    connection.executescript(Path(__file__).with_name("schema-1.sql").read_text("utf-8"))
    connection.execute(
        "INSERT INTO pages (url_key, url, outlet, status, found_run, first_seen) VALUES ('k', 'u', 'o', 'found', 1, 'd')"
    )
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    migrated, new = open_database(tmp_path / "state.db"), open_database(tmp_path / "new.db")
    query = "SELECT type, name, tbl_name FROM sqlite_schema ORDER BY name"
    assert [row[:] for row in migrated.execute(query)] == [row[:] for row in new.execute(query)]
    for (table,) in new.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        columns = f"SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('{table}')"
        assert {row[:] for row in migrated.execute(columns)} == {row[:] for row in new.execute(columns)}, table
    assert migrated.execute("SELECT url_key, judged_run, words FROM pages").fetchone()[:] == ("k", 0, None)
    migrated.close()
    new.close()
