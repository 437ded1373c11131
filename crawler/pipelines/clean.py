"""Has pages cleaned in worker processes, so that a page costs the reactor nothing but the wait."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from crawler.spiders.news import spider_of
from crawler.types import FetchedPage


class Clean:
    """Puts the cleaner's result into a page. A page that failed carries the reason; it never raises."""

    def __init__(self, crawler: Crawler) -> None:
        """Use the spider's desk."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_item(self, item: FetchedPage) -> FetchedPage:
        """Clean a page, if that is not done; of one fetched again clean the former bytes, too, under the same memory."""
        spider = spider_of(self._crawler)
        item = item if item.result else await spider.cleaned(item)
        return replace(item, before=await self._before(item))

    async def close_spider(self) -> None:
        """End the processes."""
        await spider_of(self._crawler).cleaning.close()

    async def _before(self, page: FetchedPage) -> str | None:
        """The text that the former bytes of a story give; None if it is new, or they are no longer kept."""
        spider = spider_of(self._crawler)
        row = spider.desk.known.page(page.key)
        if row is None or not row["path"] or page.archived:
            return None
        try:
            former = await asyncio.to_thread(spider.desk.archived_page, page.key)
        except (OSError, ValueError):
            return None
        result = (await spider.cleaned(former)).result
        return None if result.failed else result.text
