"""A crawl for the guards' tests: settings, one outlet, stats; no engine, no network."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from scrapy import Request
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector

from crawler.types import Budget, Outlet, Source


def crawl(outlet: Outlet | None = None, **settings: Any) -> Any:
    """A stand-in for Scrapy's crawler."""
    given = Settings({"STATS_DUMP": False, "ROBOTSTXT_USER_AGENT": "Copydesk", "ALLOW_HOSTS": "", **settings})
    outlets = {outlet.id: outlet} if outlet else {}
    crawler = SimpleNamespace(settings=given, spider=SimpleNamespace(outlets=outlets))
    crawler.stats = StatsCollector(crawler)  # type: ignore[arg-type]
    return crawler


def outlet(*domains: str, **budget: int) -> Outlet:
    """An outlet on some hosts."""
    hosts = domains or ("gazette.example",)
    return Outlet("gazette", "Gazette", hosts, (Source("feed", f"https://{hosts[0]}/rss"),), budget=Budget(**budget))


def request(url: str, part: str = "story", **meta: Any) -> Request:
    """A request of that outlet."""
    return Request(url, meta={"outlet": "gazette", "part": part, **meta})
