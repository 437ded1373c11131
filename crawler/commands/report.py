"""`scrapy report`: the health of every outlet, as a page and as data."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from dataclasses import asdict

from crawler import clock
from crawler.command import DeskCommand
from crawler.drift import Thresholds
from crawler.files import Batch
from crawler.opening import CANNOT_WRITE, OK, USAGE, CannotStartError
from crawler.places import Places
from crawler.report.concerns import concerns, level_of
from crawler.report.health import Health, gather
from crawler.report.health_page import Run, health_page
from crawler.state.database import StateError, newest, open_reader, version_of

RUNS = 20
"""Runs that are shown."""


class Command(DeskCommand):
    """Reports health. It only reads the state, so it may run beside a harvest."""

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Write the health of every outlet to VAR_DIR/report, as a page and as JSON"

    def work(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002 - no options of its own
        """Write health.html and health.json, and name what somebody should look at, a line each."""
        if args:
            print("usage: scrapy report", file=sys.stderr)
            return USAGE
        places = Places.of(self.given())
        if not places.database.exists():
            raise CannotStartError(f"nothing was harvested yet: {places.database} is missing", USAGE)
        try:
            healths, runs = self._read(places)
            _write(places, healths, runs)
        except (StateError, OSError, sqlite3.Error) as error:
            raise CannotStartError(str(error), CANNOT_WRITE) from error
        for health in healths:
            for concern in concerns(health):
                print(f"{health.outlet:<24} {concern.text}")
        print(places.report / "health.html")
        return OK

    def _read(self, places: Places) -> tuple[tuple[Health, ...], list[Run]]:
        connection = open_reader(places.database)
        try:
            if version_of(connection) != newest():
                raise StateError(
                    f"{places.database} is of another version: the next `scrapy harvest` brings it up to date"
                )
            today, thresholds = clock.now().date(), Thresholds.of(self.given())
            healths = gather(self.seeds(), connection, places.archive, today=today, thresholds=thresholds)
            query = "SELECT id, started_at, ended_at, finish, exit_code FROM runs ORDER BY id DESC LIMIT ?"
            return healths, [Run(*row) for row in connection.execute(query, (RUNS,))]
        finally:
            connection.close()


def _write(places: Places, healths: tuple[Health, ...], runs: list[Run]) -> None:
    made_at = clock.stamp(clock.now())
    data = {
        "made_at": made_at,
        "runs": [asdict(run) for run in runs],
        "outlets": {health.outlet: _plain(health) for health in healths},
    }
    batch = Batch()
    batch.put(places.report / "health.html", health_page(healths, runs, made_at=made_at).encode("utf-8"))
    batch.put(places.report / "health.json", (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    batch.write()


def _plain(health: Health) -> dict[str, object]:
    found = [asdict(concern) for concern in concerns(health)]
    return {"level": level_of(health), "concerns": found, "stories": health.stories, **asdict(health)}
