"""Marks of footnotes: "the winter,”¹" is no text but a link to a note below, and it sticks to the word before it."""

from __future__ import annotations

from typing import Any

from cleaners.patterns import lazy

MARKED_TAGS = frozenset(["sup", "a", "span"])
"""Elements that may be a mark."""
MAX_CHARS = 6
"""Characters of a mark: a number, perhaps in brackets."""
_MARK = lazy(r"[\s\[(]*\d{1,3}[\s\])]*")
_OPEN = ("[", "(", ",", ";", "-", "–")
_NAMED = ("note", "fn")
"""Pieces of the address or class of a link to a note that is not set in a `<sup>`."""


def is_note_mark(node: Any, tag: str, before: str) -> bool:
    """Whether an element is the mark of a footnote: a number that links to a place on the page, raised or named as a note.

    Of the raised numbers of training pages that link, 25 are left out of the gold text and 7 are in it. Spared: raised
    numbers without a link (10⁶, H₂O, some notes), numbers that link to pages and chapters, and those of which the text `before`
    has opened the brackets: papers cite so ("[1-3]"), and brackets without a number would stay.
    """
    first = node.child
    if first is None or (tag != "sup" and not _begins_short(first)):
        return False
    text = node.text(deep=True)
    if len(text) > MAX_CHARS or not _MARK.fullmatch(text):
        return False
    link = node if tag == "a" else node.css_first("a")
    href = (link.attributes.get("href") or "") if link is not None else ""
    if not href.startswith("#"):
        return False
    return (tag == "sup" or _is_named(node, href)) and not before.rstrip().endswith(_OPEN)


def _begins_short(first: Any) -> bool:
    """Whether what an element begins with may be a mark: a quick look, for every link and span of a page is asked about."""
    return first.tag != "-text" or len(first.text_content) <= MAX_CHARS


def _is_named(node: Any, href: str) -> bool:
    named = f"{href} {node.attributes.get('class') or ''}".lower()
    return any(piece in named for piece in _NAMED)
