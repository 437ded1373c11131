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
from cleaners.model.table import FAR
from cleaners.types import Context

ENCLOSING = (
    "article", "main", "aside", "nav", "footer", "header", "form", "figure", "blockquote", "list", "table", "section",
)  # fmt: skip

_NEAR = ("strong", "body", "caption", "comment", "promo", "standfirst", "hidden")
"""What the distance to the nearest element of its kind tells."""

INHERITED = (
    "depth", "hidden", "aria_hidden", "strong_class", "weak_class", "body_class", "item_body",
    *(f"class_{name}" for name in GROUP_NAMES), *(f"in_{name}" for name in ENCLOSING),
    *(f"{name}_distance" for name in _NEAR),
)  # fmt: skip
"""Names of the columns, in order."""

_ENCLOSING_TAGS = {tag: i for i, tag in enumerate(ENCLOSING)} | {"ul": 9, "ol": 9, "dl": 9, "menu": 9, "figcaption": 7}
_ARIA = {"navigation": 3, "banner": 5, "contentinfo": 4, "complementary": 2, "main": 1, "article": 0, "search": 6,
         "form": 6, "dialog": 6, "list": 9}  # fmt: skip

_HIDDEN, _ARIA_HIDDEN, _STRONG, _WEAK, _BODY, _ITEM = (1 << n for n in range(6))
_GROUPS = len(GROUP_NAMES)
_STRONG_GROUPS, _WEAK_GROUPS = 6, 6 + _GROUPS
_ENCLOSED = 6 + 2 * _GROUPS
_BITS = np.arange(_ENCLOSED + len(ENCLOSING))
_FORGOTTEN = ~(_STRONG | (((1 << (2 * _GROUPS)) - 1) << _STRONG_GROUPS))
"""What no longer holds inside the story's own container: what the names around it said. How far they are is not
forgotten: comments and captions have elements called "content" too."""

_IS_STRONG, _IS_BODY, _IS_CAPTION, _IS_COMMENT, _IS_PROMO, _IS_STANDFIRST, _IS_HIDDEN = range(len(_NEAR))
_KINDS = {"caption": _IS_CAPTION, "comment": _IS_COMMENT, "standfirst": _IS_STANDFIRST} | dict.fromkeys(
    ("related", "latest", "newsletter", "paywall", "app", "ad"), _IS_PROMO
)
_PICTURES = frozenset(["figure", "figcaption"])

Near = tuple[float, ...]
"""Depths at which the nearest elements of the kinds of _NEAR stand; -FAR where there is none."""


def inherited(contexts: tuple[Context, ...], rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """The columns for some rows of the container table."""
    bits, near = _states(contexts)
    depth = np.fromiter((c.depth for c in contexts), np.float64, len(contexts))[rows]
    yes = ((np.array(bits, dtype=np.int64)[rows, None] >> _BITS) & 1).astype(np.float64)
    weak = 0.5 * yes[:, _WEAK_GROUPS : _WEAK_GROUPS + _GROUPS]
    groups = np.maximum(yes[:, _STRONG_GROUPS : _STRONG_GROUPS + _GROUPS], weak)
    far = np.minimum(FAR, depth[:, None] - np.array(near)[rows])
    return np.hstack([depth[:, None], yes[:, :_STRONG_GROUPS], groups, yes[:, _ENCLOSED:], far])


def _states(contexts: tuple[Context, ...]) -> tuple[list[int], list[Near]]:
    """For each container what holds of it, and where the nearest telling elements stand."""
    known = markup()
    bits, nears = [0], [(-FAR,) * len(_NEAR)]
    for context in contexts[1:]:
        parent = context.parent or contexts[0]
        state, near = bits[parent.index], nears[parent.index]
        if context.tokens:
            own, is_body, kinds = _told(known, context.tokens)
            if is_body:
                state &= _FORGOTTEN
                near = _with(near, (_IS_STRONG,), context.depth - FAR)
            state |= own
            near = _with(near, kinds, context.depth)
        if context.hidden:
            state |= _ARIA_HIDDEN if context.hidden == "aria-hidden" else _HIDDEN
            if not parent.hidden:
                near = _with(near, (_IS_HIDDEN,), context.depth)
        if context.itemprop == "articlebody":
            state |= _ITEM | _BODY
            near = _with(near, (_IS_BODY,), context.depth)
        if context.tag in _PICTURES:
            near = _with(near, (_IS_CAPTION,), context.depth)
        state |= _ENCLOSING_BITS.get(context.tag) or (_ARIA_BITS.get(context.role, 0) if context.role else 0)
        bits.append(state)
        nears.append(near)
    return bits, nears


def _with(near: Near, kinds: tuple[int, ...], depth: float) -> Near:
    """The same with other depths for some kinds; most elements tell nothing, and share what they have inherited."""
    if not kinds:
        return near
    changed = list(near)
    for kind in kinds:
        changed[kind] = depth
    return tuple(changed)


_ENCLOSING_BITS = {tag: 1 << (_ENCLOSED + i) for tag, i in _ENCLOSING_TAGS.items()}
_ARIA_BITS = {role: 1 << (_ENCLOSED + i) for role, i in _ARIA.items()}


@lru_cache(maxsize=16384)
def _told(known: Markup, tokens: tuple[str, ...]) -> tuple[int, bool, tuple[int, ...]]:
    """What the classes of an element add, whether it holds the story, and of which kinds of _NEAR it is."""
    found, is_body = known.role_of(tokens), known.is_body(tokens)
    bits = _BODY if is_body else 0
    kinds = {_IS_BODY} if is_body else set()
    if found is None:
        return bits, is_body, tuple(kinds)
    role, strength, _ = found
    first = _STRONG_GROUPS if strength == "strong" else _WEAK_GROUPS
    bits |= _STRONG if strength == "strong" else _WEAK
    if group := LABEL_GROUPS.get(role):
        bits |= 1 << (first + group - 1)
    kinds |= {_IS_STRONG} if strength == "strong" else set()
    kinds |= {_KINDS[role]} if role in _KINDS else set()
    return bits, is_body, tuple(sorted(kinds))
