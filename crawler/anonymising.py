"""A page with its words made unreadable and its markup left as it is: a fixture may show dirt, not somebody's story.

Letters become other letters of the same script and case, digits other digits, by a fixed rule; labels that a lexicon knows
("Share", "Read also") stay, because they are the dirt. Addresses go. BeautifulSoup rewrites the tree: it is slow and
forgiving, and this is done once a fixture.
"""

from __future__ import annotations

import hashlib
import unicodedata

from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype, NavigableString, Script, Stylesheet, Tag

from cleaners.lexicons import Lexicon, lexicon

KEPT_ATTRIBUTES = frozenset(
    "class id role itemprop itemscope itemtype rel type lang dir hidden aria-hidden style datetime property name "
    "http-equiv charset".split()
)
"""Attributes that tell what an element is; all others may name people and places."""
_MACHINE = (Comment, Doctype, Script, Stylesheet)


def anonymise(html: str, language: str) -> str:
    """The page with every word but known labels replaced; comments, scripts and other data are emptied."""
    soup = BeautifulSoup(html, "lxml")
    known = lexicon(language)
    for element in soup.find_all(True):
        element.attrs = {name: value for name, value in element.attrs.items() if name in KEPT_ATTRIBUTES}
    for node in list(soup.find_all(string=True)):
        _rewrite(node, known)
    return str(soup)


def _rewrite(node: NavigableString, known: Lexicon) -> None:
    if isinstance(node, Doctype):
        return
    in_machine = isinstance(node, _MACHINE) or (
        isinstance(node.parent, Tag) and node.parent.name in ("script", "style")
    )
    if in_machine:
        node.extract()
        return
    match = known.match(str(node))
    if match is None or match.how != "whole":
        node.replace_with(NavigableString(scramble(str(node))))


def scramble(text: str) -> str:
    """Other letters and digits for those of a text, word for word the same ones; marks and white space stay.

    >>> scramble("No.") == scramble("No.") != "No."
    True
    """
    return "".join(_other(ch, word, at) for word in _words(text) for at, ch in enumerate(word))


def _words(text: str) -> list[str]:
    """The text in runs of letters and single other characters."""
    words = [""]
    for ch in text:
        if not ch.isalnum() or (words[-1] and not words[-1][-1].isalnum()):
            words.append("")
        words[-1] += ch
    return words


def _other(ch: str, word: str, at: int) -> str:
    """A character of the same kind from the neighbourhood of `ch`, by the word it stands in."""
    if not ch.isalnum():
        return ch
    category = unicodedata.category(ch)
    start = hashlib.blake2b(f"{word}{at}".encode("utf-8", "surrogatepass"), digest_size=1).digest()[0]
    for step in range(SPREAD):
        candidate = chr((ord(ch) & ~(SPREAD - 1)) + (start + step) % SPREAD)
        if unicodedata.category(candidate) == category and candidate.isalnum():
            return candidate
    return ch


SPREAD = 32
"""Code points among which a letter's stand-in is looked for: half a page of a script."""
