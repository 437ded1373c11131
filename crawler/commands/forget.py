"""`scrapy forget URL`: removes a story's text, record and archive copies, and never fetches it again."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from crawler.command import DeskCommand
from crawler.forgotten import forget
from crawler.opening import OK, USAGE
from crawler.urls import host_of, url_key


class Command(DeskCommand):
    """Forgets stories."""

    def syntax(self) -> str:
        """For the usage line."""
        return "URL…"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Remove stories and all copies of them, and never fetch them again"

    def work(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002 - no options of its own
        """Forget each address."""
        if not args or not all(host_of(url) for url in args):
            print("usage: scrapy forget URL…, with addresses that begin with http:// or https://", file=sys.stderr)
            return USAGE
        with self.desk(self.seeds()) as desk:
            for key in map(url_key, args):
                row = desk.known.page(key)
                moved_to = [row["reason"]] if row is not None and row["status"] == "moved" else []
                for each in (key, *moved_to):
                    forget(desk.places.forgotten, each)  # first: a kill from here on is made good by the next start
                    removed = desk.submit(partial(desk.filer.forget, each)).result()
                    print("\n".join([f"{each}: forgotten", *(f"  removed {what}" for what in removed)]))
        return OK
