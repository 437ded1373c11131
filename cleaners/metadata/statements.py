"""What a page states of itself, looked up by field: `<meta>` elements, JSON-LD, microdata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from cleaners.metadata import json_ld
from cleaners.metadata.json_ld import Node
from cleaners.metadata.tables import names, words
from cleaners.metadata.values import tidy
from cleaners.types import Document

MAX_VALUES = 40
"""Values of one field name that are read; pages with hundreds of tags or authors have them by mistake."""

MAX_MICRODATA = 400
"""Microdata properties that are read; those of the story stand before those of comments and other stories."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value a page states for a field."""

    value: str
    """One line of plain text, never empty."""
    source: str
    """Where it was read: "json-ld", "meta:og:title", "microdata", "h1", "byline" …"""


@dataclass(frozen=True, slots=True)
class Statements:
    """All a page states outside its text."""

    document: Document
    meta: Mapping[str, tuple[str, ...]]
    """Name of a `<meta>` -> its values, in order."""
    article: Node | None
    """The JSON-LD object that describes the story; None if there is none."""

    def in_meta(self, field: str) -> Iterator[Claim]:
        """Yield what `<meta>` elements state for a field of `fields.toml`, the most trusted name first."""
        if words("fields", field).isdisjoint(self.meta):
            return
        for name in names("fields", field):
            for value in self.meta.get(name, ())[:MAX_VALUES]:
                text = tidy(value)
                if text:
                    yield Claim(text, f"meta:{name}")

    def in_json_ld(self, *properties: str) -> Iterator[Claim]:
        """Yield the plain texts of properties of the story's JSON-LD object."""
        for name in properties if self.article else ():
            for value in self.values(name):
                text = tidy(value.get("name") or value.get("@value")) if isinstance(value, Mapping) else tidy(value)
                if text:
                    yield Claim(text, "json-ld")

    def in_microdata(self, *properties: str) -> Iterator[Claim]:
        """Yield microdata of the page's articles, or of items of no known type."""
        for name, value, kind in self.document.facts.microdata[:MAX_MICRODATA]:
            if name.lower() in properties and is_of_article(kind) and (text := tidy(value)):
                yield Claim(text, "microdata")

    def values(self, name: str) -> Iterator[Any]:
        """Yield the values of a property of the story's JSON-LD object, references resolved."""
        stated = self.article.get(name) if self.article else None
        for value in stated[:MAX_VALUES] if isinstance(stated, list) else [stated]:
            if isinstance(value, dict) and len(value) == 1:
                yield from json_ld.objects(self.document, value)
            elif value is not None:
                yield value


def of(document: Document) -> Statements:
    """Gather what a page states."""
    meta: dict[str, list[str]] = {}
    for name, value in document.facts.meta:
        meta.setdefault(name, []).append(value)
    frozen = MappingProxyType({name: tuple(values) for name, values in meta.items()})
    return Statements(document, frozen, json_ld.article(document))


def is_of_article(kind: str) -> bool:
    """Whether a microdata type is a story's, or not stated: authors of comments and reviews are not the story's."""
    last = kind.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1].lower()
    return not last or last in json_ld.ARTICLE_TYPES or last in ("webpage", "creativework", "videoobject", "blog")
