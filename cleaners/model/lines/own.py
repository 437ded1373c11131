"""Features of a line by itself: its length, its letters, its marks, what the lexicon knows of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaners.lexicons import Match, lexicon
from cleaners.model.characters import Sign
from cleaners.model.letters import count_letters
from cleaners.model.lines.signs import Signs, read_signs
from cleaners.patterns import lazy
from cleaners.types import Block, Document

Matrix = NDArray[np.float32]
Column = NDArray[Any]
Columns = dict[str, Any]

GROUPS: Mapping[str, int] = MappingProxyType({
    "share": 0, "follow": 0, "tool": 0, "app": 0,
    "related": 1, "latest": 1,
    "newsletter": 2, "paywall": 2, "ad": 2, "cookie": 2,
    "byline": 3, "author-box": 3,
    "date": 4, "dateline": 4, "signoff": 4,
    "section": 5, "tags": 5, "nav": 5, "breadcrumb": 5,
    "caption": 6, "player": 6,
    "legal": 7, "comment": 8,
})  # fmt: skip
"""Role of a phrase -> the group in which the model sees it: fewer than roles, so that rare ones count too."""
OTHER_GROUP = 9

OWN = (
    "log_chars", "words", "link_density", "digits", "capitals", "title_case", "commas", "ends_sentence", "ends_colon",
    "starts_lower", "starts_mark", "starts_quote", "starts_bullet", "starts_digit", "stopwords", "mean_word",
    "question", "year", "clock", "pipes", "address", "label", "label_whole", "label_prefix", "label_inside",
    "label_friend", "label_ends", "good", "gap", "indent", "heading", "window", "label_group",
)  # fmt: skip
"""Names of the columns, in order."""

MIN_WORDS = 12
"""Words of a line that reads like prose without a final mark …"""
MIN_WORDS_WITH_MARK = 7
"""… and with one."""
MIN_STOPWORDS = 0.12
"""Share of small words of a window that reads like prose: a menu in one line has windows of many words too."""
SAMPLED = 240
"""Characters at the head of a line in which letters and marks are counted."""
MAX_LABEL_CHARS = 300
"""Longer lines are not looked up."""

# Each begins with what it can begin with, so that the search skips to it: a third of the time, or less.
_YEAR = lazy(r"19\d\d|20\d\d|۱[۰-۹٠-٩]{3}|١[۰-۹٠-٩]{3}|令和|平成|พ\.ศ")
_CLOCK = lazy(r"(?=\d)(?:\b[012]?\d[:.h]\d\d\b|[۰-۹٠-٩]{1,2}:[۰-۹٠-٩]{2}|\b\d{1,2}\s?[ap]\.?m\b)", re.IGNORECASE)
_ADDRESS = lazy(r"@\w|:(?:(?<=http:)|(?<=https:))/|\.(?:(?<=www\.)|(?<=\w\.)(?:com|org|net)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A dump's lines read once, for all features."""

    own: Matrix
    """A row a line, a column a name of OWN."""
    matches: tuple[Match | None, ...]
    """What the lexicon said of each line."""
    folded: tuple[str, ...]
    """Case-folded texts."""
    chars: NDArray[np.float64]
    """Characters of each line."""

    def column(self, name: str) -> Matrix:
        """One column of `own`."""
        return self.own[:, OWN.index(name)]

    def columns(self, names: Sequence[str]) -> NDArray[np.float64]:
        """Some columns of `own`, a row for each."""
        return self.own.T[[OWN.index(name) for name in names]].astype(np.float64)


def read(document: Document) -> Reading:
    """Read every line by itself."""
    known = lexicon(document.language)
    texts = [block.text for block in document.blocks]
    folded = tuple([text.casefold() for text in texts])
    matches = tuple([known.match(text) if len(text) <= MAX_LABEL_CHARS else None for text in texts])
    own = np.zeros((len(OWN), len(texts)), dtype=np.float32)
    if texts:
        columns = _columns(document.blocks, texts, folded, known.stopwords) | _of_labels(matches)
        for row, name in zip(own, OWN, strict=True):
            row[:] = columns[name]
    return Reading(own.T, matches, folded, np.fromiter(map(len, texts), np.float64, len(texts)))


def _columns(blocks: Sequence[Block], texts: Sequence[str], folded: Sequence[str], small: frozenset[str]) -> Columns:
    """All that needs no lexicon but its small words. A column at a time: a row a line took a quarter of the judge's time."""
    signs = read_signs(texts)
    _, digits, capitals, commas, unspaced, pipes = count_letters([text[:SAMPLED] for text in texts]).T
    sizes, length = signs.sizes, np.maximum(np.minimum(signs.sizes, SAMPLED), 1)
    counted = np.maximum(signs.counted_words, 1)
    words = signs.words + unspaced * sizes // (2 * length)
    stops = np.where(unspaced > 0, np.where(unspaced > 20, 0.3, 0.1), signs.counted(folded, small) / counted)
    edges, laid_out = _edges(signs), _layout(blocks)
    has_words = (words >= MIN_WORDS) | ((words >= MIN_WORDS_WITH_MARK) & edges["ends_sentence"])
    reads = (laid_out["window"] == 0) | (stops >= MIN_STOPWORDS) | (not small)
    return {
        "log_chars": _LOG[np.minimum(sizes, 4096)], "words": np.minimum(words, 200), "digits": digits / length,
        "capitals": capitals / length, "title_case": signs.capitalised / counted,
        "commas": commas / np.maximum(1, np.minimum(words, 60)), "stopwords": stops,
        "mean_word": sizes / np.maximum(1, words), "pipes": pipes,
        "good": has_words & (laid_out["link_density"] < 0.5) & reads,
        **_searched(texts, signs, digits), **edges, **laid_out,
    }  # fmt: skip


def _searched(texts: Sequence[str], signs: Signs, digits: Column) -> Columns:
    """What short lines are searched for, those only that have a letter or mark of it."""
    short = signs.sizes < SAMPLED
    has_digits = short & (digits > 0)
    asked = (
        ("year", _YEAR, has_digits | (short & (signs.every & Sign.ERA > 0))), ("clock", _CLOCK, has_digits),
        ("address", _ADDRESS, short & (signs.every & Sign.ADDRESS > 0)),
    )  # fmt: skip
    found = {"question": short & (signs.every & Sign.QUESTION > 0)}
    for name, pattern, may_have in asked:
        at = np.flatnonzero(may_have)
        may_have[at] = [pattern.search(texts[i]) is not None for i in at.tolist()]
        found[name] = may_have
    return found


def _edges(signs: Signs) -> Columns:
    """What lines begin and end with."""
    first, last = signs.first, signs.last
    return {
        "ends_sentence": last & Sign.FINAL > 0, "ends_colon": last & Sign.COLON > 0, "starts_lower": first & Sign.LOWER > 0,
        "starts_mark": first & Sign.ALNUM == 0, "starts_quote": first & Sign.OPENING > 0,
        "starts_bullet": first & Sign.BULLET > 0, "starts_digit": first & Sign.DIGIT > 0,
    }  # fmt: skip


def _layout(blocks: Sequence[Block]) -> Columns:
    """How lines stood in the dump."""
    tags = [block.tag for block in blocks]
    return {
        "link_density": np.array([block.link_density if block.link_chars else 0.0 for block in blocks]),
        "gap": np.minimum([block.gap for block in blocks], 8), "indent": np.minimum([block.indent for block in blocks], 40),
        "heading": [tag[:1] == "h" for tag in tags], "window": np.array([tag == "window" for tag in tags]),
    }  # fmt: skip


def _of_labels(matches: Sequence[Match | None]) -> Columns:
    """What the lexicon said; of few lines it says anything."""
    told = np.zeros((len(_LABELLED), len(matches)))
    told[-1] = -1.0
    for i, match in enumerate(matches):
        if match is not None:
            told[:, i] = _of_label(match)
    return dict(zip(_LABELLED, told, strict=True))


def _of_label(match: Match) -> tuple[float, ...]:
    group, how = GROUPS.get(match.role, OTHER_GROUP), match.how
    return 1.0, how == "whole", how == "prefix", how == "inside", match.friend, match.ends, group


_LABELLED = ("label", "label_whole", "label_prefix", "label_inside", "label_friend", "label_ends", "label_group")
_LOG = np.log1p(np.arange(4097))
