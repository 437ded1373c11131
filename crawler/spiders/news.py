"""The one spider: visits outlets, reads what they announce, fetches what is to do.

Every request carries what the guards judge by (`crawler.guards.refusing`): `meta["outlet"]`, the id of an outlet in
`spider.outlets`, and `meta["part"]`, "listing" or "story". They refuse with `crawler.refusals.Refused`.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler import clock
from crawler.answers import reason_of
from crawler.cleaning import Cleaning, task_of
from crawler.desk import Desk
from crawler.filing import PASSING
from crawler.gathering import Gathering, StoppedError
from crawler.guards.budgets import limits
from crawler.guards.refusing import OUTLET, PART
from crawler.logs import quieten
from crawler.opening import USAGE, CannotStartError, choose, open_desk
from crawler.refusals import STOPPED, Refused
from crawler.reporter import Reporter
from crawler.state.listings import ListingTask
from crawler.state.store import Announced, Task
from crawler.summary import line_of, reasons_of
from crawler.types import Budget, FetchedPage, Incomplete, Outlet
from crawler.urls import url_key
from crawler.visits import Visit

logger = logging.getLogger(__name__)


class NewsSpider(Spider):
    """Visits the outlet it is named after, or with the name `news` those it is told, or all."""

    name = "news"
    seeds: ClassVar[Mapping[str, Outlet]] = MappingProxyType({})
    """All outlets of SEEDS_DIR; the loader sets it."""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Give the user agent its contact."""
        super().update_settings(settings)
        introduce(settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider. What keeps it from starting is told in one line, and ends the program."""
        quieten(crawler.settings)
        try:
            spider = super().from_crawler(crawler, *args, **kwargs)
            spider.open(crawler.settings)
        except CannotStartError as error:
            print(error, file=sys.stderr)
            raise SystemExit(error.exit_code) from error
        crawler.signals.connect(spider.on_idle, signal=signals.spider_idle)
        crawler.signals.connect(spider.on_closed, signal=signals.spider_closed)
        return spider

    def __init__(
        self, *, outlets: str = "", url: str = "", since: str = "", desk: Desk | None = None, **kwargs: Any
    ) -> None:
        """`outlets`: names with commas between; `url`: fetch this one address; `since`: a day, nothing older is fetched.

        `desk`: one that a command has opened and will close. Raises CannotStartError.
        """
        super().__init__(**kwargs)
        self._since = _day(since)
        self._url = url
        self._names = [name for name in outlets.split(",") if name] if self.name == "news" else [self.name]
        self._owns_desk = desk is None
        if desk is not None:
            self.desk = desk

    def open(self, settings: BaseSettings) -> None:
        """Open the desk, if no command has, and plan the visits. Raises CannotStartError."""
        if self._owns_desk:
            self.desk = open_desk(settings, self._chosen())
        self.outlets = self.desk.outlets
        self._reporter = Reporter(self.desk, settings, since=self._since)
        self.cleaning = Cleaning(settings)
        self._gathering = Gathering(
            self._download,
            partial(self.cleaned, finds_parts=True),
            self._reporter.part,
            self.desk.known,
            max_parts=settings.getint("MAX_PARTS"),
            max_bytes=settings.getint("DOWNLOAD_MAXSIZE"),
        )
        self._visits = {
            name: Visit(outlet, self.desk, self._budget(outlet, settings)) for name, outlet in self.outlets.items()
        }

    async def start(self) -> AsyncIterator[Any]:
        """Yield the first request of each outlet; each answer brings the next."""
        for visit in self._visits.values():
            if self._url:
                await self._plan_one(visit)
            else:
                sources = [(url_key(source.url), source.url, source.kind) for source in visit.outlet.sources]
                await self._reporter.tell(self.desk.lists.begin, visit.outlet.id, sources)
            async for output in self._next(visit):
                yield output

    async def parse_listing(self, response: Response, outlet: str, task: ListingTask) -> AsyncIterator[Any]:
        """Take in what a page of a source says."""
        visit = self._visits[outlet]
        await self._reporter.listing(visit, task, response)
        async for output in self._next(visit):
            yield output

    async def parse_story(self, response: Response, outlet: str, task: Task) -> AsyncIterator[Any]:
        """Send a page, with the parts of its story, on to be cleaned and filed, or note why it is none."""
        visit = self._visits[outlet]
        page = await self._reporter.story(visit, task, response)
        page = await self._whole(visit, page) if page is not None else None
        if page is not None:
            yield page
        async for output in self._next(visit):
            yield output

    async def cleaned(self, page: FetchedPage, *, finds_parts: bool = False) -> FetchedPage:
        """Return a page with what the cleaner makes of it and its parts; of the first alone, if it fails on them all."""
        hints, memory = self.outlets[page.outlet].hints, self.desk.memory_file(page.outlet)
        result = await self.cleaning.clean(task_of(page, hints, memory, finds_parts=finds_parts))
        if result.failed and page.parts:
            missing = Incomplete(page.parts[0].url, result.failed, passes=result.failed.startswith(PASSING))
            return await self.cleaned(replace(page, parts=(), incomplete=missing))
        return replace(page, result=result)

    async def _whole(self, visit: Visit, page: FetchedPage) -> FetchedPage | None:
        """A page with the parts of its story; None if it is a part itself, or the run has to end in between."""
        page = await self._gathering.looked_at(page)
        if page.result and await self._reporter.is_part(visit, page):
            return None
        try:
            page = await self._gathering.whole(visit.outlet, page)
        except StoppedError as stopped:
            visit.end(str(stopped))
            return None
        visit.skip(part.key for part in page.parts)
        return page

    async def on_failure(self, failure: Failure) -> AsyncIterator[Any]:
        """Note why a request brought no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        visit, task = self._visits[request.cb_kwargs["outlet"]], request.cb_kwargs["task"]
        if isinstance(failure.value, Refused):
            await self._reporter.refused(visit, task, failure.value)
        else:
            await self._reporter.failed(visit, task, reason_of(failure.type))
        async for output in self._next(visit):
            yield output

    def on_idle(self) -> None:
        """Take up visits that an error of ours has left standing: all others end by themselves."""
        standing = [visit for visit in self._visits.values() if not visit.is_over]
        if standing:
            for visit in standing:
                self._resumed = asyncio.ensure_future(self._resume(visit))
            raise DontCloseSpider

    async def on_closed(self, reason: str) -> None:
        """End the run, if no command does."""
        for visit in self._visits.values():
            visit.over(reason)
        if self._owns_desk:
            for outlet, notes in self.desk.notes.items():
                logger.info(line_of(outlet, notes))
                if reasons := reasons_of(notes.counts):
                    logger.info("%s: gave no story: %s", self._url or outlet, reasons)
                for problem in notes.problems:
                    logger.warning("%s: %s", outlet, problem)
            for line in await asyncio.to_thread(self.desk.close, reason):
                logger.info(line)

    def let_go(self) -> None:
        """Give up requests that still wait for their turn, perhaps for minutes: a stop need not wait for them."""
        for slot in self.crawler.engine.downloader.slots.values():
            while slot.queue:
                _, waiting = slot.queue.popleft()
                waiting.errback(Refused(STOPPED, scope="outlet"))

    def stop(self, reason: str) -> None:
        """Close in order, for a pipeline's reason."""
        self.let_go()
        self._stopping = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=reason))

    async def _download(self, request: Request) -> Response:
        """Ask for a page inside a callback. Raises Refused if the run is about to end: Scrapy would let it wait for us."""
        engine = self.crawler.engine
        if engine._slot is None or engine._slot.closing is not None:
            raise Refused(STOPPED, scope="outlet")
        return await engine.download_async(request)

    def _budget(self, outlet: Outlet, settings: BaseSettings) -> Budget:
        """What the visit may take on. Who asks for all since a day goes back as far as that day."""
        budget = limits(outlet, settings)
        return replace(budget, depth=None) if self._since else budget

    def _chosen(self) -> dict[str, Outlet]:
        if not self._url:
            return choose(self.seeds, self._names)
        named = choose(self.seeds, self._names) if self._names else self.seeds
        covering = {name: outlet for name, outlet in named.items() if outlet.covers(self._url)}
        if not covering:
            raise CannotStartError(f"{self._url} is on no host of {', '.join(named)}", USAGE)
        return dict([min(covering.items())])

    async def _plan_one(self, visit: Visit) -> None:
        """Do one address and nothing else, whether it is known or not."""
        story = Announced(url_key(self._url), self._url)
        if self.desk.known.is_forgotten(story.key):
            logger.warning("%s was forgotten and is never fetched again", self._url)
        visit.only(*await self._reporter.tell(self.desk.demand, visit.outlet.id, story))

    async def _next(self, visit: Visit) -> AsyncIterator[Any]:
        """Yield what brings a visit on: a request, before it perhaps pages whose bytes are in the archive."""
        while (task := visit.next(clock.now())) is not None:
            page = await self._reporter.from_archive(visit, task) if isinstance(task, Task) else None
            if page is None:
                yield self._request(visit, task)
                return
            yield page
        visit.over("")

    async def _resume(self, visit: Visit) -> None:
        async for output in self._next(visit):
            if isinstance(output, Request):
                self.crawler.engine.crawl(output)

    def _request(self, visit: Visit, task: ListingTask | Task) -> Request:
        is_listing = isinstance(task, ListingTask)
        return Request(
            task.url,
            callback=self.parse_listing if is_listing else self.parse_story,
            errback=self.on_failure,
            headers=self._validators(task) if isinstance(task, ListingTask) else None,
            meta={OUTLET: visit.outlet.id, PART: "listing" if is_listing else "story"},
            cb_kwargs={"outlet": visit.outlet.id, "task": task},
        )

    def _validators(self, task: ListingTask) -> dict[str, str]:
        """Headers that ask for a listing only if it has changed."""
        if self._since:
            return {}
        validators = {"If-None-Match": task.etag, "If-Modified-Since": task.last_modified}
        return {name: value for name, value in validators.items() if value}


def introduce(settings: BaseSettings) -> None:
    """Put CONTACT into the user agent."""
    agent = str(settings["USER_AGENT"]).replace("{contact}", str(settings["CONTACT"]))
    settings.set("USER_AGENT", agent, priority="spider")


def spider_of(crawler: Crawler) -> NewsSpider:
    """Return the spider of a crawl of ours; components that need its desk ask here."""
    if not isinstance(crawler.spider, NewsSpider):
        raise TypeError(f"{type(crawler.spider).__name__} is not a spider of this project; it has no desk")
    return crawler.spider


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise CannotStartError(f"since={text} is not a day as 2026-11-20", USAGE) from error
