"""Makes the web that is crawled: invented stories on the demo web's own templates, as big as real pages are."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from fixtures.web.outlets import DemoPage, Outlet, demo_outlets
from fixtures.web.render import page_bytes

TEMPLATES = ("harbour-daily", "lantern")
"""Outlets of the demo web whose pages are the biggest: 70 to 80 KB before the scripts."""

PARAGRAPHS = (12, 28)
SENTENCES = (2, 5)
WORDS = (8, 22)
STATE_BYTES = 18_000
"""Of a script that holds the state of the page's widgets, as most sites have one."""

_SYLLABLES = "ka ro ten mi sal vor lin dra pe no fer hul tas bel ung mer ris ol dan qua zet fi gor wen ash lo".split()
_BEGAN = datetime(2026, 11, 1, 6, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is served at a path."""

    body: bytes
    """Compressed with gzip."""
    content_type: str


def site(number: int, stories: int, origin: str) -> Mapping[str, Answer]:
    """Return all that the n-th outlet serves: robots.txt, a sitemap, a section page and its stories."""
    outlet = _outlet(number)
    pages = [_story(outlet, number, index) for index in range(stories)]
    found = {page.path: Answer(_packed(_whole(outlet, page, origin)), "text/html; charset=UTF-8") for page in pages}
    return {
        "/robots.txt": Answer(_packed(b"User-agent: *\nDisallow: /search/\nAllow: /\n" * 20), "text/plain"),
        "/sitemap.xml": Answer(_packed(_sitemap(pages, origin)), "application/xml"),
        "/news/": Answer(_packed(_section(pages, origin)), "text/html; charset=UTF-8"),
        **found,
    }


def _outlet(number: int) -> Outlet:
    wanted = TEMPLATES[number % len(TEMPLATES)]
    return next(outlet for outlet in demo_outlets() if outlet.id == wanted)


def _story(outlet: Outlet, number: int, index: int) -> DemoPage:
    """A story nobody wrote, and no two alike."""
    dice = random.Random(f"{number}/{index}")
    title = " ".join(_word(dice) for _ in range(8)).capitalize()
    published = _BEGAN + timedelta(minutes=7 * index)
    blocks = [{"p": _paragraph(dice)} for _ in range(dice.randint(*PARAGRAPHS))]
    return replace(
        outlet.stories[index % len(outlet.stories)],
        slug=f"story-{number}-{index}",
        title=title,
        description=_sentence(dice),
        standfirst="",
        path=f"/{published:%Y/%m/%d}/{'-'.join(title.lower().split())}-{index}/",
        number=40_000 + index,
        published=published,
        updated=published,
        blocks=tuple(blocks),
        mojibake=False,
        json_ld="good",
    )


def _whole(outlet: Outlet, page: DemoPage, origin: str) -> bytes:
    """The page, with the state of its widgets at its end."""
    state = f"<script>window.__STATE__ = {_state(random.Random(page.slug))};</script></body>".encode()
    return page_bytes(outlet, page, origin).replace(b"</body>", state, 1)


def _section(pages: list[DemoPage], origin: str) -> bytes:
    """A page of teasers, each linked twice, with the rest of the site around them."""
    rows = "".join(
        f'<article class="teaser"><a href="{origin}{page.path}"><img src="/i/{page.number}.jpg" alt=""></a>'
        f'<h3><a href="{page.path}">{page.title}</a></h3><p>{page.description}</p></article>\n'
        for page in pages
    )
    menu = "".join(
        f'<li><a href="/section-{n}/" class="menu-item menu-item-{n}">Section {n}</a></li>' for n in range(120)
    )
    return f"<!DOCTYPE html><title>News</title><nav><ul>{menu}</ul></nav><main>{rows}</main>".encode()


def _sitemap(pages: list[DemoPage], origin: str) -> bytes:
    rows = "".join(
        f"<url><loc>{origin}{page.path}</loc><lastmod>{page.published.isoformat()}</lastmod></url>" for page in pages
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def _state(dice: random.Random) -> str:
    widgets = STATE_BYTES // 300
    return json.dumps(
        {f"widget-{dice.getrandbits(32):08x}": [dice.getrandbits(40) for _ in range(20)] for _ in range(widgets)}
    )


def _paragraph(dice: random.Random) -> str:
    return " ".join(_sentence(dice) for _ in range(dice.randint(*SENTENCES)))


def _sentence(dice: random.Random) -> str:
    words = list(_words(dice, dice.randint(*WORDS)))
    return f"{' '.join(words).capitalize()}."


def _words(dice: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        yield (
            dice.choice(("the", "of", "and", "in", "to", "said", "that", "was")) if dice.random() < 0.4 else _word(dice)
        )


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(1, 3)))
