"""Knows the words before an author's name: "By", "Written by:", "بقلم", "Автор", "記者"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice

from cleaners.lexicons import fold, lexicon
from cleaners.metadata.tables import names
from cleaners.patterns import lazy
from cleaners.types import Language

EDGE = ' \t\u00a0.:：;,،-–—|/／\\*»«›‹•·"“”'
"""Marks at the edges of a name or label that belong to neither."""

MAX_LABEL_WORDS = 6
MAX_LABEL = 40

_GLUED_BY = lazy(r"By(?=[A-Z][a-z])")
_WORDS = lazy(r"[^\s:：/／]+")
_AFTER = lazy(r"\s*(?P<mark>[:：/／])?\s*")


def unlabelled(text: str, language: Language = "und") -> str:
    """A line without the words before a name ("Written by: ") and marks at its edges."""
    text = _trimmed(text)
    glued = _GLUED_BY.match(text)
    text = text[glued.end() :] if glued else text
    for _ in range(3):
        start = _label_end(text, language)
        if not start:
            break
        text = text[start:].lstrip(EDGE)
    return text


def _trimmed(text: str) -> str:
    """Without marks at its edges; a full stop at the end stays, it may belong to an initial."""
    return text.strip().lstrip(EDGE).rstrip(EDGE.replace(".", ""))


@lru_cache(maxsize=2048)
def is_label(text: str, language: Language = "und") -> bool:
    """Whether a line is nothing but words before a name: "By", "Autor:"."""
    return len(text) <= MAX_LABEL and bool(text.strip(EDGE)) and fold(text.strip(EDGE)) in _labels(language)


@lru_cache(maxsize=2048)
def starts_with_label(text: str, language: Language = "und") -> bool:
    """Whether a line begins as a byline does."""
    text = _trimmed(text)
    return bool(_GLUED_BY.match(text) or _label_end(text, language))


def after_inner_label(text: str, language: Language = "und") -> str:
    """What follows a "by" inside a line that starts with a date or a verb: "Posted on May 2, 2023 by Jane Doe".

    Empty if there is none. Only before a capital: "2 people hurt by storm" is no byline.
    """
    found = _inner_label(language).search(text)
    return text[found.end() :] if found and any(c.isdigit() for c in text[: found.start()]) else ""


@cache
def _inner_label(language: Language) -> re.Pattern[str]:
    """Finds a label of one word inside a line, before a capital."""
    own = {word.strip(EDGE).lower() for word in lexicon(language).by} | set(names("names", "inner_labels"))
    small = sorted((re.escape(w) for w in own if " " not in w), key=len, reverse=True)
    any_label = "|".join([*small, *(w.capitalize() for w in small)])
    return re.compile(rf"(?<!\w)(?:{any_label})(?:\s*[:：]\s*|\s+)(?=[^\W\d_a-zа-яα-ω])")


def _label_end(text: str, language: Language) -> int:
    """Where the words before a name end; 0 if there are none.

    "De la Cruz" and "Von Braun" are names too: without a colon a word counts only before a capital.
    """
    first = _WORDS.search(text)
    if first is None:
        return 0
    if fold(text[: first.end()].strip(EDGE)) not in _first_words(language):
        return _glued_label_end(text)
    ends = [m.end() for m in islice(_WORDS.finditer(text), MAX_LABEL_WORDS)]
    for end in reversed(ends):
        if fold(text[:end].strip(EDGE)) in _labels(language):
            after = _AFTER.match(text, end)
            start = after.end() if after else end
            is_set_off = start < len(text) and (start > end or not text[end - 1].isascii())
            cased = text[start : start + 1].isascii() and text[0].isascii()
            return start if is_set_off and (not cased or (after and after["mark"]) or text[start].isupper()) else 0
    return 0


def _glued_label_end(text: str) -> int:
    """Where a label ends in a script without spaces ("記者張三"); 0 if there is none."""
    return (
        0
        if text[0] < "\u3040"
        else next((len(w) for w in _unspaced_labels() if text.startswith(w) and len(text) > len(w)), 0)
    )


@cache
def _unspaced_labels() -> tuple[str, ...]:
    return tuple(
        sorted((w for w in names("names", "labels") if w[0] >= "\u3040" and len(w) > 1), key=len, reverse=True)
    )


def names_a_helper(text: str) -> bool:
    """Whether a line begins with a word for somebody who helped: "Photos by Jane Doe", "Çeviren: Ali Can", "翻译"."""
    folded = fold(_trimmed(text))
    found = _helper().match(folded)
    return found is not None and not folded[found.end() :].startswith((" and ", " & "))


@cache
def _helper() -> re.Pattern[str]:
    words = sorted((fold(word) for word in names("names", "helpers")), key=len, reverse=True)
    listed = (re.escape(w) if w >= "\u3040" else rf"{re.escape(w)}(?!\w)" for w in words)
    return re.compile("|".join(listed))


@cache
def _labels(language: Language) -> frozenset[str]:
    """All labels of a language, folded; those of all languages count, pages mix them."""
    helpers = {fold(word) for word in names("names", "helpers")}
    return frozenset(fold(word.strip(EDGE)) for word in (*names("names", "labels"), *lexicon(language).by)) - helpers


@cache
def _first_words(language: Language) -> frozenset[str]:
    return frozenset(label.split()[0] for label in _labels(language) if label)
