"""goose3, told the language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import goose3
from goose3 import text as goose_text

STOP_WORDS = MappingProxyType(
    {
        "ar": goose_text.StopWordsArabic,
        "ja": goose_text.StopWordsJapanese,
        "ko": goose_text.StopWordsKorean,
        "zh": goose_text.StopWordsChinese,
    }
)
"""Languages whose words goose3 has to be told how to find."""


@cache
def _known() -> frozenset[str]:
    """Languages it has stop words for."""
    lists = Path(goose3.__file__).parent.rglob("stopwords-*.txt")
    return frozenset(path.stem.removeprefix("stopwords-") for path in lists)


@cache
def _goose(language: str) -> goose3.Goose:
    if language not in _known():
        return goose3.Goose({"enable_image_fetching": False, "strict": False})
    told = {"use_meta_language": False, "target_language": language, "enable_image_fetching": False, "strict": False}
    return goose3.Goose({**told, "stopwords_class": STOP_WORDS.get(language, goose_text.StopWords)})


def extract(page: Any) -> dict[str, Any]:
    """Cleaned text and metadata."""
    article = _goose(page.language.split("-")[0]).extract(raw_html=page.text, url=None)
    moment = article.publish_datetime_utc
    return {
        "text": article.cleaned_text,
        "title": article.title,
        "date": moment.isoformat() if moment else article.publish_date,
        "authors": list(article.authors),
    }


SYSTEMS = MappingProxyType({"goose3": extract})
