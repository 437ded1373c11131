"""What an answer means for a story."""

from __future__ import annotations

import pytest
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest, ResponseDataLossError
from scrapy.http import Response

from crawler.answers import fetched_page, headers_of, joined, reason_of, settles


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (404, ("gone", "HTTP 404")),
        (410, ("gone", "HTTP 410")),
        (401, ("refused", "HTTP 401")),
        (451, ("refused", "HTTP 451")),
        (403, ("", "")),
        (500, ("", "")),
        (200, ("", "")),
    ],
)
def test_some_statuses_settle_an_address_for_good(status: int, expected: tuple[str, str]) -> None:
    assert settles(status) == expected


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (CannotResolveHostError, "cannot-resolve-host"),
        (ResponseDataLossError, "response-data-loss"),
        (TimeoutError, "timeout"),
        (IgnoreRequest, "too-many-redirects"),
        (ValueError, "bad-address"),
        (None, "unknown"),
    ],
)
def test_errors_have_names_that_can_be_counted(error: type[BaseException] | None, reason: str) -> None:
    assert reason_of(error) == reason


def test_headers_of_one_name_are_joined() -> None:
    response = Response(
        "https://g.example/", headers={"X-Robots-Tag": ["noarchive", "noai"], "Content-Type": "text/html"}
    )
    assert joined(headers_of(response)) == {"x-robots-tag": "noarchive, noai", "content-type": "text/html"}


def test_response_becomes_a_page_as_it_came() -> None:
    response = Response("https://g.example/a", status=203, headers={"Content-Type": "text/html"}, body=b"<p>\xff")
    page = fetched_page(response, "gazette", "g.example/a", may_archive=False)
    assert (page.url, page.body, page.status, page.content_type) == (response.url, b"<p>\xff", 203, "text/html")
    assert (page.outlet, page.key, page.may_archive) == ("gazette", "g.example/a", False)
