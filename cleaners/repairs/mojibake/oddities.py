"""Finds letters that do not belong together: what a text in one old encoding looks like when read in another."""

from __future__ import annotations

import re
from functools import cache

from cleaners.plausibility.letters import alphabets
from cleaners.repairs.mending import Glance

MIN_ODD_LETTERS = 4
"""Letters outside every alphabet that fits the page; fewer are a foreign name."""

MIN_ODD_WORDS = 3
"""Cyrillic words with a capital inside; one or two are brands."""

_LATIN = frozenset(map(chr, [*range(0xC0, 0x180)])) - {"×", "÷"}
_CYRILLIC = frozenset(map(chr, range(0x400, 0x460)))
_SIGNS = frozenset("¡¢£¤¥¦§¨©ª¬®¯°±²³´¶¸¹º¼½¾¿ƒ†‡ˆ‰˜™×÷") | frozenset(map(chr, range(0x80, 0xA0)))
_SIGN_IN_WORD = re.compile("[^\\W\\d_][\x80-\x9f¡-ª¬®-´¶¸-º¼-¿ƒ†‡ˆ‰˜™÷][^\\W\\d_]|[\x80-\x9f¡-ª¬®-º¼-¿]{4}")
_ODD_CYRILLIC = re.compile("[а-яё][А-ЯЁ][а-яёА-ЯЁ]|[a-z][Ѐ-ӿ]{1,2}[a-z]|[─-▟][Ѐ-ӿ]")
"""A capital inside a word, a Cyrillic letter inside a Latin one, box drawing."""


def looks_odd(seen: Glance) -> bool:
    """True if the page may hold text of one single-byte encoding read in another; costs little on good text."""
    chars = seen.chars
    latin = chars & _LATIN
    if latin and not _is_one_alphabet(latin) and _odd_letters(seen.text, latin) >= MIN_ODD_LETTERS:
        return True
    if not _SIGNS.isdisjoint(chars) and _SIGN_IN_WORD.search(seen.text):
        return True
    cyrillic = chars & _CYRILLIC
    return bool(cyrillic) and (not _is_one_alphabet(cyrillic) or len(_ODD_CYRILLIC.findall(seen.text)) >= MIN_ODD_WORDS)


def _is_one_alphabet(letters: frozenset[str]) -> bool:
    lower = {letter.lower() for letter in letters}
    return any(lower <= alphabet for alphabet in _alphabets())


def _odd_letters(text: str, letters: frozenset[str]) -> int:
    """Count the letters that the alphabet which covers most of them does not have."""
    counts = {letter: text.count(letter) for letter in letters}
    total = sum(counts.values())
    covered = max(sum(n for letter, n in counts.items() if letter.lower() in each) for each in _alphabets())
    return total - covered


@cache
def _alphabets() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(each.letters) for each in alphabets())
