"""newspaper4k, told the language."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import Any

from newspaper import Article
from newspaper.languages import get_available_languages, ko
from nltk import word_tokenize

KNOWN = frozenset(get_available_languages())

# Korean it cuts into words with NLTK, which first cuts sentences, with data that no package brings. Without the
# sentences the words are the same, and it does not fail on every Korean page.
ko.tokenizer = partial(word_tokenize, preserve_line=True)


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
