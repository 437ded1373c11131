"""What an answer means: a page to clean, or why there is none."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.desk import Desk
from crawler.places import Places
from crawler.reporter import Reporter
from crawler.state.store import Announced, Task
from crawler.types import Budget, FetchedPage
from crawler.urls import url_key
from crawler.visits import Visit
from tests.crawler.pages import GAZETTE, address

FERRY = address("ferry")
TASK = Task(url_key(FERRY), FERRY, "fetch")
RESPECTFUL = {"ROBOTSTXT_USER_AGENT": "Copydesk", "RESPECT_TDM": True, "RESPECT_NOARCHIVE": True}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """One that knows of a story."""
    desk = Desk(Places(tmp_path / "out", tmp_path / "var"), {"gazette": GAZETTE})
    story = Announced(TASK.key, FERRY)
    desk.submit(lambda _: desk.store.discover("gazette", desk.run, "2026-11-20", [story])).result()
    yield desk
    desk.shut()


def report(
    desk: Desk, response: Response, **settings: Any
) -> tuple[FetchedPage | None, dict[str, int], tuple[str, str]]:
    """The page that is to be cleaned, what was counted, and status and reason of the story's row."""
    visit = Visit(GAZETTE, desk, Budget())
    page = asyncio.run(Reporter(desk, Settings(RESPECTFUL | settings)).story(visit, TASK, response))
    row = desk.known.page(TASK.key)
    assert row is not None
    return page, dict(+visit.notes.counts), (row["status"], row["reason"])


def answer(body: str = "<p>The ferry runs.", status: int = 200, url: str = FERRY, **headers: str) -> Response:
    return Response(
        url, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()}, body=body.encode()
    )


def test_page_is_handed_on(desk: Desk) -> None:
    page, counts, row = report(desk, answer())
    assert page is not None
    assert (page.key, page.body, page.may_archive) == (TASK.key, b"<p>The ferry runs.", True)
    assert (counts, row) == ({}, ("found", ""))


RESERVED = [
    answer(X_Robots_Tag="noai"),
    answer(TDM_Reservation="1"),
    answer('<meta name="tdm-reservation" content="1">'),
    answer('<meta name="copydesk" content="noai">'),
]


@pytest.mark.parametrize("response", RESERVED, ids=["header", "tdm-header", "tdm-meta", "meta"])
def test_page_whose_rights_are_reserved_is_not_filed_where_that_is_respected(desk: Desk, response: Response) -> None:
    page, counts, row = report(desk, response)
    assert (page, counts, row) == (None, {"refused: reserved": 1}, ("refused", "reserved"))


@pytest.mark.parametrize("response", RESERVED[:2], ids=["header", "tdm-header"])
def test_it_is_filed_where_the_setting_says_so(desk: Desk, response: Response) -> None:
    page, counts, _ = report(desk, response, RESPECT_TDM=False)
    assert page is not None
    assert counts == {}


def test_page_that_must_not_be_archived_is_filed_without_a_copy(desk: Desk) -> None:
    page, counts, _ = report(desk, answer('<META NAME="robots" CONTENT="index, NOARCHIVE">'))
    assert page is not None
    assert not page.may_archive
    assert counts == {"kept out of the archive": 1}


def test_it_is_archived_where_the_setting_says_so(desk: Desk) -> None:
    page, _, _ = report(desk, answer(X_Robots_Tag="noarchive"), RESPECT_NOARCHIVE=False)
    assert page is not None
    assert page.may_archive


@pytest.mark.parametrize(
    ("status", "row"),
    [
        (404, ("gone", "HTTP 404")),
        (451, ("refused", "HTTP 451")),
        (403, ("failed", "HTTP 403")),
        (500, ("failed", "HTTP 500")),
    ],
)
def test_status_without_a_page_is_noted(desk: Desk, status: int, row: tuple[str, str]) -> None:
    page, counts, found = report(desk, answer(status=status))
    assert (page, counts, found) == (None, {f"{row[0]}: {row[1]}": 1}, row)


def test_redirect_to_the_front_page_gives_no_story(desk: Desk) -> None:
    page, counts, row = report(desk, answer(url="https://gazette.example/"))
    assert (page, row) == (None, ("rejected", "moved to front-page"))
    assert counts == {"rejected: moved to front-page": 1}


def test_redirect_to_another_story_is_filed_as_that(desk: Desk) -> None:
    page, counts, row = report(desk, answer(url=address("ferry-again")))
    assert page is not None
    assert page.key == url_key(address("ferry-again"))
    assert (counts, row) == ({"moved": 1}, ("moved", page.key))
