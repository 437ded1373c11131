"""What a busy server asks for."""

from __future__ import annotations

import pytest
from scrapy.http import Response

from crawler.guards.retries import asked_seconds


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
