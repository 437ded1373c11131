"""Reads a page's JSON-LD: which object describes the story, and what text it holds.

The vocabulary is schema.org's; `@graph`, `@id` references, nested objects and lists are followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from cleaners.metadata.broken_json import parse
from cleaners.metadata.values import tidy
from cleaners.types import Document

Node = Mapping[str, Any]
"""A JSON-LD object, as parsed; never written to."""

ARTICLE_TYPES = frozenset(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle "
    "reviewnewsarticle askpublicnewsarticle liveblogposting blogposting socialmediaposting report techarticle "
    "scholarlyarticle medicalscholarlyarticle advertisercontentarticle satiricalarticle".split()
)
"""Types, in lower case, of a story."""

LESSER_TYPES = frozenset(
    ["videoobject", "audioobject", "podcastepisode", "recipe", "review", "interview", "creativework", "howto"]
)
"""Types that describe the page's main matter where no article type does."""

PAGE_TYPES = frozenset(["webpage", "itempage", "aboutpage", "collectionpage", "medicalwebpage"])

MAX_NODES = 3_000
"""Objects that are looked at. Recipe and shop pages have hundreds; more is a list of something else."""

MIN_ARTICLE_BODY = 200
"""Characters below which `articleBody` is a teaser, not the text."""


def nodes(document: Document) -> tuple[Node, ...]:
    """All objects of all scripts of a page, outer before inner, in order; empty if it has none."""
    return _nodes(document.facts.json_ld)


def article(document: Document) -> Node | None:
    """The object that describes the story; None if there is none.

    Of several articles (a page that lists related ones) it is the one whose headline the page's `<title>` holds, else
    the first. Without an article a video, recipe or review counts, without those the page.
    """
    found = _typed(document.facts.json_ld)
    title = document.facts.title
    for types in (ARTICLE_TYPES, LESSER_TYPES, PAGE_TYPES):
        candidates = [node for kind, node in found if kind in types]
        if candidates:
            return next((n for n in candidates if _is_about(n, title)), candidates[0])
    return None


def has_article_type(document: Document) -> bool:
    """Whether the page calls itself an article, by JSON-LD, microdata or `og:type`."""
    facts = document.facts
    if of_types(document, ARTICLE_TYPES):
        return True
    if any(_last_part(item) in ARTICLE_TYPES for _, _, item in facts.microdata):
        return True
    return any(name == "og:type" and _last_part(value) in ARTICLE_TYPES for name, value in facts.meta)


def article_body(document: Document) -> str:
    """The longest plausible `articleBody`, entities and tags resolved, a paragraph a line; empty if there is none.

    It is whole on about half of the pages that have it and cut off on the rest: a check, or a last resort.
    """
    bodies = (n.get("articleBody") or n.get("text") for n in of_types(document, ARTICLE_TYPES))
    tidied = (tidy(body, keep_lines=True) for body in bodies if isinstance(body, str) and len(body) >= MIN_ARTICLE_BODY)
    return max(tidied, key=len, default="")


def of_types(document: Document, types: frozenset[str]) -> tuple[Node, ...]:
    """The objects of one of some types (lower case), in order."""
    return tuple(node for kind, node in _typed(document.facts.json_ld) if kind in types)


def type_of(node: Node) -> str:
    """Its type in lower case, an article type first if it has several; empty if it states none."""
    stated = node.get("@type")
    types = [_last_part(t) for t in (stated if isinstance(stated, list) else [stated]) if isinstance(t, str)]
    return next((t for t in types if t in ARTICLE_TYPES), types[0] if types else "")


def objects(document: Document, value: Any) -> Iterator[Node | str]:
    """The objects and strings a property holds: one or a list of them, `@id` references resolved."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            yield _by_id(document.facts.json_ld).get(item.get("@id", ""), item) if len(item) == 1 else item


def _is_about(node: Node, title: str) -> bool:
    """Whether the page's `<title>` holds the object's headline."""
    headline = node.get("headline") or node.get("name")
    return isinstance(headline, str) and len(headline) > 8 and tidy(headline).casefold()[:60] in title.casefold()


@lru_cache(maxsize=512)
def _last_part(name: str) -> str:
    """`http://schema.org/NewsArticle` and `schema:NewsArticle` -> `newsarticle`."""
    return re.split(r"[/#:]", name.strip())[-1].lower()


@lru_cache(maxsize=4)
def _nodes(scripts: tuple[str, ...]) -> tuple[Node, ...]:
    """As `nodes`; the last few pages are remembered, because several readers ask of the same one."""
    return tuple(node for script in scripts for value in parse(script) for node in _walk(value))


@lru_cache(maxsize=4)
def _typed(scripts: tuple[str, ...]) -> tuple[tuple[str, Node], ...]:
    """Objects with their types, without those that state none."""
    return tuple((type_of(node), node) for node in _nodes(scripts) if "@type" in node)


@lru_cache(maxsize=4)
def _by_id(scripts: tuple[str, ...]) -> Mapping[str, Node]:
    """Objects by their `@id`, the fullest where several share one."""
    index: dict[str, Node] = {}
    for node in _nodes(scripts):
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(index.get(name, ())):
            index[name] = node
    return index


def _walk(value: Any) -> Iterator[Node]:
    """All objects inside a parsed value, outer before inner, at most MAX_NODES; no recursion."""
    todo, seen = [value], 0
    while todo and seen < MAX_NODES:
        item = todo.pop()
        if isinstance(item, dict):
            seen += 1
            yield item
            todo.extend(v for v in reversed(item.values()) if isinstance(v, (dict, list)))
        elif isinstance(item, list):
            todo.extend(v for v in reversed(item) if isinstance(v, (dict, list)))
