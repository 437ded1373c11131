"""Finds who wrote the story: people only, in order, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cleaners.lexicons import fold
from cleaners.metadata import state
from cleaners.metadata.bylines import bylines_near
from cleaners.metadata.names import people
from cleaners.metadata.signatures import signed
from cleaners.metadata.site import is_site
from cleaners.metadata.statements import MAX_MICRODATA, Claim, Statements, is_of_article
from cleaners.metadata.title import Title
from cleaners.metadata.values import tidy
from cleaners.types import Language

MAX_AUTHORS = 12
"""Names that are kept; longer lists are mastheads."""


def find_authors(
    stated: Statements, outlet: tuple[Claim, ...], headline: Title, language: Language
) -> tuple[tuple[str, ...], str]:
    """The names and where they were read; ((), "") if the page names nobody.

    `outlet` are its names. The first source that names a person is believed alone: they differ in spelling more than
    in people. JSON-LD often names the first author only: the visible byline adds the others. A `<meta>` that gives the
    outlet's name as author is believed last: it may be a person's ("Jane Doe" on janedoe.example), mostly it is a
    template's.
    """
    bylines = bylines_near(stated.document, headline.at, outlet)
    stating = _Stating(stated, outlet, language)
    outlets: tuple[tuple[str, ...], str] = (), ""
    for source, found in (("json-ld", stating.json_ld()), *stating.meta()):
        if names := _unique(found):
            if source != "json-ld" and all(is_site(name, outlet) for name in names):
                outlets = outlets if outlets[0] else (names, source)
                continue
            if shown := bylines.against(names):
                return _unique(shown), "byline"
            return (bylines.joined_to(names[0]) or names) if len(names) == 1 else names, source
    by_line = _unique(bylines.names())
    if outlets[0] and (not by_line or _words_of(by_line) & _words_of(outlets[0])):
        return outlets
    for source, found in (
        ("byline", iter(by_line)), ("microdata", stating.microdata()), ("state", stating.state(headline)),
        ("date line", bylines.on_date_lines()),
        ("bare byline", bylines.bare()), ("author box", iter(signed(stated.document, outlet, language))),
    ):  # fmt: skip
        if names := _unique(found):
            return (bylines.joined_to(names[0]) or names) if len(names) == 1 else names, source
    return (), ""


def _words_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in fold(name).split())


@dataclass(frozen=True, slots=True)
class _Stating:
    """The names a page states."""

    stated: Statements
    outlet: tuple[Claim, ...]
    language: Language

    def json_ld(self) -> Iterator[str]:
        """Yield the people that the story's JSON-LD names."""
        for name in ("author", "creator"):
            for value in self.stated.values(name):
                kind = str(value.get("@type", "")).lower() if isinstance(value, Mapping) else ""
                if "organization" in kind and "person" not in kind:
                    continue
                stated = value.get("name") if isinstance(value, Mapping) else value
                for text in stated if isinstance(stated, list) else [stated]:
                    yield from self._people(tidy(text), trusted="person" in kind)

    def meta(self) -> Iterator[tuple[str, Iterator[str]]]:
        """Yield each name of a `<meta>` for authors with the people it states."""
        by_source: dict[str, list[str]] = {}
        for claim in self.stated.in_meta("author"):
            by_source.setdefault(claim.source, []).append(claim.value)
        for source, values in by_source.items():
            yield source, self._people_of(values)

    def microdata(self) -> Iterator[str]:
        """Yield the first authors of microdata, up to another property: those further down are of comments and other stories."""
        facts = self.stated.document.facts.microdata[:MAX_MICRODATA]
        found = False
        for name, value, kind in facts:
            if name.lower() in ("author", "creator") and is_of_article(kind):
                for person in self._people(tidy(value)):
                    found = True
                    yield person
            elif found and not kind.endswith("/Person"):
                return
        if not found:
            persons = (
                list(self._people(tidy(v))) for name, v, kind in facts if name == "name" and kind.endswith("/Person")
            )
            yield from next(filter(None, persons), [])

    def state(self, headline: Title) -> Iterator[str]:
        """Yield the people that the story's object in the page's data names."""
        if headline.claim:
            yield from self._people_of(tidy(name) for name in state.authors(self.stated.document, headline.claim.value))

    def _people_of(self, values: Iterable[str]) -> Iterator[str]:
        for value in values:
            yield from self._people(value, trusted=_is_name_like(value))

    def _people(self, text: str, *, trusted: bool = False) -> Iterator[str]:
        return people(text, self.outlet, language=self.language, trusted=trusted)


def _is_name_like(value: str) -> bool:
    """Whether a `<meta>` value is a name and not a login: "Jane Doe", "Nadine", not "jdoe" or "jane-doe"."""
    return value[:1].isupper() or not value.isascii()


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    """Names without repetitions; "Jane Doe" and "JANE DOE" are one."""
    unique: dict[str, str] = {}
    for name in found:
        unique.setdefault(fold(name).replace(".", ""), name)
        if len(unique) >= MAX_AUTHORS:
            break
    return tuple(unique.values())
