"""What pages say of their use."""

from __future__ import annotations

import pytest

from crawler.guards.reservations import reservations


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
