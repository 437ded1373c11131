"""The path to the page: "Home > Politics > Headline", and what is left of it in a dump."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.patterns import lazy
from cleaners.prose import ends_sentence
from cleaners.types import Document, Verdict

_CRUMBS = lazy(r"\s*[>»›→]\s*|\s+/\s+|\s+(?:gt|raquo|rsaquo)\s+|\s&gt;\s")
"""Separators; ` gt ` is an escaped one after its marks were blanked."""
_SIGNS = (">", "»", "›", "→", "/", "gt", "quo")
"""A line without any of these has no separator: a quick look."""
FIRST_LINES = 15


def breadcrumb(document: Document) -> Iterator[Verdict]:
    """Drop lines near the top that are three or more short parts between separators."""
    for block in document.blocks[:FIRST_LINES] if document.is_dump else document.blocks:
        if not any(sign in block.text for sign in _SIGNS):
            continue
        crumbs = _CRUMBS.split(block.text)
        if len(crumbs) >= 3 and all(0 < len(c.split()) <= 6 for c in crumbs[:-1]) and not ends_sentence(block.text):
            yield Verdict(block, "breadcrumb", False, "breadcrumb", f"{len(crumbs)} crumbs", "breadcrumb")
