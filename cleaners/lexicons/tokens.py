"""Says what class and id tokens tell of an element: its role, that it holds the body, that it is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from cleaners.errors import LexiconError
from cleaners.lexicons.loading import MARKUP, Table, known_keys, read, strings
from cleaners.patterns import lazy
from cleaners.types import ROLES, Role

Strength = Literal["strong", "weak"]
"""Strong: furniture wherever it stands. Weak: evidence only."""

TokenRole: TypeAlias = tuple[str, Strength, str]
"""A role, how strong the evidence is, and the token that gives it."""

MAX_RUN_WORDS = 4
CACHED = 16384
"""Tokens, and tuples of them, remembered: a site repeats some hundreds of them on each of its pages."""

_KEYS = ("body", "hidden", "spare", "state", "groups")
_SET_KEYS = ("tokens", "words")
_GROUP_KEYS = ("role", "strength", *_SET_KEYS)
_STRENGTHS: tuple[Strength, ...] = ("strong", "weak")
_WORD = lazy(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\dA-Za-z_]+|\d+")
_MADE_UP = lazy(
    r"(?<![a-z\d])(?=[a-f\d-]*\d)(?=[\d-]*[a-f])"
    r"(?:(?:[a-f\d]{4,12}-){3,}[a-f\d]{4,12}|[a-f\d]{8,}|\d[a-f\d]{2,})(?![a-z\d])"
)
"""Numbers that a program made up, of digits and the letters a to f: the "ad" of "tdi_12_7ad" is no advertisement."""


@dataclass(frozen=True, slots=True)
class TokenSet:
    """Tokens that say one thing; entries are in small letters, without separators."""

    tokens: frozenset[str] = frozenset()
    """Tokens that say it as a whole ("content")."""
    words: frozenset[str] = frozenset()
    """Words and runs of words that say it inside any token ("sharebuttons" in "post-share-buttons-top")."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a word, a run of words or a whole token says."""

    strong: str | None = None
    weak: str | None = None
    body: bool = False
    hidden: bool = False
    spare: bool = False


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
    _whole: Mapping[str, _Said] = field(init=False)
    _inside: Mapping[str, _Said] = field(init=False)
    _beginnings: frozenset[str] = field(init=False)
    """All that an entry of `_inside` begins with: a run of words is read on only while it is one of these."""

    def __post_init__(self) -> None:
        """Put all that one word can say behind one look-up: cold tokens took a quarter of the time of a page."""
        sets = {"body": self.body, "hidden": self.hidden, "spare": self.spare}
        inside = _said(self.words, {name: entries.words for name, entries in sets.items()})
        object.__setattr__(self, "_whole", _said(self.tokens, {name: entries.tokens for name, entries in sets.items()}))
        object.__setattr__(self, "_inside", inside)
        object.__setattr__(self, "_beginnings", frozenset(run[:n] for run in inside for n in range(1, len(run))))

    def role_of(self, tokens: tuple[str, ...]) -> TokenRole | None:
        """Return role, strength and token of the first telling token, strong ones first; None if none tells.

        An element that also carries a body token is at most weak furniture: themes write "share-bar-left" and the like
        on the body's own container.
        """
        return _told_of(self, tokens).role

    def names(self, tokens: tuple[str, ...], role: Role) -> str:
        """Return the first token with a word for a role, whatever else it says ("content-header-dek"); empty if none."""
        return next((t for t in tokens if any(role in (s.strong, s.weak) for s in _heard(self, words_of(t)))), "")

    def is_body(self, tokens: tuple[str, ...]) -> bool:
        """Whether a token marks the element that holds the story."""
        return _told_of(self, tokens).body

    def is_hidden(self, tokens: tuple[str, ...]) -> bool:
        """Whether a token says that readers do not see the element ("screen-reader-text")."""
        return _told_of(self, tokens).hidden


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


def words_of(token: str) -> list[str]:
    """Cut a class or id token into its words, at "-", "_", digits and capitals.

    >>> words_of("postShare_bar")
    ['post', 'share', 'bar']
    """
    return [word.lower() for word in _WORD.findall(token)]


@dataclass(frozen=True, slots=True)
class _Told:
    """What one token tells by itself."""

    strong: str | None
    weak: str | None
    body: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class _ToldOf:
    """What all tokens of an element tell together."""

    role: TokenRole | None
    body: bool
    hidden: bool


@lru_cache(maxsize=CACHED)
def _told(markup: Markup, token: str) -> _Told:
    """Read a token once: a site has hundreds of combinations of classes, made of few dozen tokens."""
    words = words_of(token if token.isalpha() else _MADE_UP.sub("-", token))
    heard = _heard(markup, words)
    body, hidden = any(s.body for s in heard), any(s.hidden for s in heard)
    if not heard or words[0] in markup.state or any(s.spare for s in heard):
        return _Told(None, None, body, hidden)
    strong = next((s.strong for s in heard if s.strong), None)
    return _Told(strong, next((s.weak for s in heard if s.weak), None), body, hidden)


def _heard(markup: Markup, words: list[str]) -> list[_Said]:
    """What the token says as a whole, then its runs of up to MAX_RUN_WORDS words, longest first."""
    found: list[tuple[int, int, _Said]] = []
    count = len(words)
    inside, beginnings = markup._inside, markup._beginnings
    for start, run in enumerate(words):
        size = 1
        while True:
            if (said := inside.get(run)) is not None:
                found.append((-size, start, said))
            if size == MAX_RUN_WORDS or start + size == count or run not in beginnings:
                break
            run += words[start + size]
            size += 1
    if len(found) > 1:
        found.sort(key=_by_size_and_place)
    heard = [said for _, _, said in found]
    whole = markup._whole.get("".join(words))
    return [whole, *heard] if whole is not None else heard


def _by_size_and_place(found: tuple[int, int, _Said]) -> tuple[int, int]:
    return found[:2]


@lru_cache(maxsize=CACHED)
def _told_of(markup: Markup, tokens: tuple[str, ...]) -> _ToldOf:
    told = [_told(markup, token) for token in tokens]
    body, hidden = any(t.body for t in told), any(t.hidden for t in told)
    for token, one in zip(tokens, told, strict=True):
        if one.strong:
            return _ToldOf((one.strong, "weak" if body else "strong", token), body, hidden)
    weak: TokenRole | None = next(
        ((t.weak, "weak", token) for token, t in zip(tokens, told, strict=True) if t.weak), None
    )
    return _ToldOf(weak, body, hidden)


def _said(roles: Mapping[tuple[Strength, str], str], sets: Mapping[str, frozenset[str]]) -> Mapping[str, _Said]:
    """All that is known of each entry, in one record."""
    known: dict[str, dict[str, Any]] = {}
    for (strength, entry), role in roles.items():
        known.setdefault(entry, {})[strength] = role
    for name, entries in sets.items():
        for entry in entries:
            known.setdefault(entry, {})[name] = True
    return MappingProxyType({entry: _Said(**fields) for entry, fields in known.items()})


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
        if len(words) > MAX_RUN_WORDS and key == "words":
            raise LexiconError(f"{where}: {entry!r} has more than {MAX_RUN_WORDS} words")
        yield "".join(words)


def _token_set(table: Table, key: str) -> TokenSet:
    where = f"{MARKUP}.toml, {key}"
    entries = table.get(key, {})
    known_keys(entries, _SET_KEYS, where)
    return TokenSet(*(frozenset(_entries(entries, k, where)) for k in _SET_KEYS))
