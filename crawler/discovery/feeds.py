"""Reads RSS 0.9x, 1.0 and 2.0 and Atom 0.3 and 1.0, however badly written, into the stories they announce.

An own reader on lxml and not a feed library: those that are kept up read less than this from damaged feeds, or bring
an HTML parser and a sanitiser that a crawler has no use for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from itertools import islice

from crawler.discovery.addresses import absolute
from crawler.discovery.dates import iso
from crawler.discovery.listing import NO_HEADERS, Found, Headers, Listing, lost, unique
from crawler.discovery.xml import Element, Source, children_of, each, html_of, name, read, text_of

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ADDRESS = re.compile(r"https?://\S+$")
_PAGE_TYPES = ("", "text/html", "application/xhtml+xml")

_ORIGINAL = ("feedburner:origlink",)
_TITLES = ("title", "atom:title", "dc:title")
_PUBLISHED = (
    "pubdate",
    "atom:published",
    "published",
    "dc:date",
    "dcterms:created",
    "atom:issued",
    "issued",
    "dcterms:issued",
)
_MODIFIED = ("atom:updated", "updated", "dcterms:modified", "atom:modified", "modified")
_WHOLE = ("content:encoded", "atom:content", "content")
_SUMMARY = ("description", "atom:summary", "summary")
_LANGUAGE = ("dc:language", "language")

Children = dict[str, list[Element]]
"""An item's child elements by name, in order."""


def feed(body: bytes, url: str, _headers: Headers = NO_HEADERS) -> Listing:
    """Return the stories of a feed, in its order; `listings` is the next page where the feed links one (RFC 5005)."""
    source = read(body)
    if source.root not in {"rss", "rdf", "feed", "channel"}:
        return Listing(problems=(*source.problems, f"not a feed: begins with {source.text[:40].strip()!r}"))
    return stories_of(source, url)


def stories_of(source: Source, url: str) -> Listing:
    """Return what a feed offers whose text is already read."""
    made = each(source, ("item", "entry"), url, partial(_story, url=url))
    stories = unique(made.values)
    problems = (*source.problems, *filter(None, (made.fault, lost(len(made.values), len(stories)))))
    return Listing(stories, tuple(islice(_next_pages(made.root, url), 1)), problems)


def _story(item: Element, url: str) -> Found:
    children: Children = {}
    for child in children_of(item):
        children.setdefault(name(child), []).append(child)
    return Found(
        url=next(_addresses(item, children, url), ""),
        title=_plain(_first(children, _TITLES)),
        published=_date(children, _PUBLISHED),
        modified=_date(children, _MODIFIED),
        text_html=html_of(_first(children, _WHOLE)) or html_of(_first(children, _SUMMARY)),
        language=text_of(_first(children, _LANGUAGE)),
    )


def _first(children: Children, names: tuple[str, ...]) -> Element | None:
    """The first child of the first of these names that is not empty."""
    candidates = (child for known in names for child in children.get(known, ()))
    return next((child for child in candidates if len(child) or text_of(child)), None)


def _date(children: Children, names: tuple[str, ...]) -> str | None:
    dates = (iso(text_of(child)) for known in names for child in children.get(known, ()))
    return next(filter(None, dates), None)


def _addresses(item: Element, children: Children, url: str) -> Iterator[str]:
    """Yield the addresses an item may mean, best first: before a redirector, its links, its permanent id."""
    for element, href in _hrefs(item, children):
        found = absolute(href, element.base or url)
        if found:
            yield found


def _hrefs(item: Element, children: Children) -> Iterator[tuple[Element, str]]:
    for original in _ORIGINAL:
        yield from ((child, text_of(child)) for child in children.get(original, ()))
    yield from ((link, link.get("href", "")) for link in _alternates(children))
    yield from ((link, text_of(link) or (link.tail or "").strip()) for link in children.get("link", ()))
    yield from ((guid, text_of(guid)) for guid in children.get("guid", ()) if _is_permalink(guid))
    yield from ((i, text_of(i)) for i in (*children.get("atom:id", ()), *children.get("id", ())) if _is_address(i))
    yield item, next((v for k, v in item.attrib.items() if str(k).endswith("about")), "")  # RSS 1.0: rdf:about


def _alternates(children: Children) -> list[Element]:
    """Atom's links to the story itself, web pages first: not "self", "replies", "enclosure" …"""
    links = [link for link in (*children.get("atom:link", ()), *children.get("link", ())) if link.get("href")]
    pages = [link for link in links if link.get("rel", "alternate").lower() == "alternate"]
    return sorted(pages, key=lambda link: link.get("type", "").lower() not in _PAGE_TYPES)


def _is_permalink(guid: Element) -> bool:
    """A guid is an address unless it says it is none; many say nothing and are none ("4711", "urn:…")."""
    return guid.get("isPermaLink", "true").lower() != "false" and _is_address(guid)


def _is_address(element: Element) -> bool:
    return _ADDRESS.match(text_of(element)) is not None


def _plain(title: Element | None) -> str:
    """A title's text: tags that came escaped or as elements off, entities that came escaped twice resolved."""
    return " ".join(unescape(_TAG.sub("", unescape(text_of(title)))).split())


def _next_pages(root: Element | None, url: str) -> Iterator[str]:
    for link in () if root is None else root.iter("{*}link"):
        if link.get("rel", "").lower() in {"next", "prev-archive"}:
            address = absolute(link.get("href", ""), link.base or url)
            if address and address != url:
                yield address
