"""`scrapy outlets`: lists the outlets of SEEDS_DIR, or checks their files."""

from __future__ import annotations

import argparse

from crawler.command import DeskCommand
from crawler.opening import OK
from crawler.types import Outlet


class Command(DeskCommand):
    """Lists and checks seed files."""

    def short_desc(self) -> str:
        """For the list of commands."""
        return "List the outlets, or check their seed files"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take --check."""
        super().add_options(parser)
        parser.add_argument(
            "--check", action="store_true", help="only say whether the files are right; exit code 2 if not"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002 - it takes no arguments
        """List or check; a faulty file is refused either way, every fault with its file, line and key."""
        outlets = self.seeds()
        if opts.check:
            print(f"{len(outlets)} seed files in {self.given()['SEEDS_DIR']}: no fault")
        else:
            for outlet in outlets.values():
                print("\n".join(_lines(outlet)))
        return OK


def _lines(outlet: Outlet) -> list[str]:
    state = "" if outlet.enabled else "  (only when named)"
    head = f"{outlet.id:<24} {outlet.name}  [{', '.join(outlet.languages) or 'language as the pages say'}]{state}"
    return [head, *(f"    {s.kind:<13} {s.url}  {s.verified or 'never seen working'}" for s in outlet.sources)]
