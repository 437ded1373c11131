"""What a front page announces, what of it is tried, and which seed file is drafted."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from crawler.asking import Answer
from crawler.drafting import draft, told
from crawler.outlets import load_outlet
from crawler.probing import Probe, outlet_of, probe, read_front
from crawler.types import Outlet

ORIGIN = "https://gazette.example"
FRONT = """<!doctype html><html lang="pt_BR"><head><title>Home | Example Gazette and more</title>
<link rel="alternate" type="application/rss+xml" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" href="/feed/">
<link rel="alternate" type="application/atom+xml" href="https://gazette.example/world.atom">
<link rel="alternate" hreflang="en" href="/en/">
<link rel="https://api.w.org/" href="https://gazette.example/wp-json/">
</head><body><nav><a href="/">Home</a><a href="/world/#top">World</a><a href="/world/">World</a>
<a href="https://elsewhere.example/sport/">Sport</a><a href="/about">About</a>
<a href="/2026/11/20/the-ferry-runs-again">The ferry</a><a href="/culture/">Culture</a></nav>
<main><a href="/weather/">Weather</a></main></body></html>"""
ROBOTS = "User-agent: *\nDisallow: /admin\nSitemap: /news.xml\nSITEMAP : https://gazette.example/all.xml\n"


def item(number: int) -> str:
    return f"<item><link>{ORIGIN}/2026/11/20/story-number-{number}</link><pubDate>Fri, 20 Nov 2026 06:00:00 GMT</pubDate></item>"


FEED = f"<rss><channel>{item(1)}{item(2)}</channel></rss>"
INDEX = (
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    f"<sitemap><loc>{ORIGIN}/posts.xml</loc></sitemap></sitemapindex>"
)
POSTS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    f"<url><loc>{ORIGIN}/2026/11/20/story-number-1</loc><lastmod>2026-11-20</lastmod></url></urlset>"
)
NEWS = POSTS.replace("<urlset", '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"')


def page(body: str, path: str = "/") -> Answer:
    return Answer(ORIGIN + path, 200, {}, body.encode())


def ask_of(pages: Mapping[str, str], asked: list[str]) -> object:
    """A site that has these pages."""

    async def ask(outlet: Outlet, url: str, *, is_robots: bool = False) -> Answer:
        asked.append(url.removeprefix(ORIGIN))
        body = pages.get(url.removeprefix(ORIGIN))
        return Answer(url, 404, problem="HTTP 404") if body is None else page(body, url.removeprefix(ORIGIN))

    return ask


def probed(pages: Mapping[str, str]) -> tuple[Probe, list[str]]:
    asked: list[str] = []
    return asyncio.run(probe(ask_of(pages, asked), ORIGIN + "/")), asked  # type: ignore[arg-type]


def test_front_page_tells_name_language_feeds_api_and_sections() -> None:
    front = read_front(page(FRONT), outlet_of(ORIGIN), page(ROBOTS, "/robots.txt"))
    assert front.name == "Example Gazette and more"
    assert front.language == "pt-BR"
    assert front.feeds == (f"{ORIGIN}/feed/", f"{ORIGIN}/world.atom")
    assert front.sitemaps == (f"{ORIGIN}/news.xml", f"{ORIGIN}/all.xml")
    assert front.api == f"{ORIGIN}/wp-json/"
    assert front.sections == (f"{ORIGIN}/world/", f"{ORIGIN}/culture/")


def test_name_that_a_site_gives_to_others_wins_over_its_title() -> None:
    html = FRONT.replace("<title>", '<meta property="og:site_name" content=" Example  Gazette "><title>')
    assert read_front(page(html), outlet_of(ORIGIN), page("")).name == "Example Gazette"


def test_front_page_that_says_nothing_is_read_too() -> None:
    front = read_front(page(""), outlet_of(ORIGIN), Answer(ORIGIN, problem="HTTP 404"))
    assert (front.name, front.feeds, front.sitemaps, front.sections) == ("", (), (), ())


def test_what_is_announced_and_works_is_drafted(tmp_path: Path) -> None:
    found, asked = probed(
        {"/": FRONT, "/robots.txt": ROBOTS, "/feed/": FEED, "/news.xml": NEWS, "/all.xml": INDEX, "/posts.xml": POSTS}
    )
    path = tmp_path / "gazette.toml"
    path.write_text(draft(found, date(2026, 11, 22)), encoding="utf-8")
    outlet = load_outlet(path)
    assert [(source.kind, source.url) for source in outlet.sources] == [
        ("feed", f"{ORIGIN}/feed/"),
        ("news-sitemap", f"{ORIGIN}/news.xml"),
        ("sitemap", f"{ORIGIN}/all.xml"),
    ]
    assert {source.verified for source in outlet.sources} == {date(2026, 11, 22)}
    assert (outlet.name, outlet.domains, outlet.languages) == (
        "Example Gazette and more",
        ("gazette.example",),
        ("pt-BR",),
    )
    assert "2 stories, newest 2026-11-20" in path.read_text("utf-8")
    assert "/rss.xml" not in asked, "what is usual is not tried where what is announced works"


def test_usual_addresses_are_tried_where_nothing_is_announced() -> None:
    found, asked = probed({"/": "<title>Gazette</title>", "/rss.xml": FEED})
    assert [source.url for source in found.outlet.sources] == [f"{ORIGIN}/rss.xml"]
    assert asked.index("/feed/") < asked.index("/rss.xml")
    assert "/atom.xml" not in asked


def test_sections_are_tried_only_where_nothing_better_works() -> None:
    section = '<a href="/2026/11/20/the-ferry-runs-again">Ferry</a>'
    found, asked = probed({"/": FRONT, "/world/": section})
    assert [(source.kind, source.url) for source in found.outlet.sources] == [("section", f"{ORIGIN}/world/")]
    _, asked = probed({"/": FRONT, "/feed/": FEED, "/world/": section})
    assert "/world/" not in asked


def test_source_without_stories_is_told_and_not_drafted() -> None:
    found, _ = probed({"/": FRONT, "/feed/": "<rss><channel></channel></rss>"})
    assert found.outlet.sources == ()
    lines = list(told(found.trials))
    assert lines[0].split() == ["no", "feed", f"{ORIGIN}/feed/", "no", "story", "(it", "lists", "nothing)"]


def test_site_that_does_not_answer_is_told() -> None:
    found, asked = probed({})
    assert (found.problem, asked) == (f"{ORIGIN}/: HTTP 404", ["/"])


@pytest.mark.parametrize("name", ['Quote " and \\ backslash', "سپیدار"])
def test_draft_is_right_whatever_a_site_calls_itself(tmp_path: Path, name: str) -> None:
    front = f'<meta property="og:site_name" content="{name.replace(chr(34), "&quot;")}">'
    found, _ = probed({"/": front, "/feed/": FEED})
    (tmp_path / "gazette.toml").write_text(draft(found, date(2026, 11, 22)), encoding="utf-8")
    assert load_outlet(tmp_path / "gazette.toml").name == name
