"""Adds up what the words and marks of a text cost, script by script, in the language that makes it cheapest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from math import inf
from typing import TypeVar

from cleaners.patterns import lazy
from cleaners.plausibility.letters import (
    BOUNDARY,
    Alphabet,
    Ideographs,
    alphabets,
    fold,
    ideographs,
    is_ideographic,
    without_words,
    words_of,
)
from cleaners.plausibility.marks import cost_of_mark

UNSEEN_PAIR = 4
"""More than the letter alone: the two were never seen together."""
MAX_PAIR = 15
FOREIGN = 16
"""A letter that the language does not have."""
UNKNOWN_SCRIPT = 9
"""A letter of a script we have no table of: neither welcome nor suspect."""
CASE = 12
"""A capital after a small letter inside a word, as in KOI8-R read as windows-1251."""
INNER_QUOTE = 12
"""A quotation mark, or one of direction, between two letters, as in Romanian windows-1250 read as Mac Roman."""
LEVEL_ONE = 13
LEVEL_TWO = 17
"""An ideograph of the first level of its national standard, and any other."""

_Table = TypeVar("_Table", Alphabet, Ideographs)
_STANDARDS = {
    "zh": ("gb2312", 0xB0, 0xD7),
    "zh-TW": ("big5", 0xA4, 0xC6),
    "ja": ("euc_jp", 0xB0, 0xCF),
    "ko": ("euc_kr", 0xB0, 0xC8),
}
_SCRIPTS = (
    (0x0000, 0x024F, "Latin"),
    (0x0300, 0x036F, "Latin"),
    (0x0370, 0x03FF, "Greek"),
    (0x0400, 0x052F, "Cyrillic"),
    (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x1E00, 0x1EFF, "Latin"),
    (0x200C, 0x200D, "Arabic"),
)
_INNER_CAPITAL = lazy(r"[a-zß-öø-ÿά-ώа-џ](?=[A-ZÀ-ÖØ-ÞΆΈ-Ώ\u0391-ΩА-ЯЀ-Џ])")
_INNER_QUOTE = lazy(r"(?<=[^\W\d_])[“”„‚‘«»‹›•\u200b\u200e\u200f\ufeff](?=[^\W\d_])")


def cost(text: str, among: frozenset[str] | None = None) -> int:
    """Return the bits that the words and marks outside ASCII cost; 0 for ASCII text. Linear in the text.

    `among` names the languages that come into question; None: all.
    """
    return _cost_of_marks(text) + costs_of_words(words_of(text), among)


def local_cost(text: str) -> int:
    """Return the bits that letters outside ASCII cost, and those of ASCII only where they follow one.

    This compares a word with its debris: `Ã–sterreich` leaves `sterreich` uncounted, so must `Österreich`.
    """
    units = _units(word for word in words_of(text) if not word.isascii())
    outside = {
        script: Counter({unit: n for unit, n in counts.items() if not unit.isascii()})
        for script, counts in units.items()
    }
    return _cost_of_marks(text) + sum(_cheapest(script, counts, None)[0] for script, counts in outside.items())


def _cost_of_marks(text: str) -> int:
    marks = Counter(without_words(text))
    inner = INNER_QUOTE * len(_INNER_QUOTE.findall(text))
    return inner + sum(n * cost_of_mark(char) for char, n in marks.items() if char > "\x7f")


def languages_of(text: str) -> frozenset[str]:
    """Return for each script of the text the language that fits it best, by its words outside ASCII."""
    words = (word for word in words_of(text) if not word.isascii())
    return frozenset(_cheapest(script, units, None)[1] for script, units in _units(words).items())


def costs_of_words(words: Iterable[str], among: frozenset[str] | None = None) -> int:
    """Return the bits that words cost; those of ASCII letters alone cost nothing."""
    telling = [word for word in words if not word.isascii()]
    case = CASE * sum(len(_INNER_CAPITAL.findall(word)) for word in telling)
    return case + sum(_cheapest(script, units, among)[0] for script, units in _units(telling).items())


def _units(words: Iterable[str]) -> dict[str, Counter[str]]:
    """Count what is looked up in the tables, by script: ideographs, or pairs of letters."""
    by_script: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, n in Counter(words).items():
        script = _script_of_word(word)
        lower = fold(word)
        for unit in lower if script == "Han" else map(str.__add__, BOUNDARY + lower, lower + BOUNDARY):
            by_script[script][unit] += n
    return by_script


def _cheapest(script: str, units: Counter[str], among: frozenset[str] | None) -> tuple[int, str]:
    """Return the least that the units cost in any language of the script, and that language."""
    if script == "Han":
        return min((_cost_of_ideographs(each, units), each.language) for each in _asked(ideographs(), among))
    alphabets = _languages().get(script)
    if not alphabets:
        return UNKNOWN_SCRIPT * units.total(), script
    first, *others = _asked(alphabets, among)
    best = (_cost_of_pairs(first, units, inf), first.language)
    for each in others:
        best = min(best, (_cost_of_pairs(each, units, best[0]), each.language))
    return best


def _asked(languages: tuple[_Table, ...], among: frozenset[str] | None) -> tuple[_Table, ...]:
    """Narrow the languages to those asked for, if any of them is."""
    if among is None:
        return languages
    return tuple(each for each in languages if each.language in among) or languages


def _cost_of_pairs(alphabet: Alphabet, counts: Counter[str], enough: float) -> int:
    """Return the bits that pairs cost; more than `enough` as soon as it is that many, since a cheaper language is known."""
    pairs, letters = alphabet.pairs, alphabet.letters
    total = 0
    for pair, n in counts.items():
        bits = pairs.get(pair)
        if bits is None:
            alone = letters.get(pair[1])
            bits = FOREIGN if alone is None else min(MAX_PAIR, alone + UNSEEN_PAIR)
        total += n * bits
        if total > enough:
            break
    return total


def _cost_of_ideographs(language: Ideographs, counts: Counter[str]) -> int:
    costs = language.costs
    return sum(n * (costs.get(char) or _cost_of_rare(char, language.language)) for char, n in counts.items())


@cache
def _cost_of_rare(char: str, language: str) -> int:
    codec, first, last = _STANDARDS[language]
    if not is_ideographic(char):
        return FOREIGN
    try:
        lead = char.encode(codec)[0]
    except UnicodeEncodeError:
        return LEVEL_TWO + 2
    return LEVEL_ONE if first <= lead <= last else LEVEL_TWO


@cache
def _languages() -> dict[str, tuple[Alphabet, ...]]:
    by_script: defaultdict[str, list[Alphabet]] = defaultdict(list)
    for alphabet in alphabets():
        frequent = min((c for c in alphabet.letters if c != BOUNDARY), key=alphabet.letters.__getitem__)
        by_script[_script(frequent)].append(alphabet)
    return {script: tuple(languages) for script, languages in by_script.items()}


def _script_of_word(word: str) -> str:
    return _script(next((char for char in word if char > "\x7f"), word[0]))


@cache
def _script(char: str) -> str:
    if is_ideographic(char):
        return "Han"
    code = ord(char)
    return next((script for first, last, script in _SCRIPTS if first <= code <= last), "other")
