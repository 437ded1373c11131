"""Reading a page of a source: stories, what is skipped and why, and where it goes on."""

from __future__ import annotations

from crawler.reading import Fetched, Read, read
from crawler.state.listings import ListingTask
from tests.crawler.pages import GAZETTE, address

FEED = """<rss><channel>
<item><link>{a}</link><title> The  ferry
 runs </title><pubDate>Fri, 20 Nov 2026 08:30:00 +0200</pubDate></item>
<item><link>{b}</link><pubDate>Sun, 01 Nov 2026 08:30:00 +0200</pubDate></item>
<item><link>{a}?utm_source=rss</link></item>
<item><link>https://elsewhere.example/2026/11/20/ferry/</link></item>
<item><link>https://gazette.example/tag/port/</link></item>
</channel></rss>""".format(a=address("ferry"), b=address("bridge"))

SECTION = (
    f'<a href="{address("ferry")}">Ferry</a> <a href="/politics/">Politics</a> <a href="?page=2" rel="next">Older</a>'
    '<a href="https://elsewhere.example/?page=2">Other</a>'
)

SITEMAPS = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://gazette.example/2026.xml</loc></sitemap>
<sitemap><loc>https://elsewhere.example/2026.xml</loc></sitemap></sitemapindex>"""


def look(kind: str, body: str, since: str = "") -> Read:
    task = ListingTask("k", "https://gazette.example/source", kind, 0, "", "")
    return read(
        task, Fetched(task.url, body.encode(), {"content-type": "text/html; charset=utf-8"}), GAZETTE, since=since
    )


def test_stories_come_once_with_their_hints_in_utc() -> None:
    first, second = look("feed", FEED).stories
    assert (first.url, first.title, first.published) == (address("ferry"), "The ferry runs", "2026-11-20T06:30:00Z")
    assert second.url == address("bridge")


def test_addresses_that_are_no_stories_are_counted_by_reason() -> None:
    assert look("feed", FEED).skipped == {"off-site": 1, "list": 1}


def test_links_of_a_section_have_to_look_like_stories() -> None:
    found = look("section", SECTION)
    assert [story.url for story in found.stories] == [address("ferry")]
    assert found.skipped["no-story-sign"] == 1


def test_lists_go_on_while_there_is_something_new() -> None:
    found = look("section", SECTION)
    assert [url for _, url in found.further] == ["https://gazette.example/source?page=2"]
    assert found.only_if_new


def test_sitemaps_of_an_index_are_all_read_if_they_are_on_site() -> None:
    found = look("sitemap", SITEMAPS)
    assert [url for _, url in found.further] == ["https://gazette.example/2026.xml"]
    assert not found.only_if_new


def test_nothing_older_than_asked_for_is_taken() -> None:
    found = look("feed", FEED, since="2026-11-15")
    assert [story.url for story in found.stories] == [address("ferry")]
    assert found.skipped["too-old"] == 1
    assert not found.only_if_new


def test_story_last_changed_long_ago_was_published_long_ago() -> None:
    days = {"a": "2026-11-19", "b": "2025-01-01"}
    entries = "".join(f"<url><loc>{address(n)}</loc><lastmod>{day}</lastmod></url>" for n, day in days.items())
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    assert [story.url for story in look("sitemap", sitemap, since="2026-11-15").stories] == [address("a")]


def test_list_with_nothing_young_enough_ends() -> None:
    paged = FEED.replace(
        "</channel>",
        '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="https://gazette.example/source?paged=2"/></channel>',
    )
    assert look("feed", paged).further
    assert look("feed", paged, since="2030-01-01").further == ()


def test_body_that_cannot_be_read_is_a_problem_and_no_error() -> None:
    assert look("sitemap", "<html>404</html>").problem
