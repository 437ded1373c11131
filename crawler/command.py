"""What the commands that work on the state have in common: how they refuse, and how they open it."""

from __future__ import annotations

import argparse
import sys
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from crawler.desk import Desk
from crawler.opening import USAGE, CannotStartError, open_desk
from crawler.outlets import SeedError, load_outlets
from crawler.types import Outlet


class DeskCommand(ScrapyCommand):
    """A command of this project. What keeps it from working is one line on standard error, and the exit code."""

    requires_project = True
    requires_crawler_process = False

    @abstractmethod
    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Do it; return the exit code. Raises CannotStartError."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Called by Scrapy."""
        try:
            self.exitcode = self.work(args, opts)
        except CannotStartError as error:
            print(error, file=sys.stderr)
            self.exitcode = error.exit_code

    def given(self) -> Settings:
        """The settings."""
        assert self.settings is not None
        return self.settings

    def seeds(self) -> dict[str, Outlet]:
        """All outlets. Raises CannotStartError."""
        try:
            return dict(load_outlets(self.given()["SEEDS_DIR"]))
        except SeedError as error:
            raise CannotStartError(str(error), USAGE) from error

    @contextmanager
    def desk(self, outlets: dict[str, Outlet]) -> Iterator[Desk]:
        """The desk, as a run has it: under lock, mended; closed in order if nothing goes wrong."""
        desk = open_desk(self.given(), outlets)
        try:
            yield desk
        except BaseException:
            desk.shut()
            raise
        for line in desk.close(type(self).__module__.rpartition(".")[2]):
            print(line)
