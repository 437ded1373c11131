"""Compares titles, dates and authors with those the corpora state: right or wrong, nothing between.

The one rule of strictness, for the scoreboard and for `bench.metadata`. A title is right if its words are: capitals,
quotation marks and other punctuation do not count, because style sheets set headlines in capitals, and makers of corpora
copied them from the screen, the `<title>` or `og:title`, with the marks of each. Of a date the day counts, of authors the
set of the words of all names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import numpy as np

from bench.scoreboard.corpora import GoldPage
from bench.scoreboard.figures import DIGITS, Interval, draw, interval
from bench.scoreboard.predictions import Key, Prediction

CORPORA = ("fundus", "fundus-old", "newspaper4k", "mediacloud", "trafilatura-eval", "wcxb")
"""Corpora whose titles, dates and authors are the story's own. DAnIEL's dates are those of its collection; the pages of
the others are few, or their titles were read from the page by the corpus's maker."""

_NOT_WORDS = re.compile(r"[\W_]+")
_DAY_FIRST = re.compile(r"^\s*(\d{4}-\d\d-\d\d)(?!\d)")
"""The day at the head of a date whose time is not written by the standard ("2020-03-19 10:00 EST")."""
_BETWEEN_AUTHORS = frozenset(("and", "und", "et", "y", "e", "by", "von", "par", "por"))
_NO_PERSON = re.compile(
    r"staff|team|redaktion|redazione|rédaction|redacción|admin|news|press|agency|agentur|editor|desk|media|writer|board"
    r"|reuters|afp|dpa|ntb|ap\b|onlin|\bweb|オンライン|デジタル|\.(?:com|de|at|org|tr)\b",
    re.IGNORECASE,
)


def title_words(title: str | None) -> tuple[str, ...]:
    """The words of a headline: case, spaces and punctuation do not count ("Don’t" = "don't")."""
    folded = unicodedata.normalize("NFKC", title or "").casefold()
    return tuple(_NOT_WORDS.sub(" ", folded).split())


def author_words(authors: str | Sequence[str] | None) -> frozenset[str]:
    """The words of all names, however they are listed ("Eckert, Till and Max Bernhard" = "Till Eckert; Max Bernhard")."""
    text = authors if isinstance(authors, str) else ", ".join(authors or ())
    return frozenset(title_words(text)) - _BETWEEN_AUTHORS


def days(date: str | None) -> frozenset[str]:
    """The day a date names, as written and, where it has a zone, in UTC too; empty where there is none."""
    try:
        moment = datetime.fromisoformat((date or "").strip())
    except ValueError:
        return frozenset(_DAY_FIRST.findall(date or ""))
    spelled = {moment.date().isoformat()}
    return frozenset(spelled | ({moment.astimezone(UTC).date().isoformat()} if moment.tzinfo else set()))


def names_people(page: GoldPage) -> bool:
    """Whether the authors a corpus states are people: Copydesk leaves offices, agencies and outlets out by design.

    Told by words of offices, by lone words (logins, initials of agencies) and by the page's own domain; it leaves a few
    outlets in and a few pen names out, for all systems alike.
    """
    author = str(page.row["author"])
    return not _NO_PERSON.search(author) and " " in author and author.casefold() not in page.domain


def is_stated(field: str, page: GoldPage) -> bool:
    """Whether a corpus states a field itself. Some titles were taken over from the page's `<title>`: no judgement.

    `people` are the authors where they are people.
    """
    if field == "people":
        return is_stated("author", page) and names_people(page)
    return bool(page.row.get(field)) and not (field == "title" and page.row.get("title_from_page"))


def is_right(field: str, page: GoldPage, said: Prediction) -> bool:
    """Whether a system has a field that a corpus states as it states it."""
    name = "author" if field == "people" else field
    return SAME[name](page.row[name], said)


def _same_title(gold: str, said: Prediction) -> bool:
    return title_words(gold) == title_words(said.title)


def _same_day(gold: str, said: Prediction) -> bool:
    return bool(days(gold) & days(said.date))


def _same_authors(gold: str, said: Prediction) -> bool:
    return author_words(gold) == author_words(said.authors)


SAME: Mapping[str, Callable[[str, Prediction], bool]] = MappingProxyType(
    {"title": _same_title, "date": _same_day, "author": _same_authors}
)
"""Field of the manifest -> whether a prediction has it right."""
FIELDS = ("title", "date", "author", "people")
_FIELD = MappingProxyType({"title": "title", "date": "date", "author": "authors", "people": "authors"})


def exact_figures(
    pages: Iterable[GoldPage], predictions: Mapping[Key, Prediction], systems: Sequence[str], ours: str
) -> dict[str, Any]:
    """For each field the pages that state it, and of each system that reads it the share it has right.

    Authors twice: as stated, offices and agencies included, and on the pages whose stated authors are people.
    """
    pages = [page for page in pages if page.corpus in CORPORA and not page.repeated]
    found: dict[str, Any] = {"corpora": list(CORPORA)}
    for field in FIELDS:
        stating = [page for page in pages if is_stated(field, page)]
        if stating:
            found[field] = {"pages": len(stating), **_field_figures(field, stating, predictions, systems, ours)}
    return found


def _field_figures(
    field: str, pages: Sequence[GoldPage], predictions: Mapping[Key, Prediction], systems: Sequence[str], ours: str
) -> dict[str, Any]:
    reading = [s for s in systems if any(getattr(predictions[s, p.key], _FIELD[field]) is not None for p in pages)]
    hits = {s: _by_domain(pages, [is_right(field, p, predictions[s, p.key]) for p in pages]) for s in reading}
    draws = draw(len({page.domain for page in pages}))
    shares = {system: _rounded(_share(hit, draws)) for system, hit in hits.items()}
    if ours not in hits:
        return {"systems": shares}
    peers = {system: _rounded(_gain(hits[ours], hit, draws)) for system, hit in hits.items() if system != ours}
    return {"systems": shares, "ours_minus": peers}


def _by_domain(pages: Sequence[GoldPage], hits: Sequence[bool]) -> np.ndarray:
    """Pages and hits of each domain, one row a domain."""
    names = {name: i for i, name in enumerate(sorted({page.domain for page in pages}))}
    sums = np.zeros((len(names), 2))
    for page, hit in zip(pages, hits, strict=True):
        sums[names[page.domain]] += (1, hit)
    return sums


def _ratio(sums: np.ndarray) -> np.ndarray:
    return sums[..., 1] / np.maximum(sums[..., 0], 1)


def _share(hits: np.ndarray, draws: np.ndarray) -> Interval:
    return interval(_ratio(hits.sum(axis=0)), _ratio(draws @ hits))


def _gain(ours: np.ndarray, theirs: np.ndarray, draws: np.ndarray) -> Interval:
    values = _ratio(ours.sum(axis=0)) - _ratio(theirs.sum(axis=0))
    return interval(values, _ratio(draws @ ours) - _ratio(draws @ theirs))


def _rounded(values: Interval) -> list[float]:
    return [round(value, DIGITS) for value in values]
