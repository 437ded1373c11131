"""The job of a worker: cleans a page, or the pages of a story as one, and says what the crawler wants to know of it.

The cleaner is imported when the first page comes, in the worker's process: the crawler's own never loads it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from cleaners.types import Page
from crawler.worker import CleanResult, CleanTask


def clean_page(task: CleanTask) -> CleanResult:
    """Clean a page, or the pages of a story as one. Raises what the cleaner raises, which for bad pages is nothing."""
    from cleaners.near_duplicates import signature
    from cleaners.parts import join

    seen = [_seen(page, task) for page in (task.page, *task.parts)]
    article = join([each.article for each in seen])
    return CleanResult(
        record=article.to_dict(),
        text=article.text,
        removed=dict(article.removed),
        signature=tuple(int(value) for value in signature(article.text)),
        fingerprints=tuple(dict.fromkeys(mark for each in seen for mark in each.fingerprints)),
        words=sum(each.words for each in seen),
        dropped=_share_dropped(sum(each.kept_chars for each in seen), sum(each.chars for each in seen)),
        following=seen[-1].links.following,
        earlier=seen[0].links.earlier,
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is remembered of one page of a story: not its tree, there may be many."""

    article: Any
    links: Any
    fingerprints: tuple[str, ...]
    words: int
    kept_chars: int
    chars: int


def _seen(page: Page, task: CleanTask) -> _Seen:
    from cleaners.memory import NOTHING_SEEN
    from cleaners.part_links import PartLinks, part_links
    from cleaners.pipeline import clean

    memory = _memory(task.memory_path, _stamp(task.memory_path)) if task.memory_path else NOTHING_SEEN
    article = clean(page, hints=task.hints, memory=memory)
    document = article.document
    blocks = document.blocks if document else ()
    kept = document.kept() if document and article.text else ()
    links = PartLinks()
    if document and page.url and task.finds_parts:
        links = part_links(document.html, document.facts, page.url)
    return _Seen(
        article=replace(article, document=None),
        links=links,
        fingerprints=tuple(dict.fromkeys(block.fingerprint for block in blocks)),
        words=sum(block.words for block in kept),
        kept_chars=sum(len(block.text) for block in kept),
        chars=sum(len(block.text) for block in blocks),
    )


def _share_dropped(kept_chars: int, all_chars: int) -> float:
    return round(1 - kept_chars / all_chars, 3) if all_chars else 0.0


@lru_cache(maxsize=16)
def _memory(path: str, _stamp: tuple[int, int]) -> Any:
    from cleaners.memory import FileMemory

    return FileMemory(path)


def _stamp(path: str) -> tuple[int, int]:
    """What tells one state of a file from another; zeros if there is no file."""
    try:
        found = Path(path).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
