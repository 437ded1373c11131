"""Tries again what may succeed, as patiently as the site asks, and gives up on hosts that do not answer.

Takes the place of Scrapy's RetryMiddleware, which knows nothing of Retry-After (RFC 9110, 10.2.3; RFC 6585, 4) and asks
a busy server again at once.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.guards.pace import pace_of
from crawler.guards.refusing import count, refuse
from crawler.refusals import BUSY as HOST_BUSY

BUSY = frozenset([429, 503])
"""Statuses by which a server asks for time."""

FIRST_WAIT_SECONDS = 5.0
"""How long a host is left alone that is busy and does not say for how long; twice as long each time after."""

DEAD_AFTER = 5
"""Failures to get any answer, one after another, after which a host is taken for dead ..."""

DEAD_ADDRESSES = 3
"""... if they were of so many addresses: two pages that hang are two tries and more each, and a host that lives."""

_NO_ANSWER = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError, DownloadTimeoutError)


class PatientRetryMiddleware(RetryMiddleware):
    """Waits as long as a busy server asks, if that is short; if it is long, leaves its host alone for this run.

    An address that stays busy is given up like any other that fails; when the next one does too, it is the host.
    """

    def __init__(self, crawler: Crawler) -> None:
        """RETRY_AFTER_MAX: the longest wait, in seconds, that is waited for within a run."""
        super().__init__(crawler.settings)
        self.crawler = crawler
        self._longest_s = crawler.settings.getfloat("RETRY_AFTER_MAX")
        self._failures: dict[str, list[str]] = {}
        self._given_up: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PatientRetryMiddleware:
        """Make one."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Hold a busy host back, then try again; other failures are tried again as Scrapy does."""
        host = urlparse_cached(request).hostname or ""
        self._failures.pop(host, None)
        if response.status not in BUSY:
            self._given_up.pop(host, None)
            return super().process_response(request, response)
        wait = asked_seconds(response)
        if wait is None:
            wait = FIRST_WAIT_SECONDS * 2 ** request.meta.get("retry_times", 0)
        return self._wait(request, response, wait)

    def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:  # type: ignore[override]
        """Try again, unless the host has not answered for a while."""
        if isinstance(exception, _NO_ANSWER):
            host = urlparse_cached(request).hostname or ""
            failures = self._failures.setdefault(host, [])
            failures.append(request.url)
            if len(failures) >= DEAD_AFTER and len(set(failures)) >= DEAD_ADDRESSES:
                why = f"has not answered {len(failures)} times: {type(exception).__name__}"
                pace_of(self.crawler).leave_alone(host, why)
                return None
        return super().process_exception(request, exception)

    def _wait(self, request: Request, response: Response, seconds: float) -> Request | Response:
        host = urlparse_cached(request).hostname or ""
        again = self._retry(request, f"{response.status} busy") if seconds <= self._longest_s else None
        if again is None and seconds <= self._longest_s and self._given_up.setdefault(host, request.url) == request.url:
            pace_of(self.crawler).hold(host, seconds)  # it may be this page alone that is too much for its server
            return response
        if again is None:
            why = f"is busy ({response.status}) and asks for {seconds:.0f} s"
            pace_of(self.crawler).leave_alone(host, why)
            refuse(self.crawler, HOST_BUSY, f"{host} {why}", scope="host")
        count(self.crawler, "waited-for-host")
        pace_of(self.crawler).hold(host, seconds)
        return again


def asked_seconds(response: Response) -> float | None:
    """Return the seconds that Retry-After asks for, from 0; None if it does not ask or can't be read.

    A date is counted from the server's own, which may be as wrong as its Retry-After.
    """
    said = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if said.isdecimal():
        return float(said[:9])
    until, now = _date(said), _date((response.headers.get("Date") or b"").decode("latin-1"))
    if until is None:
        return None
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
