"""Fetches the further pages of a story, one after another, before anything of it is filed: a kill leaves nothing half done.

The first page is cleaned first: only a story has parts, not the list, gallery or wall that was offered as one. Each further
page is asked for as any other request is (robots.txt, pace, budget, address guard), and cleaned to see that it goes on with
this story. The chain ends where a page leads back, says nothing new, or is another story.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol
from urllib.parse import unquote

from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from cleaners.page_numbers import page_of, says_page
from cleaners.part_links import may_have_parts
from crawler.answers import reason_of, settles
from crawler.filing import PASSING, STORY_KINDS
from crawler.guards.refusing import OUTLET, PART
from crawler.refusals import STOPPED, Refused
from crawler.state.store import Store
from crawler.types import FetchedPage, Incomplete, Outlet
from crawler.urls import MAX_URL_CHARS, url_key

LOOKED_AT = 1024 * 1024
"""Bytes of a page that are searched for links to parts, in the reactor's thread: 0.3 ms for most, 60 for a flood of links."""

WITH_TEXT = STORY_KINDS | {"gallery"}
"""Kinds of page that go on with a story: one more picture with a line of text is a gallery by itself."""

MAX_AGAIN = 0.5
"""Share of the first page that a part may repeat; a page with the same story on it repeats all but a line or two."""

MIN_CHARS = 400
"""Characters of a first page from which that share says something."""

Fetch = Callable[[Request], Awaitable[Response]]
CleanPage = Callable[[FetchedPage], Awaitable[FetchedPage]]


class Read(Protocol):
    """Makes a page of a response."""

    def __call__(self, outlet: Outlet, response: Response, key: str) -> FetchedPage | None:
        """None if its site reserves it."""


class StoppedError(Exception):
    """The run is told to end. (Where a budget ends, what there is of the story is filed: with the next it would end again.)"""


class Gathering:
    """Makes stories whole."""

    def __init__(
        self, fetch: Fetch, clean: CleanPage, read: Read, known: Store, *, max_parts: int, max_bytes: int
    ) -> None:
        """`max_parts`: pages of a story, its first with them; `max_bytes`: of all of them together."""
        self._fetch = fetch
        self._clean = clean
        self._read = read
        self._known = known
        self._max_parts = max_parts
        self._max_bytes = max_bytes

    async def looked_at(self, page: FetchedPage) -> FetchedPage:
        """Return a page cleaned, if it is worth asking for its parts; else as it is."""
        is_candidate = may_have_parts(page.body[:LOOKED_AT].decode("utf-8", "replace"), page.url)
        return await self._clean(page) if is_candidate else page

    async def whole(self, outlet: Outlet, page: FetchedPage) -> FetchedPage:
        """Return a story with its parts, and without a result if there are any: they are cleaned together.

        Raises StoppedError if the run has to end in between: then the story stays to do, and is fetched from its first page.
        """
        chain, missing = [page], None
        while missing is None and _goes_on(chain):
            part = await self._next(outlet, chain)
            if part is None:
                break
            missing = part if isinstance(part, Incomplete) else None
            chain += [part] if isinstance(part, FetchedPage) else []
        if len(chain) == 1:
            return replace(page, incomplete=missing)
        parts = tuple(replace(part, result=None, part_of=page.key) for part in chain[1:])
        return replace(page, result=None, parts=parts, incomplete=missing)

    async def _next(self, outlet: Outlet, chain: list[FetchedPage]) -> FetchedPage | Incomplete | None:
        """The page that follows a chain of pages; why there is none, if there should be one."""
        url = chain[-1].result.following
        if not self._may_ask(outlet, url, chain):
            return None
        if len(chain) >= self._max_parts or sum(len(page.body) for page in chain) > self._max_bytes:
            return Incomplete(url, "too-long", passes=False)
        answer = await self._ask(outlet, url)
        if isinstance(answer, Incomplete):
            return answer
        if url_key(answer.url) in {page.key for page in chain}:
            return None  # leads back: there is no such page
        if not _is_page(answer.url, url):
            return Incomplete(url, "moved", passes=False)
        page = self._read(outlet, answer, url_key(answer.url))
        return await self._cleaned(page, chain) if page else Incomplete(url, "reserved", passes=False)

    def _may_ask(self, outlet: Outlet, url: str, chain: list[FetchedPage]) -> bool:
        key = url_key(url)
        is_ours = len(url) <= MAX_URL_CHARS and outlet.covers(url) and not any(rule.search(url) for rule in outlet.deny)
        return is_ours and key not in {page.key for page in chain} and not self._known.is_forgotten(key)

    async def _ask(self, outlet: Outlet, url: str) -> Response | Incomplete:
        """What a site answers; why there is no page, if there is none."""
        try:
            response = await self._fetch(Request(url, callback=NO_CALLBACK, meta={OUTLET: outlet.id, PART: "story"}))
        except Refused as refused:
            if refused.reason == STOPPED:
                raise StoppedError(str(refused)) from refused
            return Incomplete(url, refused.reason, passes=refused.scope != "page")
        except Exception as error:  # noqa: BLE001 - whatever it was, the part is missing, and that is what is told
            return Incomplete(url, reason_of(type(error)))
        if 200 <= response.status < 300:
            return response
        return Incomplete(url, f"HTTP {response.status}", passes=not settles(response.status)[0])

    async def _cleaned(self, page: FetchedPage, chain: list[FetchedPage]) -> FetchedPage | Incomplete | None:
        """A page cleaned; None if it is none of this story's."""
        page = await self._clean(page)
        if page.result.failed:
            return Incomplete(page.url, page.result.failed, passes=page.result.failed.startswith(PASSING))
        if page.result.record["kind"] not in WITH_TEXT:
            return Incomplete(page.url, page.result.record["kind"], passes=False)
        return page if _belongs(page, chain[0]) and _adds(page, chain) else None


def _goes_on(chain: list[FetchedPage]) -> bool:
    """Whether pages are of a story, and the last of them says that it goes on."""
    first, last = chain[0].result, chain[-1].result
    return bool(first and last.following and first.record.get("kind") in STORY_KINDS)


def _is_page(address: str, other: str) -> bool:
    """Whether two addresses are the same page of the same story."""
    one, two = page_of(address), page_of(other)
    return (unquote(one.story), one.number) == (unquote(two.story), two.number)


def _belongs(page: FetchedPage, first: FetchedPage) -> bool:
    """Whether a page goes on with a story: it says so itself, by numbers or links back.

    Of others the date decides, and where none is stated the address, if it can't be another story's.
    """
    if page.result.earlier:
        return True
    mine, other = page.result.record["published"], first.result.record["published"]
    return bool(mine == other) if mine and other else says_page(page.url)


def _adds(page: FetchedPage, chain: list[FetchedPage]) -> bool:
    """Whether a page has a paragraph that those before it have not, and is not the first page once more.

    Pages of comments or of related stories repeat the whole story over them, and may leak a line that is new. Parts
    repeat a standfirst and an author box: where the first page is hardly more, that is most of it.
    """
    own = set(page.result.text.split("\n\n"))
    first = chain[0].result.text.split("\n\n")
    again, whole = (sum(map(len, paragraphs)) for paragraphs in ([p for p in first if p in own], first))
    is_again = whole >= MIN_CHARS and again > whole * MAX_AGAIN
    return not is_again and not own <= {paragraph for before in chain for paragraph in before.result.text.split("\n\n")}
