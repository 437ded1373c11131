"""What is not asked for at all."""

from __future__ import annotations

import pytest
from scrapy import Request

from crawler.guards.gate import GateMiddleware
from crawler.refusals import Refused
from tests.crawler.guards.desk import crawl, outlet, request


def reason(url: str, *domains: str, allow: str = "") -> str:
    """Why an address is refused; empty if it is not."""
    gate = GateMiddleware.from_crawler(crawl(outlet(*domains), ALLOW_HOSTS=allow))
    try:
        gate.process_request(request(url))
    except Refused as refused:
        return refused.reason
    return ""


@pytest.mark.parametrize(
    "url", ["https://gazette.example/a", "http://www.gazette.example/a", "https://GAZETTE.example./a"]
)
def test_the_outlet_s_own_hosts_are_let_through(url: str) -> None:
    assert reason(url) == ""


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://gazette.example/a", "not-web"),
        ("file:///etc/passwd", "not-web"),
        ("https://other.example/a", "off-site"),
        ("https://gazette.example.other.example/a", "off-site"),
        ("https://notgazette.example/a", "off-site"),
        ("https://gazette.example:8080/a", "off-site"),
        ("https://gazette.example@other.example/a", "off-site"),
        ("http://127.0.0.1/a", "off-site"),
    ],
)
def test_what_is_not_the_outlet_s_is_refused(url: str, why: str) -> None:
    assert reason(url) == why


@pytest.mark.parametrize("host", ["127.0.0.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:10.0.0.1]", "169.254.169.254"])
def test_a_private_address_is_refused_though_the_seed_names_it(host: str) -> None:
    assert reason(f"http://{host}/a", host) == "private-address"


def test_an_address_that_is_allowed_is_let_through_on_its_port() -> None:
    assert reason("http://127.0.0.1:8601/a", "127.0.0.1:8601", allow="127.0.0.1:8601") == ""
    assert reason("http://127.0.0.1:8602/a", "127.0.0.1:8602", allow="127.0.0.1:8601") == "private-address"


def test_a_request_that_nobody_answers_for_is_refused_and_counted() -> None:
    crawler = crawl(outlet())
    with pytest.raises(Refused, match="no-outlet"):
        GateMiddleware(crawler).process_request(Request("https://gazette.example/a"))
    assert crawler.stats.get_value("guards/no-outlet") == 1


def test_a_redirect_that_is_not_filtered_is_judged_like_any_other() -> None:
    gate = GateMiddleware(crawl(outlet()))
    with pytest.raises(Refused, match="off-site"):
        gate.process_request(request("https://other.example/a", redirect_times=1).replace(dont_filter=True))
