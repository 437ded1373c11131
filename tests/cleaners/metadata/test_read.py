"""All of it at once: hostile pages, sources, cost."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import metadata
from cleaners.memory import NOTHING_SEEN
from cleaners.parse import parse
from cleaners.types import Decoded, Document, Metadata, Page
from tests.cleaners.metadata.conftest import MakeDocument

FIELDS = (
    "title", "authors", "published", "modified", "canonical_url", "site_name", "description", "section", "tags", "paid",
)  # fmt: skip


def _read(html: str, url: str | None = "https://gazette.example/2026/01/02/a") -> Metadata:
    parsed = parse(html)
    page = Document(
        Page(url, html),
        html,
        Decoded(html, "str"),
        parsed.blocks,
        NOTHING_SEEN,
        facts=parsed.facts,
        containers=parsed.containers,
    )
    return metadata.read(page)


def test_each_filled_field_names_its_source_and_no_other_does(document: MakeDocument) -> None:
    head = '<title>Ferry sails again | Gazette</title><meta name="author" content="Jane Doe">'
    head += '<meta name="date" content="2026-11-19">'
    found = metadata.read(document(head, "<h1>Ferry sails again</h1>"))
    filled = {name for name in FIELDS if getattr(found, name) not in ("", (), None)}
    assert filled | {"language"} == set(found.sources)


def _ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "head",
    [
        _ld('{"@type": "NewsArticle", "author": {"name": 7}, "headline": ["a", {}], "datePublished": {}}'),
        _ld('[[[{"@graph": {"@type": 5, "author": [null, true, [1]]}}]]]'),
        _ld('{"@type": "NewsArticle", "headline": "\\ud800", "keywords": {"a": 1}, "author": []}'),
        '<link rel="canonical" href="http://[::1"><meta property="og:url" content="//">',
        '<meta name="author" content=""><meta property="og:title" content="&#0;&#x110000;">',
        "<title>" + "| " * 5_000 + "</title>",
        '<meta name="date" content="99999999999999999999">',
        '<meta name="date" content="٢٠٢٦-٩٩-٩٩">',
    ],
)
def test_hostile_statements_do_no_harm(head: str) -> None:
    found = _read(f"<html><head>{head}</head><body><h1>Ferry sails again</h1></body></html>")
    assert found.published in (None, "2026-01-02")
    found.title.encode("utf-8")


def test_characters_are_mended(document: MakeDocument) -> None:
    head = '<meta property="og:title" content="The cafÃ© on the quay â€“ and its owner">'
    head += '<meta name="author" content="RenÃ© DuprÃ©">'
    found = metadata.read(document(head))
    assert (found.title, found.authors) == ("The café on the quay – and its owner", ("René Dupré",))


@given(st.text(max_size=200))
def test_any_text_in_any_place_is_read_without_error(text: str) -> None:
    attribute = text.replace('"', "")
    found = _read(
        f'<title>{text}</title><meta name="author" content="{attribute}"><meta name="date" content="{attribute}">'
        f'<script type="application/ld+json">{text}</script><h1>{text}</h1><p class="byline">{text}</p><time>{text}</time>'
    )
    assert isinstance(found, Metadata)


def test_slow_libraries_are_not_loaded_for_a_page_that_states_its_metadata() -> None:
    code = (
        "import sys; from cleaners.metadata.language import of_text; import cleaners.metadata;"
        "assert of_text('The ferry sailed again on Friday and the people of the town were glad of it.') == 'en';"
        "assert not {'py3langid', 'htmldate', 'trafilatura', 'dateparser', 'lxml'} & set(sys.modules), sorted(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
