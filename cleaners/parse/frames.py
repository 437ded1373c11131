"""Open elements, and what makes containers of them."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaners.lexicons import Markup
from cleaners.makers import maker
from cleaners.patterns import lazy
from cleaners.types import Context

BLOCK_TAGS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav noscript ol p "
    "pre search section summary table tbody td tfoot th thead tr ul video audio".split()
)
"""Elements that end a run of text where they open and where they close."""

TELLING = frozenset(["class", "id", "style", "hidden", "aria-hidden", "role", "itemprop", "itemscope"])
"""Attributes for which an inline element is told apart from the text around it. A plain link is not: it only counts as one."""

WHOLE_PAGE = frozenset(["html", "body"])

CACHED = 8192
"""Class and style attributes remembered: the pages of a site repeat some hundreds of them, a page its own dozens."""

Attributes = dict[str, str | None]
NO_ATTRIBUTES: Attributes = {}

_HUMP = lazy(r"(?<=[a-z0-9])(?=[A-Z])")
_UNSEEN = lazy(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Frame:
    """An open element that becomes a container only if text turns up inside it: most never do, so reading their classes
    and what hides them waits until then. That halved the time of the walk."""

    __slots__ = ("attributes", "context", "depth", "is_block", "itemtype", "mark", "parent", "tag")

    def __init__(self, tag: str, parent: Frame | None, attributes: Attributes, mark: str) -> None:
        """Open an element in `parent`; `mark` is what a selector of the outlet's hints says of it."""
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.mark = mark
        self.is_block = tag in BLOCK_TAGS
        self.context: Context | None = None
        if parent is None:
            self.depth = 0
            self.itemtype = ""
        else:
            self.depth = parent.depth + 1
            self.itemtype = parent.itemtype

    @property
    def tokens(self) -> tuple[str, ...]:
        """Class and id tokens, lower case, with a hyphen at the humps of camel case (`NewsletterInline_root`)."""
        names, ident = self.attributes.get("class"), self.attributes.get("id")
        if ident:
            names = f"{names} {ident}" if names else ident
        return _tokens(names) if names else ()

    def block(self) -> Frame:
        """The innermost block-level element around, itself included."""
        frame = self
        while not frame.is_block and frame.parent is not None:
            frame = frame.parent
        return frame


def common(a: Frame, b: Frame) -> Frame:
    """The innermost element around both."""
    while a is not b:
        if a.depth >= b.depth and a.parent is not None:
            a = a.parent
        elif b.parent is not None:
            b = b.parent
        else:
            return a
    return a


def made_context(frame: Frame, index: int, around: Context, known: Markup) -> Context:
    """The frame as row `index` of the container table."""
    attributes = frame.attributes
    tokens: tuple[str, ...] = ()
    role = prop = ""
    if attributes:
        tokens = frame.tokens
        hidden = around.hidden or why_hidden(frame.tag, tokens, attributes, known)
        if "role" in attributes:
            role = (attributes["role"] or "").lower()
        if "itemprop" in attributes or "rel" in attributes:
            prop = (attributes.get("itemprop") or ("author" if attributes.get("rel") == "author" else "")).lower()
    else:
        hidden = around.hidden or (frame.tag if frame.tag in ("noscript", "dialog") else "")
    return maker(Context)(index, frame.tag, tokens, role, prop, hidden, frame.mark or around.hint, around, frame.depth)


def why_hidden(tag: str, tokens: tuple[str, ...], attributes: Attributes, known: Markup) -> str:
    """Why a reader does not see an element, as far as it says so itself; empty if it is seen.

    A page that is hidden whole is shown when its scripts have run, against flicker: that says nothing of its parts.
    """
    if tag in WHOLE_PAGE:
        return ""
    if tag == "noscript" or (tag == "dialog" and "open" not in attributes):
        return tag
    style = attributes.get("style")
    if style and (unseen := _unseen(style)):
        return unseen
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return "hidden"
    if tokens and known.is_hidden(tokens):
        return "class:" + " ".join(tokens)[:60]
    return "aria-hidden" if attributes.get("aria-hidden") == "true" else ""


@lru_cache(maxsize=CACHED)
def _tokens(names: str) -> tuple[str, ...]:
    lower = names.lower()
    return tuple((_HUMP.sub("-", names).lower() if lower != names else lower).split())


@lru_cache(maxsize=CACHED)
def _unseen(style: str) -> str:
    found = _UNSEEN.search(style)
    return found.group(0).lower().replace(" ", "") if found else ""
