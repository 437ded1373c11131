"""The story's object in a page's data."""

from __future__ import annotations

import json

import pytest

from cleaners import metadata
from cleaners.types import Metadata
from tests.cleaners.metadata.conftest import MakeDocument

TITLE = "Ferry sails again after five weeks"
STORY = {
    "title": TITLE,
    "publishedAt": "2026-11-18T08:30:00.000Z",
    "updatedAt": "2026-11-18T10:00:00.000Z",
    "author": {"name": "Jane Doe"},
}
OTHER = {"title": "New pier for the island", "publishedAt": "2026-11-01T08:30:00Z", "author": {"name": "Ali Can"}}


def _read(document: MakeDocument, data: object) -> Metadata:
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    return metadata.read(document(f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1>{script}"))


def test_reads_the_object_that_bears_the_headline(document: MakeDocument) -> None:
    found = _read(document, {"props": {"related": [OTHER], "page": {"article": STORY}}})
    assert (found.published, found.modified) == ("2026-11-18T08:30:00+00:00", "2026-11-18T10:00:00+00:00")
    assert (found.authors, found.sources["authors"]) == (("Jane Doe",), "state")


def test_other_stories_of_the_data_date_nothing(document: MakeDocument) -> None:
    found = _read(document, {"props": {"related": [OTHER, {**OTHER, "publishedAt": "2026-11-02"}]}})
    assert (found.published, found.authors) == (None, ())


@pytest.mark.parametrize("authors", [["Jane Doe", "Ali Can"], [{"name": "Jane Doe"}, {"fullName": "Ali Can"}]])
def test_reads_authors_as_names_and_as_objects(document: MakeDocument, authors: list[object]) -> None:
    assert _read(document, {"article": {"headline": TITLE, "authors": authors}}).authors == ("Jane Doe", "Ali Can")


@pytest.mark.parametrize("text", ["{", "window.x = 1", '{"title": 3}', "[]", "[" * 5000])
def test_data_that_says_nothing_does_no_harm(document: MakeDocument, text: str) -> None:
    script = f'<script id="__NEXT_DATA__" type="application/json">{text}</script>'
    page = document(f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1>{script}")
    assert metadata.read(page).published is None
