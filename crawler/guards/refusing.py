"""What the guards ask of the spider, and how they say no.

Every request carries its outlet's id in `meta["outlet"]`, and the spider has all outlets in `outlets`, by id.
`meta["part"]` is "listing" or "story". A request without an outlet is refused: nothing is fetched that nobody answers for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn, cast

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.refusals import Refused, Scope
from crawler.types import Outlet

OUTLET = "outlet"
PART = "part"


def outlet_of(crawler: Crawler, request: Request) -> Outlet | None:
    """Return the outlet a request belongs to; None if it belongs to none that the spider knows."""
    outlets = cast("Mapping[str, Outlet]", getattr(crawler.spider, "outlets", {}))
    return outlets.get(str(request.meta.get(OUTLET)))


def refuse(crawler: Crawler, reason: str, detail: str = "", *, scope: Scope = "page") -> NoReturn:
    """Count a refusal in the stats under `guards/<reason>` and raise it."""
    count(crawler, reason)
    raise Refused(reason, detail, scope=scope)


def count(crawler: Crawler, what: str, by: int = 1) -> None:
    """Count something the guards did in the stats, under `guards/`."""
    if crawler.stats is not None:
        crawler.stats.inc_value(f"guards/{what}", by)
