"""Tells the desk what an answer means: what a listing names, what a page is, why there is none."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler import clock
from crawler.answers import fetched_page, headers_of, joined, settles
from crawler.desk import DISK_REFUSES, Desk
from crawler.guards.reservations import reservations
from crawler.reading import Fetched, read
from crawler.refusals import BUSY, Refused
from crawler.state.listings import ListingSaid, ListingTask
from crawler.state.store import NOT_FOUND, Announced, Task
from crawler.types import FetchedPage, Outlet
from crawler.urls import judge_url, url_key
from crawler.visits import Visit
from crawler.writer import CannotWriteError

P = ParamSpec("P")
T = TypeVar("T")

logger = logging.getLogger(__name__)


class Reporter:
    """Reports answers. Every method ends when the desk has it on the disk; if the disk refuses, it closes the spider."""

    def __init__(self, desk: Desk, settings: BaseSettings, *, since: str = "") -> None:
        """`since`: a day; stories announced as older are left out."""
        self._desk = desk
        self._since = since
        self._token = str(settings["ROBOTSTXT_USER_AGENT"])
        self._respects_tdm = settings.getbool("RESPECT_TDM")
        self._respects_noarchive = settings.getbool("RESPECT_NOARCHIVE")

    async def tell(self, method: Callable[P, T], *values: P.args, **named: P.kwargs) -> T:
        """Tell the desk something. Raises CloseSpider if the disk refuses."""
        try:
            return await self._desk.tell(method, *values, **named)
        except CannotWriteError as error:
            raise CloseSpider(DISK_REFUSES) from error

    async def listing(self, visit: Visit, task: ListingTask, response: Response) -> None:
        """Report a page of a source."""
        if response.status == 304:
            said = ListingSaid(clock.stamp(clock.now()), None, 0, task.etag, task.last_modified)
            await self.tell(self._desk.listing_read, visit.outlet.id, task, said, ())
            visit.notes.counts["listings unchanged"] += 1
        elif response.status != 200:
            await self.failed(visit, task, f"HTTP {response.status}")
        else:
            await self._read(visit, task, response)

    async def story(self, visit: Visit, task: Task, response: Response) -> FetchedPage | None:
        """Report what was fetched for a story; return the page that is to be cleaned, None if there is none."""
        status, reason = settles(response.status)
        if response.status == NOT_FOUND:
            visit.notes.counts[f"{status}: {reason}"] += 1
            await self.tell(self._desk.store.not_there, task.key, self._desk.run, reason, clock.now())
        elif status:
            await self._settle(visit, task, status, reason, response.status)
        elif not 200 <= response.status < 300:
            await self.failed(visit, task, f"HTTP {response.status}", response.status)
        else:
            return await self._page(visit, task, response)
        return None

    async def refused(self, visit: Visit, task: ListingTask | Task, refusal: Refused) -> None:
        """Obey a guard: a refused address is settled, a refused host or outlet leaves its addresses to a later run.

        The one address that a busy host was asked for has failed: else it would be the first to be asked for in every run,
        and where it is to blame itself nothing after it would ever be.
        """
        if refusal.scope == "outlet":
            visit.end(str(refusal))
            return
        if refusal.scope == "host":
            visit.leave_host(task.url, str(refusal))
        if isinstance(task, ListingTask):
            await self.failed(visit, task, str(refusal))
        elif refusal.scope == "page":
            await self._settle(visit, task, "refused", refusal.reason, 0)
        elif refusal.reason == BUSY:
            await self.failed(visit, task, refusal.reason)

    async def failed(self, visit: Visit, task: ListingTask | Task, reason: str, http_status: int = 0) -> None:
        """Report that a request brought nothing of use; it is tried again in a later run."""
        run = self._desk.run
        if isinstance(task, ListingTask):
            visit.listing_failed(task, reason)
            await self.tell(self._desk.lists.fail, visit.outlet.id, task.key, run, reason)
        else:
            visit.notes.counts[f"failed: {reason}"] += 1
            await self.tell(self._desk.store.fail, task.key, run, reason, clock.now(), http_status=http_status)

    async def from_archive(self, visit: Visit, task: Task) -> FetchedPage | None:
        """Return a page whose files are lost as the archive has it; None for other tasks, or if it is not there."""
        if task.todo != "remake":
            return None
        try:
            return await asyncio.to_thread(self._desk.archived_page, task.key)
        except (OSError, ValueError):
            visit.notes.counts["not in the archive"] += 1
            return None

    def part(self, outlet: Outlet, response: Response, key: str) -> FetchedPage | None:
        """Return the page of a further part of a story; None if its site reserves it."""
        reserved = reservations(joined(headers_of(response)), response.body, self._token)
        if self._respects_tdm and reserved & {"noai", "tdm"}:
            return None
        keeps = not (self._respects_noarchive and "noarchive" in reserved)
        self._desk.notes[outlet.id].counts["parts"] += 1
        return fetched_page(response, outlet.id, key, may_archive=keeps)

    async def is_part(self, visit: Visit, page: FetchedPage) -> bool:
        """Whether a cleaned page is a further page of a story: then the story is done in its place, and this is told.

        A page that names as its first page something that is no story is a story of its own.
        """
        url = page.result.earlier
        key = url_key(url) if url else page.key
        row = self._desk.known.page(key)
        if (
            key == page.key
            or not judge_url(url, visit.outlet, offered=True).story
            or self._desk.known.is_forgotten(key)
        ):
            return False
        if row is not None and row["status"] in {"rejected", "gone", "refused", "failed"}:
            return False
        visit.notes.counts["moved"] += 1
        await self.tell(self._desk.store.meet_part, page.key, Announced(key, url), self._desk.run)
        visit.also(Task(key, url, "fetch"))
        return True

    async def _read(self, visit: Visit, task: ListingTask, response: Response) -> None:
        headers = joined(headers_of(response))
        page = Fetched(response.url, response.body, headers)
        found = await asyncio.to_thread(read, task, page, visit.outlet, since=self._since)
        further = found.further if visit.may_go_deeper(task) else ()
        said = ListingSaid(
            time=clock.stamp(clock.now()),
            stories=len(found.stories),
            etag="" if found.is_useless else headers.get("etag", ""),
            last_modified="" if found.is_useless else headers.get("last-modified", ""),
            problem=found.problem,
            further=further,
            only_if_new=found.only_if_new,
            changed=found.changed,
        )
        discovery = await self.tell(self._desk.listing_read, visit.outlet.id, task, said, found.stories)
        visit.listing_read(task, found, discovery)
        if len(further) < len(found.further):
            visit.notes.counts["listings too deep"] += len(found.further)

    async def _page(self, visit: Visit, task: Task, response: Response) -> FetchedPage | None:
        """The page, unless its site reserves it or redirects have led elsewhere."""
        reserved = reservations(joined(headers_of(response)), response.body, self._token)
        if self._respects_tdm and reserved & {"noai", "tdm"}:
            await self._settle(visit, task, "refused", "reserved", response.status)
            return None
        key = await self._arrived_at(visit, task, response.url)
        keeps = not (self._respects_noarchive and "noarchive" in reserved)
        if not keeps:
            visit.notes.counts["kept out of the archive"] += 1
        return fetched_page(response, visit.outlet.id, key, may_archive=keeps) if key else None

    async def _arrived_at(self, visit: Visit, task: Task, url: str) -> str:
        """The key of the page that redirects have led to; empty if it is not to be filed."""
        key = url_key(url)
        if key == task.key:
            return key
        judgement = judge_url(url, visit.outlet, offered=True)
        if not judgement.story:
            await self._settle(visit, task, "rejected", f"moved to {judgement.reason}", 0)
            return ""
        visit.notes.counts["moved"] += 1
        story = self._desk.known.parts.story_of(key)
        await self.tell(self._desk.store.move, task.key, Announced(story, url), self._desk.run)
        return key if key == story and self._desk.known.is_to_do(key, self._desk.run) else ""

    async def _settle(self, visit: Visit, task: Task, status: str, reason: str, http_status: int) -> None:
        visit.notes.counts[f"{status}: {reason}"] += 1
        await self.tell(self._desk.store.set_aside, task.key, self._desk.run, status, reason, http_status=http_status)
