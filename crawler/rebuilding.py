"""Takes what is on disk into a new state: stories, pages of the archive, and what the template memory can learn."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from crawler.clock import stamp
from crawler.desk import Desk
from crawler.files import Batch
from crawler.filing import measures_of
from crawler.state.parts import Part
from crawler.state.store import Announced, Store, place_of
from crawler.state.template_memory import pack_fingerprints
from crawler.types import FetchedPage, Outlet
from crawler.urls import url_key
from crawler.warc import StoredPage


def outlets_on_disk(seeds: Mapping[str, Outlet], out: Path) -> dict[str, Outlet]:
    """Return the outlets of the seed files, and one for each folder of texts whose seed file is gone."""
    folders = sorted(path.name for path in out.iterdir() if path.is_dir()) if out.is_dir() else []
    return {**{name: Outlet(name, name, (), ()) for name in folders}, **seeds}


def take_in_archive(desk: Desk) -> int:
    """Take in every page of the archive; return how many of them no story tells of: they are judged again.

    Of several copies of one page the last counts, with the parts that were archived after it.
    """
    unknown = 0
    expected: dict[str, int] = {}
    for page in desk.archive.pages():
        key = url_key(page.url)
        row = desk.store.page(key)
        if page.part_of:
            _take_in_part(desk.store, key, page)
            continue
        expected[key] = page.parts
        if row is None and page.outlet in desk.outlets and desk.store.is_new(key):
            _take_in(desk, key, page)
            unknown += 1
        elif row is not None and (row["status"] == "found" or place_of(row) == page.place):
            _begin_again(desk.store, row, page)
    for key, parts in expected.items():  # a run was killed while it wrote them: they are fetched again
        row = desk.store.page(key)
        if row is not None and row["status"] == "found" and len(desk.store.parts.of(key)) < parts:
            desk.store.change(key, todo="fetch")
    return unknown


def teach(store: Store, page: FetchedPage, _: Batch) -> bool:
    """Set aside what a story's page has to teach, and how it came out; False if it could not be cleaned. A job for the writer."""
    if page.result.failed:
        return False
    store.change(page.key, fingerprints=pack_fingerprints(page.result.fingerprints), learned=0, **measures_of(page))
    return True


def _take_in(desk: Desk, key: str, page: StoredPage) -> None:
    desk.store.discover(page.outlet, 0, stamp(page.fetched_at)[:10], [Announced(key, page.url)])
    desk.store.change(key, todo="remake", **_columns(page))


def _begin_again(store: Store, row: sqlite3.Row, page: StoredPage) -> None:
    """Take in a later copy of a page; its parts follow it."""
    store.change(row["url_key"], **_columns(page))
    if row["status"] == "found":
        store.parts.put(row["url_key"], ())


def _take_in_part(store: Store, key: str, page: StoredPage) -> None:
    """Take in a further page of a story that was itself taken in from the archive; records tell of the parts of others."""
    story = store.page(page.part_of)
    if story is not None and story["status"] == "found":
        store.parts.add(page.part_of, Part(key, page.url, page.place))


def _columns(page: StoredPage) -> dict[str, object]:
    return {
        "archive_file": page.place.file,
        "archive_offset": page.place.offset,
        "archive_length": page.place.length,
        "body_sha256": hashlib.sha256(page.body).hexdigest(),
        "http_status": page.status,
    }
