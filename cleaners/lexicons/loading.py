"""Reads lexicon files, strictly: an unknown key, an unknown role or a phrase that stands twice is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from cleaners.errors import LexiconError
from cleaners.lexicons.bylines import Bylines
from cleaners.lexicons.comment_rules import START_CHARS, Beginnings, CommentRules
from cleaners.lexicons.datelines import DateLines
from cleaners.lexicons.match import PREFIX_MARK, PhraseMatcher
from cleaners.lexicons.normal import core, fold, mask, normal
from cleaners.lexicons.types import DateWords, How, Lexicon, Phrase
from cleaners.lexicons.wording import Wording
from cleaners.types import ROLES

COMMON = "common"
MARKUP = "markup"

_LANGUAGE_KEYS = (
    "name", "also", "marks", "reader_words", "correction_words", "stopwords", "by", "byline_ends", "agencies", "dates",
    "calendars", "comment_rules", "phrases",
)  # fmt: skip
_COMMON_KEYS = ("name", "aliases", "agencies", "dates", "phrases")
_GROUP_KEYS = ("role", "ends", "friend", "whole", "prefix", "inside")
_DATE_KEYS = ("months", "weekdays", "units", "numbers", "days", "ago", "published", "updated", "eras", "words")
_RULE_KEYS = ("headings", "ambiguous", "words", "clauses")
_UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
_DAYS = ("yesterday", "today", "tomorrow")
_CALENDARS = ("jalali", "hebrew", "islamic")
_HOWS: tuple[How, ...] = ("whole", "prefix", "inside")
_OPEN = " …"
_ZWNJ = "\u200c"

Table = Mapping[str, Any]
Phrases = Mapping[str, Phrase]


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a file, sorted."""
    names = (
        entry.name.removesuffix(".toml")
        for entry in files("cleaners.lexicons").iterdir()
        if entry.name.endswith(".toml")
    )
    return tuple(sorted(name for name in names if name not in (COMMON, MARKUP)))


@cache
def load(language: str) -> Lexicon:
    """Return the lexicon in `<language>.toml`, with the language-neutral one behind it."""
    return build(language, read(f"{language}.toml"))


@cache
def empty() -> Lexicon:
    """Return the lexicon of a language that has none: only what is common to all languages matches."""
    return build("und", {"name": "undetermined"})


@cache
def aliases() -> Mapping[str, str]:
    """Return language tag -> the tag of the file that serves it ("nb" -> "no")."""
    return MappingProxyType(dict(_shared(COMMON)[0].get("aliases", {})))


def read(name: str) -> Table:
    """Return the TOML file `name` of this folder; LexiconError if it is no TOML."""
    try:
        return tomllib.loads((files("cleaners.lexicons") / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}: not valid TOML: {error}") from error


def known_keys(table: Table, known: Iterable[str], where: str) -> None:
    """Raise LexiconError if `table` has a key that is not in `known`."""
    known = tuple(known)
    if unknown := sorted(set(table) - set(known)):
        raise LexiconError(f"{where}: unknown key {', '.join(unknown)}; known are {', '.join(known)}")


def strings(table: Table, key: str, where: str) -> tuple[str, ...]:
    """Return the list of strings `key` of `table`, empty if it is not there."""
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
        raise LexiconError(f"{where}: {key} must be a list of strings, none of them empty")
    return tuple(values)


def build(language: str, table: Table) -> Lexicon:
    """Return the lexicon that a table describes; LexiconError if it breaks a rule."""
    where = f"{language}.toml"
    known_keys(table, _LANGUAGE_KEYS, where)
    phrases = _phrases(table, where)
    common, *also = (_shared(other) for other in (COMMON, *strings(table, "also", where)))
    return Lexicon(
        language=language,
        name=table["name"],
        phrases=phrases,
        matcher=_matcher([(table, phrases), common, *also], where),
        dates=_dates(table, where),
        by=strings(table, "by", where),
        agencies=frozenset(fold(a) for t in (table, common[0]) for a in strings(t, "agencies", where)),
        stopwords=frozenset(table.get("stopwords", "").casefold().split()),
        marks=table.get("marks", ".!?…"),
        reader_words=Wording(strings(table, "reader_words", where)),
        correction_words=Wording(strings(table, "correction_words", where), beginnings=True),
        comment_rules=_comment_rules([table, *(other for other, _ in also)], where),
    )


@cache
def _shared(name: str) -> tuple[Table, Phrases]:
    """Return the table and the phrases of a file that stands behind several languages: it is read once for all."""
    where = f"{name}.toml"
    table = read(where)
    known_keys(table, _COMMON_KEYS if name == COMMON else _LANGUAGE_KEYS, where)
    return table, _phrases(table, where)


def _matcher(known: list[tuple[Table, Phrases]], where: str) -> PhraseMatcher:
    forms = [pair for table, phrases in known for pair in (*phrases.items(), *_agencies(table, where))]
    by, ends = (tuple(w for table, _ in known for w in strings(table, key, where)) for key in ("by", "byline_ends"))
    return PhraseMatcher(forms, Bylines(by, ends), DateLines(tuple(_dates(table, where) for table, _ in known)))


def _comment_rules(tables: Iterable[Table], where: str) -> CommentRules:
    """Return the rules for comments of all tables together: English ones also stand on Japanese pages."""
    where = f"{where}, comment_rules"
    found = [table.get("comment_rules", {}) for table in tables]
    for rules in found:
        known_keys(rules, _RULE_KEYS, where)
    headings, ambiguous, words, clauses = (
        [text for rules in found for text in strings(rules, key, where)] for key in _RULE_KEYS
    )
    sure, doubtful = frozenset(map(normal, headings)), frozenset(map(normal, ambiguous))
    starts = frozenset(form[:START_CHARS] for form in sure | doubtful)
    return CommentRules(sure, doubtful, starts, Beginnings(words), Beginnings(clauses))


def _agencies(table: Table, where: str) -> Iterator[tuple[str, Phrase]]:
    """Yield the agencies as sign-offs: a line "(AFP)" or "Reuters, AP" names who wrote the story."""
    for agency in strings(table, "agencies", where):
        yield normal(agency), Phrase(agency, "signoff", "whole")


def _phrases(table: Table, where: str) -> Phrases:
    """Return the phrases by their forms; LexiconError if one stands twice or in two roles."""
    phrases: dict[str, Phrase] = {}
    roles: dict[str, str] = {}
    for group in table.get("phrases", []):
        for phrase in _group(group, where):
            name, forms = _forms(phrase, where)
            role = roles.setdefault(name, phrase.role)
            if role != phrase.role or not phrases.keys().isdisjoint(forms):
                raise LexiconError(f"{where}: {phrase.text!r} stands twice, in {role} and {phrase.role}")
            phrases.update(dict.fromkeys(forms, phrase))
    return MappingProxyType(phrases)


def _group(group: Table, where: str) -> Iterator[Phrase]:
    known_keys(group, _GROUP_KEYS, f"{where}, phrases")
    role = group.get("role")
    if role not in ROLES:
        raise LexiconError(f"{where}: unknown role {role!r}; known are {', '.join(ROLES)}")
    ends, friend = bool(group.get("ends")), bool(group.get("friend"))
    for how in _HOWS:
        for text in strings(group, how, f"{where}, {role}"):
            yield Phrase(text, role, how, ends, friend, text.endswith(_OPEN))


def _forms(phrase: Phrase, where: str) -> tuple[str, tuple[str, ...]]:
    """Return the normal form of a phrase, and those it is looked up by: one, or two where a ZWNJ may have become a space.

    A notice inside a line keeps the marks at its edges: "copyright ©" is one, "copyright" is not.
    """
    text = phrase.text
    spellings = (text.replace(_ZWNJ, ""), text.replace(_ZWNJ, " ")) if _ZWNJ in text else (text,)
    masked = [mask(fold(spelling)) for spelling in spellings]
    normals = list(map(core, masked))
    if not normals[0]:
        raise LexiconError(f"{where}: {text!r} holds no letter to look it up by")
    forms = masked if phrase.how == "inside" else normals
    return normals[0], tuple(dict.fromkeys(form + PREFIX_MARK if phrase.how == "prefix" else form for form in forms))


def _dates(table: Table, where: str) -> DateWords:
    dates = table.get("dates", {})
    where = f"{where}, dates"
    known_keys(dates, _DATE_KEYS, where)
    units, days, calendars = dates.get("units", {}), dates.get("days", {}), table.get("calendars", {})
    known_keys(units, _UNITS, f"{where}.units")
    known_keys(days, _DAYS, f"{where}.days")
    known_keys(calendars, _CALENDARS, "calendars")
    return DateWords(
        months=_numbered(dates, "months", where),
        calendars=MappingProxyType({name: _numbered(calendars, name, where) for name in calendars}),
        weekdays=_numbered(dates, "weekdays", where),
        units=MappingProxyType({normal(w): unit for unit in units for w in strings(units, unit, where)}),
        numbers=_counts(dates.get("numbers", {}), f"{where}.numbers"),
        days=MappingProxyType({normal(w): _DAYS.index(day) - 1 for day in days for w in strings(days, day, where)}),
        ago=_normals(dates, "ago", where),
        published=_normals(dates, "published", where),
        updated=_normals(dates, "updated", where),
        eras=MappingProxyType({fold(name): years for name, years in dates.get("eras", {}).items()}),
        words=_normals(dates, "words", where),
    )


def _counts(numbers: Table, where: str) -> Mapping[str, int]:
    """Return number word -> number; LexiconError if a value is none."""
    if wrong := [word for word, number in numbers.items() if type(number) is not int or not 1 <= number <= 12]:
        raise LexiconError(f"{where}: {', '.join(wrong)} must be numbers from 1 to 12")
    return MappingProxyType({normal(word): number for word, number in numbers.items()})


def _normals(table: Table, key: str, where: str) -> frozenset[str]:
    return frozenset(normal(word) for word in strings(table, key, where))


def _numbered(table: Table, key: str, where: str) -> Mapping[str, int]:
    """Return name -> number for a list of rows of names ("January Jan | February Feb" as lists), the first row being 1."""
    numbered: dict[str, int] = {}
    for number, row in enumerate(table.get(key, []), start=1):
        for name in strings({key: row}, key, where):
            if numbered.setdefault(normal(name), number) != number:
                raise LexiconError(f"{where}: {name!r} of {key} has two numbers")
    return MappingProxyType(numbered)
