"""Asks sites a few questions outside a harvest, with all its guards and manners: robots.txt, delays, address guard, bounds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import BaseSettings, Settings

from crawler.answers import headers_of, joined, reason_of
from crawler.guards.refusing import OUTLET, PART
from crawler.logs import quieten
from crawler.refusals import Refused
from crawler.spiders.news import introduce
from crawler.types import Outlet

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question."""

    url: str
    """After redirects; the address asked for if there was no answer."""
    status: int = 0
    """0: there was no answer."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    body: bytes = b""
    problem: str = ""
    """Why there is no page; empty if there is."""


class Ask(Protocol):
    """Asks for an address of an outlet. An answer always comes, never an error."""

    def __call__(self, outlet: Outlet, url: str, *, is_robots: bool = False) -> Awaitable[Answer]:
        """`is_robots`: it is robots.txt itself, which no rule of its own forbids."""


Plan = Callable[[Ask], Awaitable[T]]
"""Asks what it wants to know, and returns what it has learned."""


class AskingError(Exception):
    """The plan did not come to its end."""


def carry_out(plan: Plan[T], outlets: Mapping[str, Outlet], settings: Settings) -> T:
    """Carry out a plan, in a reactor of its own: once a process. Raises AskingError where it failed."""
    settings = settings.copy()
    settings.setdict({"ITEM_PIPELINES": {}, "LOG_LEVEL": "ERROR"}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    results: list[T] = []
    process.crawl(process.create_crawler(AskingSpider), outlets=outlets, plan=plan, results=results)
    process.start()
    if not results:
        raise AskingError("the questions could not be asked; what is above says why")
    return results[0]


class AskingSpider(Spider):
    """Carries out a plan."""

    name = "asking"

    def __init__(self, outlets: Mapping[str, Outlet], plan: Plan[Any], results: list[Any]) -> None:
        """`outlets`: by id, those that the plan may ask; `results`: where the plan's result is put."""
        super().__init__()
        self.outlets = outlets
        self._plan = plan
        self._results = results

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Say who asks."""
        super().update_settings(settings)
        introduce(settings)

    async def start(self) -> AsyncIterator[Any]:
        """Carry it out; there is nothing to crawl."""
        quieten(self.settings)
        self._results.append(await self._plan(self.ask))
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def ask(self, outlet: Outlet, url: str, *, is_robots: bool = False) -> Answer:
        """See `Ask`."""
        meta = {OUTLET: outlet.id, PART: "listing", "dont_obey_robotstxt": is_robots}
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(Request(url, meta=meta, callback=NO_CALLBACK))
        except Refused as refused:
            return Answer(url, problem=str(refused))
        except Exception as error:  # noqa: BLE001 - whatever it was, there is no answer, and that is what is told
            return Answer(url, problem=reason_of(type(error)))
        problem = "" if response.status == 200 else f"HTTP {response.status}"
        return Answer(response.url, response.status, joined(headers_of(response)), response.body, problem)
