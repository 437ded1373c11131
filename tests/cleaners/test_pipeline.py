"""The calls of the library."""

from __future__ import annotations

import pytest

from cleaners import FileMemory, Hints, Page, Policy, clean, clean_many, clean_text
from cleaners.limits import MAX_BYTES

STORY = (
    "The river Orrin rose again on Monday, and the mill at Saltby was closed for a week.",
    "The council said that eleven houses had been emptied, and that nobody was hurt in the night.",
    "“We heard it before we saw it,” said the miller, who has lived there for thirty years.",
)
PAGE = (
    "<html lang=en><head><title>Mill closed | Gazette</title></head><body><nav><ul><li><a href=/>Home</a><li><a href=/n>News</a>"
    "</ul></nav><article><h1>Mill closed</h1><div class=entry-content>"
    + "".join(f"<p>{p}</p>" for p in STORY)
    + "<figure><img src=a><figcaption>The mill. Photo: R. Hale</figcaption></figure></div>"
    "<div class=sharedaddy><h3>Share this:</h3><a href=#>Facebook</a></div></article>"
    "<footer>© 2026 Gazette. All rights reserved.</footer></body></html>"
)


def test_gives_the_story_and_nothing_but_the_story() -> None:
    article = clean(Page("https://gazette.example/mill", PAGE))
    assert (article.kind, article.title) == ("article", "Mill closed")
    assert article.text == "\n\n".join(STORY)
    assert article.rejected is None


def test_every_dropped_block_has_a_reason_and_evidence() -> None:
    document = clean(Page(None, PAGE)).document
    assert document is not None
    dropped = document.dropped()
    assert {v.block.text for v in dropped if v.block} >= {"Home", "News", "Mill closed", "Facebook"}
    assert all(v.reason and v.evidence and v.stage for v in dropped)


def test_bytes_and_text_give_the_same() -> None:
    assert clean(Page(None, PAGE.encode())).text == clean(Page(None, PAGE)).text


def test_a_second_call_gives_the_same() -> None:
    assert clean(Page(None, PAGE)).to_dict() == clean(Page(None, PAGE)).to_dict()


def test_policy_decides_on_captions() -> None:
    assert "The mill. Photo" in clean(Page(None, PAGE), policy=Policy(captions=True)).text


def test_a_hint_to_drop_has_the_last_word() -> None:
    page = PAGE.replace("<p>The council", '<p class="x">The council')
    assert "council" not in clean(Page(None, page), hints=Hints(drop=(".x",))).text


def test_a_hint_of_the_body_leaves_out_the_rest() -> None:
    page = PAGE.replace(
        "</article>", "</article><p>This long sentence stands outside of the story's own element, you see.</p>"
    )
    assert clean(Page(None, page), hints=Hints(body=(".entry-content",))).text == "\n\n".join(STORY)


def test_what_stood_on_other_pages_is_the_template(tmp_path: object) -> None:
    memory = FileMemory(f"{tmp_path}/m")
    slogan = "The Gazette has told the valley what happens in it since the year 1884, every day but Sunday."
    for number in range(4):
        memory.learn([*(b.fingerprint for b in _blocks(f"<p>{slogan}</p>")), str(number)])
    page = PAGE.replace("</div><div class=sharedaddy>", f"<p>{slogan}</p></div><div class=sharedaddy>")
    assert slogan in clean(Page(None, page)).text
    assert slogan not in clean(Page(None, page), memory=memory).text


def _blocks(html: str) -> tuple:  # type: ignore[type-arg]
    from cleaners.parse import parse

    return parse(html).blocks


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "empty"), (b"   ", "empty"), (b"%PDF-1.7 ...", "not-html"), (b"\x89PNG\r\n\x1a\n", "not-html"),
        (b"\x00\x01\x02" * 500, "not-html"), ("<p>" + "x" * MAX_BYTES, "failed"), (b"<html><body></body></html>", "empty"),
        (b"<", "empty"), ("\ud800 lone surrogate", "empty"),
    ],
    ids=["nothing", "blank", "pdf", "png", "binary", "too-large", "no-text", "bracket", "surrogate"],
)  # fmt: skip
def test_bad_input_gives_a_kind_and_a_reason(body: bytes | str, kind: str) -> None:
    article = clean(Page(None, body))
    assert article.kind == kind
    assert article.rejected is not None
    assert article.rejected.evidence
    assert article.text == ""


def test_a_dump_too_large_is_refused_by_the_name_of_the_bound() -> None:
    article = clean_text("x" * (MAX_BYTES + 1))
    assert article.rejected is not None
    assert "MAX_BYTES" in article.rejected.evidence


def test_many_pages_come_in_order() -> None:
    pages = [Page(str(n), PAGE.replace("Monday", f"day {n}")) for n in range(3)]
    assert [a.url for a in clean_many(pages)] == ["0", "1", "2"]


def test_processes_give_the_same_articles_without_their_documents() -> None:
    pages = [Page(str(n), PAGE) for n in range(3)]
    articles = list(clean_many(pages, jobs=2))
    assert [a.text for a in articles] == ["\n\n".join(STORY)] * 3
    assert all(a.document is None for a in articles)


def test_text_that_is_only_declared_is_used() -> None:
    body = " ".join(STORY) + " " + " ".join(STORY)
    page = (
        '<html lang=en><head><title>Mill closed</title><script type="application/ld+json">'
        '{"@type":"NewsArticle","headline":"Mill closed",'
        f'"articleBody":"{body}"}}</script></head><body><div id=root></div></body></html>'
    )
    article = clean(Page(None, page))
    assert (article.kind, article.text) == ("article", body)
