"""Sitemaps: lists and indexes, news, compressed, as plain text, malformed."""

from __future__ import annotations

import gzip

import pytest

from crawler.discovery import xml
from crawler.discovery.listing import Found
from crawler.discovery.sitemaps import sitemap

URL = "https://gazette.example/sitemap.xml"
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def urlset(entries: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMESPACES}>{entries}</urlset>'.encode()


def loc(path: str, more: str = "") -> str:
    return f"<url><loc>https://gazette.example{path}</loc>{more}</url>"


def test_reads_what_a_news_sitemap_says() -> None:
    news = """<news:news><news:publication><news:name>Gazette</news:name><news:language>fa</news:language>
        </news:publication><news:publication_date>2026-11-20T08:30:00+03:30</news:publication_date>
        <news:title>Harbour &amp; mole</news:title></news:news><image:image><image:title>Photo</image:title></image:image>"""
    assert sitemap(urlset(loc("/mole", f"<lastmod>2026-11-21</lastmod>{news}")), URL).stories == (
        Found("https://gazette.example/mole", "Harbour & mole", "2026-11-20T08:30:00+03:30", "2026-11-21", "", "fa"),
    )


def test_the_newest_come_first_and_those_without_a_date_last() -> None:
    dated = {"/old": "<lastmod>2025-01-01</lastmod>", "/none": "", "/new": "<lastmod>2026-11-20T08:00:00Z</lastmod>"}
    stories = sitemap(urlset("".join(loc(path, more) for path, more in dated.items())), URL).stories
    assert [story.url.rpartition("/")[2] for story in stories] == ["new", "old", "none"]


def test_an_index_gives_its_sitemaps_newest_first_and_never_itself() -> None:
    entries = "".join(
        f"<sitemap><loc>{address}</loc><lastmod>{day}</lastmod></sitemap>"
        for address, day in (
            ("/a.xml", "2026-01-01"),
            ("/b.xml", "2026-11-01"),
            (URL, "2026-11-02"),
            ("/a.xml", "2026-02-01"),
        )
    )
    listing = sitemap(f"<sitemapindex {NAMESPACES}>{entries}</sitemapindex>".encode(), URL)
    assert listing.listings == ("https://gazette.example/b.xml", "https://gazette.example/a.xml")
    assert listing.stories == ()
    assert listing.changed["https://gazette.example/a.xml"] == "2026-02-01"


def test_an_index_says_when_its_sitemaps_have_changed() -> None:
    entries = "<sitemap><loc>/a.xml</loc><lastmod>2026-11-20</lastmod></sitemap><sitemap><loc>/b.xml</loc></sitemap>"
    listing = sitemap(f"<sitemapindex {NAMESPACES}>{entries}</sitemapindex>".encode(), URL)
    assert listing.changed == {"https://gazette.example/a.xml": "2026-11-20"}


@pytest.mark.parametrize("times", [1, 2])
def test_a_compressed_sitemap_is_read(times: int) -> None:
    body = urlset(loc("/mole"))
    for _ in range(times):
        body = gzip.compress(body)
    assert [story.url for story in sitemap(body, URL).stories] == ["https://gazette.example/mole"]


def test_a_compressed_sitemap_cut_short_gives_what_came() -> None:
    body = gzip.compress(urlset("".join(loc(f"/{n * 7919 % 10007}") for n in range(3000))))
    listing = sitemap(body[: len(body) // 2], URL)
    assert len(listing.stories) > 500
    assert listing.problems[0] == "gzip cut short"


def test_a_bomb_is_unpacked_to_the_bound_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MAX_XML_BYTES", 10_000)
    listing = sitemap(gzip.compress(urlset(loc("/mole")) + b" " * 1_000_000), URL)
    assert listing.problems[0] == "more than 10000 bytes: cut"
    assert len(listing.stories) == 1


def test_no_more_entries_are_read_than_the_protocol_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MAX_ELEMENTS", 10)
    assert len(sitemap(urlset("".join(loc(f"/{n}") for n in range(11))), URL).stories) == 10


def test_a_list_of_plain_text_is_read() -> None:
    body = "\ufeffhttps://gazette.example/a\r\nhttps://gazette.example/b\r\nnot an address\r\n".encode()
    listing = sitemap(body, URL)
    assert [story.url for story in listing.stories] == ["https://gazette.example/a", "https://gazette.example/b"]
    assert listing.problems == ("1 of 3 entries without an address of their own",)


def test_a_feed_used_as_a_sitemap_is_read() -> None:
    assert len(sitemap(b"<rss><item><link>/mole</link></item></rss>", URL).stories) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"<urlset>" + loc("/a?x=1&y=2").encode() + b"</urlset>",
        b"<urlset>" + loc("/a?x=1&amp;y=2").encode(),
        b'<urlset xmlns="wrong">'
        + loc("\n /a?x=1&amp;y=2 \n").replace("example\n ", "example").encode()
        + b"</urlset>",
        b"<urlset><url><loc><![CDATA[https://gazette.example/a?x=1&y=2]]></loc></url></urlset>",
        b"<urlset><url><loc>/a?x=1&amp;y=2</loc></url></urlset>",
    ],
)
def test_a_sloppy_sitemap_gives_its_address(body: bytes) -> None:
    assert [story.url for story in sitemap(body, URL).stories] == ["https://gazette.example/a?x=1&y=2"]


@pytest.mark.parametrize("body", [b"", b"<html>", b"Not found", b"\xff\xfe\x00"])
def test_what_is_no_sitemap_says_so(body: bytes) -> None:
    listing = sitemap(body, URL)
    assert (listing.stories, listing.listings) == ((), ())
    assert listing.problems[-1].startswith("not a sitemap")
