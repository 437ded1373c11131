"""Addresses that no outlet may have, in all their spellings."""

from __future__ import annotations

from tests.crawler.hostile.crawl import Site, Start

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
"""`{port}`: where the intranet of the hostile web listens."""


def private_site(authority: str) -> Site:
    """An outlet that claims an address as its own, so that only the address guard stands in the way."""
    domain = authority.replace(".:", ":")
    return Site(f"address {authority}", (domain,), (Start(f"http://{authority}/story"),))
