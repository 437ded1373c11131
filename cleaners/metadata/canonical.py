"""Finds the address a page declares as its own, and believes it only within the page's outlet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urldefrag, urljoin, urlsplit

from cleaners.metadata.hosts import host_of, same_outlet
from cleaners.metadata.statements import Claim, Statements

MAX_URL = 2_000
"""Characters of an address that are read."""


MAX_DECLARED = 6
"""Declarations that are looked at; a page has one or two."""


def find_canonical_url(stated: Statements) -> Claim | None:
    """The declared address, absolute and without fragment; None if none is declared that can be believed.

    A syndicated story declares its source's address, a hacked page somebody else's, a careless theme the home page on
    every story: an address of another registrable domain, or the bare home page on a page that is not it, is not
    believed. A page whose own address is not known is believed if the address is absolute.
    """
    own = stated.document.page.url
    for claim in islice(_declared(stated), MAX_DECLARED):
        url = _absolute(claim.value, own)
        if url and _is_believable(url, own):
            return Claim(url, claim.source)
    return None


def _declared(stated: Statements) -> Iterator[Claim]:
    for rel, href, _ in stated.document.facts.links:
        if "canonical" in rel.split():
            yield Claim(href, "link:canonical")
    for value in stated.meta.get("og:url", ()):
        yield Claim(value, "meta:og:url")


def _absolute(href: str, base: str | None) -> str:
    """An http(s) address without fragment; empty if it can't be one."""
    try:
        url = urldefrag(urljoin(base or "", href.strip()[:MAX_URL])).url
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) and host_of(url) and not any(c.isspace() for c in url) else ""


def _is_believable(url: str, own: str | None) -> bool:
    if own is None or not host_of(own):
        return True
    return same_outlet(host_of(url), host_of(own)) and (not _is_home(url) or _is_home(own))


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
