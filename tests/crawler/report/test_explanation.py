"""Every block of a page, as a page."""

from __future__ import annotations

import re

from cleaners import Page, clean, clean_text
from crawler.report.explanation import explained, explanation
from tests.crawler.report.test_shell import check

PARAGRAPHS = [
    f"The harbour master said on day {day} that the ferry between Quay Street and Saltby runs every forty minutes."
    for day in ("one", "two", "three", "four")
]
HTML = (
    "<html lang=en><title>Ferry runs</title><nav><ul><li><a href=/a>Politics</a><li><a href=/b>Sport</a></ul></nav>"
    f"<article><h1>Ferry runs</h1>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}"
    '<p class="share">Share &lt;script&gt;alert(1)&lt;/script&gt;</p></article>'
)
ARTICLE = clean(Page("https://gazette.example/ferry?a=1&b=2", HTML))
EXPLAINED = explanation(ARTICLE, "https://gazette.example/ferry?a=1&b=2")


def test_page_is_well_formed_and_loads_nothing_of_the_site() -> None:
    check(EXPLAINED)


def test_every_block_stands_there_once_in_page_order() -> None:
    assert ARTICLE.document is not None
    assert re.findall(r'id="b(\d+)"', EXPLAINED) == [str(block.index) for block in ARTICLE.document.blocks]


def test_kept_and_dropped_blocks_are_told_apart() -> None:
    kept = re.findall(r'class="block keep".*?class="text" dir="auto">(.*?)</div>', EXPLAINED)
    assert kept == PARAGRAPHS
    assert len(re.findall(r'class="block drop"', EXPLAINED)) == 4


def test_every_dropped_block_has_role_reason_and_evidence_and_stands_under_its_reason() -> None:
    assert ARTICLE.document is not None
    for verdict in ARTICLE.document.dropped():
        assert verdict.block is not None
        assert f'<span class="reason">{verdict.reason}</span>' in EXPLAINED
        assert f'<a href="#b{verdict.block.index}">' in EXPLAINED


def test_what_the_cleaner_says_of_the_page_is_told() -> None:
    for said in ("article", "confidence", "Ferry runs  [", "4 of 8 blocks kept"):
        assert said in EXPLAINED


def test_dump_is_explained_too() -> None:
    check(explanation(clean_text("Share\n\n" + "\n\n".join(PARAGRAPHS)), "dump.txt"))


def test_blocks_of_two_pages_can_stand_on_one() -> None:
    both = explained(ARTICLE, "one-") + explained(ARTICLE, "two-")
    names = re.findall(r'id="(.*?)"', both)
    assert len(names) == len({*names})
    assert {*re.findall(r'name="(.*?)"', both)} == {"one-show", "two-show"}
