"""Cleans pages in worker processes from inside a crawl."""

from __future__ import annotations

import asyncio

from scrapy.settings import BaseSettings
from scrapy.utils.defer import maybe_deferred_to_future

from cleaners.types import Hints, Page
from crawler.types import FetchedPage
from crawler.workers import CleanResult, CleanTask, Deliver, Workers


def task_of(page: FetchedPage, hints: Hints, memory: str | None, *, finds_parts: bool = False) -> CleanTask:
    """Return what a worker is told of a fetched page and its parts. `memory`: the file of its outlet's template memory."""
    first, *parts = (Page(each.url, each.body, each.content_type, each.fetched_at) for each in (page, *page.parts))
    return CleanTask(first, hints, memory, tuple(parts), finds_parts)


class Cleaning:
    """Worker processes that are started when the first page comes: most runs of a quiet hour have none."""

    def __init__(self, settings: BaseSettings) -> None:
        """CLEAN_JOBS, CLEAN_SECONDS, CLEAN_MEMORY and CLEAN_WITH of these settings."""
        self._settings = settings
        self._workers: Workers | None = None

    async def clean(self, task: CleanTask) -> CleanResult:
        """Clean a page. A result always comes; `failed` says why it is empty."""
        return await maybe_deferred_to_future(self._started().submit(task))

    async def close(self) -> None:
        """End the processes."""
        if self._workers is not None:
            await asyncio.to_thread(self._workers.close)

    def _started(self) -> Workers:
        if self._workers is None:
            self._workers = workers_of(self._settings)
        return self._workers


def workers_of(settings: BaseSettings, deliver: Deliver | None = None) -> Workers:
    """Start the workers that settings ask for; `deliver` is as `Workers` takes it."""
    return Workers(
        settings.getint("CLEAN_JOBS"),
        settings.getfloat("CLEAN_SECONDS"),
        settings.getint("CLEAN_MEMORY"),
        job=settings["CLEAN_WITH"],
        deliver=deliver,
    )
