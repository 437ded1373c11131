"""Reads a page of a source: which of the addresses it names are stories, and where the source goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crawler.clock import comparable
from crawler.discovery import DISCOVERY, Found
from crawler.state.listings import ListingTask
from crawler.state.store import Announced
from crawler.types import Outlet
from crawler.urls import judge_url, url_key

GOES_BACK = frozenset(["feed", "section", "wordpress"])
"""Kinds of source whose further pages go back in time: no more of them are read once nothing on one is new."""

OFFERS = frozenset(["feed", "sitemap", "news-sitemap", "wordpress"])
"""Kinds of source that name stories; a section page links to anything."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page of a source as it came."""

    url: str
    """After redirects."""
    body: bytes
    headers: Mapping[str, str]
    """Names in lower case."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a page of a source says."""

    stories: tuple[Announced, ...]
    further: tuple[tuple[str, str], ...]
    """Pages of the source to read next, as (key, address)."""
    only_if_new: bool
    """They are worth reading only if one of the stories was not known."""
    problem: str
    skipped: Mapping[str, int] = field(default_factory=Counter)
    """Reason -> addresses that are no stories for us."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """Key of a page to read next -> when it last changed, comparable; only where that is stated."""

    @property
    def is_useless(self) -> bool:
        """Whether something is wrong with the page, and nothing could be read of it: an HTML page where a feed was."""
        return self.problem != "" and not self.stories and not self.further and not self.skipped


def read(task: ListingTask, page: Fetched, outlet: Outlet, *, since: str = "") -> Read:
    """Read a page of a source. `since`: a day; what is announced as older is left out, and lists end with it."""
    listing = DISCOVERY[task.kind](page.body, page.url, page.headers)
    skipped: Counter[str] = Counter()
    stories: dict[str, Announced] = {}
    for found in listing.stories:
        judgement = judge_url(found.url, outlet, offered=task.kind in OFFERS)
        if judgement.story:
            stories.setdefault(url_key(found.url), _announced(found))
        else:
            skipped[judgement.reason] += 1
    young = tuple(story for story in stories.values() if _is_young(story, since))
    skipped["too-old"] += len(stories) - len(young)
    goes_back = task.kind in GOES_BACK
    ended = bool(since) and goes_back and not young
    further = () if ended else _on_site(listing.listings, outlet)
    changed = {url_key(address): comparable(date) for address, date in listing.changed.items() if not since}
    return Read(young, further, goes_back and not since, "; ".join(listing.problems), +skipped, changed)


def _announced(found: Found) -> Announced:
    title = " ".join(found.title.split())
    return Announced(url_key(found.url), found.url, title, comparable(found.published), comparable(found.modified))


def _is_young(story: Announced, since: str) -> bool:
    """Whether a story may be of this day or later. One last changed before it was published before it, too."""
    known = story.published or story.modified
    return not known or known >= since


def _on_site(addresses: Iterable[str], outlet: Outlet) -> tuple[tuple[str, str], ...]:
    return tuple((url_key(address), address) for address in addresses if outlet.covers(address))
