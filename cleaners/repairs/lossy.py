"""Restores what is certain in dumps that lost their punctuation, and tells which marks a dump has lost."""

from __future__ import annotations

import re
from typing import Literal

from cleaners.patterns import lazy
from cleaners.repairs.mending import Glance, Mending
from cleaners.types import Language, Lines

LossyFlag = Literal["lossy-punctuation", "lossy-digits"]

MIN_LETTERS = 300
"""Below this a text may have no mark at all and be whole: a headline, a caption."""
MIN_LETTERS_FOR_DIGITS = 600
MAX_MARKS = 0.002
"""Marks per letter; the barest prose has ten times as many."""
MIN_GAPS = 3

_MARKS = lazy("[.,;:!?'\"()’‘“”«»„…。、，！？；：「」،؛؟۔।·\u05be\u05f3\u05f4\u2013\u2014-]")
_GAP = lazy(r"\S {2,}\S")
_UNPUNCTUATED = ("th", "lo", "km", "my", "bo")
"""Languages whose prose has no marks to lose."""

_PRONOUN = r"(?:I|you|we|they|he|she|it|who|that|there|what)"
_NEGATED = r"(?:do|does|did|is|are|was|were|has|have|had|could|would|should|must|need)"
_END = r"(?=[ .,;:!?)]|$)"
_CONTRACTIONS = lazy(
    rf"\b({_NEGATED}n|can|won|ain) +(t){_END}|\b(I) +(m){_END}"
    rf"|\b({_PRONOUN}) +(re|ve|ll){_END}|\b({_PRONOUN}) {{2,}}(d){_END}",
    re.MULTILINE | re.IGNORECASE,
)
_POSSESSIVE = lazy(rf"(?<![\w'’])([A-Za-z]*[A-Za-z]{{2}}) +(s){_END}", re.MULTILINE)
_ENGLISH = lazy(r"\b(?:the|of|and|to|in|that|is|was|for|with)\b", re.IGNORECASE)
MIN_ENGLISH_SHARE = 0.08
"""Share of words that are the commonest ones of English; prose has a fifth and more."""


def lossy_flags(lines: Lines, language: Language) -> frozenset[LossyFlag]:
    """Return what a dump has lost for good; takes its lines as they came, gaps and all.

    `November                am` has lost ` 15, 2023 10:30 `: neither the mark nor the digits can be known again.
    """
    text = "\n".join(lines)
    if text.count(",") + text.count(".") > MAX_MARKS * len(text):  # enough marks, whatever of the rest are letters
        return frozenset()
    letters = sum(map(str.isalpha, text))
    if letters < MIN_LETTERS or language.startswith(_UNPUNCTUATED) or _is_thai(text):
        return frozenset()
    if len(_MARKS.findall(text)) > MAX_MARKS * letters:
        return frozenset()
    has_digits = any(map(str.isdigit, text))
    has_gaps = len(_GAP.findall(text)) >= MIN_GAPS
    if not has_digits and (has_gaps or letters >= MIN_LETTERS_FOR_DIGITS):
        return frozenset({"lossy-punctuation", "lossy-digits"})
    return frozenset({"lossy-punctuation"})


def _is_thai(text: str) -> bool:
    return any("\u0e00" <= char <= "\u109f" for char in set(text))


def _is_needed(seen: Glance) -> bool:
    return "'" not in seen.text and "’" not in seen.text and _POSSIBLE.search(seen.text) is not None


_POSSIBLE = lazy(r" (?<=[a-zI ] )(?:s|t|m|re|ve|ll|d)(?=[ \n]|\Z)")


def _mend(lines: Lines, language: Language) -> Lines:
    """Restore the apostrophe of English possessives and contractions, where a gap stands for it.

    `Egypt       s` becomes `Egypt's`, `don       t` becomes `don't`. One space is enough in a text that has lost all its
    marks: no English word is "s". `workers       rights`, `two state` are left: what stood there can't be known.
    """
    if not _is_english(lines, language) or not lossy_flags(lines, language):
        return lines
    return tuple(_POSSESSIVE.sub(r"\1'\2", _CONTRACTIONS.sub(_contraction, line)) for line in lines)


def _contraction(match: re.Match[str]) -> str:
    return "'".join(filter(None, match.groups()))


def _is_english(lines: Lines, language: Language) -> bool:
    if language != "und":
        return language == "en" or language.startswith("en-")
    words = sum(len(line.split()) for line in lines)
    return sum(len(_ENGLISH.findall(line)) for line in lines) >= MIN_ENGLISH_SHARE * words


LOSSY = Mending("lossy-dump", _mend, _is_needed)
