"""Addresses as pages write them."""

from __future__ import annotations

import pytest

from crawler.discovery.addresses import MAX_URL_CHARS, absolute

BASE = "https://gazette.example/sea/list"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("a", "https://gazette.example/sea/a"),
        ("//other.example/a", "https://other.example/a"),
        ("?page=2", "https://gazette.example/sea/list?page=2"),
        (" /a b\n/c#top ", "https://gazette.example/a%20b/c"),
        ("HTTPS://Gazette.example/A", "https://Gazette.example/A"),
        ("#top", ""),
        ("", ""),
        ("javascript:void(0)", ""),
        ("ftp://gazette.example/a", ""),
        ("data:text/html,x", ""),
        ("http://[broken", ""),
        ("http://", ""),
        ("/" + "a" * MAX_URL_CHARS, ""),
    ],
)
def test_makes_web_addresses_absolute_and_refuses_others(href: str, expected: str) -> None:
    assert absolute(href, BASE) == expected
