"""HTML into blocks."""

from __future__ import annotations

import pytest

from cleaners.limits import MAX_DEPTH, MAX_TAGS
from cleaners.parse import anchors, parse, valid_selector
from cleaners.types import Hints


def _texts(html: str) -> list[str]:
    return [b.text for b in parse(html).blocks]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<div>One<p>Two</p>three</div>", ["One", "Two", "three"]),
        ("<div>One<br>two<br><br>three</div>", ["One", "two", "three"]),
        ("<p>A <b>bold</b> word</p>", ["A bold word"]),
        ("<p>in\n   two\tlines</p>", ["in two lines"]),
        ("<p>café\u00a0noir</p>", ["café\u00a0noir"]),
        ("<a href=x>Egypt</a><a href=y>Politics</a>", ["Egypt Politics"]),
        ("<p>W<span>ord</span></p>", ["Word"]),
        ("<p><span class=a>By</span><span class=b>Ann Reed</span></p>", ["By Ann Reed"]),
        ("<div><time>20:42</time><mark>KEY EVENT</mark></div>", ["20:42 KEY EVENT"]),
        ("<div><span>20:42</span><span>Ann Reed</span></div>", ["20:42 Ann Reed"]),
        ("<div><span>2042</span><span>Ann</span></div>", ["2042Ann"]),
        ("<p>The <time>5</time>th of May, the <b>1</b><i>st</i></p>", ["The 5th of May, the 1st"]),
        ("<h1><span class=a>Dec 5, 2023</span><span class=b>Shares</span></h1>", ["Dec 5, 2023 Shares"]),
        ("<p><span class=a>W</span><span class=b>ord</span> <b class=c>H</b><sub class=d>2</sub>O</p>", ["Word H2O"]),
        ("<pre>one\ntwo</pre>", ["one", "two"]),
        ("<ul><li>one<ul><li>inner</ul><li>two</ul>", ["one", "inner", "two"]),
        ("<blockquote>a<blockquote><p>b</blockquote></blockquote>", ["a", "b"]),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>", ["漢字"]),
        ("<script>var a = '<p>no</p>'</script><style>p{}</style><p>yes</p>", ["yes"]),
        ("<textarea>no</textarea><select><option>no</select><p>yes</p>", ["yes"]),
        ("<p>a &lt; b &amp;amp; c</p>", ["a < b &amp; c"]),
        ("<news-p>One.</news-p><news-p>Two.</news-p>", ["One.", "Two."]),
        ("<li><string-name>Reed A</string-name>, Fell B: weirs.</li>", ["Reed A, Fell B: weirs."]),
        ("<p>So. <gloss-term>Scour</gloss-term> is what floods do.</p>", ["So. Scour is what floods do."]),
        ("<p>“Just.”<sup><a href=#n1>1</a></sup> So</p>", ["“Just.” So"]),
        ("<p>Just<sup>[<a href=#n12>12</a>]</sup> so</p>", ["Just so"]),
        ("<p>Just<a href=#fn3 class=footnote-anchor>3</a> so</p>", ["Just so"]),
        ("<p>Just<span class=spip_note_ref>&nbsp;[<a href=#nb1>1</a>]</span>.</p>", ["Just."]),
        ("<p>So [<a href=#fn1>1</a>-<a href=#fn3>3</a>] 10<sup>6</sup> E<sup>[2]</sup></p>", ["So [1-3] 106 E[2]"]),
        ("<p>Pages <a href=#p2>2</a> <a href=/fn>3</a></p>", ["Pages 2 3"]),
        ("<p><sup><a href=#n1>1</a></sup> A note</p>", ["1 A note"]),
        ("", []),
        ("no markup at all", ["no markup at all"]),
    ],
)
def test_cuts_text_where_a_reader_sees_a_break(html: str, texts: list[str]) -> None:
    assert _texts(html) == texts


def test_makes_one_block_of_a_row_of_data() -> None:
    html = "<table><tr><th>Team<th>Points<tr><td>Rovers<td>12</table>"
    assert _texts(html) == ["Team | Points", "Rovers | 12"]


@pytest.mark.parametrize("cell", ["<p>One.</p><p>Two.</p>", "word " * 60, "line<br>line"])
def test_leaves_the_cells_of_a_layout_table_apart(cell: str) -> None:
    assert "Menu" in _texts(f"<table><tr><td>Menu<td>{cell}</table>")


def test_makes_a_widget_between_sentences_a_block_of_its_own() -> None:
    assert _texts('<p>The end.<span class="share-buttons">Share</span></p>') == ["The end.", "Share"]


def test_leaves_a_link_inside_a_sentence_where_it_is() -> None:
    assert _texts('<p>the <a class="share-buttons">club</a> said</p>') == ["the club said"]


def test_lines_set_off_by_one_break_continue_a_paragraph() -> None:
    assert [b.gap for b in parse("<p>a<br>b<br><br>c</p><p>d</p>").blocks] == [1, 0, 1, 1]


def test_items_of_one_list_continue_it() -> None:
    assert [b.gap for b in parse("<ul><li>a<li>b</ul><ul><li>c</ul>").blocks] == [1, 0, 1]


def test_counts_link_and_emphasis_characters() -> None:
    (block,) = parse("<p><a href=x>four</a> and <b>bold</b></p>").blocks
    assert (block.link_chars, block.emphasis_chars) == (4, 4)


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ('<p style="display: none">x', "display:none"), ("<p hidden>x", "hidden"), ('<p aria-hidden="true">x', "aria-hidden"),
        ("<body><noscript><p>x</noscript>", "noscript"), ("<div hidden><div><p>x</div></div>", "hidden"), ("<p>x", ""),
    ],
)  # fmt: skip
def test_knows_why_text_is_hidden(html: str, why: str) -> None:
    assert [b.context.hidden for b in parse(html).blocks] == [why]


@pytest.mark.parametrize("tag", ["html", "body"])
def test_a_page_that_waits_for_its_scripts_is_seen(tag: str) -> None:
    assert parse(f"<{tag} style='visibility:hidden' class=hidden><p>word</p>").blocks[0].context.hidden == ""


def test_screen_reader_text_is_hidden_by_its_class() -> None:
    (block,) = parse('<a><span class="screen-reader-text">Facebook</span></a>').blocks
    assert block.context.hidden.startswith("class:")


def test_containers_stand_before_what_they_hold() -> None:
    containers = parse("<div id=a><div class=b><p>x</p></div><p>y</p></div>").containers
    assert all(c.parent is None or c.parent.index < c.index for c in containers)
    assert [c.index for c in containers] == list(range(len(containers)))


def test_marks_what_hints_select() -> None:
    html = "<div class=story><p>in</p><p class=promo>out</p></div><p>else</p>"
    blocks = parse(html, Hints(body=(".story",), drop=(".promo",))).blocks
    assert [b.context.hint for b in blocks] == ["body", "drop", ""]


def test_reads_what_the_page_says_of_itself() -> None:
    facts = parse(
        '<html lang="en"><head><title> A  title </title><meta property="og:title" content="A"><link rel=canonical href=/a>'
        '<script type="application/ld+json">{}</script></head><body><time datetime="2026-01-02">2 Jan</time>'
        '<span itemprop="author">Ann</span>'
    ).facts
    assert (facts.title, facts.language) == ("A title", "en")
    assert facts.meta == (("og:title", "A"),)
    assert facts.links == (("canonical", "/a", ""),)
    assert facts.json_ld == ("{}",)
    assert facts.times[0][:2] == ("2026-01-02", "2 Jan")
    assert facts.microdata == (("author", "Ann", ""),)


def test_survives_elements_nested_deeper_than_the_bound() -> None:
    depth = 3 * MAX_DEPTH
    parsed = parse("<div>" * depth + "deep" + "</div>" * depth + "<p>after</p>")
    assert [b.text for b in parsed.blocks] == ["deep", "after"]
    assert parsed.facts.truncated == "depth"


def test_cuts_a_page_of_too_many_tags() -> None:
    parsed = parse("<p>first</p>" + "<b></b>" * MAX_TAGS + "<p>last</p>")
    assert [b.text for b in parsed.blocks] == ["first"]
    assert parsed.facts.truncated == "tags"


def test_lists_links_in_order() -> None:
    assert anchors('<a href="/a"> One <b>two</b></a><a>no</a><a href="b">B</a>') == (("/a", "One two"), ("b", "B"))


@pytest.mark.parametrize(("selector", "valid"), [(".a > p", True), ("div[", False), ("p:nth-child(2)", True)])
def test_tells_valid_selectors(selector: str, valid: bool) -> None:
    assert valid_selector(selector) is valid
