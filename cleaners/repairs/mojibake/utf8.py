"""Undoes UTF-8 that was read in a single-byte encoding, once or more, whole or with bytes dropped on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from cleaners.patterns import lazy
from cleaners.plausibility import languages_of, local_cost
from cleaners.repairs.mending import Glance, glance
from cleaners.repairs.mojibake.guesses import likeliest
from cleaners.repairs.mojibake.quoted import is_mostly_damaged, is_quotation, speaks_of_encodings
from cleaners.repairs.mojibake.rejoin import NBSP, rejoin
from cleaners.repairs.mojibake.sequences import has_lost_bytes, options, undo, whole_part
from cleaners.repairs.mojibake.tables import Table, suspected

MAX_LAYERS = 4
"""Times that text can have been through a wrong decoder; more were never seen."""
SAMPLE = 400
"""Distinct words by which the encoding is chosen; the others follow."""
MAX_WORD = 2_000
"""Characters of a word on either side of what makes it suspect; Chinese is one word from line end to line end."""
MIN_GAIN = 10
"""Bits by which a lone word has to become likelier: `Ã©` in a word of a known language gives twenty."""
SURE_GAIN = 60
"""Bits over all words by which the encoding is beyond doubt: then a word that gains little is mended too."""
SLACK = 6
"""Bits a word may lose by a guess where the encoding is beyond doubt: `Ätvrtek` is cheap as German, but was `čtvrtek`."""
MIN_COVERED = 0.5
"""Share of the suspected words that are UTF-8 through and through; in other damage a few are by chance."""

_WORD = lazy(r"[^ \t\n\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """An encoding that UTF-8 was read in, and the words that show it."""

    table: Table
    words: Mapping[str, str]
    """Damaged word -> what it was."""
    gain: int
    """Bits by which they become likelier together."""
    sample: str
    """What the surest stretches were."""


def mend_utf8(seen: Glance) -> Glance:
    """Return the text with UTF-8 read as UTF-8, as far as it becomes clearly likelier by that."""
    for _ in range(MAX_LAYERS):
        mended = _mend_layer(seen)
        if mended == seen.text:
            break
        seen = glance((mended,))
    return seen


def _mend_layer(seen: Glance) -> str:
    found = _best(seen)
    if found is None or _is_only_spoken_of(seen.text, found):
        return seen.text
    mended = cache(partial(_mended, found=found, languages=languages_of(found.sample)))
    text = _rejoined(seen.text, found, mended) if found.gain >= SURE_GAIN else seen.text
    return _WORD.sub(lambda word: word[0] if word[0].isascii() else mended(word[0]), text)


def _is_only_spoken_of(text: str, found: Finding) -> bool:
    """True if the damage is what the text is about."""
    if found.gain < SURE_GAIN and all(map(is_quotation, found.words)) and found.words:
        return True
    return speaks_of_encodings(text) and not is_mostly_damaged(text, len(found.words))


def _rejoined(text: str, found: Finding, mended: Callable[[str], str]) -> str:
    if NBSP in text:
        return text  # they were not tidied
    return rejoin(text, found.table, mended, lossy=has_lost_bytes(text, found.table))


def _best(seen: Glance) -> Finding | None:
    """Return the encoding that makes the text likeliest; None if none makes it clearly likelier."""
    words = {family: suspect_words(seen.text, family.suspect) for family in suspected(seen)}
    together = list(dict.fromkeys(word for own in words.values() for word in own))
    findings = (
        finding
        for family, own in words.items()
        for table in family.tables
        if _covered(own, table) >= MIN_COVERED * len(own)
        for finding in _finding(table, together)
    )
    return max(findings, key=lambda finding: finding.gain, default=None)


def suspect_words(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Return the distinct words in which the pattern is found, at most SAMPLE of them, from all over the text."""
    words = list(dict.fromkeys(_word_at(text, match.start()) for match in pattern.finditer(text)))
    return words[:: 1 + len(words) // SAMPLE]


def _word_at(text: str, place: int) -> str:
    nearby = text[max(0, place - MAX_WORD) : place]
    start = place - len(nearby) + max(nearby.rfind(" "), nearby.rfind("\n")) + 1
    word = _WORD.match(text, start, place + MAX_WORD)
    return word[0] if word else text[place]


def _covered(words: list[str], table: Table) -> int:
    """Count the words that are UTF-8 in that encoding, whole or in a good part."""
    return sum(undo(word, table) is not None or bool(whole_part(word, table)) for word in words)


def _finding(table: Table, words: list[str]) -> Iterator[Finding]:
    """Yield what the encoding makes of the words, if any becomes clearly likelier."""
    read = {word: char for word in words if (char := undo(word, table)) is not None}
    all_read = read | {part: char for word in words if word not in read for part, char in _parts(word, table)}
    gains = {word: local_cost(word) - local_cost(mended) for word, mended in all_read.items()}
    sure = {word: gain for word, gain in gains.items() if gain >= MIN_GAIN}
    if sure:
        whole = {word: read[word] for word in sure if word in read}
        yield Finding(table, whole, sum(sure.values()), " ".join(all_read[word] for word in sure))


def _parts(word: str, table: Table) -> Iterator[tuple[str, str]]:
    """Yield the best-preserved stretch of a word that is not whole, as evidence for the encoding."""
    part = whole_part(word, table)
    if part and (mended := undo(part, table)) is not None:
        yield part, mended


def _mended(word: str, found: Finding, languages: frozenset[str]) -> str:
    """Return what a word was if it was damaged in the way that was found, else the word."""
    if word in found.words:
        return found.words[word]
    is_sure = found.gain >= SURE_GAIN
    mended = undo(word, found.table)
    if mended is not None:
        return mended if is_sure or local_cost(mended) + MIN_GAIN <= local_cost(word) else word
    choices = options(word, found.table) if is_sure else None
    mended = likeliest(choices, languages) if choices else None
    return mended if mended is not None and local_cost(mended) < local_cost(word) + SLACK else word
