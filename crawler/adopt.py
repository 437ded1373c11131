"""Makes the row of a story again from its text and record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cleaners.near_duplicates import bands, signature
from crawler.clock import comparable
from crawler.records import text_of, utf8
from crawler.state.parts import Part
from crawler.state.store import Store, pack, told_of
from crawler.types import ArchivePlace, Incomplete
from crawler.urls import url_key

_FIELDS = ("url", "url_key", "outlet", "title", "kind", "fetched_at", "content_sha256", "version", "cleaner_version")


NOWHERE: Mapping[str, Any] = MappingProxyType({"file": "", "offset": 0, "length": 0})
"""The place of what the archive has not."""


def adopt(store: Store, path: str, record: dict[str, Any], out: Path) -> bool:
    """Take in a story that the state does not know; True if it was.

    A story whose address is known as not yet done is left alone: it will be fetched, and its files written again.
    """
    if any(name not in record for name in _FIELDS) or not store.is_new(record["url_key"]):
        return False
    text = text_of((out / path).read_bytes(), record["title"])
    if hashlib.sha256(utf8(text)).hexdigest() != record["content_sha256"]:
        return False
    archive = record.get("archive") or NOWHERE
    values = signature(text)
    cursor = store.connection.execute(
        """INSERT INTO pages (url_key, url, outlet, status, kind, found_run, first_seen, title, published, modified,
        fetched_at, http_status, archive_file, archive_offset, archive_length, path, content_sha256, version,
        cleaner_version, memory_generation, near_duplicate_of, signature, learned)
        VALUES (?, ?, ?, 'filed', ?, 0, ?, ?, ?, ?, ?, 200, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)""",
        (
            *(record[name] for name in ("url_key", "url", "outlet", "kind")),
            "-".join(path.split("/")[1:4]),
            record["title"],
            comparable(record.get("published")),
            comparable(record.get("modified")),
            record["fetched_at"],
            *(archive[name] for name in ("file", "offset", "length")),
            path,
            *(record[name] for name in ("content_sha256", "version", "cleaner_version")),
            record.get("memory_generation", 0),
            record.get("near_duplicate_of") or "",
            pack(values),
        ),
    )
    store.parts.put(record["url_key"], _parts(record, archive))
    if record.get("incomplete"):
        missing = Incomplete(record["incomplete"]["url"], record["incomplete"]["reason"])
        store.change(record["url_key"], reason=told_of(missing), todo="again")
    store.index(int(cursor.lastrowid or 0), bands(values))
    store.connection.execute(
        """INSERT INTO outlets (outlet, generation) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET generation = max(generation, excluded.generation)""",
        (record["outlet"], record.get("memory_generation", 0)),
    )
    return True


def _parts(record: dict[str, Any], archive: Mapping[str, Any]) -> list[Part]:
    """The further pages of a story."""
    urls = record.get("parts", ())[1:]
    places = archive.get("parts") or [NOWHERE] * len(urls)
    return [Part(url_key(url), url, ArchivePlace(**place)) for url, place in zip(urls, places, strict=True)]
