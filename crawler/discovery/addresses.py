"""Makes the addresses that a source names absolute, and refuses those that are not web addresses."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

MAX_URL_CHARS = 2083
"""Longer addresses are traps or mistakes; Scrapy's own bound."""


def absolute(href: str, base: str) -> str:
    """Return `href`, read against `base`, without its fragment; empty if it is not an http or https address.

    >>> absolute("../a b#top", "https://gazette.example/news/")
    'https://gazette.example/a%20b'
    >>> absolute("mailto:desk@gazette.example", "https://gazette.example/")
    ''
    """
    written = "".join(href.split("\n")).replace("\r", "").replace("\t", "").strip().replace(" ", "%20")
    if not written or len(written) > MAX_URL_CHARS or written.startswith("#"):
        return ""
    try:
        address = urldefrag(urljoin(base, written)).url
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:  # "http://[broken"
        return ""
    return address if parts.scheme in {"http", "https"} and host and len(address) <= MAX_URL_CHARS else ""
