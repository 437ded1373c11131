"""Reads a page as those see it who flatten it: its text nodes, the blocks they stand in, its links."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from bench.train.labels import align
from cleaners.decode import decode

BLOCK_TAGS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html label legend li main menu nav ol option p pre section summary "
    "table tbody td tfoot th thead tr ul br".split()
)
UNSEEN_TAGS = frozenset("script style noscript template head textarea svg iframe object select".split())
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Node:
    """A text node."""

    text: str
    """As the source has it, white space and all."""
    block: int
    """Number of the block it stands in."""
    tag: str
    """The block-level element it stands in."""
    depth: int
    """How many elements enclose it."""
    href: str
    """The address it is a link to; empty if it is none."""


@dataclass(frozen=True)
class Flat:
    """A page as a row of blocks, with its gold text."""

    blocks: tuple[tuple[Node, ...], ...]
    """The nodes of every block that has text."""
    gold: str
    title: str
    language: str

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text of every block, white space squeezed."""
        return tuple(squeezed("".join(node.text for node in block)) for block in self.blocks)

    @cached_property
    def kept(self) -> tuple[bool, ...]:
        """Whether the gold holds a block."""
        return tuple(bool(k) for k in align(self.texts, self.gold).kept)


def squeezed(text: str) -> str:
    """A text with single spaces."""
    return _SPACE.sub(" ", text).strip()


def read_flat(folder: Path, row: Mapping[str, Any]) -> Flat:
    """A page of the corpora: the folder of its corpus and its line of the manifest, which has a gold text."""
    body = gzip.decompress((folder / row["html"]).read_bytes())
    encoding = row.get("encoding")
    html = decode(body, f"text/html; charset={encoding}" if encoding else None).text
    return Flat(blocks_of(html), row["text"], row.get("title") or "", row.get("lang") or "und")


def blocks_of(html: str) -> tuple[tuple[Node, ...], ...]:
    """The blocks of a page that have text, each as its text nodes, with the white space of the source before it."""
    found: list[tuple[Node, ...]] = []
    space = ""
    for _, group in groupby(_nodes(html), key=lambda node: node.block):
        first, *rest = group
        first = replace(first, text=space + first.text)
        space = "".join(node.text for node in (first, *rest))
        if space.strip():
            found.append((first, *rest))
            space = ""
    return tuple(found)


def _nodes(html: str) -> Iterator[Node]:
    """Every text node in order; a stack, not recursion: pages nest deeply."""
    root = LexborHTMLParser(html).root
    stack: list[tuple[Any, str, str, int]] = [(root, "", "", 0)] if root is not None else []
    block = 0
    while stack:
        node, tag, href, depth = stack.pop()
        if node is None:  # an element that ends a block is left
            block += 1
            continue
        name = node.tag
        if name == "-text":
            yield Node(node.text_content or "", block, tag, depth, href)
        elif name and name not in UNSEEN_TAGS and not name.startswith("-"):  # a few nodes have no name
            is_block = name in BLOCK_TAGS
            block += is_block
            href = node.attributes.get("href") or href if name == "a" else href
            stack += [(None, "", "", 0)] if is_block else []
            stack += [(child, name if is_block else tag, href, depth + 1) for child in _children(node)]


def _children(node: Any) -> list[Any]:
    """The children of a node, the last first."""
    found, child = [], node.first_child
    while child is not None:
        found.append(child)
        child = child.next
    return found[::-1]
