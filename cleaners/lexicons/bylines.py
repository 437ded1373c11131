"""Decides whether a line is a byline: a word such as "By", and after it nothing but names."""

from __future__ import annotations

import re

from cleaners.lexicons.normal import fold
from cleaners.lexicons.types import Match
from cleaners.patterns import lazy

MAX_BYLINE_CHARS = 120
MAX_CASED_WORDS = 14
MAX_UNCASED_WORDS = 6

_NAME = lazy(r"[^\W\d_][^\s,;|•·/()]*")
_FINAL = (".", "!", "?", "…", "。", "？", "！", "؟", "۔", "।", ":", "“", '"')
MAX_ENDED_CHARS = 40
_SLASHES = ("/", "／")
_CLAUSES = frozenset("，,。；;：:？！")
_BRACKETS = "〔〕【】（）()[]"
_TITLED_SHARE = 0.6
"""Share of words in capitals that a list of names has: "By Ana de la Cruz and Jan van Dijk" has 5 of 9."""


class Bylines:
    """The words before authors' names, made for looking up."""

    __slots__ = ("_ends", "_firsts", "_words")

    def __init__(self, words: tuple[str, ...], ends: tuple[str, ...] = ()) -> None:
        """Take the words as their files write them; `ends` are those that end a line of reporter, slash and place."""
        self._ends = ends
        self._words = tuple(sorted({fold(w): w for w in words}.items(), key=lambda pair: -len(pair[0])))
        self._firsts = frozenset(folded.split()[0] for folded, _ in self._words)

    def starts(self, first: str) -> bool:
        """Whether a folded line whose first word is `first` can be a byline at all."""
        return first.rstrip(":") in self._firsts

    def ended(self, text: str) -> Match | None:
        """Return a byline match for reporter and place with a slash between: "記者陳安／台北報導", "【國際中心／綜合報導】".

        Spared: paragraphs that begin so, clauses.
        """
        if not self._ends:
            return None
        line = text.strip().strip(_BRACKETS)
        if len(line) > MAX_ENDED_CHARS or not line.endswith(self._ends):
            return None
        is_one = any(slash in line[1:] for slash in _SLASHES) and _CLAUSES.isdisjoint(line)
        return Match("byline", next(end for end in self._ends if line.endswith(end)), "whole") if is_one else None

    def match(self, text: str, folded: str) -> Match | None:
        """Return a byline match: "By Jane Doe", "Von Jana Wolf und Ali Can", "بقلم: أحمد سعيد".

        Spared: "By the time he arrived", "Von wegen" (small letters follow), whole sentences (final mark), longer lines.
        In scripts without capitals only short lines count. It costs headings in title case that begin with the word
        ("By Land and Sea"): the judge weighs the place.
        """
        if len(text) > MAX_BYLINE_CHARS:
            return None
        for word, written in self._words:
            if (
                folded.startswith(word)
                and _ends_word(folded, len(word))
                and _are_names(" ".join(text.split())[len(word) :])
            ):
                return Match("byline", written, "prefix")
        return None


def _ends_word(folded: str, at: int) -> bool:
    """Whether a word ends at `at` and more text follows."""
    return at < len(folded) and not folded[at].isalnum()


def _are_names(rest: str) -> bool:
    names = _NAME.findall(rest)
    if not names or (rest.rstrip().endswith(_FINAL) and not _ends_in_initial(rest)):
        return False
    cased = [n for n in names if n[0].isupper() or n[0].islower()]
    if not cased:
        return len(names) <= MAX_UNCASED_WORDS
    titled = sum(n[0].isupper() for n in cased)
    return len(names) <= MAX_CASED_WORDS and cased[0][0].isupper() and titled >= _TITLED_SHARE * len(cased) - 1


def _ends_in_initial(rest: str) -> bool:
    """ "By Martin Luther King Jr.", "By John D."."""
    return bool(re.search(r"\b\w{1,2}\.$", rest.rstrip()))
