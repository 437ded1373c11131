"""Reads the lesser fields: description, section, tags, and whether the story is behind a paywall."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.metadata import json_ld
from cleaners.metadata.json_ld import Node
from cleaners.metadata.statements import Claim, Statements
from cleaners.patterns import lazy

MAX_TAGS = 30
MAX_TAG = 80
"""Characters of a tag; longer ones are sentences stuffed with words for search engines."""

_LIST = lazy(r"\s*[,;|،、，]\s*")
_FREE = frozenset(["true", "free", "1", "yes", "metered-free", "http://schema.org/true", "https://schema.org/true"])
_PAID = frozenset(
    [
        "false",
        "locked",
        "0",
        "no",
        "paid",
        "premium",
        "subscriber",
        "subscription",
        "http://schema.org/false",
        "https://schema.org/false",
    ]
)
_ADDRESS = ("http://", "https://", "/")


def description(stated: Statements) -> Claim | None:
    """The page's own summary; None if it has none."""
    return next(
        (c for c in (*stated.in_meta("description"), *stated.in_json_ld("description")) if len(c.value) > 2), None
    )


def section(stated: Statements) -> Claim | None:
    """The section the story ran in; None if the page does not say."""
    found = (*stated.in_json_ld("articleSection"), *stated.in_meta("section"), *stated.in_microdata("articlesection"))
    return next((c for c in found if 1 < len(c.value) <= MAX_TAG and not c.value.startswith(_ADDRESS)), None)


def tags(stated: Statements) -> tuple[tuple[str, ...], str]:
    """Tags in order, each once, and where they were read; ((), "") if there are none. The first source that has any counts."""
    by_source: dict[str, dict[str, str]] = {}
    for claim in (*stated.in_json_ld("keywords"), *stated.in_meta("tags"), *stated.in_microdata("keywords")):
        found = by_source.setdefault(claim.source, {})
        for tag in _LIST.split(claim.value):
            if 1 < len(tag) <= MAX_TAG and not tag.startswith(_ADDRESS):
                found.setdefault(tag.casefold(), tag)
    source = next((s for s, found in by_source.items() if found), "")
    return tuple(by_source[source].values())[:MAX_TAGS] if source else (), source


def paid(stated: Statements) -> tuple[bool | None, str]:
    """Whether reading takes a subscription, and where that was read; (None, "") if the page does not say.

    `isAccessibleForFree` of the story's JSON-LD, else of a part of it (`hasPart` names the paid one), then `<meta>`.
    """
    for claim in _access(stated):
        value = claim.value.strip().casefold()
        if value in _FREE or value in _PAID:
            return value in _PAID, claim.source
    return None, ""


def _access(stated: Statements) -> Iterator[Claim]:
    about = [n for n in json_ld.nodes(stated.document) if "isAccessibleForFree" in n]
    for node in sorted(about, key=lambda n: _nearness(n, stated.article)):
        yield Claim(str(node["isAccessibleForFree"]), "json-ld")
    yield from stated.in_microdata("isaccessibleforfree")
    yield from stated.in_meta("paid")


def _nearness(node: Node, article: Node | None) -> int:
    return 0 if node is article else 1 if json_ld.type_of(node) in json_ld.ARTICLE_TYPES else 2
