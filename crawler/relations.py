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
    """Keeps `near_duplicate_of` true, in the state and in the records. Works inside the writer's transactions.

    A near-duplicate names the first of the stories that are like it, in an order that never changes: so it does not matter
    in which order pages arrive, nor where a kill fell. Of very many alike (`MAX_SIMILAR`) only some are compared.
    """

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
        had_text = bool(self._store.bands_of(row["id"]))
        self._store.index(row["id"], bands)
        if had_text:
            self.release(key, batch)
        alike = self._alike(row, bands)
        original = _first(other for other in alike if _rank(other) < _rank(row))
        self._mark(row, original, batch)
        for other in alike:
            if _rank(row) < _rank(other) and self._is_before_original_of(row, other):
                self._mark(other, key, batch)
        return original

    def release(self, key: str, batch: Batch) -> None:
        """Judge again those that were near-duplicates of a story that has another text now, or is no longer there."""
        query = "SELECT * FROM pages WHERE near_duplicate_of = ? ORDER BY id"
        for row in self._store.connection.execute(query, (key,)).fetchall():
            alike = self._alike(row, self._store.bands_of(row["id"]))
            self._mark(row, _first(other for other in alike if _rank(other) < _rank(row)), batch)

    def _alike(self, row: sqlite3.Row, bands: Iterable[int]) -> list[sqlite3.Row]:
        """The stories whose text is nearly that of a story."""
        others = [other for other in self._store.similar(bands) if other["id"] != row["id"]]
        return [other for other in others if _are_alike(row["signature"], other["signature"])]

    def _is_before_original_of(self, row: sqlite3.Row, other: sqlite3.Row) -> bool:
        """Whether a story comes before what another is said to be a near-duplicate of, or that is said to be of none."""
        original = self._store.page(other["near_duplicate_of"]) if other["near_duplicate_of"] else None
        return original is None or _rank(row) < _rank(original)

    def _mark(self, row: sqlite3.Row, original: str, batch: Batch) -> None:
        if original != row["near_duplicate_of"]:
            self._store.change(row["url_key"], near_duplicate_of=original)
            self._rewrite(row["path"], original, batch)

    def _rewrite(self, path: str, original: str, batch: Batch) -> None:
        target = self._out / record_path(path)
        content = batch.get(target)
        if content is not None:
            batch.put(target, as_json(json.loads(content) | {"near_duplicate_of": original or None}))


def _are_alike(signature: bytes, other: bytes) -> bool:
    """Whether two packed signatures are of one story; those of versions that made another number of values are not."""
    return len(signature) == len(other) and similarity(unpack(signature), unpack(other)) >= THRESHOLD


def _first(rows: Iterable[sqlite3.Row]) -> str:
    """The key of the first story; empty if there is none."""
    first = min(rows, key=_rank, default=None)
    return str(first["url_key"]) if first is not None else ""


def _rank(row: sqlite3.Row) -> tuple[str, str, str]:
    """Day first seen, publication as first known (none: last), key: none of them ever changes."""
    return row["first_seen"], row["published"] or "9", row["url_key"]
