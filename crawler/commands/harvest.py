"""`scrapy harvest`: the cron job, one crawl of all outlets, with a lock, a report and an exit code."""

from __future__ import annotations

import argparse
import os
import re
import sys

from scrapy.commands import ScrapyCommand

from crawler.harvest import Harvest, Wish
from crawler.opening import USAGE, CannotStartError

_SHARD = re.compile(r"([1-9]\d{0,3})/([1-9]\d{0,3})")


class Command(ScrapyCommand):
    """Visits outlets once."""

    requires_project = True
    requires_crawler_process = False  # it is made after everything that may refuse

    def syntax(self) -> str:
        """For the usage line."""
        return "[OUTLET…]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Visit outlets once, all or those named: the cron job"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take --due, --shard and --quiet."""
        super().add_options(parser)
        parser.add_argument("--due", action="store_true", help="only outlets whose interval has passed")
        parser.add_argument(
            "--shard", metavar="I/N", help="only the I-th of N parts of the outlets, each with its VAR_DIR"
        )
        parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Log only what is wrong, unless told otherwise: what a run came to is printed."""
        super().process_options(args, opts)
        assert self.settings is not None
        if "COPYDESK_LOG_LEVEL" not in os.environ:
            self.settings.set("LOG_LEVEL", "WARNING", priority="spider")  # below the command line, above settings.py

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Visit; `exitcode` is what the command ends with."""
        assert self.settings is not None
        try:
            wish = Wish(tuple(args), due=opts.due, quiet=opts.quiet, shard=shard(opts.shard))
            self.exitcode = Harvest(self.settings, wish).run()
        except CannotStartError as error:
            print(error, file=sys.stderr)
            self.exitcode = error.exit_code


def shard(text: str | None) -> tuple[int, int]:
    """Return which of how many parts "I/N" means; None means all. Raises CannotStartError."""
    match = _SHARD.fullmatch("1/1" if text is None else text)
    if match is None or int(match[1]) > int(match[2]):
        raise CannotStartError(f"--shard {text} is not I/N with I from 1 to N, as 2/4", USAGE)
    return int(match[1]), int(match[2])
