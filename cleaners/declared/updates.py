"""The entries a live blog declares in its JSON-LD (`liveBlogUpdate`), as HTML: time, heading and text, in the order stated."""

from __future__ import annotations

import html
from typing import Any

from cleaners.declared.rich_text import as_html
from cleaners.metadata.json_ld import Node, objects, of_types
from cleaners.metadata.moments import from_value
from cleaners.metadata.values import tidy
from cleaners.types import Document

LIVE_TYPES = frozenset(["liveblogposting"])


def live_updates(document: Document) -> str:
    """The entries of a declared live blog; empty if there are none."""
    entries = (
        entry
        for node in of_types(document, LIVE_TYPES)
        for update in objects(document, node.get("liveBlogUpdate"))
        if not isinstance(update, str) and (entry := _entry(update))
    )
    return "\n".join(entries)


def _entry(update: Node) -> str:
    """One entry; empty if it has no text."""
    body = as_html(update.get("articleBody") or update.get("text") or "")
    if not body:
        return ""
    time = _time(update.get("datePublished"))
    heading = tidy(update.get("headline") or update.get("name"))
    head = (f"<h3>{time}</h3>" if time else "") + (f"<h3>{html.escape(heading, quote=False)}</h3>" if heading else "")
    return head + body


def _time(stated: Any) -> str:
    """The day and the time of day of an entry as it states them; empty if it states none."""
    moment = from_value(stated) if isinstance(stated, str) else None
    return moment.iso().replace("T", " ")[:16] if moment else ""
