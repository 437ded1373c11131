"""Writes files whole or not at all: a temporary name in the same folder, fsync, rename, fsync of the folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

TEMPORARY = ".copydesk-"
"""How the names of files begin that are not yet whole; what a kill leaves of them is deleted at the next start."""


class Batch:
    """Files that are to appear together, as far as a file system allows: all are written before the first is renamed."""

    def __init__(self) -> None:
        """Nothing to write yet."""
        self._contents: dict[Path, bytes] = {}

    def put(self, path: Path, content: bytes) -> None:
        """Note what a file is to hold; files are renamed in the order of their first `put`."""
        self._contents[path] = content

    def get(self, path: Path) -> bytes | None:
        """What a file holds, or will hold; None if there is none."""
        if path in self._contents:
            return self._contents[path]
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None

    def add(self, other: Batch) -> None:
        """Take over what another batch holds."""
        self._contents.update(other._contents)

    def below(self) -> Batch:
        """A batch that sees what this one holds, and can be thrown away without changing it."""
        child = Batch()
        child._contents = dict(self._contents)
        return child

    def write(self) -> None:
        """Write all files. Raises OSError; then no file is half written, but some may already be in place."""
        made = _make_folders({path.parent for path in self._contents})
        temporaries: list[tuple[Path, Path]] = []
        try:
            for number, (path, content) in enumerate(self._contents.items()):
                temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{number}")
                temporaries.append((temporary, path))
                temporary.write_bytes(content)
            for temporary, _ in temporaries:  # all are written by now: most of these find nothing left to do
                _sync(temporary)
            for temporary, path in temporaries:
                temporary.replace(path)
        except BaseException:
            for temporary, _ in temporaries:
                temporary.unlink(missing_ok=True)
            raise
        for folder in sorted({path.parent for path in self._contents} | made):
            sync_folder(folder)
        self._contents = {}


def write_file(path: Path, content: bytes) -> None:
    """Write one file whole or not at all."""
    batch = Batch()
    batch.put(path, content)
    batch.write()


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder onto the disk."""
    _sync(folder)


def remove_temporaries(folder: Path) -> int:
    """Delete what a kill left half written below a folder; return how many files that were."""
    stale = [path for path in walk(folder) if path.name.startswith(TEMPORARY)]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def walk(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder, in order of name; none if there is no such folder."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(root, name) for name in sorted(names))


def _make_folders(folders: set[Path]) -> set[Path]:
    """Make folders; return those that now hold a new name and have to be synced."""
    changed: set[Path] = set()
    for folder in (folder for folder in folders if not folder.is_dir()):
        missing = folder
        while not missing.exists():
            changed.add(missing.parent)
            missing = missing.parent
        folder.mkdir(parents=True, exist_ok=True)
    return changed


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
