"""Features of where a block stands in the page's tree: inside what, and how far from where the prose is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaners.lexicons import markup
from cleaners.model.own import LABEL_GROUPS, Matrix
from cleaners.types import Context, Document

ENCLOSING = (
    "article",
    "main",
    "aside",
    "nav",
    "footer",
    "header",
    "form",
    "figure",
    "blockquote",
    "list",
    "table",
    "section",
)
_ENCLOSING_TAGS = {tag: i for i, tag in enumerate(ENCLOSING)} | {"ul": 9, "ol": 9, "dl": 9, "menu": 9, "figcaption": 7}
_ARIA = {"navigation": 3, "banner": 5, "contentinfo": 4, "complementary": 2, "main": 1, "article": 0, "search": 6,
         "form": 6, "dialog": 6, "list": 9}  # fmt: skip

TREE = (
    "depth", "hidden", "aria_hidden", "strong_class", "strong_distance", "weak_class", "body_class", "body_distance",
    "item_body", "class_share", "class_related", "class_promo", "class_byline", "class_caption", "class_legal",
    "class_comment", "class_nav", *(f"in_{name}" for name in ENCLOSING),
    "in_cluster", "in_descent", "cluster_distance", "descent_distance", "good_parent", "good_grand", "good_great",
    "links_parent", "links_grand", "links_great", "blocks_parent", "blocks_grand", "signature_good", "signature_count",
    "signature_links", "cluster_good", "descent_good", "rival_good", "same_parent_before", "same_parent_after",
    "parent_is_cluster", "common_depth_h1",
)  # fmt: skip

FAR = 20.0


@dataclass(frozen=True, slots=True)
class Table:
    """The container table as arrays: a row a container, rows of parents before those of children."""

    parent: NDArray[np.int32]
    depth: NDArray[np.int32]
    good: NDArray[np.float64]
    """Good characters below it."""
    chars: NDArray[np.float64]
    links: NDArray[np.float64]
    blocks: NDArray[np.float64]
    direct: NDArray[np.float64]
    """Good characters of blocks whose own element stands directly in it."""
    inherited: Matrix
    """What its tags, classes and roles and those around it tell: the first part of TREE."""


_N_INHERITED = 17 + len(ENCLOSING)
_D_STRONG, _D_BODY = 4, 7


def table(document: Document, good: NDArray[np.float64]) -> Table:
    """Sum the page's text over its containers, bottom up: one pass over blocks, one over containers."""
    contexts = document.containers
    n = len(contexts)
    parent = [c.parent.index if c.parent is not None else 0 for c in contexts]
    totals = np.zeros((4, n))
    direct = np.zeros(n)
    at = np.fromiter((b.context.index for b in document.blocks), dtype=np.int32, count=len(document.blocks))
    if len(at):
        chars = np.fromiter((len(b.text) for b in document.blocks), dtype=np.float64, count=len(at))
        linked = np.fromiter((min(b.link_chars, len(b.text)) for b in document.blocks), dtype=np.float64, count=len(at))
        for row, values in zip(totals, (good, chars, linked, np.ones(len(at))), strict=True):
            np.add.at(row, at, values)
        above = np.array(parent, dtype=np.int32)[at]
        np.add.at(direct, above, good)
    columns = totals.tolist()
    for index in range(n - 1, 0, -1):
        up = parent[index]
        for column in columns:
            column[up] += column[index]
    summed = np.array(columns)
    return Table(
        np.array(parent, dtype=np.int32), np.fromiter((c.depth for c in contexts), np.int32, n), summed[0], summed[1],
        summed[2], summed[3], direct, _inherited(contexts),
    )  # fmt: skip


def _inherited(contexts: tuple[Context, ...]) -> Matrix:
    """Row by row from the outside in: each container takes what holds of the one around it, and adds its own."""
    known = markup()
    rows: list[list[float]] = []
    for context in contexts:
        if context.parent is None:
            row = [0.0] * _N_INHERITED
            row[_D_STRONG] = row[_D_BODY] = FAR
        else:
            row = rows[context.parent.index].copy()
            row[_D_STRONG] = min(FAR, row[_D_STRONG] + 1)
            row[_D_BODY] = min(FAR, row[_D_BODY] + 1)
        row[0] = context.depth
        if context.hidden:
            row[2 if context.hidden == "aria-hidden" else 1] = 1.0
        if context.tokens:
            _read_tokens(row, known.role_of(context.tokens), known.is_body(context.tokens))
        if context.itemprop == "articlebody":
            row[8] = 1.0
            row[6], row[_D_BODY] = 1.0, 0.0
        enclosing = _ENCLOSING_TAGS.get(context.tag, _ARIA.get(context.role, -1) if context.role else -1)
        if enclosing >= 0:
            row[17 + enclosing] = 1.0
        rows.append(row)
    return np.array(rows, dtype=np.float32)


def _read_tokens(row: list[float], found: tuple[str, str, str] | None, is_body: bool) -> None:
    if is_body:
        # The story's own container: what the names around it said no longer counts.
        row[3] = 0.0
        row[_D_STRONG] = FAR
        row[6], row[_D_BODY] = 1.0, 0.0
        for i in range(9, 17):
            row[i] = 0.0
    if found is not None:
        strong = found[1] == "strong"
        if strong:
            row[3], row[_D_STRONG] = 1.0, 0.0
        else:
            row[5] = 1.0
        group = LABEL_GROUPS.get(found[0])
        if group:
            row[8 + group] = 1.0 if strong else max(0.5, row[8 + group])


def tree(document: Document, good: NDArray[np.float64], t: Table) -> Matrix:
    """A row a block, a column a name of TREE."""
    blocks = document.blocks
    n = len(blocks)
    if not n:
        return np.zeros((0, len(TREE)), dtype=np.float32)
    at = np.fromiter((b.context.index for b in blocks), dtype=np.int32, count=n)
    one = t.parent[at]
    two = t.parent[one]
    total = max(1.0, t.good[0])
    cluster, rival = _cluster(t)
    descent = _descent(t)
    signature_good, signature_count, signature_links = _signatures(document, good)
    before = np.zeros(n, dtype=np.float32)
    before[1:] = one[1:] == one[:-1]
    after = np.zeros(n, dtype=np.float32)
    after[:-1] = before[1:]
    h1 = next((b.context for b in blocks if b.tag == "h1"), None)
    columns = [
        inside(t, cluster)[at], inside(t, descent)[at], distance(t, cluster)[at], distance(t, descent)[at],
        t.good[at] / total, t.good[one] / total, t.good[two] / total,
        _density(t, at), _density(t, one), _density(t, two), np.log1p(t.blocks[at]), np.log1p(t.blocks[one]),
        signature_good / total, np.log1p(signature_count), signature_links,
        np.full(n, t.good[cluster] / total), np.full(n, t.good[descent] / total), np.full(n, rival), before, after,
        (one == cluster) | (at == cluster), _common_depth(t, h1)[at],
    ]  # fmt: skip
    return np.hstack([t.inherited[at], np.stack(columns, axis=1).astype(np.float32)])


def _density(t: Table, rows: NDArray[np.int32]) -> NDArray[np.float64]:
    density: NDArray[np.float64] = t.links[rows] / np.maximum(1.0, t.chars[rows])
    return density


def _cluster(t: Table) -> tuple[int, float]:
    """The container that directly holds most good text, that of its children's children at half weight; and the share
    of the second best beside it, 0 to 1."""
    score = t.direct.copy()
    np.add.at(score, t.parent, 0.5 * t.direct)
    best = int(np.argmax(score))
    within = inside(t, best).astype(bool)
    others = np.where(within | _above(t, best), 0.0, t.direct)
    return best, float(others.max() / max(1.0, t.direct[best]))


def _descent(t: Table) -> int:
    """The deepest container on the way down along the child that holds 60 % of what its parent holds."""
    current = 0
    n = len(t.parent)
    for index in range(1, n):
        if t.parent[index] == current and t.good[index] >= 0.6 * t.good[current] > 0:
            current = index
    return current


def inside(t: Table, root: int) -> NDArray[np.float32]:
    """1 for containers below or equal to `root`."""
    parent = t.parent.tolist()
    marks = [0.0] * len(parent)
    marks[root] = 1.0
    for index in range(root + 1, len(parent)):
        if marks[parent[index]]:
            marks[index] = 1.0
    return np.array(marks, dtype=np.float32)


def _above(t: Table, index: int) -> NDArray[np.bool_]:
    above = np.zeros(len(t.parent), dtype=bool)
    while index:
        index = int(t.parent[index])
        above[index] = True
    return above


def distance(t: Table, root: int) -> NDArray[np.float32]:
    """Steps from each container up to the nearest element around `root`, and down to `root`; 0 inside it."""
    chain = [root]
    while chain[-1]:
        chain.append(int(t.parent[chain[-1]]))
    climb = {index: steps for steps, index in enumerate(chain)}
    distances = [0.0] * len(t.parent)
    joins = [0] * len(t.parent)
    parent = t.parent.tolist()
    for index in range(len(parent)):
        if index in climb:
            joins[index] = climb[index]
            distances[index] = float(climb[index])
        else:
            joins[index] = joins[parent[index]]
            distances[index] = 0.0 if joins[index] == 0 else min(FAR, distances[parent[index]] + 1)
    return np.array(distances, dtype=np.float32)


def _common_depth(t: Table, h1: Context | None) -> NDArray[np.float32]:
    """Depth of the innermost element around both each container and the first h1; -1 without h1."""
    if h1 is None:
        return np.full(len(t.parent), -1.0, dtype=np.float32)
    on_path = {c.index for c in h1.ancestors()}
    parent, depth = t.parent.tolist(), t.depth.tolist()
    common = [0.0] * len(parent)
    for index in range(len(parent)):
        common[index] = float(depth[index]) if index in on_path else common[parent[index]]
    return np.array(common, dtype=np.float32)


def _signatures(
    document: Document, good: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """For each block: good characters, number and link density of all blocks of its tag, class and parent's class."""
    keys: dict[tuple[str, tuple[str, ...], tuple[str, ...]], int] = {}
    ids = np.empty(len(document.blocks), dtype=np.int32)
    for i, block in enumerate(document.blocks):
        context = block.context
        above = context.parent.tokens if context.parent is not None else ()
        ids[i] = keys.setdefault((block.tag, context.tokens, above), len(keys))
    chars = np.fromiter((len(b.text) for b in document.blocks), np.float64, len(ids))
    links = np.fromiter((b.link_chars for b in document.blocks), np.float64, len(ids))
    goods: NDArray[np.float64] = np.bincount(ids, good).astype(np.float64)
    counts = np.bincount(ids).astype(np.float64)
    density = np.minimum(1.0, np.bincount(ids, links) / np.maximum(1.0, np.bincount(ids, chars)))
    return goods[ids], counts[ids], density[ids]
