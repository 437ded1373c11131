"""What a page says of itself outside its visible text, gathered on the way of the walk."""

from __future__ import annotations

from typing import Any

from cleaners.parse.frames import Attributes, Frame
from cleaners.patterns import lazy

MAX_VALUE = 300
"""Characters of a microdata value or `<time>` that are read; longer ones are texts, not values."""

_SPACE = lazy(r"[ \t\n\r\f]+")
_STATE_IDS = frozenset(["__NEXT_DATA__", "__NUXT_DATA__", "__NUXT__", "__APOLLO_STATE__"])
_STATE_VARIABLE = lazy(r"window\.(__\w+__|\w*(?:STATE|state|Content|DATA))\s*=\s*(?=[{\[\"])")
_META_NAMES = ("property", "name", "itemprop", "http-equiv")
_MICRODATA = frozenset(
    "headline alternativeheadline name author datepublished datemodified datecreated articlesection keywords "
    "isaccessibleforfree inlanguage publisher description creator".split()
)


class FactsSoFar:
    """Title, meta elements, links, scripts that carry data, microdata and `<time>` elements, in page order."""

    __slots__ = ("json_ld", "language", "links", "meta", "microdata", "script_chars", "state", "times", "title")

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.title = ""
        self.language = ""
        self.meta: list[tuple[str, str]] = []
        self.links: list[tuple[str, str, str]] = []
        self.json_ld: list[str] = []
        self.state: list[tuple[str, str]] = []
        self.times: list[tuple[str, str, int, Frame]] = []
        self.microdata: list[tuple[str, str, str]] = []
        self.script_chars = 0

    def unread(self, node: Any, tag: str, itemtype: str) -> None:
        """Take note of an element that has no page text."""
        if tag == "script":
            self.script(node)
        elif tag == "meta":
            self.meta_element(node.attributes, itemtype)
        elif tag == "link":
            attributes = node.attributes
            rel, href = attributes.get("rel"), attributes.get("href")
            if rel and href:
                kind = attributes.get("hreflang") or attributes.get("type") or ""
                self.links.append((rel.lower(), href, kind))
        elif tag == "title" and not self.title:
            self.title = _SPACE.sub(" ", node.text_content or node.text(deep=True) or "").strip()

    def script(self, node: Any) -> None:
        """Keep the scripts that carry data; count the rest."""
        text = node.text_content or node.text(deep=True) or ""
        self.script_chars += len(text)
        attributes = node.attributes
        if "ld+json" in (attributes.get("type") or "").lower():
            self.json_ld.append(text)
        elif attributes.get("id") in _STATE_IDS:
            self.state.append((attributes["id"], text))
        elif len(text) > MAX_VALUE and (variable := _STATE_VARIABLE.search(text[:2000])):
            self.state.append((variable.group(1), text[variable.end() :]))

    def meta_element(self, attributes: Attributes, itemtype: str) -> None:
        """Keep name and content of a `<meta>`."""
        content = attributes.get("content")
        if content is None:
            return
        for key in _META_NAMES:
            name = attributes.get(key)
            if name:
                self.meta.append((name.strip().lower(), content))
                if key == "itemprop" and name.lower() in _MICRODATA:
                    self.microdata.append((name, content, itemtype))

    def root(self, frame: Frame, attributes: Attributes) -> None:
        """Take note of what `<html>` says."""
        self.language = attributes.get("lang") or attributes.get("xml:lang") or ""
        if "itemtype" in attributes:
            frame.itemtype = attributes.get("itemtype") or ""

    def item(self, node: Any, frame: Frame, attributes: Attributes) -> None:
        """Take note of microdata."""
        prop = attributes.get("itemprop") or ("author" if attributes.get("rel") == "author" else "")
        if prop.lower() in _MICRODATA:
            value = attributes.get("content") or attributes.get("datetime") or _value(node)
            self.microdata.append((prop, value, frame.itemtype))
        if "itemscope" in attributes:
            frame.itemtype = attributes.get("itemtype") or ""

    def time(self, node: Any, attributes: Attributes, at: int, frame: Frame) -> None:
        """Take note of a `<time>` before or in block `at`."""
        self.times.append((attributes.get("datetime") or "", _value(node), at, frame))


def _value(node: Any) -> str:
    """The text of a small element."""
    text = node.text(deep=True) or ""
    return _SPACE.sub(" ", text).strip() if len(text) <= MAX_VALUE else ""
