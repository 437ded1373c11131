"""An outlet's budget ends what would not end by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from scrapy.exceptions import StopDownload
from scrapy.http import Response

from crawler.guards.budgets import BudgetMiddleware, limits, pattern_of
from crawler.refusals import Refused
from crawler.types import Budget
from tests.crawler.guards.desk import crawl, outlet, request

URL = "https://gazette.example/a"


def spent(
    middleware: BudgetMiddleware, part: str = "story", url: Callable[[int], str] = lambda _: URL
) -> tuple[int, str, str]:
    """How many requests pass, and the reason and scope of the refusal that ends them."""
    for number in range(100):
        try:
            middleware.process_request(request(url(number), part))
        except Refused as refused:
            return number, refused.reason, refused.scope
    return 100, "", ""


def test_requests_end_with_their_budget() -> None:
    assert spent(BudgetMiddleware(crawl(outlet(requests=3)))) == (3, "budget-requests", "outlet")


def test_the_setting_decides_where_the_seed_is_silent() -> None:
    assert spent(BudgetMiddleware(crawl(outlet(), BUDGET_REQUESTS=2))) == (2, "budget-requests", "outlet")


def test_the_seed_decides_where_both_speak() -> None:
    settings = crawl(BUDGET_REQUESTS=2, BUDGET_BYTES=5, BUDGET_DEPTH=6).settings
    assert limits(outlet(requests=3, seconds=4), settings) == Budget(requests=3, seconds=4, bytes=5, depth=6)


def test_without_a_budget_nothing_ends() -> None:
    assert spent(BudgetMiddleware(crawl(outlet())))[0] == 100


def test_listing_pages_end_and_stories_go_on() -> None:
    middleware = BudgetMiddleware(crawl(outlet(listings=2)))
    assert spent(middleware, "listing") == (2, "budget-listings", "page")
    assert spent(middleware)[0] == 100


def test_listings_that_differ_only_in_numbers_end() -> None:
    middleware = BudgetMiddleware(crawl(outlet(pattern=4)))
    assert spent(middleware, "listing", lambda n: f"https://gazette.example/2026/11/{n}/?s={n}") == (
        4,
        "budget-pattern",
        "page",
    )
    assert spent(middleware, "listing", lambda n: f"https://gazette.example/sea/{'x' * n}")[0] == 100


def test_seconds_count_from_the_first_request() -> None:
    now = [1000.0]
    middleware = BudgetMiddleware(crawl(outlet(seconds=10)), clock=lambda: now[0])
    middleware.process_request(request(URL))
    now[0] += 9.9
    middleware.process_request(request(URL))
    now[0] += 0.2
    assert spent(middleware) == (0, "budget-seconds", "outlet")


def test_bytes_stop_a_download_that_goes_beyond_and_all_after_it() -> None:
    middleware = BudgetMiddleware(crawl(outlet(bytes=1000)))
    asked = request(URL)
    middleware.process_request(asked)
    middleware.bytes_received(b"x" * 900, asked)
    with pytest.raises(StopDownload):
        middleware.bytes_received(b"x" * 101, asked)
    with pytest.raises(Refused, match="budget-bytes"):
        middleware.process_exception(asked, StopDownload())
    assert spent(middleware) == (0, "budget-bytes", "outlet")


def test_bytes_gained_by_unpacking_count_too() -> None:
    middleware = BudgetMiddleware(crawl(outlet(bytes=1000)))
    asked = request(URL)
    middleware.process_request(asked)
    middleware.bytes_received(b"x" * 100, asked)
    middleware.process_response(asked, Response(URL, body=b"x" * 1000))
    assert spent(middleware) == (0, "budget-bytes", "outlet")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("/2026/11/20/", "/2027/1/2/", True),
        ("/sea?page=2", "/sea?page=31", True),
        ("/sea?page=2&sort=new", "/sea?sort=old&page=2", True),
        ("/x/0f8fad5b2c", "/x/7c9e667412", True),
        ("/sea/", "/land/", False),
        ("/sea?page=2", "/sea?sort=2", False),
        ("/decade", "/facade", False),
    ],
)
def test_a_pattern_is_what_is_left_without_numbers_and_values(one: str, other: str, *, same: bool) -> None:
    base = "https://gazette.example"
    assert (pattern_of(base + one) == pattern_of(base + other)) is same
