"""Files pages, and counts what became of them."""

from __future__ import annotations

import asyncio
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.desk import DISK_REFUSES
from crawler.filing import Filed
from crawler.spiders.news import spider_of
from crawler.types import FetchedPage
from crawler.writer import CannotWriteError


class File:
    """Waits until a page is on the disk. If the disk refuses, the run is over."""

    def __init__(self, crawler: Crawler) -> None:
        """Use the spider's desk."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_item(self, item: FetchedPage) -> FetchedPage:
        """File a page."""
        spider = spider_of(self._crawler)
        try:
            filed = await asyncio.wrap_future(spider.desk.file(item))
        except CannotWriteError as error:
            spider.stop(DISK_REFUSES)
            raise DropItem(str(error), log_level="DEBUG") from error
        self._count(item, filed)
        return item

    def _count(self, page: FetchedPage, filed: Filed) -> None:
        counts = spider_of(self._crawler).desk.notes[page.outlet].counts
        counts[filed.outcome] += 1
        if filed.reason:
            counts[f"{filed.outcome}: {filed.reason.partition(':')[0]}"] += 1
        if filed.duplicate_of:
            counts["near-duplicates"] += 1
        for reason, count in page.result.removed.items():
            counts[f"removed: {reason}"] += count
