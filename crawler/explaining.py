"""Finds a page to explain, with what it was judged by, and judges it again."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cleaners.memory import NOTHING_SEEN, FileMemory
from cleaners.pipeline import clean, clean_text
from cleaners.types import Article, Hints, Memory, Page
from crawler.archive import Archive
from crawler.names import record_path, slug
from crawler.places import Places
from crawler.state.database import open_reader
from crawler.state.store import Store, place_of
from crawler.state.template_memory import generation_of
from crawler.types import ArchivePlace, Outlet
from crawler.urls import digest_of, host_of, url_key

ANOTHER_GENERATION = "the template memory has learned since it was filed: the verdicts may be others"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A page to explain, with what it was judged by."""

    page: Page
    name: str
    hints: Hints = Hints()
    memory: Memory = NOTHING_SEEN
    is_dump: bool = False


def explain(exhibit: Exhibit) -> Article:
    """Return what the cleaner makes of a page, with every block and verdict."""
    if exhibit.is_dump:
        return clean_text(exhibit.page.body)
    return clean(exhibit.page, hints=exhibit.hints, memory=exhibit.memory)


def file_name(exhibit: Exhibit) -> str:
    """Return the name of the page that explains an exhibit: readable, safe, and no other's.

    >>> file_name(Exhibit(Page(None, b""), "fixtures/pages/Ferry line.html"))
    'explain-ferry-line-04a087e5.html'
    """
    return f"explain-{slug(exhibit.name)}-{digest_of(exhibit.name)}.html"


def find_exhibits(what: str, places: Places, outlets: Mapping[str, Outlet]) -> list[Exhibit]:
    """The page that is meant; of a story on several pages all of them. Raises OSError or ValueError if there is none."""
    if host_of(what):
        return _stored(url_key(what), places, outlets)
    path = Path(what)
    record = Path(record_path(str(path))) if path.suffix == ".txt" else path
    if record.suffix == ".json" and record.exists():
        return _stored(json.loads(record.read_bytes())["url_key"], places, outlets)
    return [Exhibit(Page(None, path.read_bytes()), what, is_dump=path.suffix == ".txt")]


def _known(connection: sqlite3.Connection, key: str) -> tuple[sqlite3.Row, list[ArchivePlace], int]:
    """What the state says of a story, where its pages are, and the generation of its outlet's memory."""
    store = Store(connection)
    row = store.page(store.parts.story_of(key))
    if row is None or not row["archive_file"]:
        raise ValueError("not in the archive; `scrapy crawl news -a url=…` fetches it")
    kept = [place_of(row), *(part.place for part in store.parts.of(row["url_key"]) if part.place.file)]
    return row, kept, generation_of(connection, row["outlet"])


def _stored(key: str, places: Places, outlets: Mapping[str, Outlet]) -> list[Exhibit]:
    """The pages of a story of the archive, judged as the next run would judge them."""
    if not places.database.exists():
        raise ValueError(f"nothing was fetched yet: {places.database} is missing")
    try:
        with closing(open_reader(places.database)) as connection:
            row, kept, generation = _known(connection, key)
    except sqlite3.Error as error:
        raise ValueError(f"{places.database} can't be read ({error}); `scrapy rebuild` mends a damaged one") from error
    if generation != row["memory_generation"]:
        print(f"{key}: {ANOTHER_GENERATION}", file=sys.stderr)
    path = places.memory / f"{row['outlet']}-{generation}.memory"
    hints = outlets[row["outlet"]].hints if row["outlet"] in outlets else Hints()
    memory = FileMemory(path) if path.exists() else NOTHING_SEEN
    pages = map(Archive(places.archive).read, kept)
    return [Exhibit(Page(p.url, p.body, p.content_type, p.fetched_at), p.url, hints, memory) for p in pages]
