"""Reads a section page: the links on it, and the next page of the list if it goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from w3lib.html import get_base_url

from cleaners.decode import decode
from cleaners.parse import anchors
from crawler.discovery.addresses import absolute
from crawler.discovery.listing import NO_HEADERS, Found, Headers, Listing

MAX_LINKS = 5_000
"""Links read of a section page; link floods have more, section pages a few hundred."""

MAX_TITLE_CHARS = 300
"""Characters of link text taken as a title: a link around a whole teaser has no title of use."""

_NEXT = re.compile(
    r"""<(?:a|link)\s(?=[^<>]{0,2000}?\brel\s*=\s*["']?(?:[\w-]+\s+){0,4}next\b)[^<>]{0,2000}>""", re.IGNORECASE
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_PATH_PAGE = re.compile(r"/(?:page|pagina|seite|sayfa|p)/(\d{1,5})/?$", re.IGNORECASE)
_QUERY_PAGES = ("page", "paged", "p", "pg", "pagina", "sayfa", "seite", "s")


def section(body: bytes, url: str, headers: Headers = NO_HEADERS) -> Listing:
    """Return every link of a section page, in page order; which of them is a story is not judged here.

    `listings` is the page that follows this one, by `rel="next"` or by its number ("/page/3/", "?page=3").
    """
    html = decode(body, headers.get("content-type")).text
    base = get_base_url(html, url, "utf-8")
    links = _links(html, base)
    following = _next_by_rel(html, base) or _next_by_number(links, url)
    pages = {url, following, *(address for address in links if _page_of(address)[1])}
    stories = tuple(Found(address, title) for address, title in links.items() if address not in pages)
    listings = (following,) if following and following != url else ()
    return Listing(stories, listings, () if links else ("no links on the page",))


def _links(html: str, base: str) -> dict[str, str]:
    """Address -> the longest text of the links to it (a story's picture and its headline both link to it)."""
    links: dict[str, str] = {}
    for href, text in anchors(html)[:MAX_LINKS]:
        address = absolute(href, base)
        title = " ".join(text.split())
        if address and len(title) <= MAX_TITLE_CHARS:
            links[address] = max(links.get(address, ""), title, key=len)
        elif address:
            links.setdefault(address, "")
    return links


def _next_by_rel(html: str, base: str) -> str:
    for tag in _NEXT.finditer(html):
        href = _HREF.search(tag[0])
        address = absolute(next(filter(None, href.groups()), ""), base) if href else ""
        if address:
            return address
    return ""


def _next_by_number(links: dict[str, str], url: str) -> str:
    """The link to this list's page with the smallest number after this page's."""
    this, number = _page_of(url)
    followers = sorted(_followers(links, this, number or 1))
    return followers[0][1] if followers else ""


def _followers(links: dict[str, str], this: str, number: int) -> Iterator[tuple[int, str]]:
    for address in links:
        listing, its_number = _page_of(address)
        if listing == this and its_number > number:
            yield its_number, address


def _page_of(address: str) -> tuple[str, int]:
    """Which list an address is a page of, and its number; 0 if the address names none."""
    parts = urlsplit(address)
    match = _PATH_PAGE.search(parts.path)
    if match:
        return f"{parts.netloc}{parts.path[: match.start()]}", int(match[1])
    query = parse_qs(parts.query, max_num_fields=50) if parts.query.count("&") < 50 else {}
    numbers = [values[0] for key, values in query.items() if key.lower() in _QUERY_PAGES and values[0].isascii()]
    number = next((int(value) for value in numbers if value.isdigit() and len(value) <= 5), 0)
    return f"{parts.netloc}{parts.path.rstrip('/')}", number
