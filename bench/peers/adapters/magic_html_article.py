"""magic-html: its extractor for articles."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from magic_html import GeneralExtractor

_EXTRACTOR = GeneralExtractor()


def extract(page: Any) -> dict[str, Any]:
    """The article's HTML, and its title."""
    found = _EXTRACTOR.extract(page.text, base_url=page.url, html_type="article")
    return {"html": found["html"], "title": found.get("title")}


SYSTEMS = MappingProxyType({"magic-html": extract})
