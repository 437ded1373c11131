"""Says which stories are near-duplicates of which: every one of the first of them, whatever the order they came in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from cleaners.near_duplicates import THRESHOLD, similarity
from crawler.files import Batch
from crawler.names import record_path
from crawler.records import as_json
from crawler.state.store import Store, unpack


class Relations:
    """Keeps `near_duplicate_of` true, in the state and in the records. Works inside the writer's transactions."""

    def __init__(self, store: Store, out: Path) -> None:
        """`out`: where the records are."""
        self._store = store
        self._out = out

    def relate(self, key: str, bands: Iterable[int], batch: Batch) -> str:
        """Judge a story whose text is new or has changed, and those it touches; return what it is a near-duplicate of.

        Empty if it is of none.
        """
        row = self._store.page(key)
        if row is None:
            return ""
        self._store.index(row["id"], bands)
        for touched in (*self._referring(key), *self._store.similar(bands)):
            self._judge(touched, batch)
        judged = self._store.page(key)
        return str(judged["near_duplicate_of"]) if judged else ""

    def release(self, key: str, batch: Batch) -> None:
        """Judge again those that were near-duplicates of a story that is no longer there."""
        for row in self._referring(key):
            self._judge(row, batch)

    def _referring(self, key: str) -> list[sqlite3.Row]:
        query = "SELECT * FROM pages WHERE near_duplicate_of = ? ORDER BY id"
        return self._store.connection.execute(query, (key,)).fetchall()

    def _judge(self, row: sqlite3.Row, batch: Batch) -> None:
        original = self._original(row)
        if original != row["near_duplicate_of"]:
            self._store.change(row["url_key"], near_duplicate_of=original)
            self._rewrite(row["path"], original, batch)

    def _original(self, row: sqlite3.Row) -> str:
        """The first of the stories that a story is a near-duplicate of; empty if it is itself the first.

        First in an order that never changes: so it does not matter in which order pages arrive.
        """
        earlier = [other for other in self._store.similar(self._store.bands_of(row["id"])) if _rank(other) < _rank(row)]
        alike = [other for other in earlier if _are_alike(row["signature"], other["signature"])]
        return str(min(alike, key=_rank)["url_key"]) if alike else ""

    def _rewrite(self, path: str, original: str, batch: Batch) -> None:
        target = self._out / record_path(path)
        content = batch.get(target)
        if content is not None:
            batch.put(target, as_json(json.loads(content) | {"near_duplicate_of": original or None}))


def _are_alike(signature: bytes, other: bytes) -> bool:
    """Whether two packed signatures are of one story; those of versions that made another number of values are not."""
    return len(signature) == len(other) and similarity(unpack(signature), unpack(other)) >= THRESHOLD


def _rank(row: sqlite3.Row) -> tuple[str, str, str]:
    """Day first seen, publication as first known (none: last), key: none of them ever changes."""
    return row["first_seen"], row["published"] or "9", row["url_key"]
