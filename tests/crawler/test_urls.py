"""Which addresses are one page, and which look like a story."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import digest_of, host_of, judge_url, url_key
from tests.crawler.pages import GAZETTE

SAME = [
    ("HTTPS://GAZETTE.example/a", "http://gazette.example/a", "scheme and case of the host"),
    ("https://gazette.example:443/a", "https://gazette.example/a", "the scheme's own port"),
    ("https://gazette.example./a", "https://gazette.example/a", "the final dot"),
    ("https://gazette.example", "https://gazette.example/", "an empty path"),
    ("https://gazette.example/a#comments", "https://gazette.example/a", "the fragment"),
    ("https://gazette.example/a?utm_source=x&fbclid=y", "https://gazette.example/a", "tracking parameters"),
    ("https://gazette.example/a?amp=1", "https://gazette.example/a", "the dress for phones"),
    ("https://gazette.example/a?outputType=amp", "https://gazette.example/a", "another dress"),
    ("https://gazette.example/a?b=2&a=1", "https://gazette.example/a?a=1&b=2", "the order of parameters"),
    ("https://gazette.example/a?", "https://gazette.example/a", "an empty query"),
    ("https://gazette.example/%7ea/%c3%a9", "https://gazette.example/~a/é", "percent-encoding"),
    ("https://gazette.example/a/../b/./c", "https://gazette.example/b/c", "dots"),
    ("https://gazette.example/a;jsessionid=8F3A?p=1", "https://gazette.example/a?p=1", "a session in the path"),
    ("https://gazette.example/(S(k3jd92ka01mmx2))/a.aspx", "https://gazette.example/a.aspx", "ASP.NET's session"),
    ("https://gazette.example/a?PHPSESSID=1", "https://gazette.example/a", "a session parameter"),
    ("https://gazette.example/a?sid=9f8e7d6c5b4a39281", "https://gazette.example/a", "a token as session"),
    ("https://bücher.example/a", "https://xn--bcher-kva.example/a", "a name in another script"),
]

DIFFERENT = [
    ("https://gazette.example/a", "https://gazette.example/A", "paths have case"),
    ("https://gazette.example/a?id=1", "https://gazette.example/a?id=2", "values"),
    ("https://gazette.example/a?sid=4711", "https://gazette.example/a", "a short sid is a story's number"),
    ("https://gazette.example/a%2Fb", "https://gazette.example/a/b", "an encoded slash is no slash"),
    ("https://gazette.example/?q=a%26b=1", "https://gazette.example/?q=a&b=1", "an encoded ampersand"),
    ("http://127.0.0.1:8601/a", "http://127.0.0.1:8602/a", "ports"),
    ("https://gazette.example/a", "https://news.gazette.example/a", "hosts"),
]


@pytest.mark.parametrize(("first", "second"), [row[:2] for row in SAME], ids=[row[2] for row in SAME])
def test_has_one_key_for_one_page(first: str, second: str) -> None:
    assert url_key(first) == url_key(second)


@pytest.mark.parametrize(("first", "second"), [row[:2] for row in DIFFERENT], ids=[row[2] for row in DIFFERENT])
def test_has_two_keys_for_two_pages(first: str, second: str) -> None:
    assert url_key(first) != url_key(second)


@given(st.text(alphabet="aZ0/%.?&=;é ~+", max_size=30))
def test_key_of_a_key_is_that_key(rest: str) -> None:
    key = url_key(f"https://gazette.example/{rest.replace('//', '/')}")
    assert url_key(f"https://{key}") == key


def test_digest_has_as_many_digits_as_asked_for() -> None:
    assert digest_of("gazette.example/a", 16).startswith(digest_of("gazette.example/a"))
    assert len(digest_of("gazette.example/a")) == 8


@pytest.mark.parametrize(
    "url", ["mailto:desk@gazette.example", "ftp://gazette.example/a", "http://[::1", "/a", "http://x:999999/"]
)
def test_only_web_addresses_have_a_host(url: str) -> None:
    assert host_of(url) == ""


JUDGED = [
    ("https://gazette.example/2026/11/20/ferry/", False, True, "dated"),
    ("https://gazette.example/2026-11-20/ferry", False, True, "dated"),
    ("https://gazette.example/politics/council-votes-to-close-halls", False, True, "worded"),
    ("https://gazette.example/haber/koprude-calisma-48213", False, True, "numbered"),
    ("https://gazette.example/?p=48213", False, True, "numbered"),
    ("https://gazette.example/الرئيس-يفتتح-سوق-السمك-الجديد", False, True, "worded"),
    ("https://gazette.example/新聞/市議會通過關閉魚市場的決議並將於明年春天開始執行這項計劃", False, True, "worded"),
    ("https://gazette.example/2026/11/20/", False, False, "no-story-sign"),
    ("https://gazette.example/politics/", False, False, "no-story-sign"),
    ("https://gazette.example/politics/", True, True, "offered"),
    ("https://gazette.example/best-of-2025", False, False, "no-story-sign"),
    ("https://gazette.example/ferry-runs-again", False, True, "worded"),
    ("https://gazette.example/art-and-film", False, False, "no-story-sign"),
    ("https://gazette.example/world-news", False, False, "no-story-sign"),
    ("https://gazette.example/", True, False, "front-page"),
    ("https://gazette.example/tag/port/", True, False, "list"),
    ("https://gazette.example/politics/page/2/", True, False, "list"),
    ("https://gazette.example/2026/11/20/ferry/amp/", True, False, "another-dress"),
    ("https://gazette.example/uploads/ferry.jpg", True, False, "file"),
    ("https://gazette.example/privacy-policy/", True, False, "about-the-site"),
    ("https://gazette.example/health/privacy-of-patients-at-risk", False, True, "worded"),
    ("https://other.example/2026/11/20/ferry/", True, False, "off-site"),
    ("javascript:void(0)", True, False, "not-web"),
    ("https://gazette.example/" + "a" * 2100, True, False, "not-web"),
    ("https://www.gazette.example/2026/11/20/ferry/", False, True, "dated"),
]


@pytest.mark.parametrize(
    ("url", "offered", "story", "reason"), JUDGED, ids=[f"{row[3]}:{row[0][23:60]}" for row in JUDGED]
)
def test_says_why_an_address_is_or_is_not_a_story(url: str, offered: bool, story: bool, reason: str) -> None:
    judgement = judge_url(url, GAZETTE, offered=offered)
    assert (judgement.story, judgement.reason) == (story, reason)


def test_seed_that_allows_addresses_allows_no_others() -> None:
    outlet = replace(GAZETTE, allow=(re.compile("/story/"),))
    assert judge_url("https://gazette.example/story/1", outlet, offered=False).reason == "allowed"
    assert judge_url("https://gazette.example/2026/11/20/ferry/", outlet, offered=True).reason == "not-allowed"


def test_seed_that_denies_an_address_wins_over_what_it_allows() -> None:
    outlet = replace(GAZETTE, allow=(re.compile("/story/"),), deny=(re.compile("/video/"),))
    assert judge_url("https://gazette.example/story/video/1", outlet, offered=True).reason == "denied"
