"""Runs one crawl of many outlets from beginning to end: what `scrapy harvest` does."""

from __future__ import annotations

import gc
import signal
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from types import FrameType
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.utils.asyncio import create_looping_call

from crawler import clock
from crawler.desk import FINISHED, Desk
from crawler.opening import CANNOT_WRITE, OK, USAGE, CannotStartError, choose, open_desk
from crawler.outlets import SeedError, load_outlets
from crawler.places import Places
from crawler.refusals import STOPPED
from crawler.shards import shard_of
from crawler.spiders.news import NewsSpider
from crawler.state.database import open_reader
from crawler.state.runs import set_exit_code, visited_at
from crawler.summary import (
    Ending,
    drifting,
    exit_code,
    fallen_silent,
    faults,
    line_of,
    note_barren,
    put_report,
    report,
    total_of,
)
from crawler.types import Outlet
from crawler.writer import CannotWriteError

PROGRESS_SECONDS = 60.0
"""How often a run that takes long says how far it is."""

DUE_SLACK = 0.1
"""Share of its interval that an outlet may be visited early: cron's runs are a few seconds less than an hour apart, too."""

CRASHED = "crashed"
"""How a crawl ends that an error of ours has ended."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a harvest is asked to do."""

    names: tuple[str, ...] = ()
    """Outlets to visit; none: all that are enabled."""
    due: bool = False
    """Only those whose interval has passed."""
    quiet: bool = False
    """Say nothing unless something is wrong."""
    shard: tuple[int, int] = (1, 1)
    """Which of how many parts of the outlets."""


class Harvest:
    """One run."""

    def __init__(self, settings: Settings, wish: Wish) -> None:
        """Plan it."""
        self._settings = settings
        self._wish = wish
        self._signal = ""
        self._spider: NewsSpider | None = None

    def run(self) -> int:
        """Visit the outlets; return the exit code. Raises CannotStartError."""
        seeds = self._seeds()
        outlets = self._chosen(seeds)
        if not outlets:
            self._say("no outlet is due")
            return OK
        desk = open_desk(self._settings, outlets)
        for line in desk.mended:
            self._say(line)
        try:
            crawler = self._crawl(seeds, desk)
            return self._finish(desk, crawler)
        except BaseException:
            desk.shut()
            raise

    def _seeds(self) -> dict[str, Outlet]:
        try:
            return dict(load_outlets(self._settings["SEEDS_DIR"]))
        except SeedError as error:
            raise CannotStartError(str(error), USAGE) from error

    def _chosen(self, seeds: dict[str, Outlet]) -> dict[str, Outlet]:
        chosen = shard_of(choose(seeds, self._wish.names), *self._wish.shard)
        return _due(chosen, Places.of(self._settings)) if self._wish.due else chosen

    def _crawl(self, seeds: dict[str, Outlet], desk: Desk) -> Crawler:
        process = AsyncCrawlerProcess(self._settings)
        crawler = process.create_crawler(type("News", (NewsSpider,), {"seeds": seeds}))
        self._progress = create_looping_call(lambda: self._say(total_of(desk.notes)))
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._progress.stop, signal=signals.spider_closed)
        process.crawl(crawler, desk=desk)
        self._listen()
        process.start()
        return crawler

    def _finish(self, desk: Desk, crawler: Crawler) -> int:
        """Say what the run came to, on the screen and on the disk."""
        stats = _stats(crawler)
        if "finish_reason" not in stats:  # it did not even begin
            for notes in desk.notes.values():
                notes.outcome = STOPPED if self._signal else CRASHED
        ending = Ending(stats.get("finish_reason", CRASHED), self._signal)
        silent = fallen_silent(desk.known.connection, desk.run, desk.notes)
        if ending.finish == FINISHED:
            note_barren(desk.known.connection, desk.notes)
        drifts = drifting(desk.known.connection, desk.run, desk.notes, self._settings)
        code = exit_code(desk.notes, silent, ending, drifts)
        for outlet, notes in desk.notes.items():
            self._say(line_of(outlet, notes))
        self._say(total_of(desk.notes))
        self._say(f"how every outlet fares: `scrapy report` writes {desk.places.report / 'health.html'}")
        for line in faults(desk.notes, silent, drifts):
            print(line, file=sys.stderr)
        drift = {outlet: [str(each) for each in found] for outlet, found in drifts.items()}
        return self._record(desk, ending, report(desk, ending, code, stats) | {"drift": drift})

    def _record(self, desk: Desk, ending: Ending, content: dict[str, Any]) -> int:
        code: int = content["exit_code"]
        desk.submit(lambda batch: put_report(batch, desk, content))
        desk.submit(lambda _: set_exit_code(desk.store.connection, desk.run, code))
        try:
            for line in desk.close(ending.finish):
                self._say(line)
        except CannotWriteError as error:
            print(f"cannot write: {error}; what was not filed is done by the next run", file=sys.stderr)
            return code if ending.signal else CANNOT_WRITE
        return code

    def _opened(self, spider: NewsSpider) -> None:
        """Begin to say how far the run is."""
        self._spider = spider
        gc.freeze()  # what the start has made stays: looking at it again would hold up the reactor for 50 ms each time
        self._progress.start(PROGRESS_SECONDS, now=False)

    def _listen(self) -> None:
        """Remember which signal stops the run, from when Scrapy's own handlers are there, which do the stopping."""
        from twisted.internet import reactor

        def wrap() -> None:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, partial(self._on_signal, signal.getsignal(number)))

        reactor.callWhenRunning(reactor.addSystemEventTrigger, "after", "startup", wrap)

    def _on_signal(self, handler: Any, number: int, frame: FrameType | None) -> None:
        from twisted.internet import reactor

        self._signal = signal.Signals(number).name
        if callable(handler):
            handler(number, frame)
        if self._spider is not None:
            reactor.callFromThread(self._spider.let_go)

    def _say(self, line: str) -> None:
        if not self._wish.quiet:
            print(line, flush=True)


def is_due(outlet: Outlet, visited: str, now: datetime) -> bool:
    """Whether an outlet's interval has passed since a time; also if that is still to come: a clock was wrong."""
    latest = now - timedelta(seconds=outlet.interval * (1 - DUE_SLACK))
    return not clock.stamp(latest) < visited <= clock.stamp(now)


def _stats(crawler: Crawler) -> dict[str, Any]:
    """What was counted; nothing if the crawl did not even begin."""
    try:
        return crawler.stats.get_stats()
    except RuntimeError:
        return {}


def _due(outlets: dict[str, Outlet], places: Places) -> dict[str, Outlet]:
    """Those that were last visited longer ago than their interval, or never, or by a clock that went wrong.

    Where the state can't be read all are: opening it for the run says what is wrong with it.
    """
    if not places.database.exists():
        return outlets
    try:
        with closing(open_reader(places.database)) as connection:
            visited = visited_at(connection)
    except sqlite3.Error:
        return outlets
    return {name: outlet for name, outlet in outlets.items() if is_due(outlet, visited.get(name, ""), clock.now())}
