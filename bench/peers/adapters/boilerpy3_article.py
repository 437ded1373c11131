"""boilerpy3: boilerpipe's article extractor."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from boilerpy3.extractors import ArticleExtractor


def extract(page: Any) -> dict[str, Any]:
    """The content and title of its text document."""
    document = ArticleExtractor(raise_on_failure=False).get_doc(page.text)
    return {"text": document.content, "title": document.title}


SYSTEMS = MappingProxyType({"boilerpy3": extract})
