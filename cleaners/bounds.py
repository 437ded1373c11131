"""Takes out of a page's source what a parser of HTML can't take in reasonable time or memory; the text stays.

The standard's tree builder bounds nothing, and some of its rules cost the square of what they are given: every attribute
of a tag is compared with those before it, many tags look through all open elements, and formatting elements left open
(`<font>` without an end) are made again in every paragraph that follows. 160 KB of such source made a tree of 2 GB,
50,000 attributes cost four seconds, 70,000 nested lists forty.

Most pages are too small to do harm and pass after a few counts. The others are read tag by tag, once. What is left out
are tags and attributes beyond a bound. A page made to get past this is left to the deadline of whoever cleans it.
"""

from __future__ import annotations

import re
from collections import Counter

from cleaners.limits import MAX_ATTRIBUTES, MAX_OPEN, MAX_REBUILT
from cleaners.patterns import lazy

_FORMATTING = frozenset("b big code em font i s small strike strong tt u".split())
"""Elements that are made again where they were left open. So are `a` and `nobr`, but a second one ends the first."""

_UNNESTED = frozenset(
    "a area base body br col colgroup dd dt embed frame h1 h2 h3 h4 h5 h6 head hr html img input li link meta nobr "
    "optgroup option p param plaintext rb rp rt rtc source tbody tfoot thead tr track wbr".split()
)
"""Elements that have no end, or end where the next of their kind begins: however many are left open, they do not nest."""

_CELLS = frozenset(["caption", "td", "th"])
_SCOPES = _CELLS | {"applet", "marquee", "object", "table", "template"}
"""Elements that are closed off: a tag inside ends nothing outside, and formatting left open inside ends with them."""

_ENDS_CELL = frozenset("/caption /tbody /td /tfoot /th /thead /tr tbody tfoot thead tr".split())

_STRETCH = 4 * MAX_ATTRIBUTES
"""Characters without an opening bracket from which they are looked at: a tag with so many attributes that it does harm is
as long. Spares one that hides them between values with brackets."""
_LONG_TAG = lazy(rf"""<[a-z](?:[^\s/"'<>]*+[\s/"']++){{{2 * MAX_ATTRIBUTES}}}""", re.IGNORECASE)
"""A tag that may have too many attributes."""
_OPENS_FORMATTING = lazy(rf"<(?:{'|'.join(sorted(_FORMATTING))})[\s/>]", re.IGNORECASE)
_FORMATTING_NAME = lazy(rf"<(/?(?:{'|'.join(sorted(_FORMATTING))}))(?=[\s/>])", re.IGNORECASE)
_FORMATTING_TAG = lazy(rf"</?(?:{'|'.join(sorted(_FORMATTING))})(?:\s[^<>]*+|/)?+>", re.IGNORECASE)

_ATTRIBUTE = r"""(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>]*+))?+|=)"""
_PIECE = lazy(
    rf"""<(?:
        !--(?:.*?-->|.*) | (?P<raw>script|style)(?=[\s/>])(?:.*?</(?P=raw)|.*) |
        (?P<name>/?[a-z][^\s/>]*+)(?P<attributes>{_ATTRIBUTE}{{0,{2 * MAX_ATTRIBUTES}}}+)(?P<surplus>{_ATTRIBUTE}*+)>?+
    )""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""A comment, a script or style sheet, or a tag, as the standard's tokenizer sees them."""


def bounded(html: str) -> tuple[str, str]:
    """Return the source as a parser can take it, and the name of the bound it went beyond; empty if it stays as it is.

    >>> bounded("<p>A story</p>")
    ('<p>A story</p>', '')
    """
    if not _may_nest(html) and not _has_long_tag(html):
        return html, ""
    reading = _Reading()
    fitting = _PIECE.sub(reading.piece, html)
    if reading.rebuilt > MAX_REBUILT:
        fitting = _FORMATTING_TAG.sub("", fitting)
    return (fitting, reading.bound) if reading.bound else (html, "")


def _has_long_tag(html: str) -> bool:
    """Whether a tag may have too many attributes. Only every so manieth character is looked at: from it the next bracket
    is seldom far. Reading all of the source took a tenth of the time of a page."""
    at = 0
    while at < len(html):
        following = html.find("<", at, at + _STRETCH)
        if following < 0:
            start = html.rfind("<", 0, at)
            if start >= 0 and _LONG_TAG.match(html, start):
                return True
            following = html.find("<", at)
            if following < 0:
                return False
            at = following
        at += _STRETCH
    return False


def _may_nest(html: str) -> bool:
    """Whether so many tags may be left open that they do harm. All brackets are counted first: often that is enough."""
    opening = html.count("<")
    formatting = len(_OPENS_FORMATTING.findall(html)) if opening * opening > MAX_REBUILT else 0
    if opening > 2 * MAX_OPEN or formatting * opening > MAX_REBUILT:
        opening -= html.count("</")
    if opening > 2 * MAX_OPEN:
        return True
    return formatting * opening > MAX_REBUILT and _left_open(html) * opening > MAX_REBUILT


def _left_open(html: str) -> int:
    """The most formatting elements that are open at once, each name counted apart. Scopes are not looked at: a tag that ends
    nothing because a table stands between counts as if it did."""
    opened: Counter[str] = Counter()
    total = most = 0
    for tag in _FORMATTING_NAME.findall(html):
        name = tag.lower()
        if name[0] != "/":
            opened[name] += 1
            total += 1
            most = max(most, total)
        elif opened[name[1:]]:
            opened[name[1:]] -= 1
            total -= 1
    return most


class _Names:
    """Names of what is open, inner after outer, closed off into scopes: only the innermost is looked through."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._scopes: list[tuple[int, Counter[str]]] = [(0, Counter())]
        """Where each begins, and how often it has each name: what is not there need not be searched."""

    def __len__(self) -> int:
        return len(self._names)

    def append(self, name: str) -> None:
        self._names.append(name)
        self._scopes[-1][1][name] += 1

    def remove(self, name: str) -> None:
        """Take out the last of a name."""
        if self._scopes[-1][1][name]:
            place = len(self._names) - 1 - self._names[::-1].index(name)
            del self._names[place]
            self._scopes[-1][1][name] -= 1

    def close(self, name: str) -> None:
        """Take out the last of a name and all that is inside it."""
        counts = self._scopes[-1][1]
        if counts[name]:
            while (last := self._names.pop()) != name:
                counts[last] -= 1
            counts[name] -= 1

    def open_scope(self) -> None:
        self._scopes.append((len(self._names), Counter()))

    def close_scope(self) -> None:
        begin, _ = self._scopes.pop()
        del self._names[begin:]


class _Reading:
    """What is open while the source is read: as the standard's tree builder has it, as far as that matters for size."""

    def __init__(self) -> None:
        self.bound = ""
        self.rebuilt = 0
        """Formatting elements made again so far."""
        self._open = _Names()
        self._formatting = _Names()
        self._scopes: list[str] = []

    def piece(self, match: re.Match[str]) -> str:
        """What stays of a piece of the source."""
        name = (match["name"] or "").lower()
        if not name:
            return match[0]
        if name in _ENDS_CELL and self._is_in_cell():
            self._close_scope()
        if name[0] == "/":
            self._end(name[1:])
        elif not self._begin(name):
            return self._beyond("depth")
        if match["surplus"]:
            return self._beyond("attributes", f"<{match['name']}{match['attributes']}>")
        return match[0]

    def _beyond(self, bound: str, rest: str = "") -> str:
        self.bound = self.bound or bound
        return rest

    def _begin(self, name: str) -> bool:
        """Open an element; False if so many are open that it has to be left out."""
        if len(self._open) + len(self._scopes) >= MAX_OPEN and name not in _UNNESTED:
            return False
        if name in _CELLS and self._is_in_cell():
            self._close_scope()
        if name in _FORMATTING:
            self._formatting.append(name)
        else:
            self._rebuild()
        if name in _SCOPES:
            for names in (self._open, self._formatting):
                names.open_scope()
            self._scopes.append(name)
        elif name not in _UNNESTED:
            self._open.append(name)
        return True

    def _rebuild(self) -> None:
        """Count what an element makes the parser make again; beyond the bound no formatting will be left to count."""
        if self.rebuilt <= MAX_REBUILT:
            self.rebuilt += len(self._formatting)
            if self.rebuilt > MAX_REBUILT:
                self._beyond("formatting")

    def _end(self, name: str) -> None:
        if name in _FORMATTING:
            self._formatting.remove(name)
            self._open.remove(name)
        elif name not in _SCOPES:
            self._open.close(name)
        elif name in self._scopes:
            while self._close_scope() != name:
                pass

    def _is_in_cell(self) -> bool:
        return bool(self._scopes) and self._scopes[-1] in _CELLS

    def _close_scope(self) -> str:
        for names in (self._open, self._formatting):
            names.close_scope()
        return self._scopes.pop()
