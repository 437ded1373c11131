"""Finds the names a page gives its outlet: for the field itself, and to take them off titles and authors."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cleaners.metadata import json_ld
from cleaners.metadata.hosts import host_of, label_of
from cleaners.metadata.statements import Claim, Statements
from cleaners.metadata.values import tidy
from cleaners.patterns import lazy

MAX_NAME = 60
"""Characters of an outlet's name; a longer value is a slogan or a licence."""

OUTLET_TYPES = frozenset(["website", "newsmediaorganization"])

_NOT_LETTERS = lazy(r"[\W_]+")
_DOMAIN_END = lazy(r"(?:\.(?:com|org|net|info|news|tv|co|[a-z]{2}))+$")


def find_site_names(stated: Statements) -> tuple[Claim, ...]:
    """The names of the outlet, the most trusted first, the label of its host last.

    A name that is the page's title is a template's mistake.
    """
    host = label_of(host_of(stated.document.page.url))
    found = [*stated.in_meta("site"), *_published_by(stated)]
    titles = {squashed(title) for title in (stated.document.facts.title, *stated.meta.get("og:title", ()))}
    claims = [
        c
        for c in found
        if len(c.value) <= MAX_NAME and not c.value.startswith(("@", "http")) and squashed(c.value) not in titles
    ]
    return tuple(
        {squashed(c.value): c for c in reversed([*claims, *([Claim(host, "host")] if host else [])])}.values()
    )[::-1]


def squashed(text: str) -> str:
    """Letters and digits of a text in small letters: what two spellings of a name share.

    >>> squashed("The Daily-Gazette.com")
    'thedailygazettecom'
    """
    return _NOT_LETTERS.sub("", text.casefold())


def is_site(text: str, names: tuple[Claim, ...]) -> bool:
    """Whether a piece of text is one of the outlet's names, in any spelling: "Gazette.com", "The Gazette", "gazette".

    Short names must be equal; longer ones may be part of the piece if it holds little else ("Gazette News").
    """
    piece = _without_domain_end(text)
    if not piece:
        return False
    for claim in names:
        name = _without_domain_end(claim.value)
        if piece == name or (len(name) >= 4 and name in piece and len(piece) <= 2 * len(name) + 4):
            return True
        if len(piece) >= 4 and piece in name and 2 * len(piece) >= len(name):
            return True
    return False


@lru_cache(maxsize=1024)
def _without_domain_end(text: str) -> str:
    """A name squashed, without ".com" and the like: "Gazette.com" and "gazette" are one."""
    return squashed(_DOMAIN_END.sub("", text.strip().casefold()))


def _published_by(stated: Statements) -> Iterator[Claim]:
    yield from stated.in_json_ld("publisher")
    for node in json_ld.of_types(stated.document, OUTLET_TYPES):
        if name := tidy(node.get("name")):
            yield Claim(name, "json-ld")
