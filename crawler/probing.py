"""Finds what a site offers to a crawler: feeds, sitemaps, WordPress's list of posts, sections; each is tried, none guessed.

BeautifulSoup reads the front page here: it is slow and forgiving, and this is done once an outlet.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from crawler.asking import Answer, Ask
from crawler.trying import Trial, try_source
from crawler.types import Outlet, Source
from crawler.urls import host_of, judge_url, url_key

USUAL_FEEDS = ("/feed/", "/rss.xml", "/rss", "/feed.xml", "/atom.xml")
USUAL_SITEMAPS = ("/sitemap_index.xml", "/sitemap.xml", "/wp-sitemap.xml", "/news-sitemap.xml", "/sitemap-news.xml")
POSTS = "wp/v2/posts?per_page=100"

MAX_FEEDS = 6
"""Feeds of a page that are tried: the first is the site's, those that follow are of sections and comments."""

MAX_SITEMAPS = 6
MAX_SECTIONS = 4
"""Sections that are tried where nothing better works."""

_FEED_TYPES = frozenset(["application/rss+xml", "application/atom+xml", "application/rdf+xml"])
_OF_COMMENTS = re.compile(r"/comments?/|comments[/=]feed", re.IGNORECASE)
_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Front:
    """What a front page and robots.txt say of a site."""

    name: str = ""
    language: str = ""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    api: str = ""
    """The root of WordPress's API; empty if none is announced."""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found of a site."""

    outlet: Outlet
    """With those sources that work."""
    trials: tuple[Trial, ...]
    """All that was tried."""
    problem: str = ""
    """Why nothing was tried; empty if something was."""


def outlet_of(url: str) -> Outlet:
    """Return an outlet without sources for the site of an address."""
    host = host_of(url)
    return Outlet(id="probe", name=host, domains=(host.removeprefix("www."),), sources=())


async def probe(ask: Ask, url: str) -> Probe:
    """Read the front page and robots.txt of a site, and try what they and custom name."""
    outlet = outlet_of(url)
    front_answer = await ask(outlet, url)
    if front_answer.problem:
        return Probe(outlet, (), f"{url}: {front_answer.problem}")
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(front_answer.url))
    robots = await ask(outlet, f"{origin}/robots.txt", is_robots=True)
    front = read_front(front_answer, outlet, robots)
    trials = [trial async for trial in _trials(ask, outlet, front, origin)]
    languages = (front.language,) if front.language else ()
    works = _best(trials)
    return Probe(replace(outlet, name=front.name or outlet.name, languages=languages, sources=works), tuple(trials))


async def _trials(ask: Ask, outlet: Outlet, front: Front, origin: str) -> AsyncIterator[Trial]:
    """Try what is announced, then what is usual, kind by kind; sections only where nothing else works."""
    seen: set[str] = set()
    worked = False
    for kind, announced, usual in _candidates(front, origin):
        works_of_kind = False
        if kind == "section" and worked:
            return
        for address in (*announced, *usual):
            if url_key(address) in seen or not outlet.covers(address) or (works_of_kind and address not in announced):
                continue
            seen.add(url_key(address))
            trial = await try_source(ask, outlet, Source(kind, address))
            seen.add(url_key(trial.source.url))
            worked, works_of_kind = worked or trial.works, works_of_kind or trial.works
            yield trial


def _candidates(front: Front, origin: str) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Kind, what the site announces, what is usual."""
    yield "feed", front.feeds[:MAX_FEEDS], tuple(origin + path for path in USUAL_FEEDS)
    yield "sitemap", front.sitemaps[:MAX_SITEMAPS], tuple(origin + path for path in USUAL_SITEMAPS)
    yield "wordpress", (urljoin(front.api, POSTS),) if front.api else (), ()
    yield "section", front.sections[:MAX_SECTIONS], ()


def _best(trials: list[Trial]) -> tuple[Source, ...]:
    """The sources that work: of several feeds the first that was announced, of sitemaps all."""
    found, has_feed = [], False
    for trial in trials:
        kind = trial.source.kind
        if trial.works and not (kind == "feed" and has_feed):
            has_feed = has_feed or kind == "feed"
            found.append(replace(trial.source, kind="news-sitemap" if trial.is_news else kind))
    return tuple(found)


def read_front(answer: Answer, outlet: Outlet, robots: Answer) -> Front:
    """Return what a front page and robots.txt announce."""
    soup = BeautifulSoup(answer.body, "lxml")
    links = list(_links(soup, answer.url))
    feeds = [url for rel, kind, url in links if "alternate" in rel and kind in _FEED_TYPES]
    said = robots.body.decode("utf-8", "replace") if not robots.problem else ""
    return Front(
        name=_name(soup, outlet),
        language=str(_attribute(soup.html, "lang")).replace("_", "-"),
        feeds=tuple(dict.fromkeys(url for url in feeds if not _OF_COMMENTS.search(url))),
        sitemaps=tuple(dict.fromkeys(urljoin(answer.url, address) for address in _SITEMAP.findall(said))),
        api=next((url for rel, _, url in links if "https://api.w.org/" in rel), ""),
        sections=tuple(_sections(soup, answer.url, outlet)),
    )


def _links(soup: BeautifulSoup, base: str) -> Iterator[tuple[str, str, str]]:
    """(rel, type, address) of every `<link>`."""
    for link in soup.find_all("link", href=True):
        rel = link.get("rel")
        said = " ".join(rel) if isinstance(rel, list) else str(rel)
        yield said, _attribute(link, "type"), urljoin(base, _attribute(link, "href"))


def _name(soup: BeautifulSoup, outlet: Outlet) -> str:
    """The site's name as it gives it to others, or the part of its title that is like its host, or the shortest."""
    meta = soup.find("meta", property="og:site_name")
    if name := _attribute(meta, "content"):
        return " ".join(name.split())
    title = " ".join(soup.title.get_text().split()) if soup.title else ""
    parts = [part.strip() for part in re.split(r"\s[|–—·-]\s", title) if part.strip()]
    like_host = [part for part in parts if _is_like(part, outlet.domains[0])]
    return min(like_host or parts, key=len, default="")


def _is_like(name: str, host: str) -> bool:
    """Whether a name and a host have one another's letters: "The Gazette" of gazette.example, not "Home"."""
    letters = "".join(character for character in name.casefold() if character.isalnum())
    return bool(letters) and any(
        label in letters or letters in label for label in host.split(".")[:-1] if len(label) > 3
    )


def _sections(soup: BeautifulSoup, base: str, outlet: Outlet) -> Iterator[str]:
    """Addresses in menus that are on the site and look like no story."""
    seen = {url_key(base)}
    for menu in soup.find_all(["nav", "header"]):
        for anchor in menu.find_all("a", href=True):
            address = urljoin(base, _attribute(anchor, "href")).partition("#")[0]
            is_new = bool(host_of(address)) and url_key(address) not in seen
            if (
                is_new
                and outlet.covers(address)
                and judge_url(address, outlet, offered=False).reason == "no-story-sign"
            ):
                seen.add(url_key(address))
                yield address


def _attribute(element: object, name: str) -> str:
    value = element.get(name) if isinstance(element, Tag) else None
    return value.strip() if isinstance(value, str) else ""
