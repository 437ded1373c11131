"""Cleans many pages in worker processes, in order, without a reactor: for `reclean` and `rebuild`."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import replace

from scrapy.settings import BaseSettings

from cleaners.near_duplicates import bands
from cleaners.types import Hints
from crawler.cleaning import task_of, workers_of
from crawler.types import FetchedPage, Outlet
from crawler.workers import CleanResult, Workers

AHEAD = 4
"""Pages a worker has waiting for it: enough that none is idle, few enough that their bodies fit into memory."""

MemoryOf = Callable[[str], str | None]
"""Outlet -> the file of its template memory; None if it has none."""


def clean_all(
    pages: Iterable[FetchedPage], outlets: dict[str, Outlet], memory_of: MemoryOf, settings: BaseSettings
) -> Iterator[FetchedPage]:
    """Yield pages in order, each with what the cleaner made of it. Pages of outlets without a seed file have no hints."""
    jobs = settings.getint("CLEAN_JOBS")
    workers = workers_of(settings, deliver=lambda function, *values: function(*values))
    waiting: deque[tuple[FetchedPage, Future[CleanResult]]] = deque()
    try:
        for page in pages:
            waiting.append((page, _submit(workers, page, outlets, memory_of)))
            if len(waiting) >= jobs * AHEAD:
                yield _cleaned(*waiting.popleft())
        while waiting:
            yield _cleaned(*waiting.popleft())
    finally:
        workers.close()


def _submit(
    workers: Workers, page: FetchedPage, outlets: dict[str, Outlet], memory_of: MemoryOf
) -> Future[CleanResult]:
    outlet = outlets.get(page.outlet)
    task = task_of(page, outlet.hints if outlet else Hints(), memory_of(page.outlet) if outlet else None)
    future: Future[CleanResult] = Future()
    workers.submit(task).addCallback(future.set_result)
    return future


def _cleaned(page: FetchedPage, future: Future[CleanResult]) -> FetchedPage:
    result = future.result()
    return replace(page, result=result, bands=bands(result.signature))
