"""What is stated of pages beside the learned judge: a case on each side of every rule."""

from __future__ import annotations

import pytest

from cleaners import Page, clean
from cleaners.lexicons import Match
from cleaners.pipeline import lay_out
from cleaners.stages.boxes import boxes
from cleaners.stages.embeds import embeds
from cleaners.stages.judge import is_disclosure, is_invitation, is_lone_label, is_lone_link, is_pointer, is_update
from cleaners.stages.live import live
from cleaners.stages.next_story import next_story
from cleaners.stages.second_copy import second_copy
from cleaners.stages.second_opinion import second_opinion
from cleaners.types import Block, Verdict

STORY = (
    "The river Orrin rose again on Monday, and the mill at Saltby was closed for a week.",
    "The council said that eleven houses had been emptied, and that nobody was hurt in the night.",
    "Engineers are to look at the weir on Tuesday, when the water has gone down to the second mark.",
)
P = [f"<p>{text}</p>" for text in STORY]
LABEL = Match("ad", "Advertisement", "whole")


def _page(inside: str) -> str:
    return f"<html lang=en><head><title>Mill closed</title></head><body><article><h1>Mill closed</h1><div class=entry-content>{inside}</div></article></body></html>"  # noqa: E501 - one page


@pytest.mark.parametrize(
    ("tag", "match", "is_label"),
    [
        ("p", LABEL, True), ("h3", LABEL, False), ("li", LABEL, False), ("p", None, False),
        ("p", Match("ad", "Advertisement", "inside"), False), ("p", Match("ad", "FAQ", "whole", friend=True), False),
        ("p", Match("signoff", "AFP", "whole"), False),
    ],
)  # fmt: skip
def test_a_paragraph_that_is_a_label_is_no_text(tag: str, match: Match | None, is_label: bool) -> None:
    assert is_lone_label(Block(0, "Advertisement", tag), match) is is_label


@pytest.mark.parametrize(
    ("tag", "linked", "is_link"),
    [("p", 10, True), ("section", 10, True), ("p", 9, False), ("li", 10, False), ("h2", 10, False)],
)
def test_a_paragraph_that_is_one_link_is_no_text(tag: str, linked: int, is_link: bool) -> None:
    assert is_lone_link(Block(0, "Quay is up", tag, link_chars=linked)) is is_link


@pytest.mark.parametrize(
    ("how", "linked", "points"), [("prefix", 11, True), ("prefix", 5, False), ("inside", 5, True), ("inside", 4, False)]
)
def test_read_also_and_a_linked_headline_point_elsewhere(how: str, linked: int, points: bool) -> None:
    block = Block(0, "Read also: Quay sold", "p", link_chars=linked)
    assert is_pointer(block, Match("related", "Read also:", how)) is points  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "tag", "match", "is_one"),
    [
        ("Updated at 7:07 pm on 16 January 2026", "p", Match("date", "Updated …", "prefix"), True),
        ("(Updates with a comment of the miller.)", "p", Match("date", "Updates with …", "prefix"), True),
        ("Updated weir with 3 gates", "p", Match("date", "Updated …", "prefix"), False),
        ("(They came on 16 January 2026.)", "p", None, False),
        ("Updated at 7:07 pm on 16 January 2026", "li", Match("date", "Updated …", "prefix"), False),
    ],
)
def test_what_says_when_the_story_was_changed_is_no_text(
    text: str, tag: str, match: Match | None, is_one: bool
) -> None:
    assert is_update(Block(0, text, tag), match) is is_one


@pytest.mark.parametrize(
    ("tag", "words", "match", "is_one"),
    [
        ("p", 12, Match("legal", "contains affiliate links", "inside"), True),
        ("p", 60, Match("legal", "contains affiliate links", "inside"), False),
        ("li", 12, Match("legal", "contains affiliate links", "inside"), False),
        ("p", 12, Match("legal", "contains affiliate links", "inside", friend=True), False),
        ("p", 12, Match("legal", "Copyright …", "prefix"), False),
        ("p", 12, Match("follow", "email us at", "inside"), False),
    ],
)
def test_a_short_note_on_affiliates_is_no_text(tag: str, words: int, match: Match, is_one: bool) -> None:
    note = "This guide contains affiliate links " + "that pay us a little " * words
    assert is_disclosure(Block(0, " ".join(note.split()[:words]), tag), match) is is_one


def _dropped_by_boxes(box: str) -> bool:
    return bool(list(boxes(lay_out(Page(None, _page(P[0] + box + P[1] + P[2]))))))


def test_a_named_box_with_a_button_is_a_box() -> None:
    assert _dropped_by_boxes("<div class=newsletter-inline><p>Every day at six.</p><button>Sign up</button></div>")


@pytest.mark.parametrize("name", ["blog-cta", "inline-cta", "call-to-action"])
def test_an_offer_of_the_outlet_is_a_box(name: str) -> None:
    assert _dropped_by_boxes(f"<div class={name}><h3>Ready for a quieter mill?</h3><a href=/b>Book a visit</a></div>")


@pytest.mark.parametrize("name", ["has-cta", "nectar", "practa-list"])
def test_a_name_that_holds_the_letters_of_an_offer_is_none(name: str) -> None:
    assert not _dropped_by_boxes(f"<div class={name}><h3>Ready for the flood?</h3><a href=/b>Book a visit</a></div>")


def test_a_box_without_the_name_is_none() -> None:
    assert not _dropped_by_boxes(
        "<div class=inset><p>Every day at six the siren is heard.</p><button>Sign up</button></div>"
    )


def test_a_named_element_around_the_story_is_no_box() -> None:
    page = _page(f"<div class=newsletter-inline>{''.join(P)}<button>Sign up</button></div>")
    assert not list(boxes(lay_out(Page(None, page))))


@pytest.mark.parametrize(
    ("line", "is_box"),
    [
        ("<p class=paywall>The ferry stays in port, says its captain.</p>", False),
        ("<h3 class=newsletter-of-the-port>Newsletter of the port</h3>", False),
        ("<div class=tdi_12_7ad><p>The ferry stays in port.</p><p><a href=/b>Society</a></p></div>", False),
        ("<div class=paywall><p>The ferry stays in port.</p></div>", True),
        ("<p class=newsletter>The ferry stays in port, says our letter.</p>", True),
        ("<div class=ad-12><p>The ferry stays in port.</p><p><a href=/b>Society</a></p></div>", True),
    ],
    ids=["gated paragraph", "heading", "made-up number", "paywall", "newsletter", "ad"],
)
def test_a_class_on_a_line_of_the_story_makes_no_box(line: str, is_box: bool) -> None:
    rest = "".join(P) * 3
    document = lay_out(Page(None, _page(P[0] + line + rest)))
    assert bool(list(boxes(document))) is is_box


def test_the_words_of_an_embedded_post_are_kept_and_its_signature_is_not() -> None:
    signature = "&mdash; Port (@port) <a>May 2</a>"
    post = f"<blockquote class=twitter-tweet><p>The bridge stays closed until noon.</p>{signature}</blockquote>"
    verdicts = {v.block.text: v.keep for v in embeds(lay_out(Page(None, _page(P[0] + post + P[1])))) if v.block}
    assert verdicts == {"The bridge stays closed until noon.": True, "— Port (@port) May 2": False}


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ("<p>The quay is dry again, says the harbour master.</p>", True),
        ("<blockquote><p>Photo: see the quay for yourselves tonight.</p></blockquote>", True),
        ("<p>Photo: Ann Reed for the harbour board</p>", False),
        ("<div class=caption-wrapper><span>The quay at Saltby, dry for a day.</span></div>", False),
        ("<figcaption><span>The quay at Saltby, dry for a day.</span></figcaption>", False),
        ("<div class=oembed-placeholder><p>To show the post we need your leave to send data.</p></div>", False),
    ],
)
def test_captions_and_place_holders_in_an_embed_are_no_post(inside: str, kept: bool) -> None:
    page = _page(P[0] + f"<figure class=asset-embed>{inside}</figure>" + P[1])
    assert any(v.keep for v in embeds(lay_out(Page(None, page)))) is kept


def test_a_table_or_list_that_a_page_embeds_is_no_post() -> None:
    table = "<div class=w-embed><table><tr><td>Bar</td><td>15%</td></tr><tr><td>Inn</td><td>12%</td></tr></table></div>"
    names = "<div class=w-embed><h2>Ferries</h2><ul><li>Orrin</li></ul></div>"
    assert not list(embeds(lay_out(Page(None, _page(P[0] + table + names + P[1])))))


@pytest.mark.parametrize("inner", ["<h4>Pros</h4>", "<ul><li><p>Sails in any wind.</p></li></ul>"])
def test_a_review_in_an_element_that_is_called_embed_is_no_post(inner: str) -> None:
    page = _page(P[0] + f"<div class='boat-profile embed'>{inner}</div>" + P[1])
    assert not list(embeds(lay_out(Page(None, page))))


def test_a_post_in_a_list_item_is_one() -> None:
    post = "<blockquote class=twitter-tweet><p>The bridge stays closed until noon.</p></blockquote>"
    page = _page(P[0] + f"<ul><li>{post}</li></ul>" + P[1])
    assert [v.keep for v in embeds(lay_out(Page(None, page)))] == [True]


def test_short_lines_are_a_posts_signature_only_in_a_quotation() -> None:
    column = "<div class=w-embed><p>For millers</p><p>The quay is dry again, says the harbour master.</p></div>"
    verdicts = embeds(lay_out(Page(None, _page(P[0] + column + P[1]))))
    assert [v.block.text for v in verdicts if v.block] == ["The quay is dry again, says the harbour master."]


def test_an_ordinary_quotation_is_no_post() -> None:
    page = _page(P[0] + "<blockquote><p>The bridge stays closed until noon.</p></blockquote>" + P[1])
    assert not list(embeds(lay_out(Page(None, page))))


@pytest.mark.parametrize(("times", "is_live"), [(3, True), (2, False)])
def test_times_before_entries_are_kept_if_there_are_several(times: int, is_live: bool) -> None:
    document = lay_out(Page(None, _page("".join(f"<div>1{n}:05</div>{P[n]}" for n in range(times)) + P[0])))
    clocks = [b for b in document.blocks if b.text.endswith(":05")]
    document = document.with_verdicts(tuple(Verdict(b, "date", False, "x", "x", "x") for b in clocks))
    assert bool(list(live(document))) is is_live


CARD = "<div><h3><a href=/{n}>Quay {n} was sold</a></h3><p>The old quay number {n} was sold on Monday for a crown.</p></div>"


def test_teasers_below_linked_headings_are_an_index() -> None:
    cards = "".join(CARD.replace("{n}", str(n)) for n in range(8))
    page = f"<html lang=en><head><title>News</title></head><body><main>{cards}</main></body></html>"
    assert clean(Page(None, page)).kind == "index"


def test_a_story_with_cards_below_it_is_an_article() -> None:
    cards = "".join(CARD.replace("{n}", str(n)) for n in range(4))
    page = _page("".join(P)).replace("</article>", f"</article><aside class=related-posts>{cards}</aside>")
    assert clean(Page(None, page)).kind == "article"


def test_trafilatura_is_asked_only_about_doubtful_pages_and_keeps_joiners() -> None:
    texts = (
        "مردم روستا می‌گویند آب قنات پس از سال‌ها دوباره جاری شده است و باغ‌ها سبز می‌شوند.",
        "کشاورزان می‌خواهند امسال در زمین‌های پایین‌دست گندم بکارند و برای بازسازی جوی‌ها پول جمع می‌کنند.",
        "دهیار می‌گوید لایروبی چاه‌ها سه ماه طول کشید و هزینه‌ی آن را خانواده‌ها و یک خیّر با هم پرداختند.",
        "مقنی پیر که این کار را از پدرش آموخته بود می‌ترسد پس از او کسی راه‌های زیر زمین را نشناسد.",
    )
    page = f"<html lang=fa><body><article><h1>قنات</h1>{''.join(f'<p>{text}</p>' for text in texts)}</article></body></html>"
    document = lay_out(Page(None, page))
    dropped = tuple(Verdict(b, "other", False, "x", "x", "judge") for b in document.blocks)
    doubtful = document.with_verdicts((*dropped, Verdict(None, "article", True, "judged", "0.100", "judge")))
    sure = document.with_verdicts((*dropped, Verdict(None, "article", True, "judged", "0.900", "judge")))
    kept = [v.block.text for v in second_opinion(doubtful) if v.block]
    assert kept == list(texts)
    assert not list(second_opinion(sure))


LONG = "".join(f"<p>{text} {text}</p>" for text in STORY)


def _copies(body: str) -> list[bool]:
    """Whether each block that `second_copy` drops stands in the element named "again"."""
    document = lay_out(Page(None, _page(body)))
    dropped = [v.block for v in second_copy(document) if v.block]
    return [any("again" in c.tokens for c in block.context.ancestors()) for block in dropped]


@pytest.mark.parametrize(
    "again",
    [
        f"<div class=again><h2>Print</h2>{LONG}</div>",
        f"<section class=again>{LONG}{P[1]}</section>",
        f"<div class=again hidden>{LONG}</div>",
    ],
    ids=["print copy", "with more", "hidden"],
)
def test_a_body_that_stands_twice_is_kept_once(again: str) -> None:
    assert _copies(f"<div>{LONG}</div>{again}") == [True] * 3


def test_sub_headings_go_with_the_paragraphs_that_a_copy_repeats() -> None:
    parts = [f"<p>{text} {text}</p>" for text in STORY]
    body = f"{parts[0]}<h2>The weir</h2>{parts[1]}<h2>The mill</h2>{parts[2]}"
    again = body.replace("The mill", "The miller")
    document = lay_out(Page(None, _page(f"<div>{body}</div><div class=again>{again}</div>")))
    headings = [v.block.text for v in second_copy(document) if v.block and v.block.tag == "h2"]
    assert headings == ["The weir"]


def test_of_two_copies_the_one_that_readers_see_is_kept() -> None:
    assert _copies(f"<div class=again hidden>{LONG}</div><div>{LONG}</div>") == [True] * 3


@pytest.mark.parametrize(
    "body",
    [
        LONG + P[0] + LONG + P[1],
        f"<div>{LONG}</div><div class=again>{P[0]}</div>",
        f"<div>{LONG}</div><div class=again>{LONG[: LONG.index('</p>')]}</p>{''.join(P)}<p>{' '.join(P[::-1])}</p></div>",
        f"<ul><li>{STORY[0]}</li></ul>{LONG}<ul class=again><li>{STORY[0]}</li></ul>",
    ],
    ids=["refrain", "other words", "repeated in part", "item"],
)
def test_what_a_story_repeats_of_itself_is_no_copy(body: str) -> None:
    assert _copies(body) == []


@pytest.mark.parametrize(
    ("text", "tag", "match", "is_one"),
    [
        ("Follow us on WhatsApp and never miss a story.", "p", Match("follow", "Follow us on …", "prefix"), True),
        ("The best of Saltby, delivered to your inbox.", "p", Match("newsletter", "to your inbox", "inside"), True),
        ("Every day more of it: follow us on Telegram.", "p", Match("follow", "follow us on", "inside"), True),
        ("“Follow us on foot,” the guide said.", "p", Match("follow", "Follow us on …", "prefix"), False),
        ("Follow us on WhatsApp", "li", Match("follow", "Follow us on …", "prefix"), False),
        ("Unsure of the dose? Email us at ward@saltby.example.", "p", Match("follow", "email us at", "inside"), False),
        ("Photo: the weir", "p", Match("caption", "Photo", "prefix"), False),
        ("Notes " * 41, "p", Match("newsletter", "to your inbox", "inside"), False),
        ("Follow us " + "daily " * 24, "p", Match("follow", "follow us on", "inside"), False),
    ],
)  # fmt: skip
def test_a_sentence_that_asks_the_reader_to_follow_or_subscribe_is_no_text(
    text: str, tag: str, match: Match, is_one: bool
) -> None:
    assert is_invitation(Block(0, text, tag), match) is is_one


NEXT = "<p>The mill pond was let down on Friday so that the eels could be counted, for the first time in ten years.</p>"


def _after(story: str) -> list[str]:
    html = f"<html lang=en><head><title>Mill closed</title></head><body>{story}</body></html>"
    return [v.block.text for v in next_story(lay_out(Page(None, html))) if v.block]


FIRST = f"<article><h1>Mill closed</h1>{''.join(P)}{P[0]}</article>"


@pytest.mark.parametrize(
    "following",
    [
        f"<article><h1>Eels are counted</h1>{NEXT}</article>",
        f"<div class=next-article><h1>Eels are counted</h1>{NEXT}</div>",
    ],
)
def test_a_story_below_the_story_with_a_headline_of_its_own_is_dropped(following: str) -> None:
    assert NEXT[3:-4] in _after(FIRST + following)


@pytest.mark.parametrize(
    "page",
    [
        f"{FIRST}<div><h1>Eels are counted</h1>{NEXT}</div>",
        f"{FIRST}<article><h2>Eels are counted</h2>{NEXT}</article>",
        f"{FIRST}<article><h1>Mill closed</h1>{NEXT}</article>",
        f"<article><h1>Mill closed</h1>{P[0]}</article><article><h1>Eels are counted</h1>{NEXT}</article>",
        f"<article><h1>Mill closed</h1>{''.join(P)}{P[0]}<h1>Eels are counted</h1>{NEXT}</article>",
        f"<h2>Mill closed</h2>{''.join(P)}{P[0]}<article><h1>Eels are counted</h1>{NEXT}</article>",
    ],
)
def test_chapters_and_pages_that_begin_with_a_teaser_are_kept_whole(page: str) -> None:
    assert _after(page) == []
