"""Many pages in processes, in order, each with a deadline: one page that never ends costs only itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from cleaners.limits import MAX_SECONDS
from cleaners.types import Article, Metadata, Verdict

if TYPE_CHECKING:
    from cleaners.processes import Failure

T = TypeVar("T")
R = TypeVar("R")


def in_processes(work: Callable[[T], Article], items: Iterable[T], jobs: int) -> Iterator[Article]:
    """Yield `work(item)` in order. With one job it runs here; with more, in that many processes.

    Few items are under way at once, so memory stays bounded however many there are. An article that crosses
    processes has no `document`: trees stay where they were made.
    """
    if jobs == 1:
        yield from map(work, items)
        return
    from cleaners.processes import Failure

    for found in results_in_processes(_Light(work), items, jobs):
        yield failed(found.reason, found.evidence) if isinstance(found, Failure) else found


def results_in_processes(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R | Failure]:
    """Yield `work(item)` in order, as `in_processes`, whatever it returns."""
    if jobs == 1:
        return map(work, items)
    from cleaners.processes import in_order

    return in_order(work, items, jobs, seconds=MAX_SECONDS)


class _Light:
    """Work whose articles leave their documents behind."""

    def __init__(self, work: Callable[[Any], Article]) -> None:
        self.work = work

    def __call__(self, item: Any) -> Article:
        article = self.work(item)
        metadata = replace(article.metadata, sources=dict(article.metadata.sources))  # a mapping proxy can't be pickled
        return replace(article, document=None, metadata=metadata, removed=dict(article.removed))


def failed(reason: str, evidence: str) -> Article:
    """The article of a page that could not be cleaned."""
    verdict = Verdict(None, "failed", False, reason, evidence, "pipeline")
    return Article(None, "", "failed", Metadata(), encoding="", confidence=0.0, rejected=verdict)
