"""Keeps the template memory: what stood on how many pages of an outlet, generation by generation.

A run judges by the generation that stood at its start; what its pages teach is set aside with them and becomes the next
generation when the run has ended in order. A run that was killed teaches nothing until the next has finished its work:
so texts do not depend on where a kill fell.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleaners.memory import FileMemory

FINGERPRINT_BYTES = 8

EXPORTED_PAGES = 2
"""Pages a block must have stood on for the workers to hear of it: of all others it is the story's own, most likely, and
they are nine in ten."""

MAX_FINGERPRINTS = 20_000
"""Fingerprints kept of a page that has more: the template stands at its beginning and at its end."""

KEPT_GENERATIONS = 50
"""A block that stood on one page only is forgotten when this many generations have not seen it: it was a story's."""


def pack_fingerprints(fingerprints: Iterable[str]) -> bytes:
    """Fingerprints, 16 hex digits each, as the database keeps them."""
    unique = list(dict.fromkeys(fingerprints))
    if len(unique) > MAX_FINGERPRINTS:
        unique = unique[: MAX_FINGERPRINTS // 2] + unique[-MAX_FINGERPRINTS // 2 :]
    return bytes.fromhex("".join(unique))


def generation_of(connection: sqlite3.Connection, outlet: str) -> int:
    """The generation of an outlet's memory; 0 before the first."""
    row = connection.execute("SELECT generation FROM outlets WHERE outlet = ?", (outlet,)).fetchone()
    return int(row[0]) if row else 0


def export(connection: sqlite3.Connection, outlet: str, folder: Path) -> Path | None:
    """Write an outlet's memory as a file for the workers, once a generation; None if it has learned nothing yet."""
    row = connection.execute("SELECT generation, pages FROM outlets WHERE outlet = ?", (outlet,)).fetchone()
    if row is None or not row["generation"]:
        return None
    path = folder / f"{outlet}-{row['generation']}.memory"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        rows = connection.execute(
            "SELECT fingerprint, pages FROM memory WHERE outlet = ? AND pages >= ?", (outlet, EXPORTED_PAGES)
        )
        _Counted(path, row["pages"], Counter({fingerprint.hex(): pages for fingerprint, pages in rows})).save()
        for old in folder.glob(f"{outlet}-*.memory"):
            if old != path and old.stem.removeprefix(f"{outlet}-").isdigit():
                old.unlink()
    return path


def learn(connection: sqlite3.Connection, outlets: Iterable[str]) -> None:
    """Count the pages not yet learned: the next generation. In one transaction, which is the caller's.

    Near-duplicates teach nothing: a story that stands at two addresses would make its own paragraphs a template.
    """
    for outlet in outlets:
        rows = connection.execute(
            "SELECT fingerprints FROM pages WHERE outlet = ? AND fingerprints IS NOT NULL AND near_duplicate_of = ''",
            (outlet,),
        ).fetchall()
        if rows:
            _next_generation(connection, outlet, [row["fingerprints"] for row in rows])
        connection.execute(
            "UPDATE pages SET fingerprints = NULL, learned = 1 WHERE outlet = ? AND fingerprints IS NOT NULL", (outlet,)
        )


def _next_generation(connection: sqlite3.Connection, outlet: str, pages: list[bytes]) -> None:
    generation = generation_of(connection, outlet) + 1
    connection.execute(
        """INSERT INTO outlets (outlet, generation, pages) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET generation = excluded.generation, pages = pages + excluded.pages""",
        (outlet, generation, len(pages)),
    )
    counts = Counter(fingerprint for page in pages for fingerprint in _unpacked(page))
    connection.executemany(
        """INSERT INTO memory VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET generation = excluded.generation, pages = pages + excluded.pages""",
        [(outlet, fingerprint, count, generation) for fingerprint, count in sorted(counts.items())],
    )
    connection.execute(
        "DELETE FROM memory WHERE outlet = ? AND pages = 1 AND generation < ?", (outlet, generation - KEPT_GENERATIONS)
    )


def _unpacked(blob: bytes) -> Iterator[bytes]:
    return (blob[i : i + FINGERPRINT_BYTES] for i in range(0, len(blob), FINGERPRINT_BYTES))


class _Counted(FileMemory):
    """A memory made of counts; which pages it has learned is known to the state alone."""

    def __init__(self, path: Path, pages: int, counts: Counter[str]) -> None:
        self.path, self._counts = path, counts
        self._learned = {f"{number:016x}" for number in range(pages)}
