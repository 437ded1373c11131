"""The lesser fields."""

from __future__ import annotations

import json

import pytest

from cleaners import metadata
from tests.cleaners.metadata.conftest import MakeDocument


def _ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


@pytest.mark.parametrize(
    ("head", "paid"),
    [
        (_ld(isAccessibleForFree=True), False), (_ld(isAccessibleForFree="False"), True),
        (_ld(isAccessibleForFree="http://schema.org/False"), True),
        (_ld(hasPart={"@type": "WebPageElement", "isAccessibleForFree": False}), True),
        ('<meta property="article:content_tier" content="locked">', True),
        ('<meta name="article:content_tier" content="free">', False),
        ('<meta name="lp.type" content="story">', None), ("", None),
    ],
)  # fmt: skip
def test_says_whether_a_story_is_paid(document: MakeDocument, head: str, paid: bool | None) -> None:
    assert metadata.read(document(head)).paid is paid


def test_reads_section_tags_description_and_site(document: MakeDocument) -> None:
    head = (
        '<meta property="article:section" content="Islands"><meta name="keywords" content="ferry, Ferry, harbour">'
        '<meta property="og:description" content="It sailed &amp;amp; came back.">'
        '<meta property="og:site_name" content="Harbour Gazette">'
    )
    found = metadata.read(document(head))
    assert (found.section, found.tags, found.description, found.site_name) == (
        "Islands", ("ferry", "harbour"), "It sailed & came back.", "Harbour Gazette",
    )  # fmt: skip


def test_tags_of_one_source_are_not_mixed_with_another(document: MakeDocument) -> None:
    head = _ld(keywords=["ferry", "islands"]) + '<meta name="keywords" content="news, latest news, breaking news">'
    found = metadata.read(document(head))
    assert (found.tags, found.sources["tags"]) == (("ferry", "islands"), "json-ld")


def test_an_empty_page_gives_empty_fields(document: MakeDocument) -> None:
    found = metadata.read(document(prose="", language="und", url=None))
    assert (found.title, found.authors, found.published, found.language, found.tags) == ("", (), None, "und", ())
    assert dict(found.sources) == {}
