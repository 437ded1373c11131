"""`scrapy explain PATH|URL|STORY`: every block of a page, kept or dropped, and why."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from cleaners.memory import NOTHING_SEEN, FileMemory
from cleaners.outputs import as_explanation
from cleaners.pipeline import clean, clean_text
from cleaners.types import Hints, Memory, Page
from crawler.archive import Archive
from crawler.command import DeskCommand
from crawler.names import record_path
from crawler.opening import OK, SOME_FAILED, USAGE, CannotStartError
from crawler.places import Places
from crawler.state.database import open_reader
from crawler.state.store import Store, place_of
from crawler.state.template_memory import generation_of
from crawler.urls import host_of, url_key

ANOTHER_GENERATION = "the template memory has learned since it was filed: the verdicts may be others"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A page to explain, with what it was judged by."""

    page: Page
    name: str
    hints: Hints = Hints()
    memory: Memory = NOTHING_SEEN
    is_dump: bool = False


class Command(DeskCommand):
    """Explains verdicts."""

    def syntax(self) -> str:
        """For the usage line."""
        return "PATH|URL|STORY…"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Show every block of a page, kept or dropped, and why"

    def work(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002 - no options of its own
        """Explain each: a file, an address that was fetched, or a text or record below OUT_DIR."""
        if not args:
            print("usage: scrapy explain PATH|URL|STORY…", file=sys.stderr)
            return USAGE
        return max(self._explain(what) for what in args)

    def _explain(self, what: str) -> int:
        try:
            exhibit = self._exhibit(what)
        except (OSError, ValueError) as error:
            print(f"{what}: {error}", file=sys.stderr)
            return SOME_FAILED
        body, page = exhibit.page.body, exhibit.page
        article = clean_text(body) if exhibit.is_dump else clean(page, hints=exhibit.hints, memory=exhibit.memory)
        print(as_explanation(article, exhibit.name), end="")
        return OK

    def _exhibit(self, what: str) -> Exhibit:
        if host_of(what):
            return self._stored(url_key(what))
        path = Path(what)
        record = Path(record_path(str(path))) if path.suffix == ".txt" else path
        if record.suffix == ".json" and record.exists():
            return self._stored(json.loads(record.read_bytes())["url_key"])
        return Exhibit(Page(None, path.read_bytes()), what, is_dump=path.suffix == ".txt")

    def _stored(self, key: str) -> Exhibit:
        """A page of the archive, judged as the next run would judge it. Raises ValueError or OSError."""
        places = Places.of(self.given())
        if not places.database.exists():
            raise ValueError(f"nothing was fetched yet: {places.database} is missing")
        connection = open_reader(places.database)
        try:
            row = Store(connection).page(key)
            if row is None or not row["archive_file"]:
                raise ValueError("not in the archive; `scrapy crawl news -a url=…` fetches it")
            stored = Archive(places.archive).read(place_of(row))
            path = places.memory / f"{row['outlet']}-{generation_of(connection, row['outlet'])}.memory"
            if generation_of(connection, row["outlet"]) != row["memory_generation"]:
                print(f"{key}: {ANOTHER_GENERATION}", file=sys.stderr)
        finally:
            connection.close()
        memory = FileMemory(path) if path.exists() else NOTHING_SEEN
        page = Page(stored.url, stored.body, stored.content_type, stored.fetched_at)
        return Exhibit(page, stored.url, self._hints(row["outlet"]), memory)

    def _hints(self, outlet: str) -> Hints:
        """An outlet's hints; none if its seed file is gone or faulty."""
        try:
            seed = self.seeds().get(outlet)
        except CannotStartError as error:
            print(error, file=sys.stderr)
            return Hints()
        return seed.hints if seed else Hints()
