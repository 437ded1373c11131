"""Keeps the bytes of pages as WARC files (ISO 28500), one gzip member a record, readable by any web archive's tools.

A file being written ends in `.open`; it gets its name when it is closed. After a kill its last member may be torn:
`mend` cuts it off. Offsets in the state and in records stay valid for as long as the file is kept.
"""

from __future__ import annotations

import io
import os
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cleaners.version import CLEANER_VERSION
from crawler.files import sync_folder
from crawler.types import ArchivePlace, FetchedPage
from crawler.urls import url_key

OPEN = ".open"
FILE_BYTES = 256 * 1024 * 1024
"""A file that has grown to this is closed: retention takes away whole files."""

_CHUNK = 1024 * 1024
_NOT_KEPT = frozenset(
    ["content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive", "set-cookie"]
)
"""Headers that spoke of the transfer or of the visitor; the body is kept as it was after decoding."""


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page read back from the archive."""

    url: str
    body: bytes
    status: int
    headers: tuple[tuple[str, str], ...]
    fetched_at: datetime
    place: ArchivePlace
    outlet: str
    """The outlet it was fetched for; empty if another program wrote the file."""

    @property
    def content_type(self) -> str | None:
        """The Content-Type header; None if there was none."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), None)


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
        member = _response(page)
        file.write(member)
        place = ArchivePlace(path.name.removesuffix(OPEN), offset, len(member))
        if offset + len(member) >= self._file_bytes:
            self.sync()
            self._close(page.outlet)
        return place

    def sync(self) -> None:
        """Bring what was appended onto the disk; hold no file open meanwhile, there may be thousands of outlets."""
        for file in self._unsynced.values():
            os.fsync(file.fileno())
            file.close()
        self._unsynced.clear()

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
        page = next((stored for stored in _pages(io.BytesIO(member), place) if stored is not None), None)
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
                yield from (page for page in _pages(member, ArchivePlace(path.name, offset, length)) if page)

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
            file.write(_tombstone(place.length))
            os.fsync(file.fileno())

    def copies(self, outlet: str, key: str) -> list[ArchivePlace]:
        """Return the places of all copies of a page of an outlet, by its URL key."""
        return [page.place for page in self._pages_of(self.files(f"{outlet}-")) if url_key(page.url) == key]

    def prune(self, *, days: int, max_bytes: int) -> list[str]:
        """Delete closed files not written to for `days`, then the oldest until `max_bytes` are left; 0: no bound.

        Returns the names of the deleted files.
        """
        by_age = sorted((path.stat().st_mtime, path) for path in self.files())
        total = sum(path.stat().st_size for _, path in by_age)
        deleted = []
        for written, path in by_age:
            too_old = days and written < time.time() - days * 86_400
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
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        self._begun += 1
        while (self.folder / f"{outlet}-{stamp}-{self._begun}.warc.gz").exists():
            self._begun += 1
        path = self.folder / f"{outlet}-{stamp}-{self._begun}.warc.gz{OPEN}"
        path.write_bytes(_warcinfo(path.name.removesuffix(OPEN)))
        sync_folder(self.folder)
        return path

    def _close(self, outlet: str) -> None:
        path = self._open.pop(outlet)
        path.rename(path.with_name(path.name.removesuffix(OPEN)))
        sync_folder(self.folder)

    def _path_of(self, name: str) -> Path:
        path = self.folder / Path(name).name
        return path if path.exists() else path.with_name(path.name + OPEN)


def members(path: Path) -> Iterator[tuple[int, int]]:
    """Yield the offset and length of each whole gzip member of a file; what follows the last whole one is torn."""
    with path.open("rb") as file:
        begin, inflate, pending = 0, zlib.decompressobj(31), file.read(_CHUNK)
        while pending:
            try:
                inflate.decompress(pending)
            except zlib.error:
                return
            if inflate.eof:
                pending = inflate.unused_data or file.read(_CHUNK)
                end = file.tell() - len(pending)
                yield begin, end - begin
                begin, inflate = end, zlib.decompressobj(31)
            else:
                pending = file.read(_CHUNK)


def _pages(stream: BinaryIO, place: ArchivePlace) -> Iterator[StoredPage | None]:
    for record in ArchiveIterator(stream):
        yield _stored(record, place) if record.rec_type == "response" else None


def _stored(record: ArcWarcRecord, place: ArchivePlace) -> StoredPage:
    headers = record.rec_headers
    return StoredPage(
        url=headers.get_header("WARC-Target-URI"),
        body=record.content_stream().read(),
        status=int(record.http_headers.get_statuscode()),
        headers=tuple((name, value) for name, value in record.http_headers.headers),
        fetched_at=datetime.fromisoformat(headers.get_header("WARC-Date")),
        place=place,
        outlet=headers.get_header("WARC-Outlet") or "",
    )


def _response(page: FetchedPage) -> bytes:
    kept = [(name, value) for name, value in page.headers if name.lower() not in _NOT_KEPT]
    http = StatusAndHeaders(
        f"{page.status} -", [*_sendable(kept), ("Content-Length", str(len(page.body)))], protocol="HTTP/1.1"
    )
    date = page.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    record = writer.create_warc_record(
        page.url,
        "response",
        payload=io.BytesIO(page.body),
        length=len(page.body),
        http_headers=http,
        warc_headers_dict={"WARC-Date": date, "WARC-Outlet": page.outlet},
    )
    writer.write_record(record)
    return buffer.getvalue()


def _sendable(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Headers that can stand in a record: a line break in a value would begin another."""
    return [(name, " ".join(value.split())) for name, value in headers]


def _warcinfo(name: str) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    writer.write_record(writer.create_warcinfo_record(name, {"software": f"Copydesk/{CLEANER_VERSION}"}))
    return buffer.getvalue()


def _tombstone(length: int) -> bytes:
    """A gzip member of exactly `length` bytes that holds a WARC record without content.

    The rest of the length is a comment in the gzip header (RFC 1952, FCOMMENT), which readers skip.
    """
    text = b"WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
    record = text + b"WARC-Date: 1970-01-01T00:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    deflated = packer.compress(record) + packer.flush()
    trailer = zlib.crc32(record).to_bytes(4, "little") + len(record).to_bytes(4, "little")
    head = b"\x1f\x8b\x08\x10\0\0\0\0\0\xff"
    padding = length - len(head) - 1 - len(deflated) - len(trailer)
    if padding < 0:
        raise ValueError(f"a record of {length} bytes is too short to be erased in place")
    return head + b"-" * padding + b"\0" + deflated + trailer
