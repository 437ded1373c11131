"""The container table as arrays: what each element of the page holds, and how far from one another elements are.

Containers stand in document order, so all that is below one is a run of rows: sums are differences of running sums, and
being inside is a slice. Walking the tree upwards in Python took three times as long.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaners.types import Document

FAR = 20.0
"""Steps in the tree beyond which more do not count."""

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Table:
    """A row a container, rows of parents before those of children."""

    at: Rows
    """The row of each block's container."""
    parent: Rows
    """Row of the container around; the outermost is its own."""
    end: Rows
    """The row after the last one below it."""
    depth: Rows
    good: Floats
    """Good characters below it."""
    chars: Floats
    links: Floats
    blocks: Floats
    direct: Floats
    """Good characters of blocks whose own element stands directly in it."""

    def below(self, values: NDArray[np.float64]) -> Floats:
        """Sums over each container: `values` is (blocks,) or (blocks, k)."""
        own = np.zeros((len(self.parent), *values.shape[1:]))
        np.add.at(own, self.at, values)
        return _below(own, self.end)

    def inside(self, root: int) -> NDArray[np.bool_]:
        """Whether each container is `root` or below it."""
        marks = np.zeros(len(self.parent), dtype=bool)
        marks[root : self.end[root]] = True
        return marks

    def up(self, row: int) -> list[int]:
        """The row and those around it, innermost first."""
        rows = [row]
        while rows[-1]:
            rows.append(int(self.parent[rows[-1]]))
        return rows

    def joint(self, row: int) -> tuple[Rows, Rows]:
        """For each container the innermost one around both it and `row`; and how many steps up from `row` that is."""
        joints, steps = np.zeros((2, len(self.parent)), dtype=np.intp)
        chain = self.up(row)
        for step in range(len(chain) - 1, -1, -1):
            part = slice(chain[step], self.end[chain[step]])
            joints[part], steps[part] = chain[step], step
        return joints, steps

    def distance(self, root: int) -> Floats:
        """Steps from `root` up to the nearest element around both, and down to each container; 0 inside it."""
        joints, steps = self.joint(root)
        away: Floats = np.minimum(FAR, (steps + self.depth - self.depth[joints]).astype(np.float64))
        chain = self.up(root)
        away[chain] = range(len(chain))
        away[root : self.end[root]] = 0.0
        return away


def table(document: Document, good: Floats) -> Table:
    """Sum the page's text over its containers."""
    contexts, blocks = document.containers, document.blocks
    parents = [c.parent.index if c.parent is not None else 0 for c in contexts]
    parent = np.array(parents, dtype=np.intp)
    end = np.array(_ends(parents), dtype=np.intp)
    at = np.fromiter((b.context.index for b in blocks), np.intp, len(blocks))
    chars = np.fromiter((len(b.text) for b in blocks), np.float64, len(blocks))
    linked = np.minimum(chars, np.fromiter((b.link_chars for b in blocks), np.float64, len(blocks)))
    own = [np.bincount(at, weights, len(parents)) for weights in (good, chars, linked, np.ones(len(blocks)))]
    goods, sizes, links, counts = _below(np.stack(own, axis=1), end).T
    depth = np.fromiter((c.depth for c in contexts), np.intp, len(contexts))
    direct = np.bincount(parent[at], good, len(parents)).astype(np.float64)
    return Table(at, parent, end, depth, goods, sizes, links, counts, direct)


def _ends(parents: list[int]) -> list[int]:
    """The row after the last one below each container."""
    ends = list(range(1, len(parents) + 1))
    for row in range(len(parents) - 1, 0, -1):
        above = parents[row]
        if ends[above] < ends[row]:
            ends[above] = ends[row]
    return ends


def _below(own: Floats, end: Rows) -> Floats:
    """Sums of each row's own values and those of all rows below it."""
    running = np.concatenate([np.zeros((1, *own.shape[1:])), np.cumsum(own, axis=0)])
    sums: Floats = running[end] - running[:-1]
    return sums
