"""Reads what a site answered: what a status means for a story, why a request failed, what of a response is a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from scrapy.http import Response

from crawler import clock
from crawler.types import FetchedPage

GONE = frozenset([404, 410])
"""Statuses that say there is no such page."""

CLOSED = frozenset([401, 402, 403, 451])
"""Statuses that say the page is not for us. 403 is often a passing mood of a firewall, and is tried again."""

_TOLD: Mapping[str, str] = MappingProxyType({"IgnoreRequest": "too-many-redirects", "ValueError": "bad-address"})
"""What errors mean whose names say nothing: Scrapy's and Python's, where a redirect goes on and on, or to "http://[x/"."""

_CAPITALS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def settles(status: int) -> tuple[str, str]:
    """Return the status of a page in the state, and the reason, that an HTTP status settles; ("", "") if it is open.

    >>> settles(410), settles(503)
    (('gone', 'HTTP 410'), ('', ''))
    """
    if status in GONE:
        return "gone", f"HTTP {status}"
    return ("refused", f"HTTP {status}") if status in CLOSED - {403} else ("", "")


def reason_of(error: type[BaseException] | None) -> str:
    """Return the kebab-case name of what went wrong with a request.

    >>> reason_of(TimeoutError), reason_of(ConnectionRefusedError), reason_of(ValueError)
    ('timeout', 'connection-refused', 'bad-address')
    """
    if error is not None and error.__name__ in _TOLD:
        return _TOLD[error.__name__]
    return "-".join(_CAPITALS.split(error.__name__.removesuffix("Error"))).lower() if error else "unknown"


def headers_of(response: Response) -> tuple[tuple[str, str], ...]:
    """Return the headers of a response in order, as text."""
    pairs = ((name, value) for name, values in response.headers.items() for value in values)
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in pairs)


def joined(headers: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return headers by name in lower case; several of one name joined by commas (RFC 9110, 5.3)."""
    found: dict[str, str] = {}
    for name, value in headers:
        found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
    return found


def fetched_page(response: Response, outlet: str, key: str, *, may_archive: bool) -> FetchedPage:
    """Return a response as a page to be cleaned."""
    return FetchedPage(
        outlet=outlet,
        key=key,
        url=response.url,
        body=response.body,
        status=response.status,
        headers=headers_of(response),
        fetched_at=clock.now(),
        may_archive=may_archive,
    )
