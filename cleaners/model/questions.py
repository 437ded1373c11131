"""Questions and answers that a page sets apart by class ("faq-item"): text, also where each is folded away until asked for."""

from __future__ import annotations

from cleaners.model.draft import Draft
from cleaners.types import Context

MIN_CHANCE = 0.1
"""Probability from which a block of such a list is kept."""
MAX_LINKS = 0.5
"""Share of link text from which a block of it is a pointer."""
NO_TEXT = frozenset(["button", "label", "nav"])
"""Tags of what opens and closes it."""


def add_questions(draft: Draft) -> None:
    """Keep the doubtful questions and answers below the first kept block.

    On held-out sites of the training pages 66 of 98 such blocks are in the gold text, on 11 of 14 sites; those of two of the
    others are questions and answers as well. Spares labels, links and what opens an answer. Costs the sources below them.
    """
    known: dict[int, bool] = {}
    begin = int(draft.kept.argmax())
    free = (draft.chances >= MIN_CHANCE) & ~draft.kept & (draft.feature("label") == 0)
    free &= draft.feature("link_density") < MAX_LINKS
    free[:begin] = False
    blocks = (draft.document.blocks[i] for i in free.nonzero()[0].tolist())
    draft.keep(b.index for b in blocks if b.tag not in NO_TEXT and _is_asked(b.context, known))


def _is_asked(context: Context, known: dict[int, bool]) -> bool:
    """Whether an element or one around it is for questions. `known` are those asked about."""
    if context.index not in known:
        is_own = any("faq" in token for token in context.tokens)
        known[context.index] = is_own or (context.parent is not None and _is_asked(context.parent, known))
    return known[context.index]
