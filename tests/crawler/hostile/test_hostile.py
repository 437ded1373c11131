"""The crawl meets a hostile web and comes through: every host ends as it should, none is asked more than it should be."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest

from tests.crawler.hostile.__main__ import alone, faults
from tests.crawler.hostile.cases import Case, all_cases
from tests.crawler.hostile.private import PRIVATE, private_site
from tests.crawler.hostile.run import Report, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8 without set-up")

QUICK_PAGES = tuple(
    f"page-{name}" for name in "empty blank pdf binary script-only soft-404 consent paywall attributes".split()
)
GUARDED = tuple(case for case in all_cases() if not case.slow and not case.is_cleaned)


@pytest.fixture(scope="module")
def report() -> Report:
    """One crawl of everything that needs no cleaner, at once; the environment names a proxy, which is not used."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("http_proxy", "http://127.0.0.1:9")
        return run(GUARDED, [private_site(authority) for authority in PRIVATE])


@pytest.fixture(scope="module")
def pages() -> Report:
    return run(
        [_named(name) for name in QUICK_PAGES],
        CLEAN_WITH="crawler.page_job:clean_page",
        CLEAN_SECONDS=45,
        DOWNLOAD_MAXSIZE=2**24,
    )


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


def test_nothing_is_fetched_off_site_or_at_a_private_address(report: Report) -> None:
    """Servers listen there, and what they were asked is written down."""
    assert report.strayed == ()


@pytest.mark.parametrize("name", ["retry-after-seconds", "retry-after-seconds-503", "retry-after-date"])
def test_a_short_wait_that_was_asked_for_is_kept(report: Report, name: str) -> None:
    first, second = [asked.time for asked in report.asked[name] if asked.path == "/story"]
    assert second - first >= 1.0


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


def test_a_fatal_page_costs_only_itself() -> None:
    case = _named("fatal-crash")
    assert results(run([case], CLEAN_WITH=case.clean_with), case.name) == ["page", "failed", "page"]


@pytest.mark.soak
def test_slow_hosts_slow_no_other() -> None:
    """The quick one is through long before the first of the others gives up."""
    slow = [_named(name) for name in ("body-drip", "body-silent", "robots-silent", "retry-after-long")]
    found = run([*slow, _named("delay")], DOWNLOAD_TIMEOUT=6, RETRY_TIMES=0)
    begun = min(asked.time for host in found.asked.values() for asked in host)
    assert results(found, "delay") == ["page"] * 4
    assert max(asked.time for asked in found.asked["delay"]) - begun < 5


@pytest.mark.soak
@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_a_host_alone_costs_no_more_than_its_bounds(case: Case, idle_mb: float) -> None:
    assert faults(case, alone(case), idle_mb) == []


@pytest.fixture(scope="module")
def idle_mb() -> float:
    return run([]).peak_mb


def _named(name: str) -> Case:
    return next(case for case in all_cases() if case.name == name)
