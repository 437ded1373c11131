"""Looks a line up in the phrases of a language: as a whole, by its beginning, or by a notice inside it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from cleaners.lexicons.bylines import Bylines
from cleaners.lexicons.datelines import MAX_DATE_CHARS, DateLines
from cleaners.lexicons.normal import core, fold, mask
from cleaners.lexicons.types import How, Match, Phrase
from cleaners.patterns import lazy

PREFIX_MARK = ":"
"""Ends the forms of prefixes: "related" is the label alone, "related:" the label before a headline."""
MAX_PREFIXED_CHARS = 240
"""A label with separator and headline ("Read also: …"); longer lines are paragraphs that begin with a word and a colon."""
MAX_OPEN_CHARS = 120
"""A label without separator ("Follow us on …"): sentences begin so too, but are seldom as short."""
MAX_NOTICE_CHARS = 800
"""Legal and cookie notices run to whole paragraphs; their phrases are believed in lines up to this length."""
MAX_INSIDE_CHARS = 300
"""Other phrases inside a line."""
MAX_GLUED_CHARS = 160
MAX_LABEL_WORDS = 6
REMEMBERED = 8192
"""Lines whose answer is kept: the labels of a site stand on each of its pages, "Home" and "Facebook" on those of most."""
MAX_REMEMBERED_CHARS = 300
"""Longer ones are asked about once, by the stage that looks for the end of a story; these by several."""
HEAD_CHARS, MAX_FORM_CHARS = 200, 100
"""The head of a line, in which a label stands if it begins with one; the longest of a lexicon has 77 characters."""

HANDLE = "@"
"""Begins the name of an account."""
TEMPLATE = "{"
"""Begins a place-holder: without its marks "{{ title }}" is the heading "Title"."""

_NOTICES = frozenset({"legal", "cookie"})
_SEPARATOR = lazy(r"\s*(?:[:|｜】»›→▶►•·∙=]|[-–—/](?=\s)|/(?=[\u3040-\u30ff\u3400-\u9fff]))\s*\S")
"""East Asian pages also write 【写真】…, 文/… and 사진=…: there no space follows."""
_DASH = lazy(r"\s*[-–—](?=\s)")
_FULL_STOPS = (".", "۔", "।", "。")
_COPYRIGHT = lazy(r"\W*(?:copyright\s*)?(?:[©ⓒ]|\(c\)(?=\s*\d{4}))\s*(?P<year>(?:copyright\s*)?\d{4})?")
MAX_CREDIT_CHARS = 100
"""The credit of a picture after "©"; longer lines are notices."""
_UNSPACED = lazy(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_RUN_TOGETHER = lazy(rf"{_UNSPACED.pattern}|[\u1100-\u11ff]")
"""Scripts whose notices may stand in the middle of a run of letters: Korean glues particles to words."""
_CAMEL = lazy(r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-ÖØ-ÞĞİŞΑ-ΩА-ЯЁІЇЄҐ])|(?<=[A-Z])(?=[A-Z][a-z])")
_BETWEEN_WORDS, _BETWEEN_WORDS_OUTSIDE = '.,;:!?|/()[]"', "«»“”،؛؟。।"
_WORD = lazy(rf"[^\s{re.escape(_BETWEEN_WORDS + _BETWEEN_WORDS_OUTSIDE)}]+")
MIN_LONG_CHARS = 80
_EDGES = ".,;:|/•·–—-»«›‹()[]{}!?+&*\"'“”"


class PhraseMatcher:
    """The phrases of a language and of those that also stand on its pages, made for looking up in a microsecond or two."""

    __slots__ = (
        "_anchors",
        "_bylines",
        "_datelines",
        "_firsts",
        "_labels",
        "_prefixes",
        "_remembered",
        "_unspaced",
        "_unspaced_phrases",
        "_whole",
    )

    def __init__(self, phrases: Iterable[tuple[str, Phrase]], bylines: Bylines, datelines: DateLines) -> None:
        """Index `phrases` by their forms as `Lexicon.phrases` has them; of two with one form the first counts."""
        known: dict[str, Phrase] = {}
        for form, phrase in phrases:
            known.setdefault(form, phrase)
        prefixes = {form.removesuffix(PREFIX_MARK): p for form, p in known.items() if p.how == "prefix"}
        inside = {form: p for form, p in known.items() if p.how == "inside"}
        whole = {form: p for form, p in known.items() if p.how == "whole"}
        self._whole = prefixes | {core(form): p for form, p in inside.items() if not form.startswith(TEMPLATE)} | whole
        self._bylines = bylines
        self._datelines = datelines
        self._labels = {" ".join(_label_words(p.text)): p for p in self._whole.values()} | self._whole
        self._firsts = frozenset(form.split()[0] for form in self._labels if form)
        self._prefixes = _by_start(prefixes)
        self._unspaced_phrases = {form: p for form, p in inside.items() if _RUN_TOGETHER.search(form)}
        self._unspaced = re.compile(
            "|".join(map(re.escape, sorted(self._unspaced_phrases, key=len, reverse=True))) or r"(?!)"
        )
        self._anchors = _by_rarest_word({form: p for form, p in inside.items() if form not in self._unspaced_phrases})
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._match)

    def match(self, text: str) -> Match | None:
        """Return what the line is or carries; None if no phrase stands in it."""
        if len(text) > MAX_NOTICE_CHARS:
            return None
        return self._remembered(text) if len(text) <= MAX_REMEMBERED_CHARS else self._match(text)

    def begins(self, text: str) -> bool:
        """Return whether a line may be a phrase or begin with one: a look at its head, for long lines of which no more is
        asked."""
        head = core(mask(fold(text[:HEAD_CHARS])))
        prefixes = (self._prefixes.get(beginning, _NONE)[0] for beginning in (head[:2], head[:1]))
        return len(head) < MAX_FORM_CHARS or any(map(head.startswith, prefixes))

    def _match(self, text: str) -> Match | None:
        folded = fold(text)
        masked = mask(folded)
        form = core(masked)
        phrase = self._whole.get(form)
        if phrase and not (phrase.role == "signoff" and folded.startswith(("©", "ⓒ"))):
            return _as_match(phrase, "whole")
        return (
            self._prefix(form, folded.endswith(_FULL_STOPS))
            or self._line(text, folded)
            or self._inside(masked)
            or _copyright(folded)
        )

    def _prefix(self, form: str, is_sentence: bool) -> Match | None:
        for beginning in (form[:2], form[:1]):
            starts, phrases = self._prefixes.get(beginning, _NONE)
            if form.startswith(starts):
                for start, phrase in zip(starts, phrases, strict=True):
                    if form.startswith(start) and _may_follow(form, len(start), phrase, is_sentence):
                        return _as_match(phrase, "prefix")
        return None

    def _line(self, text: str, folded: str) -> Match | None:
        """Look for what is known by all its words: a byline, a date line, labels glued together."""
        if not folded or len(folded) > MAX_GLUED_CHARS:
            return None
        first = folded.split(" ", 1)[0]
        if self._bylines.starts(first) and (byline := self._bylines.match(text, folded)):
            return byline
        if ended := self._bylines.ended(text):
            return ended
        if len(folded) <= MAX_DATE_CHARS and (date := self._datelines.match(folded)):
            return date
        return self._glued(text)

    def _glued(self, text: str) -> Match | None:
        """Read the line as two or more labels in a row: "Share Tweet Email", "FacebookLikeXFollow".

        The first label that is no friend names the role. It costs nothing in prose: the first words that begin no
        label end the reading.
        """
        if not self._begins_label(text):
            return None
        words = _label_words(text)
        found: list[Phrase] = []
        while words and words[0] in self._firsts:
            for n in range(min(MAX_LABEL_WORDS, len(words)), 0, -1):
                if phrase := self._labels.get(" ".join(words[:n])):
                    found.append(phrase)
                    words = words[n:]
                    break
            else:
                return None
        strong = next((p for p in found if not p.friend), None)
        return _as_match(strong, "whole") if strong and len(found) > 1 and not words else None

    def _begins_label(self, text: str) -> bool:
        """Whether the first word of a line begins a label: a quick look that spares prose the reading of the rest."""
        first = "".join(text.lstrip(_EDGES).split(None, 1)[:1])
        if first[1:] == first[1:].lower():  # no capital inside: nothing glued
            word = (first.lower() if first.isascii() else fold(first)).strip(_EDGES)
            return word in self._firsts or not word or word.isdigit()
        words = _label_words(first)
        return not words or words[0] in self._firsts

    def _inside(self, masked: str) -> Match | None:
        words = _words(masked)
        if not self._anchors.keys().isdisjoint(words):
            for word in words:
                for notice, phrase in self._anchors.get(word, ()):
                    if notice in masked and len(masked) <= _bound(phrase):
                        return _as_match(phrase, "inside")
        found = self._unspaced.search(masked) if self._unspaced_phrases and not masked.isascii() else None
        if found is None:
            return None
        unspaced = self._unspaced_phrases[found.group()]
        return _as_match(unspaced, "inside") if len(masked) <= _bound(unspaced) else None


def _copyright(folded: str) -> Match | None:
    """Return what a line that begins with "©" is, in any language: with a year a notice, else the credit of a picture.

    Caught: "© 2019–2024 Marl Echo", "(c) 2020 Marl Echo Ltd", "© Reuters". Spared: lists with "(c)" before an entry.
    """
    if folded[:1].isalpha() and not folded.startswith(("c", "ⓒ")):
        return None
    found = _COPYRIGHT.match(folded)
    if found is None or len(folded) > MAX_PREFIXED_CHARS:
        return None
    if found["year"]:
        return Match("legal", "©", "prefix", ends=True)
    has_name = found.end() < len(folded) <= MAX_CREDIT_CHARS
    return Match("caption", "©", "prefix") if has_name else None


def _words(masked: str) -> list[str]:
    """Return the words of a masked text: of a long one by taking out the marks, at half the cost of finding the words."""
    if len(masked) < MIN_LONG_CHARS:
        return _WORD.findall(masked)
    for mark in _BETWEEN_WORDS if masked.isascii() else _BETWEEN_WORDS + _BETWEEN_WORDS_OUTSIDE:
        masked = masked.replace(mark, " ")
    return masked.split()


def _label_words(text: str) -> list[str]:
    """Return the folded words of labels in a row, glued ones apart, without numbers and marks."""
    words = (word.strip(_EDGES) for word in fold(_CAMEL.sub(" ", text)).split())
    return [word for word in words if word and not word.isdigit()]


def _by_start(prefixes: dict[str, Phrase]) -> dict[str, tuple[tuple[str, ...], tuple[Phrase, ...]]]:
    """Return the prefixes and their phrases by their first two characters, or the only one ("文"), longest first."""
    index: defaultdict[str, list[tuple[str, Phrase]]] = defaultdict(list)
    for form, phrase in sorted(prefixes.items(), key=lambda pair: -len(pair[0])):
        index[form[:2]].append((form, phrase))
    return {start: (tuple(f for f, _ in pairs), tuple(p for _, p in pairs)) for start, pairs in index.items()}


_NONE: tuple[tuple[str, ...], tuple[Phrase, ...]] = ((), ())


def _as_match(phrase: Phrase, how: How) -> Match:
    return Match(phrase.role, phrase.text, how, phrase.ends, phrase.friend)


def _may_follow(form: str, at: int, phrase: Phrase, is_sentence: bool) -> bool:
    """Whether what follows a prefix that ends at `at` lets it count.

    A dash in a sentence is no separator: "Реклама – двигатель торговли.", "Источник — человек, близкий к партии." And
    "Follow @ …" wants its sign: "Follow the rules on the pack." is advice.
    """
    if is_sentence and _DASH.match(form, at):
        return False
    if HANDLE in phrase.text and not form[at:].lstrip().startswith(HANDLE):
        return False
    if _SEPARATOR.match(form, at):
        return len(form) <= (MAX_NOTICE_CHARS if phrase.role in _NOTICES else MAX_PREFIXED_CHARS)
    return phrase.open and len(form) <= MAX_OPEN_CHARS and _ends_word(form, at)


def _ends_word(form: str, at: int) -> bool:
    """Whether a word ends before `at`. A vowel sign goes on with it: "पढ़" is no word of "पढ़ें"."""
    goes_on = form[at].isalnum() or unicodedata.category(form[at])[0] == "M"
    return not goes_on or bool(_UNSPACED.match(form, at - 1))


def _bound(phrase: Phrase) -> int:
    return MAX_NOTICE_CHARS if phrase.role in _NOTICES else MAX_INSIDE_CHARS


def _by_rarest_word(notices: dict[str, Phrase]) -> dict[str, tuple[tuple[str, Phrase], ...]]:
    """Return the notices by their longest word: it seldom stands in other lines."""
    index: defaultdict[str, list[tuple[str, Phrase]]] = defaultdict(list)
    for form, phrase in notices.items():
        index[max(_WORD.findall(form), key=len)].append((form, phrase))
    return {word: tuple(pairs) for word, pairs in index.items()}
