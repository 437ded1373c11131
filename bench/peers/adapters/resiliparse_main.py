"""Resiliparse: main content as plain text."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from resiliparse.extract.html2text import extract_plain_text


def extract(page: Any) -> dict[str, Any]:
    """Without alternative texts of images and bullets, which no gold text has."""
    return {"text": extract_plain_text(page.text, main_content=True, alt_texts=False, list_bullets=False)}


SYSTEMS = MappingProxyType({"resiliparse": extract})
