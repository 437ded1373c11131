"""Reads sitemaps: urlset and index, news sitemaps, lists of plain text, feeds used as sitemaps; compressed or not.

Follows sitemaps.org and Google's news sitemap extension. A news sitemap is a sitemap whose entries carry `news:news`;
both kinds are read alike.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from operator import itemgetter

from crawler.discovery.addresses import absolute
from crawler.discovery.dates import iso
from crawler.discovery.feeds import stories_of
from crawler.discovery.listing import NO_HEADERS, Found, Headers, Listing, lost, unique
from crawler.discovery.xml import MAX_ELEMENTS, Element, Source, each, name, read, text_of


def sitemap(body: bytes, url: str, _headers: Headers = NO_HEADERS) -> Listing:
    """Return the stories of a sitemap, or the sitemaps of an index; both newest first, those without a date last."""
    source = read(body)
    if source.root == "urlset":
        return _urlset(source, url)
    if source.root == "sitemapindex":
        return _index(source, url)
    return stories_of(source, url) if source.root else _plain_text(source, url)


def _urlset(source: Source, url: str) -> Listing:
    made = each(source, ("url",), url, partial(_story, url=url))
    stories = unique(made.values)
    newest_first = sorted(stories, key=lambda story: story.published or story.modified or "", reverse=True)
    problems = (*source.problems, *filter(None, (made.fault, lost(len(made.values), len(stories)))))
    return Listing(tuple(newest_first), (), problems)


def _index(source: Source, url: str) -> Listing:
    made = each(source, ("sitemap",), url, partial(_dated, url=url))
    newest_first = sorted(made.values, key=itemgetter(1), reverse=True)
    addresses = dict.fromkeys(address for address, _ in newest_first if address and address != url)
    changed = {address: date for address, date in reversed(newest_first) if date}
    return Listing((), tuple(addresses), (*source.problems, *filter(None, (made.fault,))), changed)


def _dated(entry: Element, *, url: str) -> tuple[str, str]:
    fields = _fields(entry)
    return absolute(fields.get("loc", ""), url), iso(fields.get("lastmod")) or ""


def _story(entry: Element, *, url: str) -> Found:
    fields = _fields(entry)
    return Found(
        url=absolute(fields.get("loc", ""), url),
        title=" ".join(fields.get("news:title", "").split()),
        published=iso(fields.get("news:publication_date")),
        modified=iso(fields.get("lastmod")),
        language=fields.get("news:language", ""),
    )


def _fields(entry: Element) -> dict[str, str]:
    """The texts of an entry by element name: those of `news:news` too, not those of images and videos."""
    texts: dict[str, str] = {}
    for element in entry.iter("{*}*"):
        if element is not entry and not len(element):
            texts.setdefault(name(element), text_of(element))
    return texts


def _plain_text(source: Source, url: str) -> Listing:
    """A sitemap may be a text file of one address a line; anything else without XML is no sitemap."""
    lines = [line.strip() for line in source.text.splitlines() if line.strip()]
    addresses = [
        absolute(line, url) for line in islice(lines, MAX_ELEMENTS) if line.startswith(("http://", "https://"))
    ]
    if not addresses:
        begins = source.text[:40].strip()
        return Listing(problems=(*source.problems, f"not a sitemap: begins with {begins!r}"))
    stories = unique(map(Found, addresses))
    return Listing(stories, (), (*source.problems, *filter(None, (lost(len(lines), len(stories)),))))
