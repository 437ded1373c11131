"""Files a cleaned page: which text and record it becomes, which version, and whose near-duplicate it is."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleaners.near_duplicates import similarity
from crawler.archive import Archive
from crawler.clock import comparable, stamp
from crawler.files import Batch
from crawler.names import record_path, story_path, version_path
from crawler.state.store import Store, pack, unpack
from crawler.state.template_memory import pack_fingerprints
from crawler.types import ArchivePlace, FetchedPage

STORY_KINDS = frozenset(["article", "live"])
"""Kinds of page that are filed; of others the state remembers the kind and the reason."""

PASSING = ("died", "closed")
"""How failures begin that say nothing of the page: a worker that could not start, a run that ended. It is tried again."""

NEAR_DUPLICATE = 0.8
"""Similarity (estimated share of common shingles) from which two texts are the same story. An agency's text printed by
two outlets, one of which has cut a paragraph of eight, has about 0.85; two reports on one event stay below 0.3."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a page."""

    outcome: str
    """"filed", "corrected", "remade", "unchanged", "rejected", "failed" or "forgotten"."""
    reason: str = ""
    """The kind of a rejected page, what went wrong with a failed one; else empty."""
    path: str = ""
    """Of its text, below OUT_DIR; empty if it has none."""
    duplicate_of: str = ""
    """URL key of the story it is a near-duplicate of; empty if of none."""


class Filer:
    """Files the pages of one run. Its methods run in the writer's thread, inside its transactions."""

    def __init__(self, store: Store, archive: Archive, out: Path, run: int, *, languages: Mapping[str, str]) -> None:
        """`languages`: outlet -> the one language its seed file names, for pages that do not show theirs."""
        self._store = store
        self._archive = archive
        self._out = out
        self._run = run
        self._languages = languages

    def file(self, page: FetchedPage, generation: int, batch: Batch) -> Filed:
        """File a page that was judged with this generation of its outlet's memory."""
        row = self._store.page(page.key)
        if row is None or row["status"] == "forgotten":
            return Filed("forgotten")
        if page.result.failed.startswith(PASSING):
            self._store.fail(page.key, self._run, page.result.failed, page.fetched_at)
            return Filed("failed", page.result.failed)
        place = page.archived or (self._archive.append(page) if page.may_archive else None)
        common = self._common(page, place, generation)
        if page.result.failed:
            return self._set_aside(row, "failed", page.result.failed, common)
        kind = page.result.record["kind"]
        if kind not in STORY_KINDS:
            return self._set_aside(row, "rejected", kind, common | {"kind": kind})
        return self._file_story(row, page, common | {"kind": kind}, batch)

    def _common(self, page: FetchedPage, place: ArchivePlace | None, generation: int) -> dict[str, Any]:
        """Columns that are set whatever the page is."""
        return {
            "fetched_at": stamp(page.fetched_at),
            "http_status": page.status,
            "body_sha256": hashlib.sha256(page.body).hexdigest(),
            "archive_file": place.file if place else "",
            "archive_offset": place.offset if place else 0,
            "archive_length": place.length if place else 0,
            "cleaner_version": page.result.record.get("cleaner_version", ""),
            "memory_generation": generation,
        }

    def _set_aside(self, row: sqlite3.Row, status: str, reason: str, columns: dict[str, Any]) -> Filed:
        """A page that is no story. Of one that was a story before, the story is kept: a wall is no correction."""
        if row["path"]:
            self._store.settle(row["url_key"], self._run, fetched_at=columns["fetched_at"], reason=f"now {reason}")
            return Filed("unchanged", reason, row["path"])
        self._store.settle(row["url_key"], self._run, status=status, reason=reason, **columns)
        return Filed(status, reason)

    def _file_story(self, row: sqlite3.Row, page: FetchedPage, columns: dict[str, Any], batch: Batch) -> Filed:
        digest = hashlib.sha256(_utf8(page.result.text)).hexdigest()
        outcome = _outcome(row, page, digest)
        if outcome == "unchanged":
            seen = {name: columns[name] for name in ("fetched_at", "body_sha256")}
            self._store.settle(row["url_key"], self._run, **seen)
            return Filed("unchanged", path=row["path"])
        path = row["path"] or self._path(row, page)
        if outcome == "corrected":
            self._keep_version(row, batch)
        columns |= {
            "status": "filed",
            "reason": "",
            "path": path,
            "content_sha256": digest,
            "version": row["version"] + (outcome != "remade" or not row["version"]),
            "published": row["published"] if row["path"] else comparable(self._record(row, page)["published"]),
            "signature": pack(page.result.signature),
            "fingerprints": None if row["learned"] else pack_fingerprints(page.result.fingerprints),
        }
        self._store.settle(row["url_key"], self._run, **columns)
        self._write(row["url_key"], page, batch)
        self._store.index(row["id"], page.bands)
        original = self._relate(row["url_key"], page.bands, batch)
        return Filed(outcome, path=path, duplicate_of=original)

    def _path(self, row: sqlite3.Row, page: FetchedPage) -> str:
        """A path nobody else has: of two keys with the same eight digits, one in four billion, the second gets more."""
        short = story_path(row["outlet"], row["first_seen"], row["url"], page.key)
        taken = self._store.connection.execute("SELECT 1 FROM pages WHERE path = ?", (short,)).fetchone()
        return story_path(row["outlet"], row["first_seen"], row["url"], page.key, digits=16) if taken else short

    def _keep_version(self, row: sqlite3.Row, batch: Batch) -> None:
        """Keep the text that is about to be replaced, unless a killed run has already done so."""
        target = self._out / version_path(row["path"], row["version"])
        text = batch.get(self._out / row["path"])
        if text is not None and batch.get(target) is None:
            batch.put(target, text)

    def _write(self, key: str, page: FetchedPage, batch: Batch) -> None:
        row = self._store.page(key)
        assert row is not None
        record = self._record(row, page)
        batch.put(self._out / row["path"], _utf8(file_text(record["title"], page.result.text)))
        batch.put(self._out / record_path(row["path"]), _json(record))

    def _record(self, row: sqlite3.Row, page: FetchedPage) -> dict[str, Any]:
        """The record of a story: what the cleaner says, completed by what its sources announced."""
        record = {name: value for name, value in page.result.record.items() if name != "text"}
        sources = dict(record.get("sources", {}))
        for name in ("title", "published", "modified"):
            if not record[name] and row[name]:
                record[name], sources[name] = row[name], "listing"
        if record["language"] == "und" and row["outlet"] in self._languages:
            record["language"], sources["language"] = self._languages[row["outlet"]], "seed"
        record |= {"url": page.url, "source": page.url, "sources": sources, "removed": dict(page.result.removed)}
        return record | self._desk_fields(row)

    def _desk_fields(self, row: sqlite3.Row) -> dict[str, Any]:
        """What the crawler adds to a record."""
        archive = {"file": row["archive_file"], "offset": row["archive_offset"], "length": row["archive_length"]}
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

    def _relate(self, key: str, bands: Iterable[int], batch: Batch) -> str:
        """Say of a story and its near-duplicates which is the original; return the story's own."""
        referring = self._store.connection.execute("SELECT * FROM pages WHERE near_duplicate_of = ?", (key,))
        affected = {row["url_key"]: row for row in (*referring, *self._store.similar(bands))}
        for other, row in sorted(affected.items()):
            original = self._original(row)
            if original != row["near_duplicate_of"]:
                self._store.change(other, near_duplicate_of=original)
                self._rewrite(row["path"], original, batch)
        row = self._store.page(key)
        assert row is not None
        return str(row["near_duplicate_of"])

    def _original(self, row: sqlite3.Row) -> str:
        """The first of the stories that a story is a near-duplicate of; empty if it is itself the first.

        First in an order that never changes: so it does not matter in which order pages arrive.
        """
        signature = unpack(row["signature"])
        hashes = self._store.bands_of(row["id"])
        others = [o for o in self._store.similar(hashes) if _rank(o) < _rank(row)]
        alike = [o for o in others if similarity(signature, unpack(o["signature"])) >= NEAR_DUPLICATE]
        return str(min(alike, key=_rank)["url_key"]) if alike else ""

    def _rewrite(self, path: str, original: str, batch: Batch) -> None:
        target = self._out / record_path(path)
        content = batch.get(target)
        if content is not None:
            batch.put(target, _json(json.loads(content) | {"near_duplicate_of": original or None}))


def file_text(title: str, text: str) -> str:
    """What stands in a story's file: title, blank line, text; the text alone if there is no title."""
    headline = unicodedata.normalize("NFC", " ".join(title.split()))
    return f"{headline}\n\n{text}\n" if headline else f"{text}\n"


def _outcome(row: sqlite3.Row, page: FetchedPage, digest: str) -> str:
    if row["todo"] == "remake":
        return "remade"
    if not row["path"]:
        return "filed"
    if digest == row["content_sha256"] or page.before == page.result.text:
        return "unchanged"
    return "corrected"


def _rank(row: sqlite3.Row) -> tuple[str, str, str]:
    return row["first_seen"], row["published"] or "9", row["url_key"]


def _json(record: Mapping[str, Any]) -> bytes:
    return _utf8(json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
