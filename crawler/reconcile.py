"""Makes state, files and archive agree again at the start of a run, whatever the last one was killed at."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from crawler.adopt import adopt
from crawler.files import TEMPORARY
from crawler.names import record_path
from crawler.state.database import transaction
from crawler.state.store import Store


@dataclass(slots=True)
class _Counts:
    deleted: int = 0
    lost: int = 0
    taken: int = 0


def reconcile(store: Store, out: Path, outlets: Iterable[str], *, since: str = "") -> list[str]:
    """Mend what a killed run, or a hand, has left of these outlets; return what was done, a line each.

    Half-written files are deleted, a story whose files are gone is made again (from the archive if it is there), a story
    that the state does not know is taken in. A day whose whole folder is gone was taken away on purpose.

    `since`: only days from this one on are looked at: after a run that ended in order there is nothing else to expect.
    """
    done = []
    for outlet in outlets:
        counts = _Counts()
        with transaction(store.connection):
            for folder in _days(out / outlet, since):
                _mend_day(store, out, folder, counts)
        done += [f"{outlet}: {line}" for line in _told(counts)]
    return done


def _days(folder: Path, since: str) -> Iterator[Path]:
    """The folders of days, in order."""
    for year in _folders(folder):
        for month in _folders(year):
            yield from (day for day in _folders(month) if f"{year.name}-{month.name}-{day.name}" >= since)


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(Path(entry.path) for entry in os.scandir(folder) if entry.is_dir())
    except FileNotFoundError:
        return []


def _mend_day(store: Store, out: Path, folder: Path, counts: _Counts) -> None:
    names = {entry.name for entry in os.scandir(folder)}
    for name in sorted(name for name in names if name.startswith(TEMPORARY)):
        (folder / name).unlink()
        counts.deleted += 1
    known = _stories(store, folder.relative_to(out).as_posix())
    if not names:
        return
    for name, key in known.items():
        if not {name, record_path(name)} <= names:
            store.change(key, todo="remake", tried_run=0)
            counts.lost += 1
    for name in sorted(names - known.keys()):
        counts.taken += name.endswith(".txt") and record_path(name) in names and _take_in(store, out, folder / name)


def _stories(store: Store, folder: str) -> dict[str, str]:
    """Name of the text -> URL key of every story filed in a folder."""
    query = "SELECT path, url_key FROM pages WHERE outlet = ? AND path > ? AND path < ?"
    outlet = folder.partition("/")[0]
    rows = store.connection.execute(query, (outlet, f"{folder}/", f"{folder}0"))  # "0" is what follows "/"
    return {PurePosixPath(path).name: key for path, key in rows}


def _take_in(store: Store, out: Path, text: Path) -> bool:
    """Take in a story that has text and record but no row: its state was lost."""
    try:
        record = json.loads(Path(record_path(str(text))).read_bytes())
    except ValueError:
        return False  # not a record of ours
    return isinstance(record, dict) and adopt(store, text.relative_to(out).as_posix(), record, out)


def _told(counts: _Counts) -> Iterator[str]:
    if counts.deleted:
        yield f"{counts.deleted} half-written files deleted"
    if counts.lost:
        yield f"{counts.lost} stories without their files are made again"
    if counts.taken:
        yield f"{counts.taken} stories on disk that the state did not know are taken in"
