"""`scrapy reclean`: cleans the archive again, without the network, after the cleaner or the template memory has changed."""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date

from crawler.command import DeskCommand
from crawler.desk import Desk
from crawler.filing import STORY_KINDS
from crawler.names import record_path
from crawler.opening import OK, SOME_FAILED, USAGE, CannotStartError, choose
from crawler.recleaning import clean_all
from crawler.records import text_of
from crawler.types import FetchedPage, Outlet


class Command(DeskCommand):
    """Cleans the archive again."""

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Clean the archive again and replace the texts that change; --diff shows them and changes nothing"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take --since, --outlet and --diff."""
        super().add_options(parser)
        parser.add_argument("--since", metavar="DAY", default="", help="only pages first seen on this day or later")
        parser.add_argument("--outlet", action="append", default=[], help="only this outlet (may be repeated)")
        parser.add_argument("--diff", action="store_true", help="show what would change, and change nothing")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Clean again; the exit code is 1 if a page could not be cleaned."""
        if args:
            raise CannotStartError(f"unknown: {' '.join(args)}; outlets are named with --outlet", USAGE)
        outlets = choose(self.seeds(), opts.outlet)
        counts: Counter[str] = Counter()
        with self.desk(outlets) as desk:
            for page in self._cleaned(desk, outlets, _day(opts.since)):
                counts[_differ(desk, page) if opts.diff else _refile(desk, page)] += 1
        print(
            ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
            or "the archive holds no page of these"
        )
        return SOME_FAILED if counts["failed"] else OK

    def _cleaned(self, desk: Desk, outlets: dict[str, Outlet], since: str) -> Iterator[FetchedPage]:
        marks = ", ".join("?" * len(outlets))
        pages = desk.archived_pages(f"first_seen >= ? AND outlet IN ({marks})", since, *outlets)
        return clean_all(pages, outlets, desk.memory_file, self.given())


def _refile(desk: Desk, page: FetchedPage) -> str:
    filed = desk.refile(page).result()
    if filed.outcome != "unchanged" or filed.reason:
        print(f"{filed.path or page.url}: {filed.reason or filed.outcome}")
    return filed.outcome


def _differ(desk: Desk, page: FetchedPage) -> str:
    """Print how a page's text would change."""
    if page.result.failed:
        print(f"{page.url}: {page.result.failed}", file=sys.stderr)
        return "failed"
    row = desk.known.page(page.key)
    old = _filed_text(desk, row["path"]) if row and row["path"] else ""
    new = page.result.text if page.result.record["kind"] in STORY_KINDS else ""
    name = row["path"] if row and row["path"] else page.url
    lines = list(difflib.unified_diff(old.split("\n"), new.split("\n"), name, "cleaned again", lineterm="", n=1))
    print("\n".join(lines), end="\n" if lines else "")
    return "would change" if lines else "unchanged"


def _filed_text(desk: Desk, path: str) -> str:
    """The text of a story as it is filed; empty if its files have been taken away."""
    try:
        record = json.loads((desk.places.out / record_path(path)).read_bytes())
        return text_of((desk.places.out / path).read_bytes(), record["title"])
    except FileNotFoundError:
        return ""


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise CannotStartError(f"--since {text} is not a day as 2026-11-20", USAGE) from error
