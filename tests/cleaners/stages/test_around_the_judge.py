"""Standfirsts, comments, captions, bylines, sign-offs and the end of a page's story: a case on each side of every rule."""

from __future__ import annotations

import pytest

from cleaners import Page
from cleaners.lexicons import Match, lexicon
from cleaners.pipeline import lay_out
from cleaners.stages.enclosed import enclosed
from cleaners.stages.judge import is_byline, is_credit, is_lone_link, is_pointer, is_sign, repeats_headline
from cleaners.stages.standfirst import standfirst
from cleaners.stages.story_end import story_end
from cleaners.types import Block, Document, Verdict

STORY = (
    "The river Orrin rose again on Monday, and the mill at Saltby was closed for a week.",
    "The council said that eleven houses had been emptied, and that nobody was hurt in the night.",
    "Engineers are to look at the weir on Tuesday, when the water has gone down to the second mark.",
)
P = "".join(f"<p>{text}</p>" for text in STORY)


def _document(body: str, head: str = "") -> Document:
    html = f"<html lang=en><head><title>Mill closed at Saltby</title>{head}</head><body>{body}</body></html>"
    return lay_out(Page(None, html))


def _kept_only(document: Document, *texts: str) -> Document:
    """The document with these texts kept and all others dropped."""
    return document.with_verdicts(
        tuple(
            Verdict(b, "body" if b.text in texts else "nav", b.text in texts, "x", "x", "judge")
            for b in document.blocks
        )
    )


def _standfirsts(above: str, head: str = "") -> list[str]:
    body = f"<h1>Mill closed at Saltby</h1><div class=top>{above}</div><div class=entry-content>{P}</div>"
    document = _kept_only(_document(body, head), *STORY)
    return [v.block.text for v in standfirst(document) if v.block and v.keep]


DESCRIBED = '<meta name=description content="Eleven houses were emptied when the Orrin rose for the second time">'


@pytest.mark.parametrize("name", ["standfirst", "article__lead", "post-excerpt", "entradilla", "article-chapo"])
def test_what_a_class_calls_a_standfirst_is_kept(name: str) -> None:
    assert _standfirsts(f"<p class={name}>Eleven houses emptied in the night</p>") == [
        "Eleven houses emptied in the night"
    ]


@pytest.mark.parametrize(
    "above",
    [
        "<div class=byline-social><p class=strapline>{}</p></div>",
        "<div class=c-standfirst><p class=paragraph>{}</p></div>",
        "<p class='title-font post-subtitle'>{}</p>",
        "<p class=strapline>{}</p>" + "".join(f"<p>Tool {i}</p>" for i in range(20)),
    ],
    ids=["in the head", "the element around", "the second class", "far above the story"],
)
def test_a_standfirst_is_found_wherever_it_stands_in_the_head(above: str) -> None:
    line = "Eleven houses emptied in the night"
    assert _standfirsts(above.format(line)) == [line]


def test_what_the_whole_page_is_called_says_nothing_of_a_standfirst() -> None:
    body = f"<h1>Mill closed at Saltby</h1><p class=dek>Eleven houses emptied in the night</p><div>{P}</div>"
    for name in ("sidebar-primary", "cookies-not-set"):
        document = _kept_only(_document(f"<div class={name}><div>{body}</div></div>"), *STORY)
        assert [v.evidence for v in standfirst(document)] == [".dek"]


def test_what_the_page_describes_itself_with_is_kept() -> None:
    line = "Eleven houses were emptied when the Orrin rose for the second time"
    assert _standfirsts(f"<div>{line}</div>", DESCRIBED) == [line]


@pytest.mark.parametrize(
    "above",
    [
        "<p>Eleven sheep were counted when the fair began for the third time</p>",
        "<p class=standfirst><a href=/b>Eleven houses emptied in the night</a></p>",
        "<p class=standfirst>By Ann Reed</p>",
        "<p class=standfirst>What we know of the river so far:</p>",
        "<p class=standfirst hidden>Eleven houses emptied in the night</p>",
        "<figure class=lead><figcaption>The mill at Saltby in the spring</figcaption></figure>",
        "<p class=standfirst>The mill closed at Saltby</p>",
        "<div class=newsletter-box><p class=intro>All news of Saltby at six every day</p></div>",
        "<p class=strapline>Eleven houses emptied in the night</p>" + "".join(f"<p>Tool {i}</p>" for i in range(40)),
    ],
    ids=["neither", "link", "byline", "announcement", "hidden", "caption", "headline", "newsletter", "too far above"],
)
def test_what_is_no_standfirst_is_left_to_the_judge(above: str) -> None:
    assert _standfirsts(above, DESCRIBED) == []


@pytest.mark.parametrize(
    ("line", "is_lead"),
    [
        ("<p>Eleven houses were emptied.</p>", False),
        ("<p>Eleven houses were emptied in the night.</p>", True),
        ("<p>Eleven houses emptied in the night</p>", False),
        ("<h2>Eleven houses emptied when the Orrin rose again</h2>", True),
        ("<h2>Eleven houses emptied</h2>", False),
        ("<p class=photo-text>Eleven houses were emptied in the night.</p>", False),
        ("<div class=newsletter-bar><p>Eleven houses were emptied in the night.</p></div>", False),
        ("<div>4 May 2026 at 10:15, again 4 May 2026 at 11:45.</div>", False),
    ],
)
def test_a_sentence_right_below_the_headline_is_its_lead(line: str, is_lead: bool) -> None:
    assert bool(_standfirsts(line)) is is_lead


def test_a_motto_below_the_outlets_name_is_no_lead() -> None:
    body = f"<h1>The Saltby Messenger</h1><p>Every day the news of the Orrin.</p><div class=entry-content>{P}</div>"
    assert not list(standfirst(_kept_only(_document(body), *STORY)))


def test_a_class_around_the_whole_page_says_nothing_of_a_lead() -> None:
    lead = "Eleven houses emptied in the night"
    body = f"<main class=js-nav-continues><h1>Mill closed at Saltby</h1><p class=dek>{lead}</p>{P}</main>"
    assert [v.block.text for v in standfirst(_kept_only(_document(body), *STORY)) if v.block] == [lead]


@pytest.mark.parametrize(
    ("name", "is_lead"),
    [("content-header-dek", True), ("photo-lead", False), ("key-takeaways-copy", True), ("content-header-text", False)],
)
def test_one_word_of_a_class_may_name_the_lead_but_not_a_captions(name: str, is_lead: bool) -> None:
    above = f"<p>By Ann Reed</p><p class={name}>Eleven houses emptied in the night</p>"
    assert bool(_standfirsts(above)) is is_lead


def test_without_a_headline_above_it_a_lead_is_a_teaser() -> None:
    body = f"<p class=lead>Eleven houses emptied in the night</p><div class=entry-content>{P}</div>"
    assert not list(standfirst(_kept_only(_document(body), *STORY)))


def _dropped(body: str) -> list[str]:
    return [v.block.text for v in enclosed(_document(body)) if v.block]


@pytest.mark.parametrize(
    "below",
    [
        "<div class=comment-list><div class=content><p>I lived there once.</p></div></div>",
        "<figure><img><p>I lived there once.</p></figure>",
        "<div><figcaption>I lived there once.</figcaption></div>",
        "<div class=image-caption><p>I lived there once.</p></div>",
    ],
)
def test_comments_and_captions_are_dropped_whatever_they_read_like(below: str) -> None:
    assert _dropped(P + below) == ["I lived there once."]


@pytest.mark.parametrize(
    "below",
    [
        "<figure><blockquote><p>I lived there once.</p></blockquote></figure>",
        "<figure><table><tr><td>North</td><td>3</td></tr></table></figure>",
        "<figure><pre>a line of verse</pre></figure>",
        "<div class=commentary><p>I lived there once.</p></div>",
    ],
)
def test_what_a_figure_holds_for_its_own_sake_is_spared(below: str) -> None:
    assert _dropped(P + below) == []


@pytest.mark.parametrize(("around", "dropped"), [(4, True), (5, False)])
def test_a_comment_class_far_outside_tells_nothing(around: int, dropped: bool) -> None:
    inner = "<div>" * around + "<p>I lived there once.</p>" + "</div>" * around
    assert bool(_dropped(f"{P}<div class=comment-list>{inner}</div>")) is dropped


PHOTO, CREDIT = "<p>The mill at Saltby in May.</p>", "<p>Photo: Ann Reed</p>"


@pytest.mark.parametrize(
    ("below", "dropped"),
    [
        (f"<div class=imgcnt><div class=img>{PHOTO}{CREDIT}</div></div>", True),
        (f"<div class=image-widget>{PHOTO}{CREDIT}</div>", True),
        (f"<div class=img>{PHOTO}<p>Ann Reed</p></div>", False),
        (f"<div class=img>{PHOTO}<p>The miller has left.</p>{CREDIT}</div>", False),
        (f"<div class=img>{PHOTO}</div>{CREDIT}", False),
        (f"<div class=entry>{PHOTO}{CREDIT}</div>", False),
        (f"<div class=img>{PHOTO}<div><div>{CREDIT}</div></div></div>", False),
    ],
    ids=["box", "widget", "no credit", "two lines", "credit outside", "other class", "picture of its own"],
)
def test_a_line_alone_with_its_credit_in_a_pictures_box_is_a_caption(below: str, dropped: bool) -> None:
    document = _kept_only(_document(P + below), *STORY, "The mill at Saltby in May.", "The miller has left.")
    assert any(v.block and v.block.text == "The mill at Saltby in May." for v in enclosed(document)) is dropped


def test_an_element_that_holds_the_story_is_spared_whatever_its_class() -> None:
    assert _dropped(f"<div class=comments>{P}</div>") == []


@pytest.mark.parametrize(("story", "dropped"), [(80, False), (120, True)])
def test_a_thread_longer_than_the_story_is_dropped_if_there_is_a_story(story: int, dropped: bool) -> None:
    thread = "<p>I lived there once.</p>" * 60
    assert bool(_dropped(f"<p>{'water ' * story}</p><div class=comments>{thread}</div>")) is dropped


@pytest.mark.parametrize(
    ("text", "tag", "is_one"),
    [
        ("Ann Reed, Saltby 20.11.2026", "header", True), ("Ann Reed won 20 races in 2026", "p", False),
        ("Ann Reed", "p", True), ("Ann Reed, Port Merrow", "div", True), ("Ann Reed and Ola Berg", "p", True),
        ("Ann Reed asked the council for the plans of the weir", "p", False), ("Ann Reed", "li", False),
        ("Ann Reed", "h2", False), ("Ann Reed:", "p", False), ("Port Merrow", "p", False),
    ],
)  # fmt: skip
def test_a_line_of_the_authors_names_is_a_byline(text: str, tag: str, is_one: bool) -> None:
    assert is_byline(Block(0, text, tag), ("Ann Reed", "Ola Berg")) is is_one


@pytest.mark.parametrize(
    ("match", "after_text", "linked", "is_one"),
    [
        (Match("signoff", "AFP", "whole"), True, 0, True), (Match("signoff", "AFP", "whole"), False, 0, False),
        (Match("signoff", "AFP", "whole"), True, 3, False), (Match("signoff", "AFP", "inside"), True, 0, False),
        (Match("dateline", "SALTBY (AFP)", "whole"), False, 0, True), (Match("legal", "©", "prefix"), True, 0, False),
        (None, True, 0, False),
    ],
)  # fmt: skip
def test_an_agency_signs_below_text_and_not_in_menus(
    match: Match | None, after_text: bool, linked: int, is_one: bool
) -> None:
    assert is_sign(Block(0, "AFP", "p", link_chars=linked), match, after_text=after_text) is is_one


@pytest.mark.parametrize(
    ("text", "tag", "opens_section", "is_one"),
    [
        ("What is a weir?", "h2", True, False), ("What is a weir?", "h2", False, True), ("What is a weir?", "h1", True, True),
        ("What is a weir", "p", True, True), ("What is a mill?", "h1", False, False),
        ("What is a weir? " * 4, "h1", False, False),
    ],
)  # fmt: skip
def test_a_sub_heading_above_text_may_be_the_headline_again(
    text: str, tag: str, opens_section: bool, is_one: bool
) -> None:
    assert repeats_headline(Block(0, text, tag), text.casefold(), "whatisaweir", opens_section=opens_section) is is_one


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("<p>For the full list of works, <a href=/x>click here</a>.</p>", True),
        ("<p>For the full list of works, click here.</p>", False),
        (
            "<p>For the full list of works that the council has planned until spring, click here or <a href=/x>ask</a>.</p>",
            False,
        ),
        ("<h2>For the full list of works, <a href=/x>click here</a>.</h2>", False),
        ("<p>Read also: <a href=/x>Eleven houses emptied at Saltby</a></p>", True),
        ("<p>Read also: the council's letter of <a href=/x>May</a>, which is short</p>", False),
    ],
)
def test_a_sentence_or_label_that_points_elsewhere_has_a_link(line: str, points: bool) -> None:
    block = _document(line).blocks[0]
    assert is_pointer(block, lexicon("en").match(block.text)) is points


def test_a_linked_paragraph_in_a_list_item_is_no_pointer() -> None:
    line = "<p><a href=/book>Drawing rivers, by Ann Reed</a></p>"
    document = _document(f"<div>{line}</div><ol><li>{line}</li></ol>")
    assert [is_lone_link(b) for b in document.blocks] == [True, False]


def _ended_by(notice: str, after: str) -> bool:
    document = _document(P + notice + after)
    return any(v.reason == "after-story-end" for v in story_end(document))


MORE = "".join(f"<p>{text}</p>" for text in reversed(STORY))


@pytest.mark.parametrize(
    ("notice", "after", "ends"),
    [
        ("<p>© 2026 Saltby Echo. All rights reserved.</p>", MORE, True),
        ("<li>© 2026 Saltby Echo. All rights reserved.</li>", MORE, False),
        ("<h2>Privacy policy</h2>", MORE, False),
        ("<p>Privacy policy</p>", MORE, False),
        ("<p>Privacy policy</p>", "<p>All times are local.</p>", True),
    ],
)
def test_a_notice_ends_a_page_unless_it_may_be_a_form_in_the_middle(notice: str, after: str, ends: bool) -> None:
    assert _ended_by(notice, after) is ends


@pytest.mark.parametrize(
    ("text", "tag", "match", "is_one"),
    [
        ("記者陳安／索爾特比報導", "p", Match("byline", "報導", "whole"), True),
        ("記者陳安／索爾特比報導", "li", Match("byline", "報導", "whole"), False),
        ("Editor", "p", Match("byline", "Editor", "whole"), False),
        ("By all accounts", "p", Match("byline", "By", "prefix"), False), ("Ann Reed, miller", "p", None, False),
    ],
)  # fmt: skip
def test_a_paragraph_that_is_a_byline_by_all_its_words_is_a_credit(
    text: str, tag: str, match: Match | None, is_one: bool
) -> None:
    assert is_credit(Block(0, text, tag), match) is is_one
