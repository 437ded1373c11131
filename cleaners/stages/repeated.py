"""Blocks that stood on other pages of the outlet: the template, not the story."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.types import Document, Verdict

MIN_PAGES = 3
"""Other pages a block has to have stood on. Measured on 30 outlets with at least six pages: see bench/README.md."""

MIN_SHARE = 0.02
"""Share of the remembered pages it has to have stood on: over thousands of pages an agency's standing sentence
("The war began when …") comes back too, but on few of them."""


def repeated(document: Document) -> Iterator[Verdict]:
    """Drop what stood on several other pages."""
    pages = document.memory.pages()
    if pages < MIN_PAGES:
        return
    standing = document.standing()
    for block in document.blocks:
        seen = document.memory.pages_with(block.fingerprint)
        verdict = standing.get(block.index)
        if seen >= max(MIN_PAGES, MIN_SHARE * pages) and (verdict is None or verdict.keep):
            yield Verdict(block, "other", False, "repeated", f"on {seen} of {pages} other pages", "repeated")
