"""What the page is, once its blocks are judged: an article, or why it is none."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.prose import is_prose
from cleaners.types import Document, Verdict

MIN_WORDS = 25
"""Words of the shortest story. News flashes have 30."""
MIN_SCRIPT_CHARS = 20_000
"""Script characters of a page whose text comes by script."""


def page_kind(document: Document) -> Iterator[Verdict]:
    """One verdict on the page."""
    kept = document.kept()
    words = sum(b.words for b in kept)
    if words >= MIN_WORDS or (document.is_dump and words):
        yield _verdict("article", True, "story", f"{words} words")
    elif not document.blocks:
        yield _verdict("script-only" if document.facts.script_chars > MIN_SCRIPT_CHARS else "empty", False, "no-text",
                       f"no block, {document.facts.script_chars} characters of script")  # fmt: skip
    elif document.facts.script_chars > MIN_SCRIPT_CHARS and not any(is_prose(b) for b in document.blocks):
        yield _verdict("script-only", False, "no-prose", f"{document.facts.script_chars} characters of script")
    else:
        linked = sum(b.link_chars for b in document.blocks) / max(1, sum(len(b.text) for b in document.blocks))
        yield _verdict(
            "index" if linked > 0.5 else "empty", False, "no-story", f"{words} words kept, {linked:.0%} links"
        )


def _verdict(kind: str, keep: bool, reason: str, evidence: str) -> Verdict:
    return Verdict(None, kind, keep, reason, evidence, "page_kind")
