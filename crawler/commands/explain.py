"""`scrapy explain PATH|URL|STORY`: every block of a page, kept or dropped, and why."""

from __future__ import annotations

import argparse
import sys

from crawler.command import DeskCommand
from crawler.opening import OK, SOME_FAILED, USAGE
from crawler.places import Places


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
        return max([self._explain(what) for what in args])

    def _explain(self, what: str) -> int:
        from crawler.explaining import explain  # the whole cleaner: no other command should wait for it

        try:
            print(explain(what, Places.of(self.given()), self.seeds()), end="")
        except (OSError, ValueError) as error:
            print(f"{what}: {error}", file=sys.stderr)
            return SOME_FAILED
        return OK
