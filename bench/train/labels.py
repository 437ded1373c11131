"""Which blocks of a page its gold text holds: the labels a model is trained on.

A gold text has no markup; its words are found again in the page's blocks. A block is in if most of its 4-token shingles are
in the gold; a block too short for that if it is a line of the gold or continues one across its edge. Where the page has
more copies of a text than the gold, the copies nearest to other gold blocks are the story's; where none is nearer, the body
stands twice, and neither copy is right or wrong.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
N = 4
NEAR = 6
"""Blocks on either side that speak for a copy."""
MIN_LEAD = 0.5
"""Share of what speaks for a chosen copy from which another is as likely the story's."""

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """What the gold says of each block."""

    kept: NDArray[np.float32]
    """1 in, 0 out."""
    certainty: NDArray[np.float32]
    """0 to 1: blocks half in count little, copies of which either may be the story's not at all."""
    tokens: NDArray[np.float32]
    """Tokens of each block."""


def tokens(text: str) -> Tokens:
    """Case-folded words; each ideograph or kana is one."""
    return tuple(_TOKEN.findall(text.casefold()))


def _shingles(words: Sequence[str], n: int = N) -> list[Tokens]:
    return list(zip(*(words[i:] for i in range(n)), strict=False))


def align(texts: Sequence[str], gold: str) -> Labels:
    """Label the blocks of a page by its gold text."""
    words = [tokens(t) for t in texts]
    gold_words = tokens(gold)
    known = Counter(_shingles(gold_words))
    lines = Counter(tokens(line) for line in gold.splitlines() if line.strip())
    cover = np.array([_cover(w, known) for w in words], dtype=np.float32)
    for i, w in enumerate(words):
        if 0 < len(w) < N:
            cover[i] = float(w in lines or _continues(i, words, cover, known))
    either = _choose_copies(words, cover, known, lines)
    kept = (cover >= 0.5).astype(np.float32)
    certainty = np.abs(cover - 0.5) * 2
    certainty[either] = 0.0
    return Labels(kept, certainty, np.array([len(w) for w in words], dtype=np.float32))


def _cover(words: Tokens, known: Counter[Tokens]) -> float:
    own = _shingles(words)
    return sum(s in known for s in own) / len(own) if own else 0.0


def _continues(i: int, words: list[Tokens], cover: NDArray[np.float32], known: Counter[Tokens]) -> bool:
    """Whether a short block goes on where a neighbour that is in stops."""
    before = words[i - 1][-3:] if i and cover[i - 1] >= 0.5 else ()
    after = words[i + 1][:3] if i + 1 < len(words) and cover[i + 1] >= 0.5 else ()
    return any(s in known for s in _shingles((*before, *words[i]))) or any(
        s in known for s in _shingles((*words[i], *after))
    )


def _choose_copies(
    words: list[Tokens], cover: NDArray[np.float32], known: Counter[Tokens], lines: Counter[Tokens]
) -> list[int]:
    """Of several copies of a text leave in as many as the gold has, those with most unique gold text around.

    Return all copies of those texts of which a copy left out has about as much around it as one left in.
    """
    places: dict[Tokens, list[int]] = defaultdict(list)
    for i, w in enumerate(words):
        if cover[i] >= 0.5:
            places[w].append(i)
    unique = np.zeros(len(words) + 1)
    for w, at in places.items():
        if len(at) == 1:
            unique[at[0]] = min(len(w), 60)
    sums = np.concatenate([[0.0], np.cumsum(unique)])
    either: list[int] = []
    for w, at in places.items():
        allowed = max(1, min(known[s] for s in _shingles(w)) if len(w) >= N else lines[w])
        if len(at) > allowed:
            support = {i: sums[min(len(words), i + NEAR + 1)] - sums[max(0, i - NEAR)] for i in at}
            order = -1 if len(w) < N else 1  # of equal short lines the last: the first stands in a menu
            ranked = sorted(at, key=lambda i: (-support[i], order * i))
            if len(w) >= N and support[ranked[allowed]] >= MIN_LEAD * support[ranked[allowed - 1]]:
                either += at
            for i in ranked[allowed:]:
                cover[i] = 0.0
    return either


def align_snippets(texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]) -> Labels:
    """Label the blocks that hold a snippet that must or must not appear; all others have certainty 0."""
    squeezed = [" ".join(t.split()) for t in texts]
    kept = np.zeros(len(texts), dtype=np.float32)
    certainty = np.zeros(len(texts), dtype=np.float32)
    for snippets, value in ((unwanted, 0.0), (wanted, 1.0)):
        for snippet in snippets:
            wanted_text = " ".join(snippet.split())
            for i, text in enumerate(squeezed):
                if wanted_text and wanted_text in text:
                    kept[i], certainty[i] = value, 1.0
    return Labels(kept, certainty, np.array([len(tokens(t)) for t in texts], dtype=np.float32))
