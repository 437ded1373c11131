"""Keeps the bytes of pages as WARC files (ISO 28500), one gzip member a record, readable by any web archive's tools.

A file being written ends in `.open`; it gets its name when it is closed. After a kill its last member may be torn:
`mend` cuts it off. Offsets in the state and in records stay valid for as long as the file is kept.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from crawler import clock
from crawler.files import sync_folder
from crawler.types import ArchivePlace, FetchedPage
from crawler.urls import url_key
from crawler.warc import StoredPage, empty_record, info_record, members, page_record, stored_page

OPEN = ".open"
FILE_BYTES = 256 * 1024 * 1024
"""A file that has grown to this is closed: retention takes away whole files."""


class Archive:
    """The archive of one VAR_DIR. One thread appends; any may read what has been synced."""

    def __init__(self, folder: Path, *, file_bytes: int = FILE_BYTES) -> None:
        """`file_bytes`: size at which a file is closed and the next begun."""
        self.folder = folder
        self._file_bytes = file_bytes
        self._open: dict[str, Path] = {}
        self._unsynced: dict[str, BinaryIO] = {}
        self._begun = 0

    def append(self, page: FetchedPage) -> ArchivePlace:
        """Write a page at the end of its outlet's file. It is safe only after `sync`."""
        file = self._file_of(page.outlet)
        path = self._open[page.outlet]
        offset = file.seek(0, os.SEEK_END)
        member = page_record(page)
        file.write(member)
        place = ArchivePlace(path.name.removesuffix(OPEN), offset, len(member))
        if offset + len(member) >= self._file_bytes:
            self.sync()
            self._close(page.outlet)
        return place

    def sync(self) -> None:
        """Bring what was appended onto the disk; hold no file open meanwhile, there may be thousands of outlets."""
        for outlet, file in tuple(self._unsynced.items()):
            os.fsync(file.fileno())
            file.close()
            del self._unsynced[outlet]  # one by one: where the disk refuses the next, a second call begins with that

    def close(self) -> None:
        """Close all files and give them their names."""
        self.sync()
        for outlet in tuple(self._open):
            self._close(outlet)

    def abandon(self) -> None:
        """Let go of all files as a kill would: the next start mends them."""
        for file in self._unsynced.values():
            file.close()
        self._unsynced.clear()
        self._open.clear()

    def read(self, place: ArchivePlace) -> StoredPage:
        """Return a page. Raises FileNotFoundError if its file is no longer kept, ValueError if it is not there."""
        with self._path_of(place.file).open("rb") as file:
            file.seek(place.offset)
            member = file.read(place.length)
        page = stored_page(io.BytesIO(member), place)
        if page is None:
            raise ValueError(f"{place.file}: no page at byte {place.offset}")
        return page

    def files(self, beginning: str = "") -> list[Path]:
        """All closed files, by name; only those whose names begin so."""
        return sorted(self.folder.glob(f"{beginning}*.warc.gz"))

    def pages(self) -> Iterator[StoredPage]:
        """Every page of every closed file, file by file in the order they were written."""
        return self._pages_of(self.files())

    def _pages_of(self, files: Iterable[Path]) -> Iterator[StoredPage]:
        for path in files:
            for offset, length in members(path):
                with path.open("rb") as file:
                    file.seek(offset)
                    member = io.BytesIO(file.read(length))
                page = stored_page(member, ArchivePlace(path.name, offset, length))
                if page is not None:
                    yield page

    def mend(self) -> list[str]:
        """Close what a killed run left open, without its torn end; return what was done, a line a file."""
        done = []
        for path in sorted(self.folder.glob(f"*{OPEN}")):
            whole = max((offset + length for offset, length in members(path)), default=0)
            torn = path.stat().st_size - whole
            with path.open("r+b") as file:
                file.truncate(whole)
                os.fsync(file.fileno())
            if whole:
                path.rename(path.with_name(path.name.removesuffix(OPEN)))
            else:
                path.unlink()
            done.append(f"{path.name}: closed after a kill, {torn} torn bytes cut off")
        if done:
            sync_folder(self.folder)
        return done

    def erase(self, place: ArchivePlace) -> None:
        """Overwrite a record with an empty one of the same length, so that the other offsets stay true."""
        path = self._path_of(place.file)
        with path.open("r+b") as file:
            file.seek(place.offset)
            file.write(empty_record(place.length))
            os.fsync(file.fileno())

    def copies(self, outlet: str, key: str) -> list[ArchivePlace]:
        """Return the places of all copies of a page of an outlet, by its URL key, and of all that were parts of it."""
        pages = self._pages_of(self.files(f"{outlet}-"))
        return [page.place for page in pages if key in {url_key(page.url), page.part_of}]

    def prune(self, *, days: int, max_bytes: int) -> list[str]:
        """Delete closed files not written to for `days`, then the oldest until `max_bytes` are left; 0: no bound.

        Returns the names of the deleted files.
        """
        by_age = sorted((path.stat().st_mtime, path) for path in self.files())
        total = sum(path.stat().st_size for _, path in by_age)
        deleted = []
        for written, path in by_age:
            too_old = days and written < clock.now().timestamp() - days * 86_400
            if not too_old and not (max_bytes and total > max_bytes):
                break
            total -= path.stat().st_size
            path.unlink()
            deleted.append(path.name)
        return deleted

    def _file_of(self, outlet: str) -> BinaryIO:
        if outlet not in self._unsynced:
            if outlet not in self._open:
                self._open[outlet] = self._begin(outlet)
            self._unsynced[outlet] = self._open[outlet].open("ab", buffering=0)
        return self._unsynced[outlet]

    def _begin(self, outlet: str) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        stamp = clock.now().strftime("%Y%m%dT%H%M%SZ")
        self._begun += 1
        while (self.folder / f"{outlet}-{stamp}-{self._begun}.warc.gz").exists():
            self._begun += 1
        path = self.folder / f"{outlet}-{stamp}-{self._begun}.warc.gz{OPEN}"
        path.write_bytes(info_record(path.name.removesuffix(OPEN)))
        sync_folder(self.folder)
        return path

    def _close(self, outlet: str) -> None:
        path = self._open.pop(outlet)
        path.rename(path.with_name(path.name.removesuffix(OPEN)))
        sync_folder(self.folder)

    def _path_of(self, name: str) -> Path:
        path = self.folder / Path(name).name
        return path if path.exists() else path.with_name(path.name + OPEN)
