"""What a page is when it is no story: the words and classes that tell, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from cleaners.errors import LexiconError

FORMAT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "soft_404": frozenset(["title"]), "consent": frozenset(["tokens", "words"]),
        "paywalled": frozenset(["tokens", "words"]), "gallery": frozenset(["tokens"]), "live": frozenset(["tokens", "title"]),
    }
)  # fmt: skip
"""Kinds and the lists each has."""


@cache
def signs() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Kind -> list -> phrases or class tokens, lower case. Raises LexiconError if the file has keys it should not have."""
    data = tomllib.loads(files("cleaners.kinds").joinpath("phrases.toml").read_text("utf-8"))
    for kind, lists in data.items():
        if frozenset(lists) != FORMAT.get(kind):
            raise LexiconError(f"kinds/phrases.toml: [{kind}] has {sorted(lists)}; known: {dict(FORMAT)}")
        if any(phrase != phrase.lower() for phrases in lists.values() for phrase in phrases):
            raise LexiconError(f"kinds/phrases.toml: [{kind}] has a phrase that is not in lower case")
    return MappingProxyType(
        {kind: {name: tuple(phrases) for name, phrases in lists.items()} for kind, lists in data.items()}
    )
