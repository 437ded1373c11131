"""Features of where a block stands in the page's tree: inside what, and how far from where the prose is."""

from __future__ import annotations

import numpy as np

from cleaners.model.inherited import INHERITED, inherited
from cleaners.model.own import Matrix
from cleaners.model.table import Floats, Rows, Table
from cleaners.types import Context, Document

TREE = (
    *INHERITED,
    "in_cluster", "in_descent", "cluster_distance", "descent_distance", "good_parent", "good_grand", "good_great",
    "links_parent", "links_grand", "links_great", "blocks_parent", "blocks_grand", "signature_good", "signature_count",
    "signature_links", "signature_link_before", "signature_link_after",
    "cluster_good", "descent_good", "rival_good", "same_parent_before", "same_parent_after",
    "parent_is_cluster", "common_depth_h1",
)  # fmt: skip
"""Names of the columns, in order."""


def tree(document: Document, good: Floats, t: Table) -> Matrix:
    """A row a block, a column a name of TREE."""
    blocks, at = document.blocks, t.at
    n = len(blocks)
    if not n:
        return np.zeros((0, len(TREE)), dtype=np.float32)
    one = t.parent[at]
    two = t.parent[one]
    total = max(1.0, t.good[0])
    cluster, rival = _cluster(t)
    descent = _descent(t)
    signatures = _signatures(document, good)
    before = np.zeros(n)
    before[1:] = one[1:] == one[:-1]
    after = np.zeros(n)
    after[:-1] = before[1:]
    h1 = next((b.context for b in blocks if b.tag == "h1"), None)
    columns = [
        t.inside(cluster)[at], t.inside(descent)[at], t.distance(cluster)[at], t.distance(descent)[at],
        t.good[at] / total, t.good[one] / total, t.good[two] / total,
        _density(t, at), _density(t, one), _density(t, two), np.log1p(t.blocks[at]), np.log1p(t.blocks[one]),
        signatures[0] / total, np.log1p(signatures[1]), *signatures[2:],
        np.full(n, t.good[cluster] / total), np.full(n, t.good[descent] / total), np.full(n, rival), before, after,
        (one == cluster) | (at == cluster), _common_depth(t, h1)[at],
    ]  # fmt: skip
    return np.hstack([inherited(document.containers, at), np.stack(columns, axis=1)]).astype(np.float32)


def _density(t: Table, rows: Rows) -> Floats:
    density: Floats = t.links[rows] / np.maximum(1.0, t.chars[rows])
    return density


def _cluster(t: Table) -> tuple[int, float]:
    """The container that directly holds most good text, that of its children's children at half weight; and the share
    of the second best beside it, 0 to 1."""
    score = t.direct + np.bincount(t.parent, 0.5 * t.direct, len(t.parent))
    best = int(np.argmax(score))
    related = t.inside(best)
    related[t.up(best)[1:]] = True
    others = np.where(related, 0.0, t.direct)
    return best, float(others.max() / max(1.0, t.direct[best]))


def _descent(t: Table) -> int:
    """The deepest container on the way down along the child that holds 60 % of what its parent holds."""
    current = 0
    while True:
        start, end = current + 1, int(t.end[current])
        children = np.flatnonzero(t.parent[start:end] == current) + start
        large = children[t.good[children] >= 0.6 * t.good[current]]
        if not t.good[current] or not len(large):
            return current
        current = int(large[0])


def _common_depth(t: Table, h1: Context | None) -> Floats:
    """Depth of the innermost element around both each container and the first h1; -1 without h1."""
    if h1 is None:
        return np.full(len(t.parent), -1.0)
    return t.depth[t.joint(h1.index)[0]].astype(np.float64)


def _signatures(document: Document, good: Floats) -> list[Floats]:
    """For each block of all blocks of its tag, class and parent's class: good characters, number, link density, and the
    shares that stand right below and right above a link of a few words, as the leads of other stories do."""
    keys: dict[tuple[str, tuple[str, ...], tuple[str, ...]], int] = {}
    ids = np.empty(len(document.blocks), dtype=np.intp)
    for i, block in enumerate(document.blocks):
        context = block.context
        above = context.parent.tokens if context.parent is not None else ()
        ids[i] = keys.setdefault((block.tag, context.tokens, above), len(keys))
    chars = np.fromiter((len(b.text) for b in document.blocks), np.float64, len(ids))
    links = np.fromiter((b.link_chars for b in document.blocks), np.float64, len(ids))
    counts = np.bincount(ids).astype(np.float64)
    density = np.minimum(1.0, np.bincount(ids, links) / np.maximum(1.0, np.bincount(ids, chars)))
    headline = np.concatenate([[0.0], (links > MIN_LINK_OF_TEASER * chars) & (chars >= MIN_CHARS_OF_TEASER), [0.0]])
    below, above_ = (np.bincount(ids, headline[shift : shift + len(ids)]) / counts for shift in (0, 2))
    return [values[ids] for values in (np.bincount(ids, good).astype(np.float64), counts, density, below, above_)]


MIN_LINK_OF_TEASER = 0.7
MIN_CHARS_OF_TEASER = 12
"""A link that is a headline, not "More" or a number."""
