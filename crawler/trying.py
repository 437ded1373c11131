"""Tries whether a source gives stories, now and on the web."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from crawler.asking import Answer, Ask
from crawler.reading import Fetched, Read, read
from crawler.state.listings import ListingTask
from crawler.types import Outlet, Source

MAX_STEPS = 2
"""Further pages that are read of a source that lists none itself: an index of sitemaps, and one of their own."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying a source."""

    source: Source
    """With the address that redirects have led to."""
    stories: int = 0
    newest: str = ""
    """Day of the latest story; empty if none is dated."""
    problem: str = ""
    """Why it gives nothing, or what is wrong with it."""
    is_news: bool = False
    """Whether it is a sitemap of news, with dates of publication."""

    @property
    def works(self) -> bool:
        """Whether it gives stories."""
        return self.stories > 0


async def try_source(ask: Ask, outlet: Outlet, source: Source) -> Trial:
    """Ask for a source, and for a page it leads to where it lists no story itself."""
    answer = await ask(outlet, source.url)
    first, steps = answer, 0
    while not answer.problem:
        found = await asyncio.to_thread(_read, answer, outlet, source.kind)
        if found.stories or not found.further or steps == MAX_STEPS:
            return _told(replace(source, url=first.url), found, is_news=b"sitemap-news/0.9" in answer.body[:4096])
        steps += 1
        answer = await ask(outlet, found.further[0][1])
    return Trial(source, problem=answer.problem if not steps else f"{answer.url}: {answer.problem}")


def _read(answer: Answer, outlet: Outlet, kind: str) -> Read:
    return read(ListingTask("", answer.url, kind, 0, "", ""), Fetched(answer.url, answer.body, answer.headers), outlet)


def _told(source: Source, found: Read, *, is_news: bool) -> Trial:
    newest = max((story.published or story.modified for story in found.stories), default="")[:10]
    skipped = ", ".join(f"{count} {reason}" for reason, count in found.skipped.items())
    problem = found.problem or ("" if found.stories else f"no story ({skipped or 'it lists nothing'})")
    return Trial(source, len(found.stories), newest, problem, is_news)
