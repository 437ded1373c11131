"""Says which language a text is in: by script, small words and letters; what the page declares breaks ties.

A declaration alone is weak: themes say `lang="en-US"` whatever the site is in, and a Kurdish outlet's Arabic edition
keeps the Kurdish template. A text of a few sentences shows its language by itself; a declaration counts where the text
is too short, or between languages that share most words (Croatian and Serbian, Indonesian and Malay, Norwegian
and Danish). py3langid, slow to load, is asked last: for languages that are not listed in `languages.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from cleaners.metadata import json_ld
from cleaners.metadata.scripts import ONLY_LANGUAGE, letters, script_of, shares
from cleaners.metadata.small_words import listed, scores_of
from cleaners.metadata.tables import names, table, words
from cleaners.metadata.tags import UNKNOWN, normalised
from cleaners.patterns import lazy
from cleaners.types import Document, Language

PROSE_BLOCKS = 12
"""Blocks of a page that are looked at."""

PIECES, PIECE = 4, 300
"""How many pieces of a long text are looked at, and how many characters each has: begin and end may differ."""

MIN_DECLARED_SHARE = 0.25
"""Share of its script in the text from which a declared language decides which half of a mixed page counts."""

CLEAR = ((30, 0.10), (10, 0.15), (0, 0.22))
"""(words, score) from which the best language needs no other witness: news prose scores 0.1 to 0.4, a headline 0 to 0.3.
On 1,270 texts of 30 words and more the first line was right each time and undecided on 5 %; of headlines it decides
a fifth to a half and is wrong on 2 %."""

LEAD = 1.2
"""How many times the next best score the best must have; below that two languages look alike."""

TIE = 0.72
"""A declared language with at least this part of the best score is believed: its neighbours share that many words."""

MIN_GUESS_LETTERS = 16
"""Letters from which py3langid is asked …"""

MIN_CERTAINTY = 0.3
"""… and the probability from which it is believed; below it nothing shows the language."""

MIN_CERTAINTY_OF_OTHERS = 0.6
"""The same for a language that is not listed in `languages.toml`: tables and lists in English look like Latin or Pidgin."""

FEW_LETTERS = 200
"""Letters below which only languages listed in `languages.toml` are guessed: of its 140 labels a headline may hit any."""

MIN_STATED = 0.04
"""Score below which a long text refutes the declared language; lists of names and figures in it have 0.05 and more."""

FEW_WORDS = 30
"""Words under which any small word of the declared language confirms it: "the mill" is not Maltese for having a "mill"."""

_WORD = lazy(r"[^\s\d!-/:-@\[-`{-~\u00a1-\u00bf\u060c\u061b\u061f\u0640\u06d4\u0964\u0965\u2010-\u206f\u3000-\u303f]+")
"""A run without white space, figures and marks; letters of any script with their vowel signs. "l'homme" is two."""
_TRADITIONAL = frozenset("們這為國個來說時對會過還發經後進電學開關長門問見車東馬語與將無產業實現當點報導觀變應該讓")
_SIMPLIFIED = frozenset("们这为国个来说时对会过还发经后进电学开关长门问见车东马语与将无产业实现当点报导观变应该让")


@lru_cache(maxsize=8)
def of_text(text: str, declared: str = "") -> Language:
    """The language of a text, as a BCP 47 tag; "und" if nothing shows it.

    `declared` is what the page or its feed says ("en-US"); it decides only what the text leaves open.
    """
    stated = normalised(declared) if declared else UNKNOWN
    text = _sampled(text)
    counts = letters(text)
    found = shares(counts)
    if not found:
        return stated
    script = _script(found, stated)
    if script in ("han", "kana", "hangul"):
        return _east_asian(script, counts, stated)
    found_words = _words(text, script)
    scores = scores_of(script, found_words, counts)
    decided = _decided(scores, stated, script, len(found_words))
    if decided:
        return decided
    size = sum(counts.values())
    if script_of_language(stated) in ("", script) and not _is_refuted(stated, scores, script, size):
        return stated
    return _guessed(text, script, size)


def _words(text: str, script: str) -> list[str]:
    """The words of a text in one script, small letters; what script a word is in its first letter shows."""
    found = _WORD.findall(text.casefold())
    firsts = {word[0] for word in found}
    own = {c for c in firsts if script_of(c) == script}
    return found if len(own) == len(firsts) else [word for word in found if word[0] in own]


def of_document(document: Document) -> tuple[Language, str]:
    """The language of a page's text and where it was read: the first declaration that agrees, else "text".

    What the pipeline has found already is kept; a declaration alone decides only where there is too little text.
    """
    found = document.language
    if found == UNKNOWN:
        found = of_text(_prose(document), next((tag for tag, _ in _declared(document)), ""))
    if found == UNKNOWN:
        return UNKNOWN, ""
    agreeing = ((tag, source) for tag, source in _declared(document) if same(tag, found))
    tag, source = next(agreeing, (found, "text"))
    return (tag if found == "zh-Hant" else found), source


def _declared(document: Document) -> Iterator[tuple[Language, str]]:
    """What the page says of its language: tag and source, the most trusted first."""
    if (tag := normalised(document.facts.language)) != UNKNOWN:
        yield tag, "html lang"
    order = names("fields", "language")
    stated = [(name, value) for name, value in document.facts.meta if name in words("fields", "language")]
    for name, value in sorted(stated, key=lambda pair: order.index(pair[0])):
        if (tag := normalised(value)) != UNKNOWN:
            yield tag, f"meta:{name}"
    article = json_ld.article(document)
    stated_in = article.get("inLanguage") if article else None
    if isinstance(stated_in, str) and (tag := normalised(stated_in)) != UNKNOWN:
        yield tag, "json-ld"


def _prose(document: Document) -> str:
    """The longest blocks that are not lists of links: the story's language is theirs, not the menu's."""
    prose = [b.text for b in document.blocks if 2 * b.link_chars < len(b.text)]
    return "\n".join(sorted(prose, key=len, reverse=True)[:PROSE_BLOCKS])


def _sampled(text: str) -> str:
    """Pieces of a long text at even distances, the whole of a short one."""
    if len(text) <= PIECES * PIECE:
        return text
    step = (len(text) - PIECE) // (PIECES - 1)
    return " ".join(text[i * step : i * step + PIECE] for i in range(PIECES))


def same(a: Language, b: Language) -> bool:
    """Whether two tags name one language, whatever their regions."""
    return a.split("-")[0] == b.split("-")[0]


def _script(found: Mapping[str, float], stated: Language) -> str:
    """The script that carries the text: the declared language's if it has a fair share, else the commonest."""
    of_stated = script_of_language(stated)
    if of_stated and found.get(of_stated, 0.0) >= MIN_DECLARED_SHARE:
        return of_stated
    return max(sorted(found), key=lambda name: found[name])


def script_of_language(language: Language) -> str:
    """The script a language is commonly written in; empty if it is not known or several are usual."""
    if language == UNKNOWN:
        return ""
    primary = language.split("-")[0]
    scripts = [s for s in table("languages") if primary in table("languages")[s]["words"]]
    return scripts[0] if len(scripts) == 1 else next((s for s, lang in ONLY_LANGUAGE.items() if lang == primary), "")


def _east_asian(script: str, counts: Mapping[str, int], stated: Language) -> Language:
    """Chinese in its two scripts, Japanese, Korean. A Japanese headline without kana is told by the declaration."""
    if script == "han" and stated in ("ja", "yue", "wuu"):
        return stated
    if script != "han":
        return ONLY_LANGUAGE[script]
    traditional = sum(n for c, n in counts.items() if c in _TRADITIONAL and c not in _SIMPLIFIED)
    simplified = sum(n for c, n in counts.items() if c in _SIMPLIFIED and c not in _TRADITIONAL)
    if traditional > simplified:
        return stated if stated.startswith("zh-") else "zh-Hant"
    return stated if same(stated, "zh") and traditional == simplified else "zh"


def _decided(scores: Mapping[Language, float], stated: Language, script: str, words: int) -> Language:
    """The language the scores show, empty if they show none clearly."""
    if script in ONLY_LANGUAGE and len(scores) < 2:
        return next(iter(scores), stated if script_of_language(stated) == script else ONLY_LANGUAGE[script])
    ranked = sorted(scores, key=lambda name: (-scores[name], name))
    if not ranked:
        return ""
    best, next_best = scores[ranked[0]], scores[ranked[1]] if len(ranked) > 1 else 0.0
    primary = stated.split("-")[0]
    if scores.get(primary, 0.0) >= (TIE * best if words >= FEW_WORDS else MIN_STATED):
        return primary
    clear = next(score for least, score in CLEAR if words >= least)
    return ranked[0] if best >= clear and best >= LEAD * next_best else ""


def _is_refuted(stated: Language, scores: Mapping[Language, float], script: str, size: int) -> bool:
    """Whether a declaration can't be true: none is made, or a long text has hardly a small word of the language."""
    if stated == UNKNOWN:
        return True
    primary = stated.split("-")[0]
    return size >= FEW_LETTERS and primary in listed(script) and scores.get(primary, 0.0) < MIN_STATED


def _guessed(text: str, script: str, size: int) -> Language:
    """What py3langid makes of the text, if it is sure; the script's own language, or "und", if it is not."""
    if size < MIN_GUESS_LETTERS:
        return ONLY_LANGUAGE.get(script, UNKNOWN)
    ranked = ((normalised(label), float(p)) for label, p in _identifier().rank(text))
    fitting = [(lang, p) for lang, p in ranked if _may_be(lang, script, size)]
    best, certainty = fitting[0] if fitting else (UNKNOWN, 0.0)
    least = MIN_CERTAINTY if best in listed(script) else MIN_CERTAINTY_OF_OTHERS
    return best if certainty >= least * sum(p for _, p in fitting) > 0 else ONLY_LANGUAGE.get(script, UNKNOWN)


def _may_be(language: Language, script: str, size: int) -> bool:
    return language in listed(script) if size < FEW_LETTERS else script_of_language(language) in ("", script)


@cache
def _identifier() -> Any:
    """py3langid's model; loaded on first use, because that takes 0.8 s."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
