"""`scrapy explain PATH|URL|STORY`: every block of a page, kept or dropped, and why."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.command import DeskCommand
from crawler.files import write_file
from crawler.opening import OK, SOME_FAILED, USAGE
from crawler.places import Places

if TYPE_CHECKING:
    from crawler.explaining import Exhibit


class Command(DeskCommand):
    """Explains verdicts."""

    def syntax(self) -> str:
        """For the usage line."""
        return "PATH|URL|STORY…"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Show every block of a page, kept or dropped, and why"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take --text."""
        super().add_options(parser)
        parser.add_argument("--text", action="store_true", help="print it, a line a block, instead of writing a page")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Explain each: a file, an address that was fetched, or a text or record below OUT_DIR."""
        if not args:
            print("usage: scrapy explain [--text] PATH|URL|STORY…", file=sys.stderr)
            return USAGE
        return max([self._explain(what, as_text=opts.text) for what in args])

    def _explain(self, what: str, *, as_text: bool) -> int:
        from crawler.explaining import find_exhibits  # the whole cleaner: no other command should wait for it

        places = Places.of(self.given())
        try:
            for exhibit in find_exhibits(what, places, self.seeds()):
                _show(exhibit, None if as_text else places.report)
        except (OSError, ValueError) as error:
            print(f"{what}: {error}", file=sys.stderr)
            return SOME_FAILED
        return OK


def _show(exhibit: Exhibit, folder: Path | None) -> None:
    """Write a page that explains an exhibit, and print where; without a folder print what it says."""
    from cleaners.outputs import as_explanation
    from crawler.explaining import explain, file_name
    from crawler.report.explanation import explanation

    article = explain(exhibit)
    if folder is None:
        print(as_explanation(article, exhibit.name), end="")
        return
    path = folder / file_name(exhibit)
    write_file(path, explanation(article, exhibit.name).encode("utf-8", "replace"))
    print(path)
