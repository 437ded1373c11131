"""Doubtful blocks that are kept for their neighbours' sake: the trees judge blocks one by one, a story hangs together."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleaners.model.alike import keep_alike
from cleaners.model.draft import Draft
from cleaners.model.features import FEATURES
from cleaners.model.headings import add_headings
from cleaners.model.lists import complete_lists
from cleaners.model.own import Matrix
from cleaners.model.preformatted import complete_preformatted
from cleaners.model.questions import add_questions
from cleaners.model.tables import complete_tables
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
    found += _next_to_kept(document, keeps, matrix, plain)
    return frozenset(_completed(Draft(document, keeps, matrix, kept.copy()), found))


def _completed(draft: Draft, found: list[int]) -> list[int]:
    """What else is kept with these blocks: what is part of something that is text as a whole."""
    already = draft.kept.copy()
    draft.keep(found)
    if draft.kept.any():
        for complete in COMPLETING:
            complete(draft)
    return [int(i) for i in np.flatnonzero(draft.kept & ~already)]


COMPLETING = (keep_alike, complete_lists, complete_tables, complete_preformatted, add_headings, add_questions)
"""In this order: headings are kept above what is kept by then."""


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
) -> list[int]:
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
    return found
