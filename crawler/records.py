"""What stands in the files of a story: its text under its title, and its record."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crawler.state.parts import Part
from crawler.state.store import place_of
from crawler.types import ArchivePlace, FetchedPage

_json: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False).encode
"""Written as JSON, by one encoder: `json.dumps` makes a new one for each value."""


def file_text(title: str, text: str) -> bytes:
    """Return what a story's text file holds: title, blank line, text; the text alone if there is no title."""
    headline = unicodedata.normalize("NFC", " ".join(title.split()))
    return utf8(f"{headline}\n\n{text}\n" if headline else f"{text}\n")


def text_of(content: bytes, title: str) -> str:
    """Return the text that `file_text` put under a title."""
    whole = content.decode("utf-8").removesuffix("\n")
    return whole.partition("\n\n")[2] if title.strip() else whole


def record_of(row: sqlite3.Row, page: FetchedPage, language: str, parts: Sequence[Part] = ()) -> dict[str, Any]:
    """Return the record of a story: what the cleaner says, completed by what its sources announced.

    `language`: what the outlet's seed file says of all its pages; empty if it does not. `parts`: the story's further pages.
    """
    record = {name: value for name, value in page.result.record.items() if name != "text"}
    sources = dict(record["sources"])
    for name in ("title", "published", "modified"):
        if not record[name] and row[name]:
            record[name], sources[name] = row[name], "listing"
    if record["language"] == "und" and language:
        record["language"], sources["language"] = language, "seed"
    record |= {"url": page.url, "source": page.url, "sources": sources, "removed": dict(page.result.removed)}
    return record | _of_parts(page, parts) | _of_the_desk(row, parts)


def as_json(record: Mapping[str, Any]) -> bytes:
    """Return a record as its file holds it: a field a line, and an item a line of lists of lists, as the blocks are.

    `json.dumps(…, indent=1)` would be as readable, and takes ten times as long: it does not use the C encoder.
    """
    fields = (f" {_json(name)}: {_value(value)}" for name, value in record.items())
    return utf8("{\n" + ",\n".join(fields) + "\n}\n")


def utf8(text: str) -> bytes:
    """Return text as bytes; half a surrogate pair, which no text should have, becomes a question mark."""
    return text.encode("utf-8", "replace")


def _value(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], list | tuple):
        return "[\n" + ",\n".join(f"  {_json(item)}" for item in value) + "\n ]"
    return _json(value)


def _of_parts(page: FetchedPage, parts: Sequence[Part]) -> dict[str, Any]:
    """Which pages a story of several has, and which it should have; nothing of a story of one page."""
    told: dict[str, Any] = {"parts": [page.url, *(part.url for part in parts)]} if parts else {}
    if page.incomplete:
        told["incomplete"] = {"url": page.incomplete.url, "reason": page.incomplete.reason}
    return told


def _of_the_desk(row: sqlite3.Row, parts: Sequence[Part]) -> dict[str, Any]:
    """What the crawler knows of a story."""
    archive: dict[str, Any] = _of_place(place_of(row))
    if parts:
        archive["parts"] = [_of_place(part.place) for part in parts]
    return {
        "url_key": row["url_key"],
        "outlet": row["outlet"],
        "fetched_at": row["fetched_at"],
        "content_sha256": row["content_sha256"],
        "version": row["version"],
        "memory_generation": row["memory_generation"],
        "near_duplicate_of": row["near_duplicate_of"] or None,
        "archive": archive if row["archive_file"] else None,
    }


def _of_place(place: ArchivePlace) -> dict[str, Any]:
    return {"file": place.file, "offset": place.offset, "length": place.length}
