"""`scrapy capture PATH|URL|STORY`: draft a fixture, from which a person deletes what is not story."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from crawler.command import DeskCommand
from crawler.opening import OK, SOME_FAILED, USAGE
from crawler.places import Places


class Command(DeskCommand):
    """Drafts fixtures."""

    def syntax(self) -> str:
        """For the usage line."""
        return "PATH|URL|STORY --name OUTLET--STORY [--anonymise] [--into DIR]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Draft a fixture: page, page.toml, and expected.txt with every block"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command to Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--name", help="name of the fixture's folder: OUTLET--STORY")
        parser.add_argument(
            "--into", type=Path, default=Path("fixtures/pages"), help="where fixtures are (fixtures/pages)"
        )
        parser.add_argument("--anonymise", action="store_true", help="make all words but labels unreadable")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Draft one fixture."""
        if len(args) != 1 or not opts.name:
            print(f"usage: scrapy capture {self.syntax()}", file=sys.stderr)
            return USAGE
        from crawler.capturing import capture  # the whole cleaner: no other command should wait for it
        from crawler.explaining import find_exhibits

        try:
            exhibit = find_exhibits(args[0], Places.of(self.given()), self.seeds())[0]
            folder = capture(exhibit, opts.into / opts.name, anonymous=opts.anonymise)
        except (OSError, ValueError) as error:
            print(f"{args[0]}: {error}", file=sys.stderr)
            return SOME_FAILED
        print(f"{folder}: delete from expected.txt what is not story, then set `what` and `reviewed` in page.toml")
        return OK
