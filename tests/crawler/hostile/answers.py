"""What the hosts of the hostile web answer: pages, robots.txt, bodies and heads of every bad kind."""

from __future__ import annotations

import gzip
import itertools
import zlib
from collections.abc import Callable, Iterator
from email.utils import formatdate
from functools import cache
from time import time

import brotli

from tests.crawler.hostile.web import Serve, Talk

MEGABYTE = 2**20
BOMB_MEGABYTES = 64

PARAGRAPHS = tuple(
    " ".join(paragraph.split())
    for paragraph in """
        The harbour council voted on Thursday to keep the old lighthouse lit through the winter, ending a quarrel that
        had divided the town since the storm of last autumn took the eastern mole.

        Mayor Ilse Varn said the lamp would be paid for by the fishing cooperative, whose boats had asked for it, and
        by a small levy on the ferries that call there between May and September.

        The keeper, who is seventy-one, told the meeting that he had never once let the light go out and did not mean
        to begin now, which was met with laughter and then with a long round of applause.

        Work on the mole is to begin in March. Engineers from the provincial office expect it to take two summers, and
        the council has asked them to report every month on what has been done and what it has cost.
    """.strip().split("\n\n")
)
STORY = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Council keeps the lighthouse lit</title>"
    '<meta property="og:type" content="article"></head><body><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav>'
    "<article><h1>Council keeps the lighthouse lit</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    + "</article><footer>Copyright Harbour Post</footer></body></html>"
)


INTRANET = "127.0.0.1"
"""A host that stands beside the hostile web, is not let through by the address guard, and serves whoever asks."""

ELSEWHERE = "127.0.255.1"
"""A host that the address guard lets through, but that is no outlet's."""

CONSENT = (
    '<html lang=en><title>Your choice</title><body class="cmp-page"><div id="cmp-wall" class="cmp-wall" role="dialog">'
    "<h1>We value your privacy</h1><p>We and our 183 partners store information on your device or access it, such as "
    "unique identifiers in cookies, to process personal data. You can change your choice at any time in the privacy "
    "policy.</p><p>By clicking on Accept and continue you agree to the following purposes: choice of advertisements, "
    "a personal advertising profile, measurement of advertisements, market research.</p>"
    "<button>Accept and continue</button><button>Reject all</button></div></body></html>"
)
PAYWALL = (
    "<html lang=en><title>Council keeps the lighthouse lit</title>"
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Council keeps the lighthouse lit", '
    '"isAccessibleForFree": false}</script><article><h1>Council keeps the lighthouse lit</h1>'
    f"<p>{PARAGRAPHS[0]}</p>"
    '<div class="paywall"><h3>Subscribe to read the whole story</h3><p>Already a subscriber? Log in</p>'
    "<button>Subscribe now</button></div></article></html>"
)


def story(talk: Talk) -> None:
    """A whole story."""
    talk.answer(STORY)


def feed(text: str) -> Serve:
    """A feed at /feed; whatever else is asked for is a story."""

    def answer(talk: Talk) -> None:
        if talk.path == "/feed":
            talk.answer(_filled(text, talk), content_type="application/xml")
        else:
            story(talk)

    return answer


def _filled(text: str, talk: Talk) -> str:
    """With the addresses that are known only now."""
    port = str(talk.web.port)
    return text.replace("{intranet}", f"{INTRANET}:{port}").replace("{elsewhere}", f"{ELSEWHERE}:{port}")


def site(serve: Serve = story, robots: Serve | str | bytes | None = None) -> Serve:
    """A host with a robots.txt of its own; without one it answers 404 to that."""

    def answer(talk: Talk) -> None:
        if talk.path != "/robots.txt":
            serve(talk)
        elif robots is None:
            talk.answer("no such page", "404 Not Found")
        elif isinstance(robots, str | bytes):
            talk.answer(robots, content_type="text/plain")
        else:
            robots(talk)

    return answer


def status(line: str, body: str = "", **headers: str) -> Serve:
    """The same status always."""
    return lambda talk: talk.answer(body, line, **{name: _filled(value, talk) for name, value in headers.items()})


def packed(body: Callable[[], bytes], coding: str) -> Serve:
    """A body with a Content-Encoding, made when it is asked for."""
    return lambda talk: talk.answer(body(), content_encoding=coding)


def raw(*pieces: bytes) -> Serve:
    """Bytes as they are."""

    def answer(talk: Talk) -> None:
        for piece in pieces:
            talk.send(piece)

    return answer


def endless(head: bytes, piece: bytes, most: int) -> Serve:
    """Bytes without end; the server at least knows one."""

    def answer(talk: Talk) -> None:
        talk.send(head)
        for _ in range(most // len(piece)):
            talk.send(piece)

    return answer


def drip(talk: Talk) -> None:
    """A byte now and then."""
    talk.head(content_length="100000")
    while not talk.web.closing.is_set():
        talk.send(b"x")
        talk.pause(0.2)


def silent(talk: Talk) -> None:
    """Nothing at all."""
    talk.pause(60)


def reset(talk: Talk) -> None:
    """The connection breaks."""
    talk.reset()


def redirect(*hops: str) -> Serve:
    """From /story over these addresses, in order; the last is a story, unless it is one of the hops again."""
    targets = dict(itertools.pairwise(["/story", *hops]))

    def answer(talk: Talk) -> None:
        to = targets.get(talk.path)
        if to is None:
            story(talk)
        else:
            talk.answer("", "302 Found", location=_filled(to, talk))

    return answer


def busy_first(wait: Callable[[], str], line: str = "429 Too Many Requests") -> Serve:
    """Busy once, then a story."""

    def answer(talk: Talk) -> None:
        earlier = [asked for asked in talk.web.asked_of(talk.asked.host) if asked.path == talk.path]
        if len(earlier) == 1:
            talk.answer("", line, retry_after=wait())
        else:
            story(talk)

    return answer


def in_a_second() -> str:
    """A date a second or two from now: HTTP dates have no fractions."""
    return formatdate(time() + 2, usegmt=True)


def numbered(talk: Talk) -> Iterator[int]:
    """Numbers after the one an address ends with."""
    digits = talk.path.rstrip("/").rpartition("/")[2].rpartition("=")[2]
    return itertools.count((int(digits) if digits.isdigit() else 1) + 1)


def calendar(talk: Talk) -> None:
    """Every day has a next day."""
    day = next(numbered(talk))
    talk.answer(f'<a rel=next href="/calendar/2026/11/{day}/">next day</a> <a href="/about">About</a>')


def facets(talk: Talk) -> None:
    """Every choice can be narrowed."""
    step = next(numbered(talk))
    talk.answer(f'<a rel=next href="/goods?colour=red&size={step}">narrower</a>')


def pages(talk: Talk) -> None:
    """A list without end, without a word in `rel`."""
    talk.answer(f'<a href="/list/page/{next(numbered(talk))}/">older</a>')


def sitemap_chain(talk: Talk) -> None:
    """An index of an index of an index."""
    host = f"http://{talk.asked.host}:{talk.web.port}"
    step = next(numbered(talk))
    talk.answer(f"<sitemapindex><sitemap><loc>{host}/map/{step}</loc></sitemap></sitemapindex>")


def sitemap_loop(talk: Talk) -> None:
    """Two indexes, each in the other."""
    host = f"http://{talk.asked.host}:{talk.web.port}"
    other = "/map/b" if talk.path == "/map/a" else "/map/a"
    talk.answer(f"<sitemapindex><sitemap><loc>{host}{other}</loc></sitemap></sitemapindex>")


def link_flood(talk: Talk) -> None:
    """A section page of ten thousand links."""
    if talk.path == "/section":
        talk.answer("".join(f'<a href="/a-story-of-the-sea-{n}">Story of the sea {n}</a>\n' for n in range(10_000)))
    else:
        story(talk)


def session_ids(talk: Talk) -> None:
    """One story under ever new addresses."""
    if talk.path == "/section":
        talk.answer("".join(f'<a href="/a-story-of-the-sea?visit={n}">Story of the sea</a>\n' for n in range(500)))
    else:
        story(talk)


def laughs(talk: Talk) -> None:
    """A feed whose entities multiply."""
    if talk.path != "/feed":
        story(talk)
        return
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    talk.answer(
        f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]><rss><item><title>&l11;</title><link>/story</link></item></rss>"
    )


def outside(talk: Talk) -> None:
    """A feed that wants a file of ours, and an address of the intranet, read into it."""
    host = f"http://{talk.asked.host}:{talk.web.port}"
    if talk.path == "/feed":
        talk.answer(
            f'<!DOCTYPE rss SYSTEM "{host}/dtd" [<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY net SYSTEM "{host}/net">'
            f'<!ENTITY % more SYSTEM "{host}/more"> %more;]><rss><item><title>&file;&net;</title><link>/story</link></item></rss>'
        )
    else:
        story(talk)


def slowly(seconds: float) -> Serve:
    """A story after a while."""

    def answer(talk: Talk) -> None:
        talk.pause(seconds)
        story(talk)

    return answer


def names_times_rules() -> str:
    """Ten thousand robots' names before ten thousand rules."""
    return "".join(f"User-agent: robot{n}\n" for n in range(10_000)) + "".join(
        f"Disallow: /{n}\n" for n in range(10_000)
    )


def bare_deflate(body: bytes) -> bytes:
    """DEFLATE without zlib's frame."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@cache
def gzip_bomb() -> bytes:
    """Zeros, packed as they come, so that we do not need the memory either."""
    packer = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    return b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(BOMB_MEGABYTES)) + packer.flush()


@cache
def brotli_bomb() -> bytes:
    """The same in Brotli."""
    packer = brotli.Compressor(quality=5)
    return b"".join(packer.process(bytes(MEGABYTE)) for _ in range(BOMB_MEGABYTES)) + packer.finish()


def gzipped(text: str = STORY) -> bytes:
    """A body as servers pack it."""
    return gzip.compress(text.encode(), mtime=0)


def gzipped_bytes(body: bytes) -> bytes:
    """Bytes packed once more."""
    return gzip.compress(body, mtime=0)


def gzipped_twice() -> bytes:
    """A story packed, and packed again."""
    return gzipped_bytes(gzipped())
