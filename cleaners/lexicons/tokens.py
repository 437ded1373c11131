"""Says what class and id tokens tell of an element: its role, that it holds the body, that it is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias

from cleaners.errors import LexiconError
from cleaners.lexicons.loading import MARKUP, Table, known_keys, read, strings
from cleaners.types import ROLES

Strength = Literal["strong", "weak"]
"""Strong: furniture wherever it stands. Weak: evidence only."""

TokenRole: TypeAlias = tuple[str, Strength, str]
"""A role, how strong the evidence is, and the token that gives it."""

MAX_RUN_WORDS = 4
CACHED_TUPLES = 8192
"""Token tuples remembered: a site repeats some hundreds of them on each of its pages."""

_KEYS = ("body", "hidden", "spare", "state", "groups")
_SET_KEYS = ("tokens", "words")
_GROUP_KEYS = ("role", "strength", *_SET_KEYS)
_STRENGTHS: tuple[Strength, ...] = ("strong", "weak")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\dA-Za-z_]+|\d+")


@dataclass(frozen=True, slots=True)
class Words:
    """A class or id token cut at "-", "_", digits and capitals."""

    whole: str
    """All of it in small letters, without separators: "entry-content", "entryContent" -> "entrycontent"."""
    first: str
    """Its first word."""
    runs: tuple[str, ...]
    """All runs of up to MAX_RUN_WORDS neighbouring words, joined, longest first."""


@dataclass(frozen=True, slots=True)
class TokenSet:
    """Tokens that say one thing; entries are in small letters, without separators."""

    tokens: frozenset[str] = frozenset()
    """Tokens that say it as a whole ("content")."""
    words: frozenset[str] = frozenset()
    """Words and runs of words that say it inside any token ("sharebuttons" in "post-share-buttons-top")."""

    def holds(self, words: Words) -> bool:
        """Whether a token of these words is of the set."""
        return words.whole in self.tokens or not self.words.isdisjoint(words.runs)


@dataclass(frozen=True, slots=True, eq=False)
class Markup:
    """What class and id tokens tell, for all languages and themes."""

    body: TokenSet
    hidden: TokenSet
    spare: TokenSet
    """Tokens that hold a furniture word and mean something else ("shared-content", "newsletter-template")."""
    state: frozenset[str]
    """First words of tokens that describe what is around ("no-sidebar", "has-comments"), not the element."""
    tokens: Mapping[tuple[Strength, str], str]
    """(strength, whole token) -> role."""
    words: Mapping[tuple[Strength, str], str]
    """(strength, word or run inside a token) -> role."""

    def role_of(self, tokens: tuple[str, ...]) -> TokenRole | None:
        """Return role, strength and token of the first telling token, strong ones first; None if none tells.

        An element that also carries a body token is at most weak furniture: themes write "share-bar-left" and the like
        on the body's own container.
        """
        return _role_of(self, tokens)

    def is_body(self, tokens: tuple[str, ...]) -> bool:
        """Whether a token marks the element that holds the story."""
        return _is_body(self, tokens)

    def is_hidden(self, tokens: tuple[str, ...]) -> bool:
        """Whether a token says that readers do not see the element ("screen-reader-text")."""
        return _is_hidden(self, tokens)


@cache
def markup() -> Markup:
    """Return what `markup.toml` says; LexiconError if it breaks a rule."""
    return build(read(f"{MARKUP}.toml"))


def build(table: Table) -> Markup:
    """Return the markup lexicon that a table describes; LexiconError if it breaks a rule."""
    known_keys(table, _KEYS, f"{MARKUP}.toml")
    groups = [_checked(group) for group in table.get("groups", [])]
    return Markup(
        body=_token_set(table, "body"),
        hidden=_token_set(table, "hidden"),
        spare=_token_set(table, "spare"),
        state=frozenset(strings(table, "state", f"{MARKUP}.toml")),
        tokens=_by_entry(groups, "tokens"),
        words=_by_entry(groups, "words"),
    )


@lru_cache(maxsize=CACHED_TUPLES)
def words_of(token: str) -> Words:
    """Cut a token into its words.

    >>> words_of("postShare_bar").runs
    ('postsharebar', 'postshare', 'sharebar', 'post', 'share', 'bar')
    """
    words = [word.lower() for word in _WORD.findall(token)]
    runs = ("".join(words[i : i + n]) for n in range(MAX_RUN_WORDS, 0, -1) for i in range(len(words) - n + 1))
    return Words("".join(words), words[0] if words else "", tuple(runs))


@dataclass(frozen=True, slots=True)
class _Told:
    """What one token tells by itself."""

    strong: str | None
    weak: str | None
    body: bool
    hidden: bool


@lru_cache(maxsize=CACHED_TUPLES)
def _told(markup: Markup, token: str) -> _Told:
    """Read a token once: a site has hundreds of combinations of classes, made of few dozen tokens."""
    words = words_of(token)
    speaks = _tells(markup, words)
    strong, weak = ((_role(markup, strength, words) if speaks else None) for strength in _STRENGTHS)
    return _Told(strong, weak, markup.body.holds(words), markup.hidden.holds(words))


@lru_cache(maxsize=CACHED_TUPLES)
def _role_of(markup: Markup, tokens: tuple[str, ...]) -> TokenRole | None:
    told = [_told(markup, token) for token in tokens]
    for token, one in zip(tokens, told, strict=True):
        if one.strong:
            return one.strong, "weak" if any(t.body for t in told) else "strong", token
    return next(((one.weak, "weak", token) for token, one in zip(tokens, told, strict=True) if one.weak), None)


@lru_cache(maxsize=CACHED_TUPLES)
def _is_body(markup: Markup, tokens: tuple[str, ...]) -> bool:
    return any(_told(markup, token).body for token in tokens)


@lru_cache(maxsize=CACHED_TUPLES)
def _is_hidden(markup: Markup, tokens: tuple[str, ...]) -> bool:
    return any(_told(markup, token).hidden for token in tokens)


def _tells(markup: Markup, words: Words) -> bool:
    """Whether a token speaks of its own element at all."""
    return words.first not in markup.state and not markup.spare.holds(words)


def _role(markup: Markup, strength: Strength, words: Words) -> str | None:
    whole = markup.tokens.get((strength, words.whole))
    return whole or next((role for run in words.runs if (role := markup.words.get((strength, run)))), None)


def _checked(group: Table) -> Table:
    where = f"{MARKUP}.toml, groups"
    known_keys(group, _GROUP_KEYS, where)
    if group.get("role") not in ROLES:
        raise LexiconError(f"{where}: unknown role {group.get('role')!r}; known are {', '.join(ROLES)}")
    if group.get("strength") not in _STRENGTHS:
        raise LexiconError(f"{where}: strength of {group['role']} must be one of {', '.join(_STRENGTHS)}")
    return group


def _by_entry(groups: list[Table], key: str) -> Mapping[tuple[Strength, str], str]:
    """Return (strength, entry) -> role; LexiconError if an entry stands in two groups."""
    roles: dict[tuple[Strength, str], str] = {}
    seen: dict[str, str] = {}
    for group in groups:
        for entry in _entries(group, key, f"{MARKUP}.toml, {group['role']}"):
            if entry in seen:
                raise LexiconError(f"{MARKUP}.toml: {key} {entry!r} stands in {seen[entry]} and {group['role']}")
            seen[entry] = group["role"]
            roles[group["strength"], entry] = group["role"]
    return MappingProxyType(roles)


def _entries(table: Table, key: str, where: str) -> Iterator[str]:
    for entry in strings(table, key, where):
        words = words_of(entry)
        if len(_WORD.findall(entry)) > MAX_RUN_WORDS and key == "words":
            raise LexiconError(f"{where}: {entry!r} has more than {MAX_RUN_WORDS} words")
        yield words.whole


def _token_set(table: Table, key: str) -> TokenSet:
    where = f"{MARKUP}.toml, {key}"
    entries = table.get(key, {})
    known_keys(entries, _SET_KEYS, where)
    return TokenSet(*(frozenset(_entries(entries, k, where)) for k in _SET_KEYS))
