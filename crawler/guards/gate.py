"""Refuses what must not be asked for at all: no outlet, not the web, off site, an address that is private."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.httpobj import urlparse_cached

from crawler.guards.addresses import allowed_hosts, host_and_port, judge, literal
from crawler.guards.refusing import outlet_of, refuse

PORTS = {"http": 80, "https": 443}


class GateMiddleware:
    """The first downloader middleware. It sees every request, redirects, retries and robots.txt included.

    Scrapy's own offsite middleware lets requests through that are marked `dont_filter`, and with them their redirects.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Raises ValueError for an ALLOW_HOSTS it can't read."""
        self._crawler = crawler
        self._allowed = allowed_hosts(crawler.settings["ALLOW_HOSTS"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GateMiddleware:
        """Make one."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise Refused, or let the request pass."""
        parts = urlparse_cached(request)
        if parts.scheme not in PORTS:
            refuse(self._crawler, "not-web", parts.scheme)
        outlet = outlet_of(self._crawler, request)
        if outlet is None:
            refuse(self._crawler, "no-outlet", request.url)
        if not outlet.covers(request.url):
            refuse(self._crawler, "off-site", parts.netloc)
        self._refuse_private(parts.hostname or "", parts.port or PORTS[parts.scheme])

    def _refuse_private(self, host: str, port: int) -> None:
        """Refuse a literal address early, and behind a proxy, where the resolver does not see it."""
        address = literal(host)
        why = judge(address) if address is not None and host_and_port(host, port) not in self._allowed else ""
        if why:
            refuse(self._crawler, "private-address", f"{host} is {why}")
