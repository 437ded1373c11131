"""Features of what a block speaks of: the headline's words, where the headline stands, what JSON-LD says the story is.

Several stories on a page look alike; the one that is meant is the one the headline names.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaners.lexicons import lexicon
from cleaners.metadata.json_ld import article_body
from cleaners.model.own import Matrix, Reading
from cleaners.model.table import FAR, Floats, Table
from cleaners.patterns import lazy
from cleaners.types import Document

TOPIC = (
    "terms", "terms_container", "terms_parent", "terms_grand", "terms_density_parent", "headline_distance",
    "headline_climb", "headline_good", "headline_between", "headline_blocks", "first_after_headline",
    "headline_share", "declared_body", "declared_share",
)  # fmt: skip

MAX_TERMS = 14
_WORD = lazy(r"[^\W_]+")
_IDEOGRAPHS = lazy(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")
_SQUEEZE = lazy(r"[\W_]+")


def topic(document: Document, reading: Reading, t: Table) -> Matrix:
    """A row a block, a column a name of TOPIC."""
    blocks = document.blocks
    if not blocks:
        return np.zeros((0, len(TOPIC)), dtype=np.float32)
    columns = [*_terms(document, reading, t), *_headline(document, reading, t), *_declared(document, reading)]
    return np.stack(columns, axis=1).astype(np.float32)


def terms(title: str, language: str) -> tuple[str, ...]:
    """The words of a headline that tell its subject: no function words, none under three letters; pairs of ideographs."""
    folded = title.casefold()
    runs = _IDEOGRAPHS.findall(folded)
    if sum(map(len, runs)) > len(folded) / 3:
        found = [run[i : i + 2] for run in runs for i in range(len(run) - 1)]
    else:
        stopwords = lexicon(language).stopwords
        found = [w for w in _WORD.findall(folded) if len(w) > 2 and w not in stopwords]
    return tuple(dict.fromkeys(found))[:MAX_TERMS]


def _terms(document: Document, reading: Reading, t: Table) -> list[Floats]:
    """Share of the headline's terms that stand in each block, its container, the next two around; and how many there
    are of them for the text that is there. Blocks that are the headline do not count."""
    wanted = terms(document.metadata.title, document.language)
    n = len(t.at)
    if not wanted:
        return [np.full(n, -1.0)] * 5
    hits = np.zeros((n, len(wanted)))
    headline = _SQUEEZE.sub("", document.metadata.title.casefold())
    for i, text in enumerate(reading.folded):
        if len(text) > 30 and not (len(text) < 2 * len(headline) + 20 and _SQUEEZE.sub("", text) in headline):
            found = [bit for bit, term in enumerate(wanted) if term in text]
            if found:
                hits[i, found] = 1.0
    below = t.below(hits)
    share = (below > 0).sum(axis=1) / len(wanted)
    density = np.log1p(1000.0 * below.sum(axis=1) / np.maximum(200.0, t.chars))
    one = t.parent[t.at]
    own = hits.sum(axis=1) / len(wanted)
    return [own, share[t.at], share[one], share[t.parent[one]], density[one]]


def headline_at(document: Document, reading: Reading) -> int:
    """Index of the block that is the headline: the title repeated, an h1 rather than another; else the first h1; else -1."""
    wanted = _SQUEEZE.sub("", document.metadata.title.casefold())
    first, h1 = -1, -1
    for block, text in zip(document.blocks, reading.folded, strict=True):
        if block.tag == "h1" and h1 < 0 and not block.context.hidden:
            h1 = block.index
        if wanted and len(text) < 2 * len(wanted) + 20:
            squeezed = _SQUEEZE.sub("", text)
            if squeezed == wanted or (
                len(squeezed) > 15 and 3 * len(squeezed) > 2 * len(wanted) and squeezed in wanted
            ):
                if block.tag == "h1":
                    return block.index
                first = block.index if first < 0 else first
    return first if first >= 0 else h1


def _headline(document: Document, reading: Reading, t: Table) -> list[Floats]:
    """Steps in the tree from each block to the headline; steps up until an element holds both, and the share of the
    page's good text in it; good text and blocks between; whether it is the first good text after the headline."""
    at, n = t.at, len(t.at)
    found = headline_at(document, reading)
    if found < 0:
        return [np.full(n, -1.0)] * 7
    root = int(at[found])
    joints, _ = t.joint(root)
    climb = np.minimum(FAR, t.depth - t.depth[joints])
    held = t.good[joints] / max(1.0, t.good[0])
    sums = np.concatenate([[0.0], np.cumsum(reading.good)])
    order = np.arange(n)
    ahead, behind = sums[order] - sums[found + 1], sums[found] - sums[order + 1]
    between = np.where(order > found, ahead, -behind) / max(1.0, sums[-1])
    firsts = np.flatnonzero((reading.good > 0) & (order > found))
    is_first = (at == at[firsts[0]]) * 1.0 if len(firsts) else np.zeros(n)
    headline = reading.folded[found]
    own_share = np.fromiter((_overlap(text, headline) for text in reading.folded), np.float64, n)
    away = t.distance(root)
    return [away[at], climb[at], held[at], between, np.clip(order - found, -40.0, 60.0), is_first, own_share]


def _overlap(text: str, headline: str) -> float:
    """Whether a short text stands in the headline or the headline in it."""
    if len(text) > 3 * len(headline) or len(text) < 4:
        return 0.0
    return 1.0 if text in headline or headline in text else 0.0


def _declared(document: Document, reading: Reading) -> list[NDArray[np.float64]]:
    """Whether each block stands in the articleBody of the page's JSON-LD (-1: there is none worth the name); and how
    much of the page's good text does."""
    n = len(reading.folded)
    body = article_body(document) if any("articleBody" in script for script in document.facts.json_ld) else ""
    if len(body) < MIN_DECLARED:
        return [np.full(n, -1.0), np.full(n, -1.0)]
    squeezed = _SQUEEZE.sub("", body.casefold())
    inside = np.fromiter((_stands_in(text, squeezed) for text in reading.folded), np.float64, n)
    share = float((inside * reading.good).sum() / max(1.0, reading.good.sum()))
    return [inside, np.full(n, share)]


MIN_DECLARED = 400
"""Characters from which an articleBody may be the whole story; shorter ones are leads."""


def _stands_in(text: str, body: str) -> float:
    squeezed = _SQUEEZE.sub("", text)
    if len(squeezed) < 12:
        return 0.5 if squeezed in body else 0.0
    return float(squeezed[:60] in body or squeezed[-60:] in body)
