"""Gives the cleaner to any other Scrapy project, with one line in its settings.

    ADDONS = {"crawler.addon.Copydesk": 500}

A spider then yields pages instead of parsing them, and the pipelines that follow get records:

    from cleaners import Page

    def parse(self, response):
        yield Page(response.url, response.body, response.headers.get("Content-Type", b"").decode())

A page becomes a dict as `Article.to_dict()` makes it; of one that could not be cleaned the record has `url`, `kind`
("failed"), `text` (empty) and `reason`. Everything else a spider yields passes as it is. Cleaning happens in worker
processes; CLEAN_JOBS, CLEAN_SECONDS and CLEAN_MEMORY bound it.
"""

from __future__ import annotations

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from cleaners.types import Page
from crawler import settings as ours
from crawler.cleaning import Cleaning
from crawler.workers import CleanTask

_NAMES = ("CLEAN_JOBS", "CLEAN_SECONDS", "CLEAN_MEMORY", "CLEAN_WITH")


class Copydesk:
    """The add-on: puts the pipeline into its place, and the bounds where the project has none of its own."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Called by Scrapy."""
        for name in _NAMES:
            settings.set(name, getattr(ours, name), priority="addon")
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", CleanPages, 100)


class CleanPages:
    """Turns pages into records."""

    def __init__(self, crawler: Crawler) -> None:
        """Start no process before the first page."""
        self._cleaning = Cleaning(crawler.settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """Clean a page; let anything else pass."""
        if not isinstance(item, Page):
            return item
        result = await self._cleaning.clean(CleanTask(item))
        return result.record or {"url": item.url, "kind": "failed", "text": "", "reason": result.failed}

    async def close_spider(self) -> None:
        """End the processes."""
        await self._cleaning.close()
