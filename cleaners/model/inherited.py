"""What the tags, classes and roles of the elements around a block tell: each container takes what holds of the one around
it, and adds its own.

What is yes or no is a bit of one number, so that taking it over costs nothing; how far it is to the nearest telling class
follows from the depth it stood at.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cleaners.lexicons import Markup, markup
from cleaners.model.own import GROUP_NAMES, LABEL_GROUPS
from cleaners.types import Context

ENCLOSING = (
    "article", "main", "aside", "nav", "footer", "header", "form", "figure", "blockquote", "list", "table", "section",
)  # fmt: skip

INHERITED = (
    "depth", "hidden", "aria_hidden", "strong_class", "strong_distance", "weak_class", "body_class", "body_distance",
    "item_body", *(f"class_{name}" for name in GROUP_NAMES), *(f"in_{name}" for name in ENCLOSING),
)  # fmt: skip
"""Names of the columns, in order."""

FAR = 20.0

_ENCLOSING_TAGS = {tag: i for i, tag in enumerate(ENCLOSING)} | {"ul": 9, "ol": 9, "dl": 9, "menu": 9, "figcaption": 7}
_ARIA = {"navigation": 3, "banner": 5, "contentinfo": 4, "complementary": 2, "main": 1, "article": 0, "search": 6,
         "form": 6, "dialog": 6, "list": 9}  # fmt: skip

_HIDDEN, _ARIA_HIDDEN, _STRONG, _WEAK, _BODY, _ITEM = (1 << n for n in range(6))
_GROUPS = len(GROUP_NAMES)
_STRONG_GROUPS, _WEAK_GROUPS = 6, 6 + _GROUPS
_ENCLOSED = 6 + 2 * _GROUPS
_BITS = np.arange(_ENCLOSED + len(ENCLOSING))
_FORGOTTEN = ~(_STRONG | (((1 << (2 * _GROUPS)) - 1) << _STRONG_GROUPS))
"""What no longer holds inside the story's own container: what the names around it said."""


def inherited(contexts: tuple[Context, ...], rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """The columns for some rows of the container table."""
    bits, strong, body = _states(contexts)
    depth = np.fromiter((c.depth for c in contexts), np.float64, len(contexts))[rows]
    yes = ((np.array(bits, dtype=np.int64)[rows, None] >> _BITS) & 1).astype(np.float64)
    weak = 0.5 * yes[:, _WEAK_GROUPS : _WEAK_GROUPS + _GROUPS]
    groups = np.maximum(yes[:, _STRONG_GROUPS : _STRONG_GROUPS + _GROUPS], weak)
    far_strong = np.minimum(FAR, depth - np.array(strong, dtype=np.float64)[rows])
    far_body = np.minimum(FAR, depth - np.array(body, dtype=np.float64)[rows])
    return np.column_stack(
        (depth, yes[:, 0:3], far_strong, yes[:, 3:5], far_body, yes[:, 5], groups, yes[:, _ENCLOSED:])
    )


def _states(contexts: tuple[Context, ...]) -> tuple[list[int], list[float], list[float]]:
    """For each container: what holds of it; the depths at which the nearest strong and the nearest body class stand."""
    known = markup()
    bits, strong, body = [0], [-FAR], [-FAR]
    for context in contexts[1:]:
        above = context.parent.index if context.parent is not None else 0
        state, far_strong, far_body = bits[above], strong[above], body[above]
        if context.tokens:
            own, is_body = _told(known, context.tokens)
            if is_body:
                state &= _FORGOTTEN
                far_strong, far_body = context.depth - FAR, context.depth
            if own & _STRONG:
                far_strong = context.depth
            state |= own
        if context.hidden:
            state |= _ARIA_HIDDEN if context.hidden == "aria-hidden" else _HIDDEN
        if context.itemprop == "articlebody":
            state |= _ITEM | _BODY
            far_body = context.depth
        state |= _ENCLOSING_BITS.get(context.tag) or (_ARIA_BITS.get(context.role, 0) if context.role else 0)
        bits.append(state)
        strong.append(far_strong)
        body.append(far_body)
    return bits, strong, body


_ENCLOSING_BITS = {tag: 1 << (_ENCLOSED + i) for tag, i in _ENCLOSING_TAGS.items()}
_ARIA_BITS = {role: 1 << (_ENCLOSED + i) for role, i in _ARIA.items()}


@lru_cache(maxsize=16384)
def _told(known: Markup, tokens: tuple[str, ...]) -> tuple[int, bool]:
    """What the classes of an element add, and whether it holds the story."""
    found, is_body = known.role_of(tokens), known.is_body(tokens)
    bits = _BODY if is_body else 0
    if found is None:
        return bits, is_body
    group = LABEL_GROUPS.get(found[0])
    if found[1] == "strong":
        return bits | _STRONG | (1 << (_STRONG_GROUPS + group - 1) if group else 0), is_body
    return bits | _WEAK | (1 << (_WEAK_GROUPS + group - 1) if group else 0), is_body
