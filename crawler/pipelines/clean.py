"""Has pages cleaned in worker processes, so that a page costs the reactor nothing but the wait."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler
from scrapy.utils.defer import maybe_deferred_to_future

from cleaners.types import Hints, Page
from crawler.spiders.news import spider_of
from crawler.types import FetchedPage
from crawler.workers import CleanResult, CleanTask, Workers


class Clean:
    """Puts the cleaner's result into a page. A page that failed carries the reason; it never raises."""

    def __init__(self, crawler: Crawler) -> None:
        """Start no process before the first page: most runs of a quiet hour have none."""
        self._crawler = crawler
        self._workers: Workers | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_item(self, item: FetchedPage) -> FetchedPage:
        """Clean a page; of one fetched again clean the former bytes, too, under the same memory."""
        spider = spider_of(self._crawler)
        memory = spider.desk.memory_file(item.outlet)
        hints = spider.outlets[item.outlet].hints
        result = await self._clean(item, hints, memory)
        before = await self._before(item, hints, memory)
        return replace(item, result=result, before=before)

    async def close_spider(self) -> None:
        """End the processes."""
        if self._workers is not None:
            await asyncio.to_thread(self._workers.close)

    async def _clean(self, page: FetchedPage, hints: Hints, memory: str | None) -> CleanResult:
        task = CleanTask(Page(page.url, page.body, page.content_type, page.fetched_at), hints, memory)
        return await maybe_deferred_to_future(self._started().submit(task))

    async def _before(self, page: FetchedPage, hints: Hints, memory: str | None) -> str | None:
        """The text that the former bytes of a story give; None if it is new, or they are no longer kept."""
        desk = spider_of(self._crawler).desk
        row = desk.known.page(page.key)
        if row is None or not row["path"] or page.archived:
            return None
        try:
            former = await asyncio.to_thread(desk.archived_page, page.key)
        except (OSError, ValueError):
            return None
        result = await self._clean(former, hints, memory)
        return None if result.failed else result.text

    def _started(self) -> Workers:
        if self._workers is None:
            settings = self._crawler.settings
            self._workers = Workers(
                settings.getint("CLEAN_JOBS"),
                settings.getfloat("CLEAN_SECONDS"),
                settings.getint("CLEAN_MEMORY"),
                job=settings["CLEAN_WITH"],
            )
        return self._workers
