"""readability-lxml: the Python port of Readability."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from readability import Document


def extract(page: Any) -> dict[str, Any]:
    """The summary; the title is asked first, because the summary changes the tree."""
    document = Document(page.text, url=page.url)
    title = document.short_title()
    return {"html": document.summary(html_partial=True), "title": title}


SYSTEMS = MappingProxyType({"readability-lxml": extract})
