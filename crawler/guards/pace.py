"""Keeps the agreed time between two requests to a host, and leaves hosts alone that ask for it or do not answer."""

from __future__ import annotations

from time import monotonic

from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.utils.httpobj import urlparse_cached

from crawler.guards.refusing import outlet_of, refuse

SHORTEST_DELAY_SECONDS = 0.001
"""The delay of a host that has none: without one Scrapy's slots neither wait nor keep to one request at a time."""


class PaceMiddleware:
    """Sets the delay of every host before its first request. One request at a time, no jitter below the agreed delay.

    The delay is the outlet's (or DOWNLOAD_DELAY), or robots.txt's Crawl-delay if that is longer; where outlets share
    a host, the longest. It counts from the end of an answer to the next request: counted from request to request, as
    Scrapy does, a first request that is long on its way brings the second too close to it.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Nothing is known of any host yet."""
        self._crawler = crawler
        self._default_s = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._delays: dict[str, float] = {}
        self._resting: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PaceMiddleware:
        """Make one."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a host that is left alone; else see to its delay."""
        host = urlparse_cached(request).hostname or ""
        self.refuse_resting(host)
        request.meta["download_slot"] = host  # a redirect to another host must not wait, or hurry, in the first one's
        outlet = outlet_of(self._crawler, request)
        own = outlet.delay if outlet is not None else None
        self.slow(host, self._default_s if own is None else own)

    def refuse_resting(self, host: str) -> None:
        """Raise Refused if a host is left alone."""
        if host in self._resting:
            refuse(self._crawler, "host-left-alone", f"{host} {self._resting[host]}", scope="host")

    def answered(self, host: str) -> None:
        """Count a host's delay from now: it has answered, or failed to."""
        self.hold(host, self._delays.get(host, 0.0))

    def slow(self, host: str, seconds: float) -> None:
        """See that at least so many seconds lie between two requests to a host, from now on."""
        seconds = max(seconds, SHORTEST_DELAY_SECONDS)
        if seconds > self._delays.get(host, 0.0):
            self._delays[host] = seconds
            downloader = self._downloader()
            downloader.per_slot_settings[host] = {"delay": seconds, "concurrency": 1, "jitter": 0.0}
            if host in downloader.slots:
                downloader.slots[host].delay = seconds

    def hold(self, host: str, seconds: float) -> None:
        """Send nothing to a host for so many seconds; what waits for it goes on waiting."""
        slot = self._downloader().slots.get(host)
        if slot is not None:
            slot.lastseen = max(slot.lastseen, monotonic() + seconds - slot.delay)

    def leave_alone(self, host: str, why: str) -> None:
        """Send nothing more to a host in this run."""
        self._resting.setdefault(host, why)

    def _downloader(self) -> Downloader:
        assert self._crawler.engine is not None
        return self._crawler.engine.downloader


def pace_of(crawler: Crawler) -> PaceMiddleware:
    """Return the one that keeps a crawl's pace."""
    found = crawler.get_downloader_middleware(PaceMiddleware)
    assert found is not None, "DOWNLOADER_MIDDLEWARES lacks PaceMiddleware"
    return found
