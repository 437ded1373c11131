"""Keeps every outlet within its budget: what ends calendars, facets, link floods, sitemap chains and endless lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler.guards.refusing import PART, outlet_of, refuse
from crawler.types import Budget, Outlet

MAX_PATTERNS = 10_000
"""Patterns counted of one outlet; one with more is at the end of its listings anyway."""

_RECEIVED = "received_bytes"
_NUMBER = re.compile(r"\d+")
_HEX = re.compile(r"(?<![0-9a-z])(?=[0-9a-f]*\d)[0-9a-f]{8,}(?![0-9a-z])", re.IGNORECASE)


@dataclass(slots=True)
class Ledger:
    """What an outlet has cost in this run."""

    began: float
    requests: int = 0
    listings: int = 0
    bytes: int = 0
    patterns: Counter[str] = field(default_factory=Counter)


class BudgetMiddleware:
    """Counts what every outlet costs, and refuses what would go beyond. Stands close to the download: 300 or so.

    Requests, seconds and bytes are of the whole outlet: when they are spent, nothing more of it is fetched in this run.
    Listing pages and their patterns only end listings: stories that are found are still fetched.
    """

    def __init__(self, crawler: Crawler, clock: Callable[[], float] = monotonic) -> None:
        """`clock`: seconds, from anywhere."""
        self._crawler = crawler
        self._clock = clock
        self._ledgers: dict[str, Ledger] = {}
        self._budgets: dict[str, Budget] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BudgetMiddleware:
        """Make one, and listen to what is downloaded."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.bytes_received, signals.bytes_received)
        return middleware

    def process_request(self, request: Request) -> None:
        """Raise Refused, or count the request and let it pass."""
        outlet = outlet_of(self._crawler, request)
        if outlet is None:
            return
        ledger = self._ledgers.setdefault(outlet.id, Ledger(self._clock()))
        budget = self._budget(outlet)
        self._refuse_spent(ledger, budget)
        if request.meta.get(PART) == "listing":
            self._refuse_listing(request, ledger, budget)
        ledger.requests += 1

    def process_response(self, request: Request, response: Response) -> Response:
        """Count what a body gained by unpacking."""
        outlet = outlet_of(self._crawler, request)
        if outlet is not None and outlet.id in self._ledgers:
            self._ledgers[outlet.id].bytes += max(0, len(response.body) - request.meta.get(_RECEIVED, 0))
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Say why a download was stopped."""
        if isinstance(exception, StopDownload):
            outlet = outlet_of(self._crawler, request)
            if outlet is not None and outlet.id in self._ledgers:
                self._refuse_spent(self._ledgers[outlet.id], self._budget(outlet))

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Count bytes as they come, also those of bodies that are never finished; stop where no more may come."""
        outlet = outlet_of(self._crawler, request)
        if outlet is None or outlet.id not in self._ledgers:
            return
        ledger = self._ledgers[outlet.id]
        ledger.bytes += len(data)
        request.meta[_RECEIVED] = request.meta.get(_RECEIVED, 0) + len(data)
        if ledger.bytes > (self._budget(outlet).bytes or ledger.bytes):
            raise StopDownload(fail=True)

    def _budget(self, outlet: Outlet) -> Budget:
        """An outlet's limits, looked up once: every piece of every body asks for them."""
        if outlet.id not in self._budgets:
            self._budgets[outlet.id] = limits(outlet, self._crawler.settings)
        return self._budgets[outlet.id]

    def _refuse_spent(self, ledger: Ledger, budget: Budget) -> None:
        seconds = self._clock() - ledger.began
        for name, spent, limit in (
            ("requests", ledger.requests, budget.requests),
            ("seconds", int(seconds), budget.seconds),
            ("bytes", ledger.bytes, budget.bytes),
        ):
            if limit is not None and spent >= limit:
                refuse(self._crawler, f"budget-{name}", f"{spent} of {limit}", scope="outlet")

    def _refuse_listing(self, request: Request, ledger: Ledger, budget: Budget) -> None:
        pattern = pattern_of(request.url)
        for name, spent, limit in (
            ("listings", ledger.listings, budget.listings),
            ("pattern", ledger.patterns[pattern], budget.pattern),
        ):
            if limit is not None and spent >= limit:
                refuse(self._crawler, f"budget-{name}", f"{limit}: {request.url}")
        ledger.listings += 1
        if pattern in ledger.patterns or len(ledger.patterns) < MAX_PATTERNS:
            ledger.patterns[pattern] += 1


def limits(outlet: Outlet, settings: BaseSettings) -> Budget:
    """Return an outlet's budget; what its seed leaves open is set by BUDGET_REQUESTS, BUDGET_SECONDS … (0: no bound).

    `depth` is `crawler.visits.Visit`'s to keep: it alone knows the steps from a source.
    """
    own = outlet.budget
    return Budget(
        requests=own.requests or settings.getint("BUDGET_REQUESTS") or None,
        seconds=own.seconds or settings.getint("BUDGET_SECONDS") or None,
        listings=own.listings or settings.getint("BUDGET_LISTINGS") or None,
        depth=own.depth or settings.getint("BUDGET_DEPTH") or None,
        bytes=own.bytes or settings.getint("BUDGET_BYTES") or None,
        pattern=own.pattern or settings.getint("BUDGET_PATTERN") or None,
    )


def pattern_of(url: str) -> str:
    """Return what addresses have in common that differ only in numbers, ids or parameter values.

    >>> pattern_of("https://gazette.example/2026/11/20/?page=3&s=x") == pattern_of("https://gazette.example/2027/1/2/?page=9&s=")
    True
    >>> pattern_of("https://gazette.example/tag/a1b2c3d4e5/")
    'gazette.example/tag/#/'
    """
    parts = urlsplit(url)
    names = sorted({pair.partition("=")[0] for pair in parts.query.split("&")})
    return f"{parts.netloc}{_NUMBER.sub('0', _HEX.sub('#', parts.path))}{'?' if parts.query else ''}{'&'.join(names)}"
