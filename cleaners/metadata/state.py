"""Finds the object in a page's data (`__NEXT_DATA__` and its like) that describes the story: the one that bears its headline."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from cleaners.metadata.site import squashed
from cleaners.types import Document

MAX_CHARS = 3_000_000
"""Characters of data that are parsed."""

MAX_OBJECTS = 20_000
"""Objects that are looked at."""

MIN_HEADLINE = 12
"""Letters of a headline that only one object of a page bears."""

_TITLES = ("title", "headline", "name", "postTitle", "displayTitle")
_DATES = (
    "datePublished", "publishedAt", "published_at", "publishDate", "publicationDate", "firstPublished", "firstPublishedAt",
    "date_published", "first_publish_date", "publishedDate", "published",
)  # fmt: skip
_CHANGES = (
    "dateModified",
    "modifiedAt",
    "updatedAt",
    "updated_at",
    "updateDate",
    "lastModified",
    "modified",
    "updated",
)
_AUTHORS = ("authors", "author", "byline", "bylines")


def published(document: Document, headline: str) -> Iterator[str]:
    """Yield the dates of publication that the story's object states."""
    yield from _texts(document, headline, _DATES)


def modified(document: Document, headline: str) -> Iterator[str]:
    """Yield the dates of a change that the story's object states."""
    yield from _texts(document, headline, _CHANGES)


def authors(document: Document, headline: str) -> Iterator[str]:
    """Yield the names of the authors that the story's object states."""
    for story in _stories(document.facts.state, squashed(headline)):
        for key in _AUTHORS:
            value = story.get(key)
            for one in value if isinstance(value, list) else [value]:
                name = one.get("name") or one.get("fullName") if isinstance(one, Mapping) else one
                if isinstance(name, str):
                    yield name


def _texts(document: Document, headline: str, keys: tuple[str, ...]) -> Iterator[str]:
    for story in _stories(document.facts.state, squashed(headline)):
        yield from (str(story[key]) for key in keys if isinstance(story.get(key), (str, int)))


@lru_cache(maxsize=2)
def _stories(state: tuple[tuple[str, str], ...], headline: str) -> tuple[Mapping[str, Any], ...]:
    """The objects that bear a headline (squashed), outer before inner; none for a short one."""
    if len(headline) < MIN_HEADLINE:
        return ()
    found: list[Mapping[str, Any]] = []
    for _, text in state:
        found += [node for node in _objects(_parsed(text)) if _bears(node, headline)]
    return tuple(found)


def _bears(node: Mapping[str, Any], headline: str) -> bool:
    return any(isinstance(node.get(key), str) and squashed(node[key]) == headline for key in _TITLES)


def _parsed(text: str) -> Any:
    """The data of a script that is JSON; None of any other."""
    if len(text) > MAX_CHARS or text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """All objects inside a value, level by level."""
    level, seen = [value], 0
    while level and seen < MAX_OBJECTS:
        inner: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                seen += 1
                yield one
                inner.extend(one.values())
            elif isinstance(one, list):
                inner.extend(one)
        level = [one for one in inner if isinstance(one, (dict, list))]
