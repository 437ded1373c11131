"""The labels, notices and small words of news pages, a file a language, and the class tokens of their markup."""

from __future__ import annotations

from cleaners.lexicons.loading import aliases, empty, languages, load
from cleaners.lexicons.normal import fold, normal
from cleaners.lexicons.tokens import Markup, TokenRole, markup
from cleaners.lexicons.types import DateWords, Lexicon, Match, Phrase
from cleaners.types import Language

__all__ = [
    "DateWords",
    "Lexicon",
    "Markup",
    "Match",
    "Phrase",
    "TokenRole",
    "all_lexicons",
    "fold",
    "lexicon",
    "markup",
    "normal",
]


def lexicon(language: Language) -> Lexicon:
    """Return the lexicon of a language by its BCP 47 tag; for one that has none an empty one, language "und".

    The region does not count ("pt-BR" = "pt"), and other tags of a language serve too ("nb" = "no", "kmr" = "ku").
    """
    primary = language.replace("_", "-").split("-", 1)[0].lower()
    primary = aliases().get(primary, primary)
    return load(primary) if primary in languages() else empty()


def all_lexicons() -> tuple[Lexicon, ...]:
    """Return the lexicons of all languages that have one, sorted by language."""
    return tuple(load(language) for language in languages())
