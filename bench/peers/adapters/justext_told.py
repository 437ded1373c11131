"""jusText, told the language."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import justext

STOPLISTS = MappingProxyType(
    {
        "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish",
        "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
        "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
        "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ko": "Korean", "ku": "Kurdish", "lt": "Lithuanian",
        "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "nl": "Dutch", "no": "Norwegian_Bokmal",
        "nb": "Norwegian_Bokmal", "nn": "Norwegian_Nynorsk", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
        "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
        "sw": "Swahili", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    }
)  # fmt: skip
"""Language -> the name of jusText's list of stop words."""


def extract(page: Any) -> dict[str, Any]:
    """Its good paragraphs; where it has no stop words, it is told not to look for any."""
    name = STOPLISTS.get(page.language.split("-")[0])
    if name is None:
        paragraphs = justext.justext(page.text, frozenset(), stopwords_low=0, stopwords_high=0)
    else:
        paragraphs = justext.justext(page.text, justext.get_stoplist(name))
    return {"text": "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)}


SYSTEMS = MappingProxyType({"justext": extract})
