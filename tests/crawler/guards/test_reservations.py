"""What pages say of their use."""

from __future__ import annotations

import pytest
from scrapy.http import Response

from crawler.guards.reservations import ReservationsMiddleware, reservations
from crawler.refusals import Refused
from tests.crawler.guards.desk import crawl, outlet, request

URL = "https://gazette.example/a"


@pytest.mark.parametrize(
    ("headers", "html", "stated"),
    [
        ({}, "", set()),
        ({"x-robots-tag": "noarchive"}, "", {"noarchive"}),
        ({"x-robots-tag": "nofollow, NoArchive"}, "", {"noarchive"}),
        ({"x-robots-tag": "otherbot: noarchive, noai"}, "", set()),
        ({"x-robots-tag": "otherbot: nofollow, copydesk: noarchive"}, "", {"noarchive"}),
        ({"x-robots-tag": "unavailable_after: 25 Jun 2027 15:00:00 PST, noarchive"}, "", {"noarchive"}),
        ({"x-robots-tag": "noai, noimageai"}, "", {"noai"}),
        ({"tdm-reservation": "1"}, "", {"tdm"}),
        ({"tdm-reservation": "0"}, "", set()),
        ({}, '<meta name="robots" content="index,noarchive">', {"noarchive"}),
        ({}, "<META content='noarchive' name=ROBOTS>", {"noarchive"}),
        ({}, '<meta name="copydesk" content="noai">', {"noai"}),
        ({}, '<meta name="otherbot" content="noarchive">', set()),
        ({}, '<meta name="tdm-reservation" content="1">', {"tdm"}),
        ({}, '<meta property="robots" content="noarchive">', set()),
        ({}, '<p>robots content="noarchive"</p>', set()),
        ({}, '<meta data-name="robots" content="noarchive">', set()),
    ],
)
def test_what_is_stated_is_read(headers: dict[str, str], html: str, stated: set[str]) -> None:
    assert reservations(headers, html.encode(), "Copydesk") == stated


def answer(crawler: object, **headers: str) -> dict[str, object]:
    asked = request(URL)
    response = Response(URL, headers={name.replace("_", "-"): value for name, value in headers.items()})
    ReservationsMiddleware(crawler).process_response(asked, response)  # type: ignore[arg-type]
    return asked.meta


def test_a_story_that_must_not_be_archived_is_marked() -> None:
    meta = answer(crawl(outlet(), RESPECT_NOARCHIVE=True), x_robots_tag="noarchive")
    assert meta["noarchive"] is True


def test_it_is_not_marked_where_the_setting_is_off() -> None:
    assert "noarchive" not in answer(crawl(outlet(), RESPECT_NOARCHIVE=False), x_robots_tag="noarchive")


@pytest.mark.parametrize("headers", [{"x_robots_tag": "noai"}, {"tdm_reservation": "1"}])
def test_a_story_whose_rights_are_reserved_is_refused_where_that_is_respected(headers: dict[str, str]) -> None:
    with pytest.raises(Refused, match="rights-reserved"):
        answer(crawl(outlet(), RESPECT_TDM=True), **headers)
    assert answer(crawl(outlet(), RESPECT_TDM=False), **headers)
