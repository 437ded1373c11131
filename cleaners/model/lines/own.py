"""Features of a line by itself: its length, its letters, its marks, what the lexicon knows of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cleaners.lexicons import Lexicon, Match, lexicon
from cleaners.model.letters import count_letters
from cleaners.patterns import lazy
from cleaners.prose import FINAL_MARKS, OPENING_MARKS
from cleaners.types import Block, Document

Matrix = NDArray[np.float32]

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
COUNTED_WORDS = 40
"""Words at its head of which small and capitalised ones are counted."""
MAX_LABEL_CHARS = 300
"""Longer lines are not looked up."""

_YEAR = lazy(r"(?:19|20)\d\d|[۱١][۰-۹٠-٩]{3}|令和|平成|พ\.ศ")
_CLOCK = lazy(r"\b[012]?\d[:.h]\d\d\b|[۰-۹٠-٩]{1,2}:[۰-۹٠-٩]{2}|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_ADDRESS = lazy(r"@\w|https?:/|www\.|\w\.(?:com|org|net)\b", re.IGNORECASE)
_BULLETS = frozenset("•·*-–—▪►▶»›→■●○▸")
_COLONS = frozenset(":：")
_NO_LABEL = (0.0,) * 6


@dataclass(frozen=True, slots=True)
class Reading:
    """A dump's lines read once, for all features."""

    own: Matrix
    """A row a line, a column a name of OWN."""
    matches: tuple[Match | None, ...]
    """What the lexicon said of each line."""
    folded: tuple[str, ...]
    """Case-folded texts."""

    def column(self, name: str) -> Matrix:
        """One column of `own`."""
        return self.own[:, OWN.index(name)]


def read(document: Document) -> Reading:
    """Read every line by itself."""
    known = lexicon(document.language)
    blocks = document.blocks
    folded = tuple(b.text.casefold() for b in blocks)
    matches = tuple(known.match(b.text) if len(b.text) <= MAX_LABEL_CHARS else None for b in blocks)
    counts = count_letters([b.text[:SAMPLED] for b in blocks]).tolist()
    rows = [_row(*line, known) for line in zip(blocks, matches, folded, counts, strict=True)]
    return Reading(np.array(rows, dtype=np.float32).reshape(len(rows), len(OWN)), matches, folded)


def _row(block: Block, match: Match | None, folded: str, counts: Sequence[int], known: Lexicon) -> list[float]:
    text, stopwords = block.text, known.stopwords
    _, digits, capitals, commas, unspaced, pipes = counts
    size = len(text)
    density = block.link_density if block.link_chars else 0.0
    length, short = min(size, SAMPLED) or 1, size < SAMPLED
    is_ascii = text.isascii()
    words = text.split(None, COUNTED_WORDS)[:COUNTED_WORDS]
    count = block.words if is_ascii else len(text.split())
    if unspaced:
        count += unspaced * size // (2 * length)
        stops = 0.3 if unspaced > 20 else 0.1
    else:
        sample = folded.split(None, COUNTED_WORDS)[:COUNTED_WORDS]
        stops = sum(map(stopwords.__contains__, sample)) / (len(sample) or 1)
    first, last = text[:1], text[-1:]
    ends = last in FINAL_MARKS
    is_window = block.tag == "window"
    good = count >= MIN_WORDS or (count >= MIN_WORDS_WITH_MARK and ends)
    good = good and density < 0.5 and (not is_window or stops >= MIN_STOPWORDS or not stopwords)
    upper = len([w for w in words if w[0].isupper()])
    label = _NO_LABEL if match is None else (
        1.0, match.how == "whole", match.how == "prefix", match.how == "inside", match.friend, match.ends
    )  # fmt: skip
    is_plain = not short or (digits == 0 and is_ascii)
    return [
        _LOG[min(size, 4096)], min(count, 200), density, digits / length, capitals / length, upper / (len(words) or 1),
        commas / max(1, min(count, 60)), ends, last in _COLONS, first.islower(),
        not first.isalnum(), first in OPENING_MARKS, first in _BULLETS, first.isdigit(), stops, size / max(1, count),
        short and ("?" in text or "؟" in text or "？" in text), not is_plain and _YEAR.search(text) is not None,
        not is_plain and digits > 0 and _CLOCK.search(text) is not None, pipes,
        short and ("." in text or "@" in text or ":/" in text) and _ADDRESS.search(text) is not None, *label, good,
        min(block.gap, 8), min(block.indent, 40),
        block.tag[:1] == "h", is_window, -1.0 if match is None else GROUPS.get(match.role, OTHER_GROUP),
    ]  # fmt: skip


_LOG = tuple(float(x) for x in np.log1p(np.arange(4097)))
