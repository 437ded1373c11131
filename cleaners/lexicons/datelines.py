"""Decides whether a line is nothing but a date: every word of it belongs to the words of dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaners.lexicons.normal import fold
from cleaners.lexicons.types import DateWords, Match
from cleaners.patterns import lazy

MAX_DATE_CHARS = 120
MAX_DATE_WORDS = 16

_WORD = lazy(
    r"[^\s\d!-/:-@\[-`{-~\u00ab\u00b7\u00bb\u060c\u061b\u2010-\u2027\u2030-\u203e\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]+"
)
"""A run free of white space, digits and marks; letters of any script with their vowel signs."""

_NUMERIC = lazy(
    r"(?<!\d)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2}(?=\D+\d{1,2}:\d\d)))(?!\d)"
)
"""2023-11-15, 15.11.2023, 11/15/2023; 15.11.23 only with a clock after it. A score (2-1) or a version is none."""

_EAST_ASIAN = lazy(rf"\d{{2,4}}\s*(?:年|{fold('년')})\s*\d{{1,2}}\s*(?:月|{fold('월')})")


class DateLines:
    """The date vocabulary of a language, made for looking up."""

    __slots__ = ("_labels", "_months", "_relative", "_strong", "_vocabulary")

    def __init__(self, dates: tuple[DateWords, ...]) -> None:
        """Join the words of `dates`: the language itself first, then those that also stand on its pages."""
        self._months = _words(m for d in dates for names in (d.months, *d.calendars.values()) for m in names)
        self._relative = _words(w for d in dates for names in (d.ago, d.days, _glued(d)) for w in names)
        self._labels = _words(w for d in dates for names in (d.published, d.updated) for w in names)
        rest = _words(w for d in dates for names in (d.weekdays, d.units, d.eras, d.words) for w in names)
        self._strong = self._months | self._relative | self._labels
        self._vocabulary = self._strong | rest

    def match(self, folded: str) -> Match | None:
        """Return a date match if the folded line says when and nothing else.

        Caught: "Updated: 15 November 2023, 10:32 am", "3 hours ago", "2023年11月15日 12:30", "Publié hier à 14h05".
        Spared: the bare clock of a live blog ("14:32"), scores, a year alone. A date without a word such as
        "updated", without clock and weekday is a friend: it heads the entries of timelines.
        """
        if len(folded) > MAX_DATE_CHARS:
            return None
        first = _WORD.search(folded)
        if first is not None and first.group() not in self._vocabulary:
            return None
        words = _WORD.findall(folded)
        if len(words) > MAX_DATE_WORDS or not self._vocabulary.issuperset(words):
            return None
        return self._judge(folded, words)

    def _judge(self, folded: str, words: list[str]) -> Match | None:
        label = next((w for w in words if w in self._labels), "")
        numeric = _NUMERIC.search(folded) or _EAST_ASIAN.search(folded)
        month = next((w for w in words if w in self._months), "")
        relative = next((w for w in words if w in self._relative), "")
        digits = any(c.isdigit() for c in folded)
        if not (numeric or (month and digits) or (relative and (digits or label or len(words) == 1))):
            return None
        evidence = label or month or relative or (numeric.group() if numeric else "")
        return Match("date", evidence, "whole", friend=not label and not relative and ":" not in folded)


def _glued(dates: DateWords) -> Iterator[str]:
    """Yield units with the word for past times: "3小时前" and "3 ชั่วโมงที่แล้ว" have no space between the two."""
    return (unit + ago for unit in dates.units for ago in dates.ago)


def _words(names: Iterable[str]) -> frozenset[str]:
    """Return all single words of `names`, as the pattern cuts them."""
    return frozenset(w for name in names for w in _WORD.findall(name))
