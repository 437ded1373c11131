"""Has pages cleaned in worker processes, so that a page costs the reactor nothing but the wait."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from cleaners.types import Hints, Page
from crawler.cleaning import Cleaning
from crawler.spiders.news import spider_of
from crawler.types import FetchedPage
from crawler.workers import CleanTask


class Clean:
    """Puts the cleaner's result into a page. A page that failed carries the reason; it never raises."""

    def __init__(self, crawler: Crawler) -> None:
        """Use the spider's desk."""
        self._crawler = crawler
        self._cleaning = Cleaning(crawler.settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_item(self, item: FetchedPage) -> FetchedPage:
        """Clean a page; of one fetched again clean the former bytes, too, under the same memory."""
        hints = spider_of(self._crawler).outlets[item.outlet].hints
        result = await self._cleaning.clean(self._task(item, hints))
        return replace(item, result=result, before=await self._before(item, hints))

    async def close_spider(self) -> None:
        """End the processes."""
        await self._cleaning.close()

    def _task(self, page: FetchedPage, hints: Hints) -> CleanTask:
        memory = spider_of(self._crawler).desk.memory_file(page.outlet)
        return CleanTask(Page(page.url, page.body, page.content_type, page.fetched_at), hints, memory)

    async def _before(self, page: FetchedPage, hints: Hints) -> str | None:
        """The text that the former bytes of a story give; None if it is new, or they are no longer kept."""
        desk = spider_of(self._crawler).desk
        row = desk.known.page(page.key)
        if row is None or not row["path"] or page.archived:
            return None
        try:
            former = await asyncio.to_thread(desk.archived_page, page.key)
        except (OSError, ValueError):
            return None
        result = await self._cleaning.clean(self._task(former, hints))
        return None if result.failed else result.text
