"""The crawl that meets the hostile web: the project's own settings, a spider that only writes down what became of what.

Run as a program: reads a plan (JSON) from standard input, writes a report (JSON) to standard output.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.utils.project import get_project_settings

from cleaners.types import Page
from crawler.discovery import DISCOVERY
from crawler.refusals import Refused
from crawler.types import Budget, Outlet, Source
from crawler.worker import peak_bytes
from crawler.workers import CleanTask, Workers
from tests.crawler.hostile.answers import PARAGRAPHS

TICK_SECONDS = 0.005

_OURS = MappingProxyType(
    {"ITEM_PIPELINES": {}, "LOG_LEVEL": "WARNING", "SPIDER_LOADER_CLASS": "scrapy.spiderloader.SpiderLoader"}
)
"""Where this crawl differs from the project's: it files nothing and has one spider."""


@dataclass(frozen=True, slots=True)
class Start:
    """An address to begin with."""

    url: str
    part: str = "story"
    kind: str = "section"


@dataclass(frozen=True, slots=True)
class Site:
    """One outlet of the plan."""

    id: str
    domains: tuple[str, ...]
    starts: tuple[Start, ...]
    delay: float = 0.0
    insecure: bool = False
    budget: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one request."""

    site: str
    url: str
    part: str
    result: str
    """"page", "listing", a kind of page that is no story, a reason of refusal, or the name of an error."""
    detail: str = ""
    bytes: int = 0


class HostileSpider(Spider):
    """Asks for the starts of every site, one at a time, follows listings, cleans stories, writes everything down."""

    name = "hostile"

    def __init__(self, sites: list[Site], report: dict[str, Any]) -> None:
        super().__init__()
        self.outlets = {site.id: _outlet(site) for site in sites}
        self.report = report
        self.report.update(outcomes=[], longest_block_s=0.0)
        self._to_do = {site.id: deque(site.starts) for site in sites}
        self._workers: Workers | None = None

    async def start(self) -> AsyncIterator[Any]:
        self._beat = asyncio.ensure_future(self._watch_reactor())
        settings = self.settings
        if settings["CLEAN_WITH"]:
            seconds, memory = settings.getfloat("CLEAN_SECONDS"), settings.getint("CLEAN_MEMORY")
            self._workers = Workers(2, seconds, memory, job=settings["CLEAN_WITH"])
        for site in self._to_do:
            for request in self._next(site):
                yield request

    async def read_listing(self, response: Response, site: str, start: Start) -> AsyncIterator[Any]:
        listing = await asyncio.to_thread(DISCOVERY[start.kind], response.body, response.url)
        detail = f"{len(listing.stories)} stories; {'; '.join(listing.problems)}"
        self._note(site, start, "listing" if response.status == 200 else f"HTTP {response.status}", detail, response)
        self._to_do[site].extend(Start(url, "listing", start.kind) for url in listing.listings)
        self._to_do[site].extend(Start(found.url) for found in listing.stories)
        for request in self._next(site):
            yield request

    async def read_story(self, response: Response, site: str, start: Start) -> AsyncIterator[Any]:
        result, detail = f"HTTP {response.status}", ""
        if response.status == 200:
            result, detail = await self._cleaned(response)
        self._note(site, start, result, detail, response)
        for request in self._next(site):
            yield request

    def failed(self, failure: Any) -> Iterator[Request]:
        error, (site, start) = failure.value, failure.request.cb_kwargs.values()
        result = error.reason if isinstance(error, Refused) else type(error).__name__
        self._note(site, start, result, str(error)[:300])
        if getattr(error, "scope", "page") == "outlet":
            self._to_do[site].clear()
        return self._next(site)

    async def closed(self, reason: str) -> None:
        self.report["reason"] = reason
        self._beat.cancel()
        if self._workers is not None:
            await asyncio.to_thread(self._workers.close)
        assert self.crawler.stats is not None
        self.report["stats"] = {k: v for k, v in self.crawler.stats.get_stats().items() if k.startswith("guards/")}

    async def _cleaned(self, response: Response) -> tuple[str, str]:
        if self._workers is None:
            return ("page" if PARAGRAPHS[-1].encode() in response.body else "other"), ""
        task = CleanTask(Page(response.url, response.body, (response.headers.get("Content-Type") or b"").decode()))
        result = await self._workers.submit(task).asFuture(asyncio.get_running_loop())
        if result.failed:
            return "failed", result.failed
        kind = str(result.record["kind"])
        return ("page" if kind == "article" else kind), result.text[:60]

    def _next(self, site: str) -> Iterator[Request]:
        if self._to_do[site]:
            start = self._to_do[site].popleft()
            yield Request(
                start.url,
                callback=self.read_listing if start.part == "listing" else self.read_story,
                errback=self.failed,
                meta={"outlet": site, "part": start.part},
                cb_kwargs={"site": site, "start": start},
                dont_filter=True,
            )

    def _note(self, site: str, start: Start, result: str, detail: str = "", response: Response | None = None) -> None:
        size = len(response.body) if response is not None else 0
        self.report["outcomes"].append(asdict(Outcome(site, start.url, start.part, result, detail, size)))

    async def _watch_reactor(self) -> None:
        """Note the longest time in which nothing else could run; what other programs took of the machine is not ours."""
        while True:
            before, used = time.monotonic(), time.process_time()
            await asyncio.sleep(TICK_SECONDS)
            late, ours = time.monotonic() - before - TICK_SECONDS, time.process_time() - used
            self.report["longest_block_s"] = max(self.report["longest_block_s"], min(late, ours))


def _outlet(site: Site) -> Outlet:
    sources = tuple(Source("section", start.url) for start in site.starts)
    budget = Budget(**site.budget)
    return Outlet(
        site.id, site.id, site.domains, sources, delay=site.delay, insecure=site.insecure, budget=budget, path=site.id
    )


def main() -> None:
    """Crawl a plan."""
    plan = json.load(sys.stdin)
    sites = [Site(**{**s, "starts": tuple(Start(**start) for start in s["starts"])}) for s in plan["sites"]]
    settings = get_project_settings()
    settings.setdict({**_OURS, **plan["settings"]}, priority="cmdline")
    report: dict[str, Any] = {}
    began = time.monotonic()
    process = AsyncCrawlerProcess(settings)
    process.crawl(HostileSpider, sites=sites, report=report)
    process.start()
    report["seconds"] = time.monotonic() - began
    report["peak_mb"] = peak_bytes() / 2**20
    report["worker_peak_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    main()
