"""Files a cleaned page: which text and record it becomes, which version, and what the state then knows of it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crawler.archive import Archive
from crawler.clock import comparable, stamp
from crawler.files import Batch
from crawler.names import record_path, story_path, version_path
from crawler.records import as_json, file_text, record_of, utf8
from crawler.relations import Relations
from crawler.state.parts import Part
from crawler.state.store import Store, pack, told_of
from crawler.state.template_memory import pack_fingerprints
from crawler.types import ArchivePlace, FetchedPage

STORY_KINDS = frozenset(["article", "live"])
"""Kinds of page that are filed; of others the state remembers the kind and the reason."""

MAY_PASS = frozenset(["consent", "empty", "script-only", "soft-404"])
"""Kinds of page that a site in trouble answers with status 200: "Error establishing a database connection", a wall of its
firewall. Asked for later, the page may be a story; what it costs is two more requests for each that is none."""

PASSING = ("died", "closed")
"""How failures begin that say nothing of the page: a worker that could not start, a run that ended. It is tried again."""

NOT_KEPT = ArchivePlace("", 0, 0)


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
        self._relations = Relations(store, out)

    def file(self, page: FetchedPage, generation: int, batch: Batch) -> Filed:
        """File a page that was judged with this generation of its outlet's memory."""
        row = self._store.page(page.key)
        if row is None:
            return Filed("forgotten")
        if page.result.failed.startswith(PASSING):
            self._store.fail(page.key, self._run, page.result.failed, page.fetched_at)
            return Filed("failed", page.result.failed)
        kind = page.result.record.get("kind", "failed")
        if kind not in STORY_KINDS:
            return self._set_aside(row, page, kind, generation)
        filed = self._file_or_leave(row, page, generation, batch)
        if page.incomplete:
            self._come_back(row, page)
        return filed

    def _file_or_leave(self, row: sqlite3.Row, page: FetchedPage, generation: int, batch: Batch) -> Filed:
        """File a story, unless nothing about it is new, or less of it was fetched than is filed already."""
        outcome = _outcome(row, page)
        if outcome == "corrected" and page.incomplete and len(page.parts) < len(self._store.parts.of(page.key)):
            return Filed("unchanged", f"incomplete: {page.incomplete.reason}", row["path"])
        if outcome == "unchanged":
            again = row["unchanged"] + (row["todo"] == "again")
            self._store.settle(page.key, self._run, **_seen(page), reason=told_of(page.incomplete), unchanged=again)
            return Filed("unchanged", path=row["path"])
        return self._file_story(row, page, outcome, self._columns(page, page.result.record["kind"], generation), batch)

    def _come_back(self, row: sqlite3.Row, page: FetchedPage) -> None:
        """Have a story that is not whole fetched again, if what is missing may be there another time.

        One that was not fetched but made again is to be fetched when it was to be fetched before.
        """
        assert page.incomplete is not None
        if page.archived:
            todo = "again" if row["todo"] and page.incomplete.passes else ""
            self._store.change(page.key, todo=todo, attempts=row["attempts"], not_before=row["not_before"])
        elif page.incomplete.passes:
            self._store.try_again(row, "again", self._run, page.fetched_at)
        else:
            self._store.settle(page.key, self._run)

    def refile(self, page: FetchedPage, generation: int, batch: Batch) -> Filed:
        """File a page of the archive that was cleaned again. Its text is replaced, which makes no new version.

        A story that would no longer be one keeps its text: what to do with it is a person's decision.
        """
        row = self._store.page(page.key)
        if row is None or page.result.failed:
            return Filed("forgotten" if row is None else "failed", page.result.failed)
        kind = page.result.record["kind"]
        if kind not in STORY_KINDS and kind == row["kind"]:
            return Filed("unchanged")
        if kind not in STORY_KINDS:
            return self._set_aside(row, page, kind, generation)
        if row["path"] and _digest(page) == row["content_sha256"]:
            return Filed("unchanged", path=row["path"])
        flags = sorted({*page.result.record["flags"], "recleaned"})
        marked = replace(page, result=replace(page.result, record=page.result.record | {"flags": flags}))
        outcome = "remade" if row["path"] else "filed"
        filed = self._file_story(row, marked, outcome, self._columns(page, kind, generation), batch)
        if page.incomplete:
            self._come_back(row, page)
        return filed

    def forget(self, key: str, batch: Batch) -> list[str]:
        """Remove a story's files, its copies in the archive and its row; return what was removed, a line each."""
        row = self._store.page(key)
        if row is None:
            return []
        paths = self._files_of(row["path"]) if row["path"] else []
        for path in paths:
            path.unlink(missing_ok=True)
        places = self._archive.copies(row["outlet"], key)
        for place in places:
            self._archive.erase(place)
        self._store.remove(row)
        self._relations.release(key, batch)
        return [*(str(path) for path in paths), *(f"{place.file} at byte {place.offset}" for place in places)]

    def _columns(self, page: FetchedPage, kind: str, generation: int) -> dict[str, Any]:
        """Columns that are set whatever the page is; its bytes go into the archive, if they are not there yet."""
        place = self._place(page)
        return _seen(page) | {
            "kind": kind,
            "http_status": page.status,
            "archive_file": place.file,
            "archive_offset": place.offset,
            "archive_length": place.length,
            "cleaner_version": page.result.record.get("cleaner_version", ""),
            "memory_generation": generation,
            **measures_of(page),
            **({} if page.archived else {"judged_run": self._run}),
        }

    def _place(self, page: FetchedPage) -> ArchivePlace:
        return page.archived or (self._archive.append(page) if page.may_archive else NOT_KEPT)

    def _set_aside(self, row: sqlite3.Row, page: FetchedPage, kind: str, generation: int) -> Filed:
        """A page that is no story. Of one that was a story before, the story is kept: a wall is no correction."""
        reason = page.result.failed or kind
        again = row["unchanged"] + (row["todo"] == "again")
        if row["path"]:
            self._store.settle(page.key, self._run, reason=f"now {reason}", unchanged=again, **_seen(page))
            self._ask_later(row, page, kind)
            return Filed("unchanged", f"now {reason}", row["path"])
        status = "failed" if kind == "failed" else "rejected"
        columns = self._columns(page, kind, generation) | {"unchanged": again}
        self._store.settle(page.key, self._run, status=status, reason=reason, **columns)
        self._store.parts.free(page.key)
        self._ask_later(row, page, kind)
        return Filed(status, reason)

    def _ask_later(self, row: sqlite3.Row, page: FetchedPage, kind: str) -> None:
        """Have a page that came from the web fetched again, if its site may have been in trouble."""
        if kind in MAY_PASS and not page.archived and row["todo"]:
            self._store.try_again(row, row["todo"], self._run, page.fetched_at, later=True)

    def _file_story(
        self, row: sqlite3.Row, page: FetchedPage, outcome: str, columns: dict[str, Any], batch: Batch
    ) -> Filed:
        path = row["path"] or self._path(row, page)
        if outcome == "corrected":
            self._keep_version(row, batch)
        columns |= {
            "status": "filed",
            "reason": told_of(page.incomplete),
            "path": path,
            "content_sha256": _digest(page),
            "version": row["version"] + (outcome in {"filed", "corrected"}),
            "unchanged": 0,
            "published": row["published"] if row["path"] else self._published(row, page),
            "signature": pack(page.result.signature),
            "fingerprints": None if row["learned"] else pack_fingerprints(page.result.fingerprints),
        }
        self._store.settle(page.key, self._run, **columns)
        self._store.parts.put(page.key, [Part(part.key, part.url, self._place(part)) for part in page.parts])
        self._write(page, batch)
        original = self._relations.relate(page.key, page.bands, batch)
        return Filed(outcome, path=path, duplicate_of=original)

    def _path(self, row: sqlite3.Row, page: FetchedPage) -> str:
        """A path nobody else has: of two keys with the same eight digits, one in four billion, the second gets more."""
        short = story_path(row["outlet"], row["first_seen"], row["url"], page.key)
        taken = self._store.connection.execute("SELECT 1 FROM pages WHERE path = ?", (short,)).fetchone()
        return story_path(row["outlet"], row["first_seen"], row["url"], page.key, digits=16) if taken else short

    def _files_of(self, path: str) -> list[Path]:
        """Text, record and earlier versions."""
        text = self._out / path
        return [text, self._out / record_path(path), *sorted(text.parent.glob(f"{text.stem}.v*.txt"))]

    def _keep_version(self, row: sqlite3.Row, batch: Batch) -> None:
        """Keep the text that is about to be replaced, unless a killed run has already done so."""
        target = self._out / version_path(row["path"], row["version"])
        text = batch.get(self._out / row["path"])
        if text is not None and batch.get(target) is None:
            batch.put(target, text)

    def _write(self, page: FetchedPage, batch: Batch) -> None:
        row = self._store.page(page.key)
        assert row is not None
        record = record_of(row, page, self._languages.get(row["outlet"], ""), self._store.parts.of(page.key))
        batch.put(self._out / row["path"], file_text(record["title"], page.result.text))
        batch.put(self._out / record_path(row["path"]), as_json(record))

    def _published(self, row: sqlite3.Row, page: FetchedPage) -> str:
        return comparable(page.result.record["published"]) or str(row["published"])


def measures_of(page: FetchedPage) -> dict[str, Any]:
    """How a page came out: what drift and health are told by."""
    record = page.result.record
    return {
        "words": page.result.words,
        "dropped": page.result.dropped,
        "confidence": record.get("confidence"),
        "has_title": int(bool(record.get("title"))),
        "has_date": int(bool(record.get("published"))),
    }


def _outcome(row: sqlite3.Row, page: FetchedPage) -> str:
    if not row["path"]:
        return "filed"
    if row["todo"] == "remake":
        return "remade"
    if _digest(page) == row["content_sha256"] or page.before == page.result.text:
        return "unchanged"
    return "corrected"


def _seen(page: FetchedPage) -> dict[str, Any]:
    return {"fetched_at": stamp(page.fetched_at), "body_sha256": hashlib.sha256(page.body).hexdigest()}


def _digest(page: FetchedPage) -> str:
    return hashlib.sha256(utf8(page.result.text)).hexdigest()
