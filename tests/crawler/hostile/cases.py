"""The table of the hostile web: what a host does, what is asked of it, and what has to become of that."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial

import brotli

from tests.crawler.hostile import answers
from tests.crawler.hostile.answers import MEGABYTE, STORY, site, status
from tests.crawler.hostile.web import Serve, Talk


@dataclass(frozen=True, slots=True)
class Case:
    """One host."""

    name: str
    serve: Serve
    results: tuple[str, ...]
    """What may become of what is asked; more than one where it depends on timing. One of them has to come."""
    starts: tuple[tuple[str, str, str], ...] = (("/story", "story", ""),)
    """(path, part, kind of source)."""
    most_requests: int = 12
    """The host is asked no more often."""
    delay: float = 0.0
    least_gap_s: float = 0.0
    """Seconds between any two requests, by the host's own log."""
    budget: dict[str, int] = field(default_factory=dict)
    never_asked: tuple[str, ...] = ()
    """Paths that must not be asked for."""
    slow: bool = False
    """It ends by a time-out; met in the long tests only."""
    tls: bool = False
    """It speaks TLS, with a certificate that nobody has vouched for."""
    insecure: bool = False
    """The outlet's seed says that its certificate is not to be verified."""
    owns_intranet: bool = False
    """The outlet's seed claims the intranet as its own, so that only the address guard stands in the way."""
    clean_with: str = "crawler.page_job:clean_page"
    """What cleans its pages, if `is_cleaned`."""

    @property
    def is_cleaned(self) -> bool:
        """Whether the case is about what the cleaner does; the others need none."""
        return self.name.startswith(("page-", "fatal-"))


def _listing(path: str, kind: str) -> tuple[tuple[str, str, str], ...]:
    return ((path, "listing", kind),)


_STORIES = tuple((f"/story/{n}", "story", "") for n in range(4))


def robots_cases() -> Iterator[Case]:
    """robots.txt, by RFC 9309."""
    forbidden = "User-agent: *\nDisallow: /story\n"
    lonely = Case("", answers.story, ("robots",), most_requests=1)
    for name, robots in (
        ("disallow", forbidden),
        ("bom", "\ufeff" + forbidden),
        ("carriage-returns", forbidden.replace("\n", "\r")),
        ("utf-16", forbidden.encode("utf-16")),
        (
            "our-name",
            "User-agent: other\nAllow: /\n\nUser-agent: COPYDESK/2.0\nDisallow: /\n\nUser-agent: *\nAllow: /\n",
        ),
        ("wildcard", "User-agent: *\nDisallow: /*ry$\n"),
        ("too-long", forbidden + "# " + "x" * 600 * 1024 + "\nAllow: /story\n"),
    ):
        yield Case(f"robots-{name}", site(robots=robots), lonely.results, most_requests=1)
    yield Case("robots-moved", _moved(forbidden), ("robots",), most_requests=2)
    for name, allowing in (
        ("missing", None),
        ("forbidden-itself", status("403 Forbidden", forbidden)),
        ("gone", status("410 Gone", forbidden)),
        ("is-html", f"<html><body><pre>{forbidden}</pre></body></html>"),
        ("allow-is-longer", "User-agent: *\nDisallow: /\nAllow: /story\n"),
        ("for-another", "User-agent: other\nDisallow: /\n"),
        ("names-times-rules", answers.names_times_rules()),
        ("binary", bytes(range(256)) * 40),
    ):
        yield Case(f"robots-{name}", site(robots=allowing), ("page",), most_requests=2)
    yield Case(
        "robots-moved-in-a-circle", site(robots=status("302 Found", location="/robots.txt")), ("page",), most_requests=7
    )
    for name, unreachable in (
        ("error-500", status("500 Oops", forbidden)),
        ("reset", answers.reset),
        ("silent", answers.silent),
        ("endless", answers.endless(b"HTTP/1.1 200 OK\r\n\r\n", b"# and so on\n" * 1000, 32 * MEGABYTE)),
        ("moved-off-site", status("302 Found", location="http://off-site.example/robots.txt")),
    ):
        slow = unreachable is answers.silent
        results = ("robots-unreachable",)
        yield Case(f"robots-{name}", site(robots=unreachable), results, slow=slow, never_asked=("/story",))
    for name, line in (("busy-429", "429 Too Many Requests"), ("busy-503", "503 Service Unavailable")):
        busy = status(line, forbidden, retry_after="86400")
        yield Case(f"robots-{name}", site(robots=busy), ("host-busy",), never_asked=("/story",))


def connection_cases() -> Iterator[Case]:
    """Certificates, and hosts that stop answering."""
    yield Case("tls-not-vouched-for", site(), ("robots-unreachable",), tls=True, most_requests=0)
    yield Case("tls-insecure-by-seed", site(), ("page",), tls=True, insecure=True)
    many = tuple((f"/story/{n}", "story", "") for n in range(9))
    yield Case("host-dies", site(answers.reset), ("host-left-alone",), many, most_requests=8)


def _moved(rules: str) -> Serve:
    """robots.txt that stands elsewhere on the host."""

    def serve(talk: Talk) -> None:
        if talk.path == "/robots.txt":
            talk.answer("", "301 Moved Permanently", location="/rules.txt")
        else:
            talk.answer(rules, content_type="text/plain")

    return serve


def body_cases() -> Iterator[Case]:
    """Bodies and heads."""
    packed, gzipped = answers.packed, answers.gzipped()
    for name, body, coding in (
        ("gzip", gzipped, "gzip"),
        ("gzip-in-gzip", answers.gzipped_twice(), "gzip, gzip"),
        ("gzip-members", answers.gzipped(STORY[:500]) + answers.gzipped(STORY[500:]), "gzip"),
        ("gzip-and-more", gzipped + b"\0\0\0", "gzip"),
        ("deflate", zlib.compress(STORY.encode()), "deflate"),
        ("deflate-bare", answers.bare_deflate(STORY.encode()), "deflate"),
        ("brotli", brotli.compress(STORY.encode()), "br"),
        ("says-gzip-is-plain", STORY.encode(), "gzip"),
        ("unknown-coding", STORY.encode(), "x-none"),
    ):
        yield Case(f"body-{name}", site(packed(partial(bytes, body), coding)), ("page",))
    for name, bomb, coding in (
        ("gzip-bomb", answers.gzip_bomb, "gzip"),
        ("gzip-bomb-in-gzip", lambda: answers.gzipped_bytes(answers.gzip_bomb()), "gzip, gzip"),
        ("brotli-bomb", answers.brotli_bomb, "br"),
        ("many-codings", partial(bytes, gzipped), "gzip, gzip, gzip, gzip"),
    ):
        yield Case(f"body-{name}", site(packed(bomb, coding)), ("too-large",))
    for name, body, coding in (
        ("gzip-cut", gzipped[: len(gzipped) // 2], "gzip"),
        ("gzip-damaged", gzipped[:40] + b"\xff" * 40 + gzipped[80:], "gzip"),
        ("brotli-cut", brotli.compress(STORY.encode())[:200], "br"),
    ):
        yield Case(f"body-{name}", site(packed(partial(bytes, body), coding)), ("ResponseDataLossError",))
    yield from _raw_bodies()


def _raw_bodies() -> Iterator[Case]:
    ok = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    chunked = ok + b"Transfer-Encoding: chunked\r\n\r\n"
    raw, endless = answers.raw, answers.endless
    for name, serve, result in (
        ("short", raw(ok + b"Content-Length: 9000\r\n\r\n" + STORY.encode()), "ResponseDataLossError"),
        ("chunks-cut", raw(chunked + b"400\r\n" + STORY.encode()[:100]), "ResponseDataLossError"),
        ("chunks-wrong", raw(chunked + b"zz\r\nx\r\n"), "ResponseDataLossError DownloadFailedError"),
        ("endless", endless(ok + b"\r\n", b"x" * 65536, 64 * MEGABYTE), "too-large"),
        ("endless-chunks", endless(chunked, b"10000\r\n" + b"x" * 65536 + b"\r\n", 64 * MEGABYTE), "too-large"),
        ("announced-huge", raw(ok + b"Content-Length: 10000000000\r\n\r\n" + b"x" * 1000), "too-large"),
        ("drip", answers.drip, "DownloadTimeoutError"),
        ("silent", answers.silent, "DownloadTimeoutError"),
        ("reset", answers.reset, "DownloadFailedError"),
        ("closed", raw(b""), "DownloadFailedError"),
        ("not-http", raw(b"SSH-2.0-OpenSSH_9.9\r\n\r\n"), "DownloadFailedError"),
        ("headers-endless", endless(ok, b"X-More: and more\r\n" * 100, 32 * MEGABYTE), "DownloadFailedError"),
        ("header-endless", endless(ok + b"X-More: ", b"x" * 4096, 32 * MEGABYTE), "DownloadFailedError"),
        (
            "interim-endless",
            endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100, 32 * MEGABYTE),
            "DownloadFailedError",
        ),
        ("cookies", raw(ok + b"Set-Cookie: a=b; Path=/\r\n" * 500 + b"\r\n" + STORY.encode()), "page"),
        ("no-length", raw(ok + b"\r\n" + STORY.encode()), "page"),
    ):
        yield Case(f"body-{name}", site(serve), tuple(result.split()), slow=result == "DownloadTimeoutError")


def redirect_cases() -> Iterator[Case]:
    """Redirects."""
    for name, hops, result in (
        ("five", ("/1", "/2", "/3", "/4", "/5"), "page"),
        ("six", ("/1", "/2", "/3", "/4", "/5", "/6"), "IgnoreRequest"),
        ("circle", ("/1", "/story"), "IgnoreRequest"),
        ("file", ("file:///etc/passwd",), "HTTP 302"),
        ("ftp", ("ftp://127.0.0.1/a",), "HTTP 302"),
        ("data", ("data:text/html,<p>hello",), "HTTP 302"),
        ("javascript", ("javascript:alert(1)",), "ValueError"),
        ("off-site", ("http://off-site.example/",), "off-site"),
        ("off-site-without-scheme", ("//off-site.example/",), "off-site"),
        ("other-port", ("http://127.0.0.1:22/",), "off-site"),
        ("metadata-service", ("http://169.254.169.254/latest/meta-data/",), "off-site"),
        ("user-info", ("http://127.0.0.1@off-site.example/",), "off-site"),
        ("nowhere", ("http://",), "IgnoreRequest"),
    ):
        yield Case(f"redirect-{name}", site(answers.redirect(*hops)), (result,), most_requests=8)


def manners_cases() -> Iterator[Case]:
    """Delays, and what busy hosts ask for."""
    crawl_delay = "User-agent: *\nCrawl-delay: 0.4\n"
    yield Case("delay", site(), ("page",), _STORIES, delay=0.3, least_gap_s=0.3)
    yield Case("crawl-delay", site(robots=crawl_delay), ("page",), _STORIES, least_gap_s=0.4)
    yield Case(
        "crawl-delay-shorter",
        site(robots="User-agent: *\nCrawl-delay: 0.1\n"),
        ("page",),
        _STORIES,
        delay=0.3,
        least_gap_s=0.3,
    )
    yield Case("crawl-delay-absurd", site(robots="User-agent: *\nCrawl-delay: 86400\n"), ("page",), least_gap_s=0.5)
    yield Case("crawl-delay-garbage", site(robots="User-agent: *\nCrawl-delay: -1e999\n"), ("page",))
    for name, wait, line in (
        ("seconds", lambda: "1", "429 Too Many Requests"),
        ("seconds-503", lambda: "1", "503 Service Unavailable"),
        ("date", answers.in_a_second, "429 Too Many Requests"),
        ("none-to-wait", lambda: "0", "429 Too Many Requests"),
    ):
        yield Case(f"retry-after-{name}", site(answers.busy_first(wait, line)), ("page",), most_requests=3)
    for name, asked in (("long", "86400"), ("garbage", "when it suits"), ("huge", "9" * 400)):
        serve = status("429 Too Many Requests", retry_after=asked)
        yield Case(f"retry-after-{name}", site(serve), ("host-left-alone",), _STORIES, most_requests=2)


def way_out_cases() -> Iterator[Case]:
    """Ways that lead to private addresses and to other sites; the servers there must not see a request."""
    private, off = ("private-address",), ("off-site",)
    inside = "http://{intranet}/story"
    for name, serve, starts, results in (
        ("redirect", site(answers.redirect(inside)), None, private),
        ("second-hop", site(answers.redirect("/1", "/2", inside)), None, private),
        ("robots", site(robots=status("302 Found", location="http://{intranet}/robots.txt")), None, private),
        ("feed", site(answers.feed(f"<rss><item><link>{inside}</link></item></rss>")), "feed", private),
        (
            "sitemap",
            site(answers.feed("<sitemapindex><sitemap><loc>http://{intranet}/map</loc></sitemap></sitemapindex>")),
            "sitemap",
            private,
        ),
        (
            "listing-redirect",
            site(answers.redirect(inside)),
            "section",
            private,
        ),
    ):
        path = "/story" if name == "listing-redirect" else "/feed"
        asked = {"starts": _listing(path, starts)} if starts else {}
        yield Case(f"private-by-{name}", serve, results, owns_intranet=True, **asked)
    for name, serve, starts in (
        ("redirect", site(answers.redirect("http://{elsewhere}/story")), None),
        ("feed", site(answers.feed("<rss><item><link>http://{elsewhere}/story</link></item></rss>")), "feed"),
        (
            "sitemap",
            site(answers.feed("<sitemapindex><sitemap><loc>http://{elsewhere}/map</loc></sitemap></sitemapindex>")),
            "sitemap",
        ),
    ):
        asked = {"starts": _listing("/feed", starts)} if starts else {}
        yield Case(f"off-site-by-{name}", serve, off, **asked)
    yield Case(
        "off-site-by-robots",
        site(robots=status("302 Found", location="http://{elsewhere}/robots.txt")),
        ("robots-unreachable",),
        never_asked=("/story",),
    )


def listing_cases() -> Iterator[Case]:
    """Feeds and sitemaps that are not as they should be, and still give their stories."""
    item = "<item><title>Ships &amp; boats</title><link>/story</link></item>"
    for name, text in (
        ("cut", f"<rss><channel>{item}<item><title>cut o"),
        (
            "ampersand",
            "<rss><channel><item><title>Ships & boats</title><link>/story?a=1&b=2</link></item></channel></rss>",
        ),
        (
            "words-before",
            f"\n\n<br />Warning: out of memory\n<?xml version='1.0'?><rss><channel>{item}</channel></rss>",
        ),
        ("unclosed", f"<rss><channel><item><title>Lost<link>/lost</link>{item}</channel></rss>"),
        ("control-characters", f"<rss><channel>\x00\x08{item}\x1f</channel></rss>"),
        ("wrong-encoding", f"<?xml version='1.0' encoding='utf-16'?><rss><channel>{item}</channel></rss>"),
        ("atom-relative", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='story'/></entry></feed>"),
        (
            "atom-base",
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/a/'><entry><link href='b/story'/></entry></feed>",
        ),
    ):
        yield Case(f"feed-{name}", site(answers.feed(text)), ("page",), _listing("/feed", "feed"))
    yield Case("feed-is-html", site(), ("listing",), _listing("/feed", "feed"), most_requests=8)
    yield Case("feed-empty", site(answers.feed("")), ("listing",), _listing("/feed", "feed"))


def trap_cases() -> Iterator[Case]:
    """Listings without end, and XML that bites."""
    few = {"listings": 8, "requests": 30, "pattern": 5}
    for name, serve, path, kind, results in (
        ("calendar", answers.calendar, "/calendar/2026/11/1/", "section", "budget-pattern"),
        ("facets", answers.facets, "/goods?colour=red&size=1", "section", "budget-pattern"),
        ("pages", answers.pages, "/list/page/1/", "section", "budget-pattern"),
        ("sitemap-chain", answers.sitemap_chain, "/map/1", "sitemap", "budget-pattern"),
        ("sitemap-loop", answers.sitemap_loop, "/map/a", "sitemap", "budget-listings budget-pattern"),
        ("link-flood", answers.link_flood, "/section", "section", "budget-requests"),
        ("session-ids", answers.session_ids, "/section", "section", "budget-requests"),
        ("entities", answers.laughs, "/feed", "feed", "page"),
        ("outside-entities", answers.outside, "/feed", "feed", "page"),
    ):
        forbidden = ("/dtd", "/net", "/more")
        yield Case(
            f"trap-{name}",
            site(serve),
            tuple(results.split()),
            _listing(path, kind),
            31,
            budget=few,
            never_asked=forbidden,
        )
    gz = site(lambda talk: talk.answer(answers.gzip_bomb(), content_type="application/gzip"))
    yield Case("trap-sitemap-bomb", gz, ("listing",), _listing("/sitemap.xml.gz", "sitemap"))
    deep = "<urlset>" + "<url>" * 150_000
    yield Case("trap-deep-xml", site(lambda talk: talk.answer(deep)), ("listing",), _listing("/sitemap.xml", "sitemap"))
    big = STORY + "<!-- " + "x" * 300_000 + " -->"
    yield Case(
        "budget-bytes", site(lambda talk: talk.answer(big)), ("budget-bytes",), _STORIES, budget={"bytes": 400_000}
    )
    yield Case("budget-seconds", site(answers.slowly(0.6)), ("budget-seconds",), _STORIES, budget={"seconds": 1})
    yield Case("budget-requests", site(), ("budget-requests",), _STORIES, most_requests=3, budget={"requests": 3})


def page_cases() -> Iterator[Case]:
    """Pages that are no stories, or that would kill whoever reads them."""
    script = (
        "<!doctype html><html><head><title>News</title></head><body><div id=root></div><script>" + "var a=1;" * 9000
    )
    sorry = "<html lang=en><title>Page not found</title><h1>404</h1><p>Sorry, the page you are looking for can't be found.</p>"
    for name, body, results in (
        ("empty", "", "empty"),
        ("blank", " \n\t\n" * 400, "empty"),
        ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 400, "not-html"),
        ("binary", bytes(range(256)) * 4000, "not-html"),
        ("script-only", script + "</script></body></html>", "script-only empty"),
        ("soft-404", sorry, "soft-404 empty"),
        ("consent", answers.CONSENT, "consent"),
        ("paywall", answers.PAYWALL, "paywalled"),
        ("spans", "<span>" * 350_000 + STORY, "page failed empty"),
        ("deep", "<div>" * 100_000 + STORY, "page"),
        ("attributes", "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">" + STORY, "page"),
        ("one-line", "<p>" + "word " * 600_000, "page failed empty index"),
        ("open-tags", "<" * 2_000_000, "failed empty page"),
        ("entities", "&amp" * 600_000, "failed empty page"),
        ("table", "<table>" * 50_000 + STORY, "page"),
        ("links", "".join(f"<a href=/{n}>link number {n}</a> " for n in range(100_000)), "failed empty index page"),
        ("lists", "<ul><li>" * 70_000 + STORY, "page"),
        (
            "fonts",
            "<p>" + "".join(f"<font s={n}>" for n in range(300)) + "</p>" + "<p>x</p>" * 15_000 + STORY,
            "page empty",
        ),
        ("attribute-of-a-megabyte", f"<p title='{'x' * MEGABYTE}'>" + STORY, "page"),
    ):
        yield Case(f"page-{name}", site(_page(body)), tuple(results.split()))
    for order in ("hang", "hang in C", "eat", "gulp", "crash"):
        yield Case(
            f"fatal-{order.replace(' ', '-')}",
            site(_fatal(order)),
            ("failed",),
            _STORIES[:3],
            clean_with="tests.crawler.hostile.fatal:clean",
        )


def _fatal(order: str) -> Serve:
    """The second of three stories tells the cleaner to do something fatal."""
    return lambda talk: talk.answer(f"<!-- {order} -->" if talk.path.endswith("1") else STORY)


def _page(body: str | bytes) -> Serve:
    return lambda talk: talk.answer(body)


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case."""
    families: tuple[Callable[[], Iterator[Case]], ...] = (
        robots_cases,
        connection_cases,
        body_cases,
        redirect_cases,
        manners_cases,
        way_out_cases,
        listing_cases,
        trap_cases,
        page_cases,
    )
    return tuple(case for family in families for case in family())
