"""Names of fields in the data of pages, as data: which hold a story's words, which never do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from cleaners.errors import LexiconError
from cleaners.patterns import lazy

LISTS = frozenset(
    "not_story titles addresses children texts skipped_types heading_types item_types quote_types inline_types".split()
)
_HUMP = lazy(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """List -> names. Raises LexiconError if the file has lists it should not have."""
    data = tomllib.loads(files("cleaners.declared").joinpath("keys.toml").read_text("utf-8"))
    if data.keys() != LISTS:
        raise LexiconError(f"declared/keys.toml has {sorted(data)}; known: {sorted(LISTS)}")
    return MappingProxyType({name: tuple(values) for name, values in data.items()})


@cache
def known(name: str) -> frozenset[str]:
    """A list as a set."""
    return frozenset(names()[name])


@lru_cache(maxsize=1 << 14)
def is_story_key(key: str) -> bool:
    """Whether what lies below a field may be the story.

    >>> [is_story_key(key) for key in ("articleBody", "relatedArticles", "cookie_text", "commentCount")]
    [True, False, False, False]
    """
    return known("not_story").isdisjoint(words_of(key))


@lru_cache(maxsize=1 << 14)
def words_of(key: str) -> tuple[str, ...]:
    """The words of a name in camel case, kebab case or snake case, lower case."""
    return tuple(part.lower() for part in _HUMP.split(key) if part)
