"""Copydesk and trafilatura, in one process: the two that are compared closest."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import Any


def copydesk(page: Any) -> dict[str, Any]:
    """Copydesk as a reader calls it; the same call gives text and metadata."""
    from cleaners import Page, clean

    content_type = f"text/html; charset={page.encoding}" if page.encoding else None
    article = clean(Page(page.url, page.body, content_type))
    return {"text": article.text, "title": article.title, "date": article.published, "authors": list(article.authors),
            "kind": article.kind, "confidence": article.confidence, "flags": list(article.flags)}  # fmt: skip


def extract(page: Any, **mode: bool) -> dict[str, Any]:
    """trafilatura's text, without reader comments, in one of its modes."""
    import trafilatura

    return {"text": trafilatura.extract(page.source, url=page.url, include_comments=False, **mode)}


def bare_extraction(page: Any) -> dict[str, Any]:
    """trafilatura's text and metadata in one call."""
    import trafilatura

    document = trafilatura.bare_extraction(page.source, url=page.url, include_comments=False, with_metadata=True)
    if document is None:
        return {}
    authors = [name.strip() for name in (document.author or "").split(";") if name.strip()]
    return {"text": document.text, "title": document.title, "date": document.date, "authors": authors}


SYSTEMS = MappingProxyType(
    {
        "copydesk": copydesk,
        "trafilatura": extract,
        "trafilatura-fast": partial(extract, fast=True),
        "trafilatura-precision": partial(extract, favor_precision=True),
        "trafilatura-recall": partial(extract, favor_recall=True),
        "trafilatura-metadata": bare_extraction,
    }
)
