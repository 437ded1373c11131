"""The crawl meets a hostile web and comes through: every host ends as it should, none is asked more than it should be."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest

from tests.crawler.hostile.__main__ import alone
from tests.crawler.hostile.cases import Case, all_cases
from tests.crawler.hostile.crawl import Site, Start
from tests.crawler.hostile.run import Report, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8 without set-up")

MAX_SECONDS_ALONE = 60
MAX_MB_BEYOND_IDLE = 400

QUICK_PAGES = ("page-empty", "page-blank", "page-pdf", "page-binary", "page-script-only", "page-soft-404")
GUARDED = tuple(case for case in all_cases() if not case.slow and not case.name.startswith("page-"))

PRIVATE = (
    "127.0.0.1:{port}",
    "127.0.0.1.:{port}",
    "127.1:{port}",
    "2130706433:{port}",
    "0x7f000001:{port}",
    "0177.0.0.1:{port}",
    "localhost:{port}",
    "[::1]:{port}",
    "[::ffff:127.0.0.1]:{port}",
    "[::127.0.0.1]:{port}",
    "[2002:7f00:1::]:{port}",
    "[64:ff9b::7f00:1]:{port}",
    "[fe80::1]",
    "[fd00::1]",
    "0.0.0.0:{port}",
    "10.0.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.0.1",
    "224.0.0.1",
    "255.255.255.255",
)


def _site(authority: str) -> Site:
    """An outlet that claims an address as its own, so that only the address guard stands in the way."""
    domain = authority.replace(".:", ":")
    return Site(f"address {authority}", (domain,), (Start(f"http://{authority}/story"),))


@pytest.fixture(scope="module")
def report() -> Report:
    """One crawl of everything that needs no cleaner, at once; the environment names a proxy, which is not used."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("http_proxy", "http://127.0.0.1:9")
        return run(GUARDED, [_site(authority) for authority in PRIVATE])


@pytest.fixture(scope="module")
def pages() -> Report:
    return run([_named(name) for name in QUICK_PAGES], CLEAN_WITH="crawler.worker:clean_page")


def results(report: Report, name: str) -> list[str]:
    return [str(outcome["result"]) for outcome in report.of(name)]


@pytest.mark.parametrize("case", GUARDED, ids=lambda case: case.name)
def test_every_host_ends_as_it_should(report: Report, case: Case) -> None:
    assert set(results(report, case.name)) & set(case.results), report.of(case.name)


@pytest.mark.parametrize("case", GUARDED, ids=lambda case: case.name)
def test_no_host_is_asked_more_than_it_should_be(report: Report, case: Case) -> None:
    paths = [asked.path for asked in report.asked[case.name]]
    assert len(paths) <= case.most_requests
    assert not set(paths) & set(case.never_asked)


@pytest.mark.parametrize("case", [case for case in GUARDED if case.least_gap_s], ids=lambda case: case.name)
def test_the_agreed_time_lies_between_two_requests(report: Report, case: Case) -> None:
    gaps = [later.time - earlier.time for earlier, later in pairwise(report.asked[case.name])]
    assert min(gaps) >= case.least_gap_s


@pytest.mark.parametrize("authority", PRIVATE)
def test_no_private_address_is_connected_to(report: Report, authority: str) -> None:
    assert results(report, f"address {authority}") == ["private-address"]


def test_no_cookie_is_ever_sent(report: Report) -> None:
    assert not [asked for host in report.asked.values() for asked in host if "cookie" in asked.headers]


def test_every_request_says_who_asks(report: Report) -> None:
    agents = {asked.headers["user-agent"].partition("/")[0] for host in report.asked.values() for asked in host}
    assert agents == {"Copydesk"}


def test_a_proxy_that_nobody_trusts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert results(run([_named("body-gzip")], HTTPPROXY_ENABLED=True), "body-gzip") == ["proxy"]


@pytest.mark.parametrize("name", QUICK_PAGES)
def test_a_page_that_is_no_story_is_told_by_its_kind(pages: Report, name: str) -> None:
    assert set(results(pages, name)) & set(_named(name).results), pages.of(name)


@pytest.mark.soak
@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_a_host_alone_costs_no_more_than_its_bounds(case: Case, idle_mb: float) -> None:
    report = alone(case)
    assert set(results(report, case.name)) & set(case.results), report.of(case.name)
    assert report.seconds < MAX_SECONDS_ALONE
    assert report.peak_mb - idle_mb < MAX_MB_BEYOND_IDLE
    assert report.worker_peak_mb - idle_mb < MAX_MB_BEYOND_IDLE


@pytest.fixture(scope="module")
def idle_mb() -> float:
    return run([]).peak_mb


def _named(name: str) -> Case:
    return next(case for case in all_cases() if case.name == name)
