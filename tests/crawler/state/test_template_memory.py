"""The template memory learns by generations, and of each page once."""

from __future__ import annotations

from pathlib import Path

from cleaners.memory import FileMemory
from crawler.state.store import Announced, Store
from crawler.state.template_memory import (
    KEPT_GENERATIONS,
    MAX_FINGERPRINTS,
    export,
    generation_of,
    learn,
    pack_fingerprints,
)  # fmt: skip

MENU, STORY = "aa" * 8, "bb" * 8


def teach(store: Store, key: str, *fingerprints: str, duplicate_of: str = "") -> None:
    store.discover("gazette", 1, "2026-11-20", [Announced(key, f"https://{key}")])
    store.change(key, fingerprints=pack_fingerprints(fingerprints), near_duplicate_of=duplicate_of)


def counts(store: Store) -> dict[str, int]:
    rows = store.connection.execute("SELECT fingerprint, pages FROM memory WHERE outlet = 'gazette'")
    return {row[0].hex(): row[1] for row in rows}


def test_learns_every_page_once(store: Store) -> None:
    teach(store, "g/1", MENU, STORY, MENU)
    teach(store, "g/2", MENU)
    learn(store.connection, ["gazette"])
    learn(store.connection, ["gazette"])
    assert counts(store) == {MENU: 2, STORY: 1}
    assert generation_of(store.connection, "gazette") == 1


def test_near_duplicates_teach_nothing(store: Store) -> None:
    teach(store, "g/1", STORY)
    teach(store, "g/2", STORY, duplicate_of="g/1")
    learn(store.connection, ["gazette"])
    assert counts(store) == {STORY: 1}


def test_generation_stays_if_there_is_nothing_to_learn(store: Store) -> None:
    learn(store.connection, ["gazette"])
    assert generation_of(store.connection, "gazette") == 0


def test_block_seen_once_and_not_again_is_forgotten_in_the_end(store: Store) -> None:
    teach(store, "g/0", STORY, MENU)
    learn(store.connection, ["gazette"])
    for number in range(1, KEPT_GENERATIONS + 2):
        teach(store, f"g/{number}", MENU)
        learn(store.connection, ["gazette"])
    assert counts(store) == {MENU: KEPT_GENERATIONS + 2}


def test_workers_read_what_stood_on_several_pages(store: Store, tmp_path: Path) -> None:
    assert export(store.connection, "gazette", tmp_path) is None
    teach(store, "g/1", MENU, STORY)
    teach(store, "g/2", MENU)
    learn(store.connection, ["gazette"])
    path = export(store.connection, "gazette", tmp_path / "memory")
    assert path is not None
    memory = FileMemory(path)
    assert (memory.pages(), memory.pages_with(MENU), memory.pages_with(STORY)) == (2, 2, 0)


def test_one_file_an_outlet_that_of_its_generation(store: Store, tmp_path: Path) -> None:
    for number in (1, 2):
        teach(store, f"g/{number}", MENU)
        learn(store.connection, ["gazette"])
        export(store.connection, "gazette", tmp_path)
    assert [path.name for path in tmp_path.glob("*.memory")] == ["gazette-2.memory"]


def test_of_endless_pages_beginning_and_end_are_kept() -> None:
    many = [f"{number:016x}" for number in range(MAX_FINGERPRINTS + 10)]
    packed = pack_fingerprints(many)
    assert len(packed) == 8 * MAX_FINGERPRINTS
    assert (packed[:8].hex(), packed[-8:].hex()) == (many[0], many[-1])
