"""newspaper4k, told the language."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from newspaper import Article
from newspaper.languages import get_available_languages

KNOWN = frozenset(get_available_languages()) - {"ko"}
"""Languages it can be told. Korean it cuts into words with data of NLTK that no package brings, and fails without."""


def extract(page: Any) -> dict[str, Any]:
    """Text and metadata of a page it has not fetched itself."""
    language = page.language.split("-")[0]
    told = {"language": language} if language in KNOWN else {}
    article = Article(page.url or "", fetch_images=False, **told)
    article.download(input_html=page.text)
    article.parse()
    date = article.publish_date.isoformat() if article.publish_date else None
    return {"text": article.text, "title": article.title, "date": date, "authors": list(article.authors)}


SYSTEMS = MappingProxyType({"newspaper4k": extract})
