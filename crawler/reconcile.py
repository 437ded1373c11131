"""Makes state, files and archive agree again at the start of a run, whatever the last one was killed at."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from crawler.adopt import adopt
from crawler.archive import Archive
from crawler.files import remove_temporaries, walk
from crawler.names import record_path
from crawler.state.database import transaction
from crawler.state.store import Store


def reconcile(store: Store, archive: Archive, out: Path, outlets: Iterable[str]) -> list[str]:
    """Mend what a killed run, or a hand, has left of these outlets; return what was done, a line each.

    Half-written files are deleted, a torn archive file is closed at its last whole record, a story whose files are
    gone is made again (from the archive if it is there), a story that the state does not know is taken in.
    """
    done = archive.mend()
    for outlet in outlets:
        folder = out / outlet
        if count := remove_temporaries(folder):
            done.append(f"{outlet}: {count} half-written files deleted")
        with transaction(store.connection):
            if count := _remake_lost(store, outlet, out):
                done.append(f"{outlet}: {count} stories without their files are made again")
            if count := _take_in_unknown(store, outlet, out):
                done.append(f"{outlet}: {count} stories on disk that the state did not know are taken in")
    return done


def _remake_lost(store: Store, outlet: str, out: Path) -> int:
    """Mark stories whose text or record is gone. A day whose whole folder is gone was taken away on purpose."""
    lost = 0
    query = "SELECT url_key, path FROM pages WHERE outlet = ? AND path IS NOT NULL AND todo = '' ORDER BY path"
    folder, names = Path(), frozenset[str]()
    for key, path in store.connection.execute(query, (outlet,)).fetchall():
        text = out / path
        if text.parent != folder:
            folder, names = text.parent, _names_in(text.parent)
        if names and not {text.name, Path(record_path(text.name)).name} <= names:
            store.change(key, todo="remake", tried_run=0)
            lost += 1
    return lost


def _names_in(folder: Path) -> frozenset[str]:
    try:
        return frozenset(entry.name for entry in os.scandir(folder))
    except FileNotFoundError:
        return frozenset()


def _take_in_unknown(store: Store, outlet: str, out: Path) -> int:
    """Take in stories that have text and record but no row: those of a state that was lost."""
    known = {row[0] for row in store.connection.execute("SELECT path FROM pages WHERE outlet = ?", (outlet,))}
    taken = 0
    for path, record in _complete(out, outlet, known):
        taken += adopt(store, path, record, out)
    return taken


def _complete(out: Path, outlet: str, known: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the path and record of every story of an outlet whose path is not known."""
    for file in walk(out / outlet):
        path = file.with_suffix(".txt").relative_to(out).as_posix()
        if file.suffix == ".json" and path not in known and (out / path).exists():
            try:
                yield path, json.loads(file.read_bytes())
            except ValueError:
                continue  # not a record of ours
