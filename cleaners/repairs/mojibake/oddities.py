"""Finds letters that do not belong together: what a text in one old encoding looks like when read in another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from cleaners.patterns import lazy
from cleaners.plausibility.letters import alphabets, fold
from cleaners.repairs.mending import Glance

MIN_ODD_LETTERS = 4
"""Letters outside every alphabet that fits the page; fewer are a foreign name."""

MIN_ODD_SHARE = 0.03
"""And of all letters outside ASCII."""
MIN_ODD_LINES = 0.4
"""Share of lines with an odd letter."""
MIN_ODD_WORDS = 5
"""Cyrillic words with a capital inside; a few are brands."""

_LATIN = frozenset(map(chr, [*range(0xC0, 0x180)])) - {"×", "÷"}
_CYRILLIC = frozenset(map(chr, range(0x400, 0x460)))
_SIGNS = frozenset("¡¢£¤¥¦§¨©ª¬®¯°±²³´¶¸¹º¼½¾¿ƒ†‡ˆ‰˜™×÷") | frozenset(map(chr, range(0x80, 0xA0)))
_SIGN_IN_WORD = lazy("[\x80-\x9f¡-ª¬®-³¶¸-º¼-¿ƒ†‡ˆ‰˜™÷](?:(?<=[^\\W\\d_].)(?=[^\\W\\d_])|(?=[\x80-\x9f¡-ª¬®-º¼-¿]{3}))")
_INNER_CAPITAL = lazy("[А-ЯЁ](?<=[а-яё].)(?=[а-яёА-ЯЁ])")
_CYRILLIC_IN_LATIN = lazy("[a-z](?=[Ѐ-ӿ]{1,2}[a-z])")
_BOX_IN_CYRILLIC = lazy("[─-▟](?=[Ѐ-ӿ])")


def looks_odd(seen: Glance) -> bool:
    """True if the page may hold text of one single-byte encoding read in another; costs little on good text."""
    chars = seen.chars
    latin = chars & _LATIN
    cyrillic = chars & _CYRILLIC
    if any(
        script and not _is_one_alphabet(script) and _has_odd_letters(seen.runs, script) for script in (latin, cyrillic)
    ):
        return True
    if not _SIGNS.isdisjoint(chars) and _SIGN_IN_WORD.search(seen.outside):
        return True
    return bool(cyrillic) and _odd_cyrillic(seen) >= MIN_ODD_WORDS


def is_odd_all_over(lines: Sequence[str]) -> bool:
    """True if a good part of the lines holds letters that the alphabet of the page does not have.

    Damage does; a menu of languages or names from many countries are a few lines among many.
    """
    text = "".join(lines)
    odd = _left_out({letter: text.count(letter) for letter in frozenset(text) & _LATIN})
    return sum(not odd.isdisjoint(line) for line in lines) >= MIN_ODD_LINES * len(lines)


def _odd_cyrillic(seen: Glance) -> int:
    """Count capitals inside words, Cyrillic letters inside Latin words, box drawing."""
    inside = sum(len(odd.findall(seen.runs)) for odd in (_INNER_CAPITAL, _BOX_IN_CYRILLIC))
    return inside + len(_CYRILLIC_IN_LATIN.findall(seen.outside))


def _is_one_alphabet(letters: frozenset[str]) -> bool:
    lower = set(map(fold, letters))
    return any(lower <= alphabet for alphabet in _alphabets())


def _has_odd_letters(text: str, letters: frozenset[str]) -> bool:
    """True if the alphabet that covers most of the letters leaves out more than foreign names would bring."""
    counts = {letter: text.count(letter) for letter in letters}
    odd = sum(counts[letter] for letter in _left_out(counts))
    return odd >= max(MIN_ODD_LETTERS, MIN_ODD_SHARE * sum(counts.values()))


def _left_out(counts: dict[str, int]) -> frozenset[str]:
    """Return the letters that the alphabet which covers most of them does not have."""
    lower = [(fold(letter), n) for letter, n in counts.items()]
    best = max(_alphabets(), key=lambda alphabet: sum([n for letter, n in lower if letter in alphabet]))
    return frozenset(letter for letter in counts if fold(letter) not in best)


@cache
def _alphabets() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(each.letters) for each in alphabets())
