"""Feeds of every format, well and badly written, give their stories."""

from __future__ import annotations

import pytest

from crawler.discovery.feeds import feed
from crawler.discovery.listing import Found

URL = "https://gazette.example/news/rss.xml"
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'


def only(text: str | bytes) -> Found:
    """The one story of a feed."""
    (story,) = feed(text if isinstance(text, bytes) else text.encode(), URL).stories
    return story


def rss(item: str, **namespaces: str) -> str:
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in namespaces.items())
    return f'<?xml version="1.0"?><rss version="2.0"{declared}><channel><title>Gazette</title>{item}</channel></rss>'


def test_reads_what_an_rss_item_says() -> None:
    item = """<item><title>Harbour &amp;amp; mole</title><link>https://gazette.example/mole</link>
        <pubDate>Fri, 20 Nov 2026 08:30:00 +0200</pubDate><description>&lt;p&gt;Short&lt;/p&gt;</description></item>"""
    assert only(rss(item)) == Found(
        "https://gazette.example/mole", "Harbour & mole", "2026-11-20T08:30:00+02:00", None, "<p>Short</p>"
    )


def test_reads_what_an_atom_entry_says() -> None:
    entry = f"""<feed {ATOM}><title>Gazette</title><entry><title type="html">A &lt;b&gt;mole&lt;/b&gt;</title>
        <link rel="self" href="https://gazette.example/entry/1"/><link href="https://gazette.example/mole"/>
        <published>2026-11-20T08:30Z</published><updated>2026-11-21T09:00:00Z</updated>
        <content type="html">&lt;p&gt;Whole&lt;/p&gt;</content><summary>Short</summary></entry></feed>"""
    assert only(entry) == Found(
        "https://gazette.example/mole",
        "A mole",
        "2026-11-20T08:30:00+00:00",
        "2026-11-21T09:00:00+00:00",
        "<p>Whole</p>",
    )


def test_reads_rss_1_whose_items_stand_outside_the_channel() -> None:
    story = only(
        f"""<rdf:RDF {RDF} xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://gazette.example/"/>
        <item rdf:about="https://gazette.example/mole"><title>Mole</title><dc:date>2026-11-20</dc:date></item></rdf:RDF>"""
    )
    assert (story.url, story.title, story.published) == ("https://gazette.example/mole", "Mole", "2026-11-20")


def test_reads_atom_0_3() -> None:
    entry = (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>Mole</title>'
        '<link rel="alternate" href="/mole"/><issued>2026-11-20T08:30:00+02:00</issued></entry></feed>'
    )
    assert (only(entry).url, only(entry).published) == ("https://gazette.example/mole", "2026-11-20T08:30:00+02:00")


def test_reads_atom_without_its_namespace() -> None:
    entry = '<feed><entry><title>Mole</title><link href="/mole"/></entry></feed>'
    assert (only(entry).url, only(entry).title) == ("https://gazette.example/mole", "Mole")


def test_xml_base_counts_for_relative_links() -> None:
    entry = f'<feed {ATOM} xml:base="https://other.example/a/"><entry xml:base="b/"><link href="mole"/></entry></feed>'
    assert only(entry).url == "https://other.example/a/b/mole"


def test_links_are_relative_to_the_feed_without_xml_base() -> None:
    assert only(rss("<item><link>../mole?a=1</link></item>")).url == "https://gazette.example/mole?a=1"


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<guid>https://gazette.example/mole</guid>", "https://gazette.example/mole"),
        ('<link/><guid isPermaLink="true">https://gazette.example/mole</guid>', "https://gazette.example/mole"),
        ("<link>https://gazette.example/a</link><guid>https://gazette.example/b</guid>", "https://gazette.example/a"),
        ('<atom:link href="https://gazette.example/mole"/>', "https://gazette.example/mole"),
        ("<link>\n  https://gazette.example/mole\n</link>", "https://gazette.example/mole"),
        ("<link><![CDATA[https://gazette.example/mole?a=1&b=2]]></link>", "https://gazette.example/mole?a=1&b=2"),
        (
            "<link>https://feeds.example/~r/1</link><fb:origLink>https://gazette.example/mole</fb:origLink>",
            "https://gazette.example/mole",
        ),
        (
            "<link>mailto:desk@gazette.example</link><guid>https://gazette.example/mole</guid>",
            "https://gazette.example/mole",
        ),
    ],
)
def test_finds_the_address_where_it_stands(item: str, url: str) -> None:
    namespaces = {"atom": "http://www.w3.org/2005/Atom", "fb": "http://rssnamespace.org/feedburner/ext/1.0"}
    assert only(rss(f"<item>{item}</item>", **namespaces)).url == url


def test_a_guid_that_is_no_address_is_not_taken_for_one() -> None:
    listing = feed(rss('<item><guid isPermaLink="false">https://gazette.example/?p=1</guid></item>').encode(), URL)
    assert listing.stories == ()
    assert listing.problems == ("1 of 1 entries without an address of their own",)


def test_a_web_page_is_preferred_among_alternates() -> None:
    entry = (
        f'<feed {ATOM}><entry><link type="application/json" href="/mole.json"/>'
        '<link type="text/html" href="/mole"/></entry></feed>'
    )
    assert only(entry).url == "https://gazette.example/mole"


def test_the_whole_text_is_preferred_to_the_summary() -> None:
    whole = "<content:encoded><![CDATA[<p>Whole</p>]]></content:encoded>"
    item = f"<item><link>/mole</link><description>Short</description>{whole}</item>"
    assert only(rss(item, content="http://purl.org/rss/1.0/modules/content/")).text_html == "<p>Whole</p>"


def test_titles_of_media_are_not_the_story_s() -> None:
    item = "<item><media:title>Photo</media:title><title>Mole</title><link>/mole</link></item>"
    assert only(rss(item, media="http://search.yahoo.com/mrss/")).title == "Mole"


def test_an_address_given_twice_is_one_story() -> None:
    item = "<item><link>/mole</link></item>"
    assert len(feed(rss(item * 2).encode(), URL).stories) == 1


@pytest.mark.parametrize(
    "broken",
    [
        "<item><title>One</title><link>/1</link></item><item><title>Two & a half</title><link>/2?a=1&b=2</link></item>",
        "<item><title>One</title><link>/1</link></item><item><title>Two&nbsp;a</title><link>/2?a=1&amp;b=2</link></item>",
        "<item><title>One</title><link>/1</link></item><item><title>Two \x0b a</title><link>/2?a=1&amp;b=2</link></item>",
        "<item><title>One</title><link>/1</link></item><item><title>Two <b>a</title><link>/2?a=1&amp;b=2</link></item>",
        "<item><dc:date>x</dc:date><link>/1</link></item><item><title>Two</title><link>/2?a=1&amp;b=2</link></item>",
        "<item><link>/1</link></item><!-- <item><link>/3</link></item> --><item><title a=b><link>/2?a=1&amp;b=2</link></item>",
    ],
)
def test_a_malformed_feed_gives_its_stories_and_says_so(broken: str) -> None:
    listing = feed(rss(broken).encode(), URL)
    assert [story.url for story in listing.stories] == [
        "https://gazette.example/1",
        "https://gazette.example/2?a=1&b=2",
    ]
    assert listing.problems[0].startswith("not well-formed")


def test_a_feed_cut_short_gives_the_stories_before_the_cut() -> None:
    whole = rss("".join(f"<item><title>Story {n}</title><link>/{n}</link></item>" for n in range(50)))
    listing = feed(whole[: len(whole) // 2].encode(), URL)
    assert 20 <= len(listing.stories) <= 26
    assert listing.stories[0].title == "Story 0"


def test_fault_in_one_item_leaves_the_text_of_others_as_it_was() -> None:
    second = "<item><link>/2</link><description><![CDATA[a & b <p>]]></description></item>"
    items = f"<item><link>/1</link><title>A & B</title></item>{second}"
    assert [story.title or story.text_html for story in feed(rss(items).encode(), URL).stories] == [
        "A & B",
        "a & b <p>",
    ]


def test_what_stands_before_the_feed_is_skipped_and_told() -> None:
    listing = feed(b"\nWarning: mysql_connect()\n" + rss("<item><link>/mole</link></item>").encode(), URL)
    assert (len(listing.stories), listing.problems) == (1, ("text before the first element",))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256", "shift_jis", "iso-2022-jp"])
def test_a_feed_in_another_charset_is_read(encoding: str) -> None:
    title = (
        "ميناء" if encoding == "windows-1256" else "港の灯台" if "jp" in encoding or "jis" in encoding else "Łódź ميناء"
    )
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?><rss><item><title>{title}</title><link>/a</link></item></rss>'
    assert only(text.encode(encoding)).title == title


def test_utf_8_that_says_it_is_latin_is_read_as_what_it_is() -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?><rss><item><title>Łódź</title><link>/a</link></item></rss>'
    assert only(text.encode()).title == "Łódź"


def test_follows_the_next_page_of_a_feed() -> None:
    entry = '<entry><link rel="next" href="/no"/><link href="/mole"/></entry>'
    paged = f'<feed {ATOM}><link rel="next" href="?page=2"/>{entry}</feed>'
    assert feed(paged.encode(), URL).listings == ("https://gazette.example/news/rss.xml?page=2",)


@pytest.mark.parametrize("body", [b"", b"<html><body>Sorry</body></html>", b"\x00\x01\x02", b"{}", b"<!DOCTYPE html>"])
def test_what_is_no_feed_gives_no_story_and_says_so(body: bytes) -> None:
    listing = feed(body, URL)
    assert listing.stories == ()
    assert listing.problems[-1].startswith("not a feed")


def test_entities_are_neither_expanded_nor_fetched() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    story = only(f"{doctype}<rss><item><title>x&b;&f;y</title><link>/mole</link></item></rss>")
    assert (story.url, story.title) == ("https://gazette.example/mole", "x&b;&f;y")


@pytest.mark.parametrize("piece", ["<item>", "<![CDATA[", "<!--", "&", "<a", "]]>", "<item a='", "&#x"])
def test_a_hostile_feed_costs_time_in_proportion_to_its_length(piece: str) -> None:
    listing = feed(b"<rss><item>" + piece.encode() * 60_000, URL)
    assert listing.stories == ()
    assert listing.problems
