"""Makes HTML of rich text as content systems keep it: nodes in nodes, or strings, or HTML in strings.

ProseMirror, Slate, Draft.js, Contentful, Sanity, Arc, Gutenberg and home-made ones differ in names; in all of them a node has
a type, and either its words or a list of nodes.
"""

from __future__ import annotations

import html
import re
from typing import Any

from cleaners.declared.keys import known, names, words_of
from cleaners.patterns import lazy
from cleaners.prose import ends_sentence

MAX_NODES = 20_000
"""Nodes of one text."""
MAX_DEPTH = 40
_TAG = lazy(r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|a|strong|em|b|i|span|figure|table|section)\b|</", re.IGNORECASE)
_LINES = lazy(r"\s*(?:\r?\n|\u2028|\u2029)+\s*")
_MANY = 40
"""Characters of a node that may be a paragraph by itself."""


class TooManyNodesError(Exception):
    """Text of more than MAX_NODES nodes: a list of something else."""


def as_html(value: Any) -> str:
    """The HTML of a value; empty if it holds no text, or too many nodes."""
    try:
        return _Maker().block(value, 0)
    except TooManyNodesError:
        return ""


def is_html(text: str) -> bool:
    """Whether a string holds markup."""
    return _TAG.search(text) is not None


class _Maker:
    """Counts the nodes of one text."""

    def __init__(self) -> None:
        self.nodes = 0

    def block(self, value: Any, depth: int) -> str:
        """The HTML of a value that stands by itself."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise TooManyNodesError
        if depth > MAX_DEPTH:
            return ""
        if isinstance(value, str):
            return _paragraphs(value)
        if isinstance(value, list):
            return self.nodes_in(value, depth)
        return self.node(value, depth) if isinstance(value, dict) else ""

    def nodes_in(self, values: list[Any], depth: int) -> str:
        """Nodes one after the other: pieces of one line, or blocks."""
        if values and values[:1] == ["$"] and len(values) >= 4:  # a React element of Next's flight form
            return self.element(values, depth)
        pieces = [self.inline(value, depth) for value in values]
        if values and all(piece is not None for piece in pieces) and not _are_paragraphs(values, pieces):
            line = "".join(piece or "" for piece in pieces).strip()
            return f"<p>{line}</p>" if line else ""
        return "\n".join(filter(None, (self.block(value, depth + 1) for value in values)))

    def element(self, values: list[Any], depth: int) -> str:
        """`["$", "p", null, {"children": …}]`."""
        properties = values[3] if isinstance(values[3], dict) else {}
        return self.node({"type": str(values[1]), "children": properties.get("children")}, depth + 1)

    def node(self, node: dict[str, Any], depth: int) -> str:
        """The HTML of a node by its type."""
        kind = kind_of(node)
        if not known("skipped_types").isdisjoint(kind):
            return ""
        inner = self.words(node, depth)
        if not inner:
            return ""
        tag = tag_of(kind)
        return (
            inner
            if not tag or "<p>" not in inner
            else f"<{tag}>" + inner.replace("<p>", "").replace("</p>", " ").strip() + f"</{tag}>"
        )

    def words(self, node: dict[str, Any], depth: int) -> str:
        """The HTML of what a node holds: its words, or the nodes inside it."""
        lower = {key.lower(): value for key, value in node.items()}
        for key in names_in_order(lower):
            value = lower[key]
            if isinstance(value, (str, list, dict)) and value:
                made = self.block(value, depth + 1)
                if made:
                    return made
        return ""

    def inline(self, value: Any, depth: int) -> str | None:
        """The HTML of a piece of a line; None if the value is no such piece."""
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            return None
        if isinstance(value, str):
            return None if is_html(value) or "\n" in value.strip() else html.escape(value, quote=False)
        if isinstance(value, list) and value[:1] == ["$"] and len(value) >= 4 and isinstance(value[3], dict):
            value = {"type": value[1], "children": value[3].get("children")}
        if not isinstance(value, dict):
            return None
        kind = kind_of(value)
        if kind and known("inline_types").isdisjoint(kind):
            return None
        text = next((value[k] for k in ("text", "value", "content", "children") if isinstance(value.get(k), str)), None)
        if text is not None:
            return None if is_html(text) or "\n" in text.strip() else html.escape(text, quote=False)
        inner = next((value[k] for k in ("children", "content", "nodes") if isinstance(value.get(k), list)), None)
        if inner is None or not kind:
            return None
        pieces = [self.inline(piece, depth + 1) for piece in inner]
        return "".join(p or "" for p in pieces) if pieces and all(p is not None for p in pieces) else None


def names_in_order(lower: dict[str, Any]) -> list[str]:
    """The fields of a node that may hold its words, likeliest first; lists of nodes come before strings."""
    nested = [key for key in names()["children"] if isinstance(lower.get(key), (list, dict)) and lower[key]]
    return nested + [key for key in names()["texts"] if key in lower and key not in nested]


def kind_of(node: dict[str, Any]) -> tuple[str, ...]:
    """The words of a node's type ("core/list-item" -> core, list, item; and joined: listitem); empty if it states none."""
    for key in ("type", "nodeType", "_type", "__typename", "kind", "tagName", "blockName", "style", "name"):
        value = node.get(key)
        if isinstance(value, str) and 0 < len(value) < 40:
            style = node.get("style")
            words = words_of(value) + (words_of(style) if key == "_type" and isinstance(style, str) else ())
            return (*words, "".join(words))
    return ()


def tag_of(kind: tuple[str, ...]) -> str:
    """The HTML element of a type; empty for a plain block."""
    if not known("heading_types").isdisjoint(kind):
        return "h2"
    if not known("item_types").isdisjoint(kind) or ({"unordered", "ordered"} & set(kind) and "item" in kind):
        return "li"
    return "blockquote" if not known("quote_types").isdisjoint(kind) else ""


def _are_paragraphs(values: list[Any], pieces: list[str | None]) -> bool:
    """Whether pieces that could be one line are paragraphs of their own: most are long and end as sentences do."""
    texts = [piece for piece in pieces if piece and piece.strip()]
    ended = sum(len(text) >= _MANY and ends_sentence(text.strip()) for text in texts)
    plain = all(isinstance(value, str) for value in values)
    return len(texts) >= 2 and (ended >= 0.6 * len(texts) or (plain and ended >= 0.3 * len(texts)))


def _paragraphs(text: str) -> str:
    """A string as it is if it holds markup, else a paragraph a line."""
    if is_html(text):
        return text
    if "&lt;p" in text or "&lt;br" in text:
        return html.unescape(text)
    return "\n".join(
        f"<p>{html.escape(line, quote=False) if '&' not in line else line}</p>"
        for line in _LINES.split(text.strip())
        if line
    )
