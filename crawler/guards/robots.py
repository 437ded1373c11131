"""Obeys robots.txt as RFC 9309 says, with Crawl-delay besides, and says so where it can't be read.

Takes the place of Scrapy's RobotsTxtMiddleware, which reads rules out of error pages, takes a failed fetch for leave to
fetch everything, and knows no Crawl-delay.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.threads import deferToThread

from crawler.guards.pace import pace_of
from crawler.guards.refusing import OUTLET, count, refuse
from crawler.guards.robots_text import readable
from crawler.refusals import Refused

MAX_FETCH_BYTES = 4 * 1024 * 1024
"""A robots.txt that is longer is not fetched to its end; RFC 9309 asks for 500 KiB at least to be read."""

UNREACHABLE = 429
"""The one client error that is not leave to fetch: a server that says "too many" has not said that it has no rules."""

_OF_THE_HOST = frozenset(["private-address", "proxy"])

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host allows."""

    parsed: Protego | None = None
    """None: it has no rules."""
    unreachable: str = ""
    """Why its rules are not known, so that nothing may be fetched in this run; empty if they are."""


class RobotsMiddleware:
    """Asks every origin for its robots.txt once a run, before anything else."""

    def __init__(self, crawler: Crawler) -> None:
        """ROBOTSTXT_USER_AGENT: our product token. CRAWL_DELAY_MAX: the longest Crawl-delay kept, in seconds."""
        self._crawler = crawler
        self._token = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._longest_s = crawler.settings.getfloat("CRAWL_DELAY_MAX")
        self._known: dict[str, Rules] = {}
        self._waiting: dict[str, list[Deferred[None]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Make one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise Refused, or let the request pass."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        origin = _origin(request.url)
        while origin not in self._known:
            await self._learn(origin, request)
        rules = self._known[origin]
        if rules.unreachable:
            refuse(self._crawler, "robots-unreachable", rules.unreachable, scope="host")
        if rules.parsed is not None and not rules.parsed.can_fetch(request.url, self._token):
            refuse(self._crawler, "robots", request.url)

    async def _learn(self, origin: str, request: Request) -> None:
        """Fetch an origin's rules, or wait for the one who is fetching them."""
        if origin in self._waiting:
            mine: Deferred[None] = Deferred()
            self._waiting[origin].append(mine)
            await maybe_deferred_to_future(mine)
            return
        self._waiting[origin] = []
        try:
            rules = await self._fetch(origin, request)
            self._known[origin] = rules
            self._keep_delay(origin, rules)
        finally:
            for waiter in self._waiting.pop(origin):
                waiter.callback(None)

    async def _fetch(self, origin: str, request: Request) -> Rules:
        meta = {"dont_obey_robotstxt": True, OUTLET: request.meta.get(OUTLET), "download_maxsize": MAX_FETCH_BYTES}
        asked = Request(f"{origin}/robots.txt", priority=1000, meta=meta, callback=NO_CALLBACK)
        count(self._crawler, "robots-asked")
        assert self._crawler.engine is not None
        try:
            response = await self._crawler.engine.download_async(asked)
        except Refused as refused:
            if refused.scope != "page" or refused.reason in _OF_THE_HOST:
                raise  # the budget is spent, the host left alone or private: that holds for the request that asked
            return self._unreachable(origin, str(refused))
        except IgnoreRequest:
            return Rules()  # more than five redirects: RFC 9309, 2.3.1.2
        except Exception as error:  # noqa: BLE001 - whatever it was, the rules are not known
            return self._unreachable(origin, f"{type(error).__name__}: {error}")
        return await self._read(origin, response)

    async def _read(self, origin: str, response: Response) -> Rules:
        """Judge by status (RFC 9309, 2.3.1): rules; none, so all is allowed; not known, so nothing is."""
        count(self._crawler, f"robots-status/{response.status}")
        if response.status >= 500 or response.status == UNREACHABLE:
            return self._unreachable(origin, f"status {response.status}")
        if not 200 <= response.status < 300:
            return Rules()
        return await maybe_deferred_to_future(deferToThread(_parsed, response.body, self._token))

    def _unreachable(self, origin: str, why: str) -> Rules:
        logger.warning("%s/robots.txt can't be read (%s): nothing is fetched there in this run", origin, why[:200])
        return Rules(unreachable=f"{origin}/robots.txt: {why}"[:300])

    def _keep_delay(self, origin: str, rules: Rules) -> None:
        asked = rules.parsed.crawl_delay(self._token) if rules.parsed is not None else None
        if not asked:
            return
        if asked > self._longest_s:
            logger.warning("%s asks for %g s between requests; %g s are kept", origin, asked, self._longest_s)
        pace_of(self._crawler).slow(urlsplit(origin).hostname or "", min(asked, self._longest_s))


def _parsed(body: bytes, token: str) -> Rules:
    return Rules(Protego.parse(readable(body, token)))


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
