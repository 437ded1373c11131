"""What a lexicon holds and what a match says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, Protocol

from cleaners.lexicons.comment_rules import CommentRules
from cleaners.lexicons.wording import Wording

How = Literal["whole", "prefix", "inside"]
"""How a phrase stands in a line: as the whole of it, before a separator and more text, or anywhere in it."""


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A label or notice of a language, as its file writes it."""

    text: str
    role: str
    """One of `cleaners.types.ROLES`."""
    how: How
    """Where it may stand; a prefix or a phrase inside may also be the whole line."""
    ends: bool = False
    """After it the story is over: legal notices, comment forms, lists of other stories."""
    friend: bool = False
    """It also stands as a heading in stories ("Comments"): it counts only with other evidence."""
    open: bool = False
    """As a prefix it needs no separator after it ("Follow us on Facebook")."""


@dataclass(frozen=True, slots=True)
class Match:
    """A line is a label or carries one."""

    role: str
    phrase: str
    """The phrase that matched, as its file writes it: the evidence."""
    how: How
    ends: bool = False
    """As of `Phrase`."""
    friend: bool = False
    """As of `Phrase`."""


class Matcher(Protocol):
    """What looks a line up."""

    def match(self, text: str) -> Match | None:
        """Return what `text` is or carries; None if no phrase stands in it."""

    def begins(self, text: str) -> bool:
        """Return whether `text` may be a phrase or begin with one."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of a language for dates; keys are in normal form (`cleaners.lexicons.normal`)."""

    months: Mapping[str, int] = field(default_factory=_nothing)
    """Gregorian months, 1 to 12: every name and abbreviation in use, of all countries of the language."""
    calendars: Mapping[str, Mapping[str, int]] = field(default_factory=_nothing)
    """Months of other calendars: "jalali", "hebrew", "islamic" -> name -> 1 to 12 (13 in a Hebrew leap year)."""
    weekdays: Mapping[str, int] = field(default_factory=_nothing)
    """ISO weekdays: Monday 1 to Sunday 7."""
    units: Mapping[str, str] = field(default_factory=_nothing)
    """"hours" -> "hour": second, minute, hour, day, week, month, year."""
    numbers: Mapping[str, int] = field(default_factory=_nothing)
    """"three" -> 3, and units that say their number themselves: "ساعتين" -> 2, "час" (in "час назад") -> 1."""
    days: Mapping[str, int] = field(default_factory=_nothing)
    """"yesterday" -> -1, "today" -> 0, "tomorrow" -> 1."""
    ago: frozenset[str] = frozenset()
    """Words and phrases that turn a span into a past time ("ago", "il y a")."""
    published: frozenset[str] = frozenset()
    """Words before a date of publication."""
    updated: frozenset[str] = frozenset()
    """Words before a date of change."""
    eras: Mapping[str, int] = field(default_factory=_nothing)
    """Year marks -> years to add to get a Gregorian year ("พ.ศ." -> -543, "令和" -> 2018)."""
    words: frozenset[str] = frozenset()
    """Every other word that may stand in a date line ("at", "o'clock", "GMT")."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of the labels and small words of a language's news pages."""

    language: str
    """BCP 47 primary subtag; "und" for the empty lexicon."""
    name: str
    phrases: Mapping[str, Phrase]
    """Normal form -> phrase: this language's own ones. Prefixes have ":" after it, so that a label may also be one."""
    matcher: Matcher = field(repr=False, compare=False)
    dates: DateWords = field(default_factory=DateWords)
    by: tuple[str, ...] = ()
    """Words before an author's name, as written ("By", "Written by")."""
    agencies: frozenset[str] = frozenset()
    """Folded names of news agencies, the international ones included: they sign off, and are no persons."""
    stopwords: frozenset[str] = frozenset()
    """The commonest function words, case-folded (not in normal form): where many stand, prose stands."""
    marks: str = ".!?…"
    """The marks that end a sentence."""
    reader_words: Wording = field(default=Wording(()), repr=False, compare=False)
    """Words by which an outlet speaks to its readers and of itself: "you", "our", "here", "this article"."""
    correction_words: Wording = field(default=Wording(()), repr=False, compare=False)
    """What notes of corrections and changes are told by: "correct…", "earlier version"."""
    comment_rules: CommentRules = field(default=CommentRules(), repr=False, compare=False)
    """How an outlet tells its readers what they may write, and that their comments may be removed."""

    @property
    def months(self) -> Mapping[str, int]:
        """Gregorian month names in normal form -> 1 to 12."""
        return self.dates.months

    def match(self, text: str) -> Match | None:
        """Return what the line `text` is or carries; None if no phrase stands in it.

        Looked up are this language's phrases, the language-neutral ones and those of the languages whose labels
        also stand on its pages (`also` in the file), in this order.
        """
        return self.matcher.match(text)

    def begins(self, text: str) -> bool:
        """Return whether the line `text` may be a phrase or begin with one: a quick look, for who asks for no more."""
        return self.matcher.begins(text)
