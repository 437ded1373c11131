"""Finds the story in a page's data: the longest text that reads like prose and belongs to the page.

By shape, not by a list of names: a long string, or a list of nodes that makes paragraphs, wherever it stands. Fields whose names
say that they hold something else (comments, cookies, related stories) are not entered, lists of cards are not texts, and a text
below another story's headline is that story's.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cleaners.declared.keys import is_story_key, known
from cleaners.declared.relation import Wanted, relation
from cleaners.declared.rich_text import as_html, is_html
from cleaners.kinds.bars import MIN_CONCEPTS, concepts
from cleaners.patterns import lazy

MIN_CHARS = 300
"""Characters of a text that may be a story; shorter ones are leads."""
MAX_VISITED = 300_000
"""Objects and lists that are looked at."""
MAX_MADE = 400
"""Lists that are made into HTML to see whether they are a text."""
MIN_MARKS = 2
"""Ends of sentences in prose."""
MAX_CODE = 0.01
"""Share of characters of code in prose."""
_TAGS = lazy(r"<[^<>]*>")
_ENDS = lazy(r"[.!?…。！？؟۔।॥](?:\s|$|[\"”»’)」])|[。！？]")
_CODE = lazy(r"[{};=]|\\n|function\(")


@dataclass(frozen=True, slots=True)
class Owner:
    """The objects around a value: what they are called, innermost first."""

    titles: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    parent: Owner | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A text that may be the story."""

    html: str
    chars: int
    """Characters of its prose."""
    title: str
    """The headline that stands with it; empty if none does."""
    relation: float
    """How surely it is the page's own, 0 to 1."""
    key: str
    """The field it stands in."""


def best(value: Any, look_for: Wanted) -> Body | None:
    """The text that is likeliest the story; None if none is."""
    found = [body for body in _bodies(value, look_for) if body.relation > 0]
    if not found:
        return None
    surest = max(body.relation for body in found)
    chosen = max((body for body in found if body.relation == surest), key=lambda body: body.chars)
    rivals = [b for b in found if b.relation == surest and b.title != chosen.title and 2 * b.chars > chosen.chars]
    return None if surest < 0.5 and rivals else chosen


def _bodies(value: Any, look_for: Wanted) -> Iterator[Body]:
    """All texts of a value, with what speaks for each; no recursion."""
    todo: list[tuple[Any, Owner, str]] = [(value, Owner(), "")]
    visited = made = 0
    while todo and visited < MAX_VISITED:
        item, owner, key = todo.pop()
        visited += 1
        if isinstance(item, str):
            if len(item) >= MIN_CHARS and (text := prose_of(item)):
                yield _body(as_html(item), text, (owner, key), look_for)
        elif isinstance(item, list):
            if made < MAX_MADE and _may_be_text(item):
                made += 1
                markup = as_html(item)
                if text := prose_of(markup):
                    yield _body(markup, text, (owner, key), look_for)
            todo.extend((inner, owner, key) for inner in reversed(item) if isinstance(inner, (dict, list, str)))
        elif isinstance(item, dict):
            around = _owner(item, owner)
            fields = [
                (inner, around, k)
                for k, inner in item.items()
                if isinstance(inner, (dict, list, str)) and is_story_key(k)
            ]
            todo.extend(reversed(fields))


def _owner(item: dict[str, Any], around: Owner) -> Owner:
    """The object as the owner of what it holds; one that has neither headline nor address is none."""
    titles = tuple(t for k, v in item.items() if k.lower() in known("titles") and (t := _text_of(v)))
    addresses = tuple(
        v for k, v in item.items() if k.lower() in known("addresses") and isinstance(v, str) and len(v) < 500
    )
    return Owner(titles, addresses, around) if titles or addresses else around


def _text_of(value: Any) -> str:
    """A headline as text: a string, or WordPress's `{"rendered": …}`; empty if it is neither, or too long for one."""
    if isinstance(value, dict):
        value = next((v for k, v in value.items() if k in ("rendered", "basic", "text", "title")), "")
    return html.unescape(_TAGS.sub("", value)).strip() if isinstance(value, str) and 3 < len(value) < 300 else ""


def _body(markup: str, text: str, place: tuple[Owner, str], look_for: Wanted) -> Body:
    """The text with its owner's headline. The innermost owner with a headline of several words counts; a section's or
    author's name is shorter than that."""
    owner, key = place
    around: Owner | None = owner
    addresses: list[str] = []
    while around is not None:
        addresses += around.addresses
        headlines = [t for t in around.titles if t not in text and (" " in t or not t.isascii())]
        if headlines:
            sure = relation(look_for, headlines, addresses, text)
            return Body(markup, len(text), headlines[0], sure, key)
        around = around.parent
    return Body(markup, len(text), "", relation(look_for, (), addresses, text), key)


def _may_be_text(items: list[Any]) -> bool:
    """Whether a list may be rich text: not a list of cards (headline and address each), numbers, or names."""
    if not items or not any(isinstance(item, (dict, str, list)) for item in items[:20]):
        return False
    objects = [item for item in items[:40] if isinstance(item, dict)]
    cards = sum(_is_card(item) for item in objects)
    return not objects or cards < max(1, len(objects) / 2)


def _is_card(item: dict[str, Any]) -> bool:
    """Whether an object is a story by itself: it has a headline, and an address or a text of its own."""
    lower = {key.lower() for key in item}
    has_title = bool(lower & {"title", "headline", "headlines"})
    return has_title and bool(
        lower & (known("addresses") | {"id", "_id", "body", "summary", "excerpt", "teaser", "lead"})
    )


def prose_of(markup: str) -> str:
    """The text of a string or HTML that reads like a story; empty if it is too short, code, or a notice on cookies."""
    text = _TAGS.sub(" ", markup) if is_html(markup) or "<p>" in markup else markup
    text = " ".join(html.unescape(text).split())
    if len(text) < MIN_CHARS or len(_ENDS.findall(text)) < MIN_MARKS or len(_CODE.findall(text)) > MAX_CODE * len(text):
        return ""
    if text.isascii() and text.count(" ") < len(text) / 20:
        return ""
    return "" if len(text) < 3000 and len(concepts(text)) > MIN_CONCEPTS else text
