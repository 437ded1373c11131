"""Loads what letters cost in each language, and cuts text into the words that are judged by it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from cleaners.patterns import lazy

BOUNDARY = "_"
"""Stands for the edge of a word."""

_LETTERS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u0373\u0376-\u037d\u037f-\u0386\u0388-\u0608\u0610-\u061a"
    "\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u0963\u0970-\u0e3e\u0e40-\u0e4e\u0e80-\u1fff\u200c\u200d\u2c00-\u2dff"
    "\u3005-\u3007\u3041-\u30fa\u30fc-\u31ff\u3400-\u9fff\ua640-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefe"
    "\uff66-\uff9f"
)
_SIGNS = (
    "\x80-\x9f\u00a1-\u00aa\u00ac\u00ae-\u00b6\u00b8-\u00ba\u00bc-\u00bf\u00d7\u00f7\u02c6-\u02dd€ƒ†‡ˆ‰˜™"
    "\u2116\u2200-\u22ff\u2310\u2500-\u25a0\ufffd"
)
"""Signs that stand inside words where letters were read wrongly: `wytrzyma³oœci`."""
_RUN = lazy(f"[{_LETTERS}{_SIGNS}]+")
_LETTER = lazy(f"[{_LETTERS}]")
_TABLE = lazy(r"(\d+)([^\d]*)")
_IDEOGRAPH = lazy("[\u3005-\u3007\u3041-\u31ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f]")

Costs = MappingProxyType[str, int]


@dataclass(frozen=True, slots=True)
class Alphabet:
    """What letters cost in one language, in bits."""

    language: str
    letters: Costs
    """Letter -> cost where nothing is known of its neighbour."""
    pairs: Costs
    """Two letters -> cost of the second after the first."""


@dataclass(frozen=True, slots=True)
class Ideographs:
    """The frequent ideographs and syllables of one language."""

    language: str
    costs: Costs


def fold(text: str) -> str:
    """Return the text in lower case, as many characters as before: `İ` is one letter in Turkish."""
    return text.replace("İ", "i").lower()


_AFTER_WORDS = "\u00a7\u00a9\u00ae\u00b0\u00b2\u2122"
"""Signs that good text sets at the end of a word: `m²`, `NESCAFÉ®`. Not `³ ¹ º`: in damaged Polish and Romanian they are
letters."""


def words_of(text: str) -> list[str]:
    """Return the runs of letters, with combining marks, joiners and the signs that wrong decoding puts among them."""
    return [run.rstrip(_AFTER_WORDS) for run in _RUN.findall(text) if _LETTER.search(run)]


def without_words(text: str) -> str:
    """Return what is left of a text when its words are taken out: marks, digits, spaces."""
    return _RUN.sub(_without_word, text)


def _without_word(run: re.Match[str]) -> str:
    word = run[0].rstrip(_AFTER_WORDS)
    return run[0][len(word) :] if _LETTER.search(word) else run[0]


def is_ideographic(char: str) -> bool:
    """True for Han characters, kana and Hangul syllables, which are judged one by one."""
    return _IDEOGRAPH.match(char) is not None


@cache
def alphabets() -> tuple[Alphabet, ...]:
    """Return the languages written with an alphabet."""
    return tuple(_alphabet(language, table) for language, table in _tables().items() if table.startswith("="))


@cache
def ideographs() -> tuple[Ideographs, ...]:
    """Return the languages written with ideographs or syllables."""
    return tuple(_ranked(language, table) for language, table in _tables().items() if not table.startswith("="))


@cache
def _tables() -> dict[str, str]:
    import tomllib
    from importlib.resources import files

    tables = tomllib.loads((files(__package__) / "letters.toml").read_text("utf-8"))
    for language, table in tables.items():
        if not isinstance(table, str) or not table:
            raise ValueError(f"letters.toml: {language} has to be a string of letters and costs")
    return tables


def _alphabet(language: str, table: str) -> Alphabet:
    single, *rows = table.split(" ")
    pairs = {row[0] + second: bits for row in rows for second, bits in _levels(row[1:])}
    return Alphabet(language, MappingProxyType(dict(_levels(single[1:]))), MappingProxyType(pairs))


def _levels(row: str) -> list[tuple[str, int]]:
    return [(letter, int(bits)) for bits, letters in _TABLE.findall(row) for letter in letters]


def _ranked(language: str, table: str) -> Ideographs:
    return Ideographs(
        language, MappingProxyType({c: min(11, (place + 16).bit_length() + 1) for place, c in enumerate(table)})
    )
