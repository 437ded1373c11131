"""Doubtful blocks that are kept for their neighbours' sake: the trees judge blocks one by one, a story hangs together."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleaners.model import wholes
from cleaners.model.features import FEATURES
from cleaners.model.introduced import with_introduced
from cleaners.model.own import Matrix
from cleaners.prose import ends_sentence
from cleaners.types import Document

THRESHOLD = 0.5
"""Probability from which a block is kept."""

BRIDGED = frozenset(["p", "h2", "h3", "h4", "tr"])
"""Elements of which a short run between kept blocks may be text although the trees doubt it."""
MIN_BRIDGED = 0.12
"""Probability from which they are. On held-out sites of the training pages about half of such paragraphs, seven of ten
headings and nine of ten table rows were text; of list items one in five, of text in bare `<div>` one in three."""
MIN_LAST = 0.4
"""The same for a sentence after the last kept paragraph."""
MAX_RUN = 6
"""Blocks of such a run. Longer ones are lists of other stories."""

_LABEL, _LINKS = FEATURES.index("label"), FEATURES.index("link_density")
_STRONG, _HIDDEN, _INSIDE = FEATURES.index("strong_class"), FEATURES.index("hidden"), FEATURES.index("in_descent")
_ARIA_HIDDEN = FEATURES.index("aria_hidden")
_SAME_BEFORE, _SAME_AFTER = FEATURES.index("same_parent_before"), FEATURES.index("same_parent_after")


def bridges(document: Document, keeps: NDArray[np.float32], matrix: Matrix) -> frozenset[int]:
    """Doubtful blocks between kept ones that are kept with them: verse, short answers, rows, sub-headings.

    Spares every run in which a block has a label, a link, a furniture class or stands outside the main cluster. Costs a
    leaked line where a site sets an appeal between paragraphs without any of these.
    """
    kept = keeps >= THRESHOLD
    plain = (matrix[:, _LABEL] == 0) & (matrix[:, _LINKS] < 0.2) & (matrix[:, _STRONG] == 0)
    plain &= (matrix[:, _INSIDE] > 0) & (matrix[:, _HIDDEN] == 0)
    found: list[int] = []
    for start, end in pairwise(np.flatnonzero(kept).tolist()):
        for run in _ends_of(range(start + 1, end), plain):
            found += [i for i in run if keeps[i] >= MIN_BRIDGED and document.blocks[i].tag in BRIDGED]
    bridged = frozenset(found) | _next_to_kept(document, keeps, matrix, plain) | _like_kept(document, kept, matrix)
    held = keeps >= THRESHOLD
    held[list(bridged | _wholes(document, keeps, matrix, bridged))] = True
    return frozenset(np.flatnonzero(with_introduced(document, keeps, held, matrix) & ~kept).tolist())


def _wholes(document: Document, keeps: NDArray[np.float32], matrix: Matrix, bridged: frozenset[int]) -> frozenset[int]:
    """What is kept because most of what it is part of is."""
    held = keeps >= THRESHOLD
    held[list(bridged)] = True
    seen = matrix[:, _HIDDEN] == 0
    plain = (matrix[:, _LABEL] == 0) & (matrix[:, _LINKS] < MAX_LINKS_AMID)
    hidden = plain & (~seen | (matrix[:, _ARIA_HIDDEN] > 0)) & (keeps >= MIN_HIDDEN)
    amid = wholes.amid_their_kind(document, held, plain & seen) | wholes.hidden_amid(document, held, hidden)
    return amid | wholes.lists(document, held, seen)


MIN_HIDDEN = 0.2
"""Probability from which a hidden paragraph may be the story's."""
MAX_LINKS_AMID = 0.5
"""Share of link text of a line that is kept among kept lines of its kind."""


def _ends_of(gap: range, plain: NDArray[np.bool_]) -> list[range]:
    """The runs of plain blocks at the beginning and the end of a gap between two kept blocks, if they are short: a box of
    another story may stand between."""
    head = next((i for i in gap if not plain[i]), gap.stop)
    if head == gap.stop:
        return [gap] if len(gap) <= MAX_RUN else []
    tail = next((i for i in reversed(gap) if not plain[i]), gap.start)
    return [run for run in (range(gap.start, head), range(tail + 1, gap.stop)) if 0 < len(run) <= MAX_RUN]


def _next_to_kept(
    document: Document, keeps: NDArray[np.float32], matrix: Matrix, plain: NDArray[np.bool_]
) -> frozenset[int]:
    """Doubtful paragraphs right before or right after a kept one of the same element.

    On held-out sites of the training pages 49 of 66 of the first kind were text, and of the second 50 of 86 of those without
    a final mark. Those that end as sentences do are notices more often than not, 13 of 35 were text: only the likeliest
    are kept, because a lost closing line is worse than a notice.
    """
    found = []
    for block in document.blocks:
        i = block.index
        if block.tag != "p" or not plain[i] or not MIN_BRIDGED <= keeps[i] < THRESHOLD:
            continue
        before = i + 1 < len(keeps) and keeps[i + 1] >= THRESHOLD and matrix[i, _SAME_AFTER] > 0
        least = MIN_LAST if ends_sentence(block.text) else MIN_BRIDGED
        after = i > 0 and keeps[i - 1] >= THRESHOLD and matrix[i, _SAME_BEFORE] > 0 and keeps[i] >= least
        if before or after:
            found.append(i)
    return frozenset(found)


def _like_kept(document: Document, kept: NDArray[np.bool_], matrix: Matrix) -> frozenset[int]:
    """Long paragraphs that stand in the same element as a kept one before them, and have its tag and class.

    On held-out sites of the training pages 54 of 64 were text: the second halves of long stories. Spares shorter ones,
    of which a third and more were notes on author and outlet.
    """
    found: list[int] = []
    seen: set[tuple[int, tuple[str, ...]]] = set()
    free = (matrix[:, _LABEL] == 0) & (matrix[:, _LINKS] < MAX_LINKS_LIKE_KEPT) & (matrix[:, _HIDDEN] == 0)
    for block in document.blocks:
        if block.tag != "p" or block.context.parent is None:
            continue
        kind = (block.context.parent.index, block.context.tokens)
        if kept[block.index]:
            seen.add(kind)
        elif kind in seen and free[block.index] and block.words >= MIN_WORDS_LIKE_KEPT:
            found.append(block.index)
    return frozenset(found)


MIN_WORDS_LIKE_KEPT = 40
MAX_LINKS_LIKE_KEPT = 0.3
