"""Takes names of people out of what pages write where an author should stand.

"By Jane Doe and Ali Can, Senior Editors | jane@gazette.example" holds two names; "Reuters", "Newsroom", "admin" and
"https://facebook.com/gazette" hold none. Names are kept as written, but for the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from cleaners.lexicons import fold, lexicon, normal
from cleaners.metadata.date_words import change_labels, months, publication_labels
from cleaners.metadata.labels import EDGE, names_a_helper, unlabelled
from cleaners.metadata.site import is_site, squashed
from cleaners.metadata.statements import Claim
from cleaners.metadata.tables import names
from cleaners.patterns import lazy
from cleaners.types import Language

MAX_BYLINE = 200
"""Characters of a byline; longer ones are a biography."""

MAX_INITIALS = 4
"""Capitals of a lone word that is an office or a mark: "LWF", "JWU"."""

MAX_JOINED_LABEL = 24
"""Characters at the head of a byline in which a sign joins two labels, not two names ("Text & Fotos: Jane Doe")."""

MAX_NAME = 48
MAX_NAME_WORDS = 6

_HARD = lazy(r"\s*(?:[;|｜•·∙⋅●/\\\n]|[ \u00a0]{2,}|\s[–—-]+\s|、|，|\s\+\s|(?<=\w)\s*&\s*(?=[A-ZÀ-Ý]))\s*")
_COMMA = lazy(r"\s*[,،]\s*")
_PARENTHESES = lazy(r"\([^)]*\)|\[[^\]]*\]|<[^>]*>|（[^）]*）|【[^】]*】")
_ADDRESS = lazy(r"\S+@\S+|https?://\S+|www\.\S+|@\w+")
_NAME = lazy(r"[^\W\d_][^\W\d_'’ʼ`.\-\u2010\u200c\u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e31-\u0e4e]*", re.UNICODE)
_CHARS = lazy(r"[\w'’ʼ`.\-\u2010\u200c \u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e31-\u0e4e]+")
_HAN = lazy(r"[\u4e00-\u9fff]{2,4}(?:[·・][\u4e00-\u9fff]{1,6})?")
_KOREAN = lazy(r"([가-힣]{2,4})\s*(?:기자|특파원|논설위원|선임기자|인턴기자|객원기자|PD|앵커)?")
_JAPANESE = lazy(r"[\u3040-\u30ff\u4e00-\u9fff々ー]{1,8}(?:[ 　][\u3040-\u30ff\u4e00-\u9fff々ー]{1,8})?")
_CREDENTIAL = lazy(r"(?:[A-Z]\.?){2,6}(?:-[A-Z]+)?$|Ph\.?D\.?$|M\.?D\.?$|Jr\.?$|Sr\.?$|I{2,3}$")
_ENDS_IN_INITIAL = lazy(r"\s(?:(?:\w\.)*\w|[JS]r)\.$")
_GIVEN = lazy(r"[^\W\d_a-zа-яα-ω][^\W\d_.\-]*(?:[ -][^\W\d_a-zа-яα-ω]\.?)*")
_SINGLE = lazy(r"[^\W\d_a-zа-яα-ω][^\W\d_]{2,}")


def people(
    text: str, outlet: tuple[Claim, ...] = (), *, language: Language = "und", trusted: bool = False, alone: bool = False
) -> Iterator[str]:
    """Yield the names in a byline, in order.

    `trusted`: the page states them as a person's name (JSON-LD `Person`): single words and pen names count too.
    `alone`: the text follows a "by", so its first word alone may be a name ("By Matthias").
    """
    host = next((f"{claim.value}." for claim in outlet if claim.source == "host"), "")
    if host and any(host in aside.lower() for aside in _PARENTHESES.findall(text)):
        return
    text = _ADDRESS.sub(" ", _PARENTHESES.sub(" ", text[:MAX_BYLINE]))
    spoken = _label_language(language, trusted)
    if " & " in text[:MAX_JOINED_LABEL]:
        text = unlabelled(text, spoken)
    for line in _HARD.split(text):
        if not line or names_a_helper(line):
            continue
        between_commas = _COMMA.split(line)
        inverted = _inverted(between_commas) if trusted else ""
        if inverted:
            yield inverted
            continue
        texts = (unlabelled(text, spoken) for text in _up_to_employer(between_commas) if not names_a_helper(text))
        parts = [part for text in texts for part in _joined_names(text)]
        found = [name for part in parts if (name := _name(part, outlet, language, trusted, alone))]
        alone = False
        several = any(" " in name for name in found) or any(_is_office(word) for word in line.split())
        yield from (name for name in found if " " in name or not several or name[0] >= "\u3040")


def _up_to_employer(parts: list[str]) -> list[str]:
    """The parts of a line between commas, without those after what a person is: "Jane Doe, Director, Ferry Line".

    Another name goes on after a joiner only: "Jane Doe, Editor, and Ali Can".
    """
    for i, part in enumerate(parts[1:-1], start=1):
        is_role = any(fold(word.strip(EDGE)) in _set("roles") for word in part.split()) or part[:1].islower()
        if is_role and not any(fold(word) in _set("joiners") for rest in parts[i:] for word in rest.split()):
            return parts[:i]
    return parts


def _label_language(language: Language, trusted: bool) -> Language:
    """The language whose labels are taken off. Of stated names only German ones: "Von Britta Wolf" is a slip there,
    "De Luca Andrea" and "Di Maria" are names.
    """
    return "und" if trusted and language != "de" else language


def _joined_names(text: str) -> Iterator[str]:
    """Parts of "A and B". A joiner of one letter ("y", "e", "و") counts only between full names: "Ramón y Cajal"."""
    words = text.split()
    if len(words) > 2 and len(words[0]) > 1 and fold(words[0]) in _set("joiners"):
        words = words[1:]
    for i in range(1, len(words) - 1):
        joins = fold(words[i]) in _set("joiners") and (words[i].islower() or not words[i].isascii())
        if joins and (len(words[i]) > 2 or (i >= 2 and len(words) - i - 1 >= 2)):
            yield " ".join(words[:i])
            yield from _joined_names(" ".join(words[i + 1 :]))
            return
    yield " ".join(words)


def _inverted(parts: list[str]) -> str:
    """ "Doe, Jane M." the right way round; empty if the parts are not of that shape."""
    shaped = len(parts) == 2 and _NAME.fullmatch(parts[0]) and _GIVEN.fullmatch(parts[1]) and parts[0][0].isupper()
    if (
        not shaped
        or _CREDENTIAL.match(parts[1])
        or any(fold(w) in _set("roles") or _is_office(w) for p in parts for w in p.split())
    ):
        return ""
    return f"{parts[1]} {parts[0]}"


def _name(part: str, outlet: tuple[Claim, ...], language: Language, trusted: bool, alone: bool) -> str:
    """The name in a part of a byline; empty if it is none."""
    part = _without_date(unlabelled(part, _label_language(language, trusted)), language)
    if not part.isascii() and part[:1] >= "\u3040":
        return _east_asian(part, language, certain=trusted)
    if any(claim.source == "host" and f"{claim.value}." in part.lower() for claim in outlet):
        return ""
    whole = _without_agency(part.split(), language)
    words = _without_role(whole)
    if not words or fold(words[0]) in _set("articles") or (words != whole and is_site(" ".join(whole), outlet)):
        return ""
    name = " ".join(words).strip(EDGE.replace(".", ""))
    if name.endswith(".") and not _ENDS_IN_INITIAL.search(name):
        name = name[:-1]
    if not 2 <= len(name) <= MAX_NAME or not _CHARS.fullmatch(name) or len(words) > MAX_NAME_WORDS:
        return ""
    if any(_is_office(w) for w in words) or fold(name) in _agencies(language):
        return ""
    if _holds_site(words, outlet) or (is_site(name, outlet) and not ((trusted or alone) and len(words) >= 2)):
        return ""
    if alone and len(words) == 1:
        return name if _SINGLE.fullmatch(name) and normal(name) not in months(language) else ""
    return name if _reads_as_name(words, trusted) else ""


def _holds_site(words: list[str], outlet: tuple[Claim, ...]) -> bool:
    """Whether one of several words is the outlet's name in capitals: "CBC Arts", unlike "Jane Doe" on doe.example."""
    marks = [squashed(word) for word in words if word.isupper() and len(word) > 1]
    return 0 < len(marks) < len(words) and any(squashed(claim.value) in marks for claim in outlet)


def _reads_as_name(words: list[str], trusted: bool) -> bool:
    """Whether words are written as a name is: capitals but for particles, at least two words unless trusted."""
    cased = [w for w in words if w[0].isupper() or w[0].islower()]
    if any(any(c.isdigit() for c in w) for w in words) or (len(words) == 1 and (not trusted or len(words[0]) < 3)):
        return False
    if len(words) == 1 and len(words[0]) <= MAX_INITIALS and words[0].isupper():
        return False
    if not cased:
        return 2 <= len(words) <= 5 or trusted
    if trusted:
        return len(cased) > 1 or cased[0][0].isupper()
    return cased[-1][0].isupper() and all(w[0].isupper() or fold(w) in _set("particles") or "'" in w for w in cased)


def _without_agency(words: list[str], language: Language) -> list[str]:
    """The words before an agency's name: "John Doe The Associated Press" -> "John Doe"."""
    for i in range(2, len(words)):
        if fold(" ".join(words[i:])).removeprefix("the ") in _agencies(language):
            return words[:i]
    return words


def _without_role(words: list[str]) -> list[str]:
    """The words before the first that says what the person is: "Jane Doe Senior Editor" -> "Jane Doe".

    None where too little stands before it: "Gazette Staff", "Senior Editor".
    """
    for i, word in enumerate(words):
        if fold(word.strip(EDGE)) in _set("roles"):
            return words[:i] if i >= 2 else []
    return words


def _without_date(text: str, language: Language) -> str:
    """The text before a date: "Jane Doe Mar 19, 2020", "Jane Doe 8:41 PM", "Jane Doe on December 21"."""
    words = text.split()
    for i, word in enumerate(words):
        if word[0].isdigit() or (
            i and normal(word) in months(language) and i + 1 < len(words) and words[i + 1][0].isdigit()
        ):
            kept = words[:i]
            kept = kept[:-1] if kept and kept[-1] in ("on", "am", "le", "el", "den", "på", "om", "at") else kept
            return _without_label_at_end(" ".join(kept), language)
    return text


def _without_label_at_end(text: str, language: Language) -> str:
    """The text without the words before a date: "Jane Doe Published", "Jane Doe Last updated", "Jane Doe Veröffentlicht"."""
    folded = normal(text)
    for label in (*publication_labels(language), *change_labels(language)):
        if folded.endswith(f" {label}"):
            return " ".join(text.split()[: -len(label.split())])
    return text


@lru_cache(maxsize=4096)
def _is_office(word: str) -> bool:
    return fold(word.strip(EDGE)) in _set("offices") or (
        "." in word.strip(".") and len(word.strip(".").rsplit(".", 1)[-1]) > 1 and word[-1] != "."
    )


def _east_asian(part: str, language: Language, *, certain: bool) -> str:
    """A Chinese, Japanese or Korean name; empty if the part is none.

    `certain`: a person is stated. Otherwise a Chinese name begins with a family name ("最新文章" does not), and
    Japanese ones, which may begin with anything, are not told from other words.
    """
    if any(office in part for office in _east_asian_offices()):
        return ""
    if found := _KOREAN.fullmatch(part):
        return found[1]
    compact = part.replace(" ", "").replace("\u3000", "")
    if language == "ja":
        return part if certain and _JAPANESE.fullmatch(part) else ""
    is_name = _HAN.fullmatch(compact) and (certain or (len(compact) <= 3 and compact[0] in _surnames()))
    return compact if is_name else ""


@cache
def _surnames() -> frozenset[str]:
    return frozenset("".join(names("names", "surnames")))


@cache
def _east_asian_offices() -> tuple[str, ...]:
    return tuple(w for w in names("names", "offices") if not w.isascii() and w[0] >= "\u3040")


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(fold(w) for w in names("names", key))


@cache
def _agencies(language: Language) -> frozenset[str]:
    return lexicon(language).agencies
