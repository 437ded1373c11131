"""`scrapy forget URL`: removes a story's text, record and archive copies, and never fetches it again."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from crawler.command import DeskCommand
from crawler.forgotten import forget
from crawler.opening import OK, USAGE
from crawler.state.store import Store
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
                for each in _meant(desk.known, key):
                    parts = [part.key for part in desk.known.parts.of(each)]
                    for one in (each, *parts):
                        forget(desk.places.forgotten, one)  # first: a kill from here on is made good by the next start
                    removed = desk.submit(partial(desk.filer.forget, each)).result()
                    print("\n".join([f"{each}: forgotten", *(f"  removed {what}" for what in removed)]))
        return OK


def _meant(known: Store, key: str) -> list[str]:
    """The addresses that are forgotten with one: where it moved to, or the story it is a further page of."""
    row = known.page(key)
    moved_to = [row["reason"]] if row is not None and row["status"] == "moved" else []
    return list(dict.fromkeys([key, *moved_to, known.parts.story_of(key)]))
