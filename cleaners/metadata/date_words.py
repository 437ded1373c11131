"""What the words of a date line mean: month names of four calendars, halves of the day, zones, labels before a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from cleaners.lexicons import lexicon, normal
from cleaners.lexicons.types import DateWords
from cleaners.metadata.tables import table, words
from cleaners.patterns import lazy
from cleaners.types import Language

MonthName = tuple[str, int]
"""Calendar ("gregorian", "jalali", "islamic", "hebrew") and number of a month."""

_PART = lazy(r"[^\s•·∙⋅●|,;:()\[\]/\u2013\u2014-]+")

MAX_MONTH_WORDS = 3
"""Words of the longest month name that is looked up ("تشرين الثاني" has two)."""


@cache
def months(language: Language) -> Mapping[str, MonthName]:
    """Normal form of a month's name -> what it means on pages of a language; English names stand on pages of all.

    Names of languages without a lexicon count where they are not ambiguous among themselves ("listopad" is November in
    Czech and October in Croatian).
    """
    english, own = dict(_of(lexicon("en").dates)), dict(_of(lexicon(language).dates))
    return MappingProxyType({**_of_other_languages(), **english, **_listed(language.split("-")[0]), **own})


@cache
def weekdays(language: Language) -> Mapping[str, int]:
    """Normal form of a weekday's name -> 0 (Monday) to 6."""
    return MappingProxyType({name: number - 1 for name, number in lexicon(language).dates.weekdays.items()})


@cache
def change_labels(language: Language) -> tuple[str, ...]:
    """Words before the date of a change, in normal form, English ones included."""
    return tuple(sorted(lexicon(language).dates.updated | lexicon("en").dates.updated))


@cache
def publication_labels(language: Language) -> tuple[str, ...]:
    """Words before the date of publication, in normal form, English ones included, without those that say "date" only."""
    vague = frozenset(normal(word) for word in words("clock", "vague"))
    return tuple(sorted((lexicon(language).dates.published | lexicon("en").dates.published) - vague))


def month_in(text: str, language: Language) -> MonthName | None:
    """The month a text names, whatever small words stand around it ("de noviembre de"); None if it names none."""
    known, parts = months(language), _PART.findall(text)
    for size in range(min(MAX_MONTH_WORDS, len(parts)), 0, -1):
        for start in range(len(parts) - size + 1):
            found = known.get(normal(" ".join(parts[start : start + size])))
            if found:
                return found
    return None


def weekday_in(text: str, language: Language) -> int | None:
    """The weekday a text names; None if it names none."""
    known = weekdays(language)
    return next((known[word] for part in text.split() if (word := normal(part)) in known), None)


def half_of_day(word: str) -> str:
    """ "am", "pm", or empty if the word is neither."""
    word = word.casefold().replace(".", "").replace(" ", "").replace("\u200c", "")
    return "am" if word in words("clock", "am") else "pm" if word in words("clock", "pm") else ""


def zone(name: str) -> int | None:
    """Minutes east of UTC of a zone's name ("EET"); None if it means several offsets or none."""
    found = table("clock")["zones"].get(name.casefold())
    return found if isinstance(found, int) else None


@cache
def _of_other_languages() -> Mapping[str, MonthName]:
    """Names of languages without a lexicon that mean one month in all of them that have it."""
    meanings: dict[str, set[MonthName]] = {}
    for language in table("months"):
        for name, month in _listed(language).items():
            meanings.setdefault(name, set()).add(month)
    return MappingProxyType({name: next(iter(found)) for name, found in meanings.items() if len(found) == 1})


@cache
def _listed(language: Language) -> Mapping[str, MonthName]:
    """Names in `months.toml` of one language; empty if it is not listed there."""
    rows = enumerate(table("months").get(language, ()), start=1)
    return MappingProxyType({normal(name): ("gregorian", n) for n, row in rows for name in row.split("|")})


def _of(dates: DateWords) -> Iterator[tuple[str, MonthName]]:
    for calendar, named in dates.calendars.items():
        yield from ((name, (calendar, number)) for name, number in named.items())
    yield from ((name, ("gregorian", number)) for name, number in dates.months.items())
