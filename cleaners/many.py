"""Many pages in processes, in order, each with a deadline: one page that never ends costs only itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import replace
from typing import Any, TypeVar

from cleaners.limits import MAX_SECONDS
from cleaners.types import Article, Metadata, Verdict

T = TypeVar("T")


def in_processes(work: Callable[[T], Article], items: Iterable[T], jobs: int) -> Iterator[Article]:
    """Yield `work(item)` in order. With one job it runs here; with more, in that many processes.

    At most `4 * jobs` items are under way, so memory stays bounded however many there are. An article that crosses
    processes has no `document`: trees stay where they were made.
    """
    if jobs == 1:
        yield from map(work, items)
        return
    import multiprocessing

    from pebble import ProcessPool

    with ProcessPool(max_workers=jobs, max_tasks=1000, context=multiprocessing.get_context("spawn")) as pool:
        waiting: deque[Any] = deque()
        for item in items:
            waiting.append(pool.schedule(_Light(work), args=(item,), timeout=MAX_SECONDS))
            if len(waiting) >= 4 * jobs:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


class _Light:
    """Work whose articles leave their documents behind."""

    def __init__(self, work: Callable[[Any], Article]) -> None:
        self.work = work

    def __call__(self, item: Any) -> Article:
        article = self.work(item)
        metadata = replace(article.metadata, sources=dict(article.metadata.sources))  # a mapping proxy can't be pickled
        return replace(article, document=None, metadata=metadata, removed=dict(article.removed))


def _result(future: Any) -> Article:
    from pebble import ProcessExpired

    try:
        article: Article = future.result()
    except FutureTimeoutError:
        return failed("deadline", f"over {MAX_SECONDS} seconds, cleaners.limits.MAX_SECONDS")
    except ProcessExpired as error:
        return failed("worker-died", f"exit code {error.exitcode}")
    return article


def failed(reason: str, evidence: str) -> Article:
    """The article of a page that could not be cleaned."""
    verdict = Verdict(None, "failed", False, reason, evidence, "pipeline")
    return Article(None, "", "failed", Metadata(), encoding="", confidence=0.0, rejected=verdict)
