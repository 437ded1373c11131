"""Writes and reads single WARC records (ISO 28500), each a gzip member of its own (RFC 1952)."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cleaners.version import CLEANER_VERSION
from crawler.types import ArchivePlace, FetchedPage

GZIP_LEVEL = 4
"""Of zlib. On news pages a record is 5 % longer than at level 9, which warcio takes, for little more than a third of the time."""

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
    part_of: str = ""
    """Of a story's further page: the URL key of the story; else empty."""
    parts: int = 0
    """Of a story's first page: how many further pages follow it in the archive."""

    @property
    def content_type(self) -> str | None:
        """The Content-Type header; None if there was none."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), None)


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


def stored_page(stream: BinaryIO, place: ArchivePlace) -> StoredPage | None:
    """Return the page of a member, read from `place`; None if it holds no page."""
    record = next(iter(ArchiveIterator(stream)), None)
    if record is None or record.rec_type != "response":
        return None
    headers = record.rec_headers
    return StoredPage(
        url=headers.get_header("WARC-Target-URI"),
        body=record.content_stream().read(),
        status=int(record.http_headers.get_statuscode()),
        headers=tuple((name, value) for name, value in record.http_headers.headers),
        fetched_at=datetime.fromisoformat(headers.get_header("WARC-Date")),
        place=place,
        outlet=headers.get_header("WARC-Outlet") or "",
        part_of=headers.get_header("WARC-Part-Of") or "",
        parts=int(headers.get_header("WARC-Parts") or 0),
    )


def page_record(page: FetchedPage) -> bytes:
    """Return a page as a record of the kind "response"."""
    kept = [(name, value) for name, value in page.headers if name.lower() not in _NOT_KEPT]
    http = StatusAndHeaders(
        f"{page.status} -", [*_sendable(kept), ("Content-Length", str(len(page.body)))], protocol="HTTP/1.1"
    )
    date = page.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False)
    record = writer.create_warc_record(
        page.url,
        "response",
        payload=io.BytesIO(page.body),
        length=len(page.body),
        http_headers=http,
        warc_headers_dict={"WARC-Date": date, "WARC-Outlet": page.outlet, **_of_parts(page)},
    )
    writer.write_record(record)
    return _packed(buffer.getbuffer())


def _of_parts(page: FetchedPage) -> dict[str, str]:
    """What says which pages are one story, where the state that knows it is lost."""
    told = {"WARC-Part-Of": page.part_of, "WARC-Parts": str(len(page.parts) or "")}
    return {name: value for name, value in told.items() if value}


def info_record(name: str) -> bytes:
    """Return the record that stands first in a file and says who wrote it."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False)
    writer.write_record(writer.create_warcinfo_record(name, {"software": f"Copydesk/{CLEANER_VERSION}"}))
    return _packed(buffer.getbuffer())


def empty_record(length: int) -> bytes:
    """Return a record without content in a member of exactly `length` bytes. Raises ValueError if it is too short.

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


def _packed(record: memoryview) -> bytes:
    """A gzip member of its own."""
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(record) + packer.flush()


def _sendable(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Headers that can stand in a record: a line break in a value would begin another."""
    return [(name, " ".join(value.split())) for name, value in headers]
