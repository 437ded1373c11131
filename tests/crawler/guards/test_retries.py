"""What a busy server asks for, and when one that does not answer is left alone."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from crawler.guards.pace import PaceMiddleware
from crawler.guards.retries import PatientRetryMiddleware, asked_seconds
from crawler.refusals import Refused
from tests.crawler.guards.desk import crawl, outlet, request


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120.0),
        ({"Retry-After": " 0 "}, 0.0),
        ({"Retry-After": "9" * 400}, 999_999_999.0),
        ({"Retry-After": "Fri, 20 Nov 2026 08:31:30 GMT", "Date": "Fri, 20 Nov 2026 08:30:00 GMT"}, 90.0),
        ({"Retry-After": "Fri, 20 Nov 2026 08:00:00 GMT", "Date": "Fri, 20 Nov 2026 08:30:00 GMT"}, 0.0),
        ({"Retry-After": "Fri, 20 Nov 1970 08:00:00 GMT"}, 0.0),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "1.5"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "²"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read(headers: dict[str, str], seconds: float | None) -> None:
    assert asked_seconds(Response("https://gazette.example/", headers=headers)) == seconds


def left_alone(*addresses: str) -> bool:
    """Whether a host is left alone after requests for these paths, one after another, have timed out."""
    crawler: Any = crawl(outlet(), RETRY_TIMES=9)
    pace = PaceMiddleware(crawler)
    crawler.get_downloader_middleware, crawler.spider.crawler = lambda _: pace, crawler
    retries = PatientRetryMiddleware.from_crawler(crawler)
    for address in addresses:
        retries.process_exception(request(f"https://gazette.example{address}"), DownloadTimeoutError())
    try:
        pace.refuse_resting("gazette.example")
    except Refused:
        return True
    return False


def test_two_pages_that_hang_are_no_dead_host() -> None:
    assert not left_alone(*["/a"] * 4, *["/b"] * 4)


def test_host_of_which_three_pages_hang_is_left_alone() -> None:
    assert left_alone("/a", "/a", "/b", "/b", "/c")
    assert not left_alone("/a", "/b", "/c", "/d")
