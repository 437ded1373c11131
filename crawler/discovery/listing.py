"""The nouns of discovery: what a source offers, as one page of it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

Headers = Mapping[str, str]
"""Response headers, names in lower case; only those a source kind asks for need be there."""

NO_HEADERS: Headers = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Found:
    """A story as a source announces it. Every field but the address may be missing or wrong."""

    url: str
    """Its address, absolute, http or https, without fragment."""
    title: str = ""
    """Its headline, or the text of the link to it; empty if the source gives none."""
    published: str | None = None
    """ISO 8601, with time and zone where stated ("2026-11-20", "2026-11-20T08:30:00+02:00"); None if not stated."""
    modified: str | None = None
    """As `published`."""
    text_html: str = ""
    """The story, or only its summary, as the source carries it; empty if it carries none."""
    language: str = ""
    """A BCP 47 tag as the source states it for this story; empty if not stated."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What one page of a source offers."""

    stories: tuple[Found, ...] = ()
    """In the order of the page; sitemaps, which often put the oldest first, newest first."""
    listings: tuple[str, ...] = ()
    """Further pages of the source: the sitemaps of an index, newest first, or the one next page of a list."""
    problems: tuple[str, ...] = ()
    """What was wrong with the page, each in a few words; stories that could be read are given all the same."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """Further page -> when it last changed, as an index of sitemaps says; ISO 8601."""


class Discover(Protocol):
    """Reads one page of a source. Pure: no network, no clock, and it never raises for bad input."""

    def __call__(self, body: bytes, url: str, headers: Headers = NO_HEADERS, /) -> Listing:
        """Return what the page offers; `url` is the address it came from."""


def unique(stories: Iterable[Found]) -> tuple[Found, ...]:
    """Return the stories that have an address, each address once, the first of it."""
    first: dict[str, Found] = {}
    for story in stories:
        if story.url:
            first.setdefault(story.url, story)
    return tuple(first.values())


def lost(entries: int, stories: int) -> str:
    """Return what to say of entries that are no story of their own; empty if there are none."""
    return f"{entries - stories} of {entries} entries without an address of their own" if entries > stories else ""
