"""Scores the languages of a script by their small words and letters in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from cleaners.metadata.tables import table
from cleaners.types import Language

LETTER_WEIGHT = 1.2
MAX_LETTER_SCORE = 0.2
"""What letters of its own can add: enough to tell "ș" of Romanian, not enough to outweigh all words."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What shows the languages of one script."""

    languages: Mapping[str, tuple[frozenset[Language], float]]
    """Small word -> the languages it is of, and what it counts for each."""
    letters: Mapping[str, frozenset[Language]]
    """Letter that few languages use -> those that do."""


def scores_of(script: str, words: list[str], counts: Mapping[str, int]) -> dict[Language, float]:
    """Language -> share of its small words among all, plus what its own letters add.

    A word of several languages ("de", "a") counts less for each.
    """
    signs = signs_of(script)
    hits: dict[Language, float] = {}
    for found, weight in filter(None, map(signs.languages.get, words)):
        for language in found:
            hits[language] = hits.get(language, 0.0) + weight
    scores = {language: n / len(words) for language, n in hits.items()}
    own: dict[Language, int] = {}
    for c in signs.letters.keys() & counts.keys():
        for language in signs.letters[c]:
            own[language] = own.get(language, 0) + counts[c]
    total = sum(map(len, words)) or 1
    for language, n in own.items():
        scores[language] = scores.get(language, 0.0) + min(MAX_LETTER_SCORE, LETTER_WEIGHT * n / total)
    return scores


def listed(script: str) -> Mapping[Language, str]:
    """The languages of a script that are told by their words: language -> its words."""
    words: Mapping[Language, str] = table("languages").get(script, {}).get("words", {})
    return words


@cache
def signs_of(script: str) -> Signs:
    """The words and letters listed for a script; nothing for one that is not."""
    words = ((word, language) for language, found in listed(script).items() for word in found.split())
    letters = table("languages").get(script, {}).get("letters", {})
    own = ((letter, language) for language, found in letters.items() for letter in found)
    weighed = {word: (found, len(found) ** -0.5) for word, found in _index(words).items()}
    return Signs(MappingProxyType(weighed), _index(own))


def _index(pairs: Iterable[tuple[str, Language]]) -> Mapping[str, frozenset[Language]]:
    """(sign, language) pairs -> sign -> all its languages."""
    index: dict[str, set[Language]] = {}
    for sign, language in pairs:
        index.setdefault(sign, set()).add(language)
    return MappingProxyType({sign: frozenset(found) for sign, found in index.items()})
