"""The nouns of the crawler: what an outlet, its sources and its budget are, and a page on its way to the files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cleaners.types import Hints
from crawler.urls import host_of

SOURCE_KINDS = ("feed", "sitemap", "news-sitemap", "section", "wordpress")
"""Kinds of source, as `crawler.discovery.DISCOVERY` knows them."""


@dataclass(frozen=True, slots=True)
class Source:
    """A place where an outlet announces its stories."""

    kind: str
    """One of SOURCE_KINDS."""
    url: str
    verified: date | None = None
    """The day it was seen to work; None: never."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one visit to an outlet may cost. None: the setting of the same name (`BUDGET_REQUESTS` …) decides."""

    requests: int | None = None
    """Requests of all kinds, robots.txt and redirects included."""
    seconds: int | None = None
    """Seconds from the outlet's first request to its last."""
    listings: int | None = None
    """Pages of feeds, sitemaps, sections and APIs."""
    depth: int | None = None
    """Steps from a source to a further page of it."""
    bytes: int | None = None
    """Bytes of bodies, after decompression."""
    pattern: int | None = None
    """Addresses that differ only in numbers or parameter values: what ends calendars and facets."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publication, as its seed file describes it."""

    id: str
    """The name of its seed file, its spider and its folders."""
    name: str
    domains: tuple[str, ...]
    """Hosts in lower case, with a port where it is not the scheme's own; "www." in front counts as the same host."""
    sources: tuple[Source, ...]
    languages: tuple[str, ...] = ()
    """BCP 47; empty: the pages say."""
    delay: float | None = None
    """Seconds between two requests to a host; None: the setting DOWNLOAD_DELAY."""
    interval: float = 3600.0
    """Seconds between two visits of `harvest --due`."""
    enabled: bool = True
    """False: visited only when named."""
    insecure: bool = False
    """True: its TLS certificates are not verified."""
    allow: tuple[re.Pattern[str], ...] = ()
    """Addresses of stories; if there are any, nothing else is one."""
    deny: tuple[re.Pattern[str], ...] = ()
    """Addresses that are never stories."""
    hints: Hints = Hints()
    budget: Budget = Budget()
    path: str = ""
    """Its seed file."""

    def covers(self, url: str) -> bool:
        """Whether an address is on one of the outlet's hosts."""
        host = host_of(url)
        return bool(host) and any(host.removeprefix("www.") == own.removeprefix("www.") for own in self.domains)


@dataclass(frozen=True, slots=True)
class ArchivePlace:
    """Where the bytes of a page are kept."""

    file: str
    """Name of the WARC file, below the archive folder."""
    offset: int
    """Byte the record begins at."""
    length: int
    """Bytes of the record, compressed."""


@dataclass(frozen=True, slots=True)
class Incomplete:
    """Why a story of several pages is not whole."""

    url: str
    """The first of its pages that is missing."""
    reason: str
    """What kept it away: "HTTP 503", "timeout", "too-long"."""
    passes: bool = True
    """Whether it may be there another time."""


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page on its way through the pipelines: fetched, then cleaned, then filed."""

    outlet: str
    key: str
    """Its URL key."""
    url: str
    """The address it came from, after redirects."""
    body: bytes
    status: int
    headers: tuple[tuple[str, str], ...]
    """As received, but for those that spoke of the transfer."""
    fetched_at: datetime
    """UTC."""
    archived: ArchivePlace | None = None
    """Where it already is in the archive; None: it comes from the web."""
    may_archive: bool = True
    """False where the site asked that no copy be kept and the settings respect that."""
    result: Any = None
    """What the worker made of it (`crawler.workers.CleanResult`); None before cleaning."""
    before: str | None = None
    """Of a page fetched again: the text its former bytes give under the same memory and cleaner; None if not known."""
    bands: tuple[int, ...] = ()
    """Hashes of the signature's bands: near-duplicates share at least one."""
    parts: tuple[FetchedPage, ...] = ()
    """Of a story's first page: the pages that follow it, in order; what was made of them is in this page's result."""
    part_of: str = ""
    """Of a further page: the URL key of its story; empty if it is a story's first page."""
    incomplete: Incomplete | None = None
    """Why there are not all parts; None if there are."""

    @property
    def content_type(self) -> str | None:
        """The Content-Type header; None if there was none."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), None)
