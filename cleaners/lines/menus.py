"""Finds runs of labels in a line that has lost its breaks: `… on Monday. Share Print Comments Read also The mill …`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from re import Match

from cleaners.lexicons import lexicon, normal
from cleaners.patterns import lazy
from cleaners.policy import DEFAULT
from cleaners.types import Language

MIN_LABELS = 2
"""Labels of a run: prose has one by itself ("Google"), hardly two."""
MAX_LABEL_WORDS = 5
_WORD = lazy(r"\S+")
REMEMBERED = 8192
"""Words whose normal form is kept: it costs most of the search."""


@lru_cache(maxsize=REMEMBERED)
def _form(word: str) -> str:
    return normal(word)


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a language in normal form."""

    forms: frozenset[str]
    firsts: frozenset[str]
    """Their first words: a quick look."""


@cache
def labels_of(language: Language) -> Labels:
    """The labels of a language and of those that also stand on its pages."""
    phrases = lexicon(language).phrases.items()
    forms = frozenset(normal(form) for form, p in phrases if p.how != "inside" and not DEFAULT.keeps(p.role)) - {""}
    return Labels(forms, frozenset(form.split()[0] for form in forms))


def menus(text: str, known: Labels) -> Iterator[tuple[int, int]]:
    """Yield where each run of two or more labels begins and ends.

    Spared: labels in small letters, and the last one before a small letter ("Google Facebook and Twitter"). Names in a row
    may be labels in prose too ("Facebook Twitter Instagram"): a run is a place to cut at and no proof.
    """
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        ends = list(_ends(words, at, known))
        if ends and _goes_on_small(words, ends[-1]):
            ends.pop()
        if len(ends) >= MIN_LABELS:
            yield words[at].start(), words[ends[-1] - 1].end()
        at = ends[-1] if ends else at + 1


def _ends(words: Sequence[Match[str]], at: int, known: Labels) -> Iterator[int]:
    """Yield the number of the word behind each label of the run that begins at a word."""
    while at < len(words) and not _is_small(words[at]) and _form(words[at].group()) in known.firsts:
        forms = [_form(word.group()) for word in words[at : at + MAX_LABEL_WORDS]]
        for number in range(len(forms), 0, -1):
            if " ".join(forms[:number]) in known.forms:
                break
        else:
            return
        at += number
        yield at


def _goes_on_small(words: Sequence[Match[str]], at: int) -> bool:
    return at < len(words) and _is_small(words[at])


def _is_small(word: Match[str]) -> bool:
    return word.group()[0].islower()
