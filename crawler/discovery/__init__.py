"""Where stories are found: one pure function for each kind of source, in one table.

Reading a sitemap of 50,000 addresses takes about two seconds of one core: call it in a thread, never in the reactor's.
A caller that follows `Listing.listings` of a feed, section or WordPress source walks back in time one page a step; it
should stop at the first page without a story it did not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from crawler.discovery.feeds import feed
from crawler.discovery.listing import Discover, Found, Listing
from crawler.discovery.sections import section
from crawler.discovery.sitemaps import sitemap
from crawler.discovery.wordpress import wordpress

__all__ = ["DISCOVERY", "Discover", "Found", "Listing"]

DISCOVERY: Mapping[str, Discover] = MappingProxyType(
    {
        "feed": feed,
        "sitemap": sitemap,
        "news-sitemap": sitemap,
        "section": section,
        "wordpress": wordpress,
    }
)
"""Kind of source, as seed files name it -> the function that reads a page of it."""
