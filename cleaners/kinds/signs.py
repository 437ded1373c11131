"""The words and classes that tell kinds of page, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from cleaners.errors import LexiconError

FORMAT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "soft_404": frozenset(["title", "whole", "tokens"]),
        "consent": frozenset(["tokens", "cookie", "partners", "yes", "personal", "privacy"]),
        "paywalled": frozenset(["tokens", "words", "login"]), "script_only": frozenset(["words"]),
        "index": frozenset(["tokens", "story"]), "gallery": frozenset(["tokens"]),
        "parts": frozenset(["page", "next"]),
        "live": frozenset(["tokens", "title", "beside", "ago", "units", "now", "pinned"]),
    }
)  # fmt: skip
"""Kinds and the lists each has."""


@cache
def signs() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Kind -> list -> phrases or class tokens, folded as by `plain`. LexiconError if the file has keys it should not have."""
    data = tomllib.loads(files("cleaners.kinds").joinpath("phrases.toml").read_text("utf-8"))
    if data.keys() != FORMAT.keys():
        raise LexiconError(f"kinds/phrases.toml has {sorted(data)}; known: {sorted(FORMAT)}")
    for kind, lists in data.items():
        if frozenset(lists) != FORMAT[kind]:
            raise LexiconError(f"kinds/phrases.toml: [{kind}] has {sorted(lists)}; known: {sorted(FORMAT[kind])}")
        if any(phrase != phrase.lower() for phrases in lists.values() for phrase in phrases):
            raise LexiconError(f"kinds/phrases.toml: [{kind}] has a phrase that is not in lower case")
    return MappingProxyType(
        {kind: {name: tuple(map(plain, phrases)) for name, phrases in lists.items()} for kind, lists in data.items()}
    )


def plain(text: str) -> str:
    """A text as phrases are written: lower case, straight apostrophes, single spaces."""
    return " ".join(text.casefold().replace("’", "'").replace("ʼ", "'").split())


def phrase_in(text: str, kind: str, name: str) -> str:
    """The first phrase of a list that stands in a plain text; empty if none does."""
    return next((phrase for phrase in signs()[kind][name] if phrase in text), "")


def token_among(tokens: Iterable[str], kind: str) -> str:
    """The first class token of a kind; empty if there is none."""
    return next((token for token in tokens if has_token(token, kind)), "")


@lru_cache(maxsize=1 << 16)
def has_token(token: str, kind: str) -> bool:
    """Whether a class token is one of a kind's, or begins with one and a hyphen or underscore."""
    return any(token == sign or token.startswith((f"{sign}-", f"{sign}_")) for sign in signs()[kind]["tokens"])
