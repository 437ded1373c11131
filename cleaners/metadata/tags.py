"""Makes one BCP 47 tag of what pages write for a language: "en_US", "EN", "eng", "English", "ar-EG, en", "iw"."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

from cleaners.types import Language

UNKNOWN = "und"

_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_SAME = MappingProxyType(
    {
        "iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "kmr": "ku", "kur": "ku", "sdh": "ckb", "fil": "tl", "mo": "ro", "sh": "sr",
        "cn": "zh", "jp": "ja", "kr": "ko", "gr": "el", "ua": "uk", "cz": "cs", "dk": "da", "se": "sv", "vn": "vi", "kz": "kk", "ir": "fa",
        "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "ita": "it", "nld": "nl", "dut": "nl",
        "swe": "sv", "nor": "no", "nob": "no", "dan": "da", "fin": "fi", "pol": "pl", "ces": "cs", "cze": "cs", "slk": "sk", "slv": "sl",
        "hrv": "hr", "srp": "sr", "bos": "bs", "hun": "hu", "ron": "ro", "rum": "ro", "ell": "el", "gre": "el", "rus": "ru", "ukr": "uk",
        "bel": "be", "bul": "bg", "mkd": "mk", "tur": "tr", "aze": "az", "kaz": "kk", "ara": "ar", "arb": "ar", "arz": "ar", "fas": "fa",
        "per": "fa", "pes": "fa", "prs": "fa", "urd": "ur", "pus": "ps", "heb": "he", "hin": "hi", "ben": "bn", "tam": "ta", "tel": "te",
        "mar": "mr", "tha": "th", "ind": "id", "msa": "ms", "may": "ms", "vie": "vi", "zho": "zh", "chi": "zh", "cmn": "zh", "jpn": "ja",
        "kor": "ko", "cat": "ca", "eus": "eu", "baq": "eu", "glg": "gl", "sqi": "sq", "alb": "sq", "hye": "hy", "arm": "hy", "kat": "ka",
        "geo": "ka", "lav": "lv", "lit": "lt", "est": "et", "isl": "is", "ice": "is", "swa": "sw", "som": "so",
    }
)  # fmt: skip
"""Other codes of a language -> the one used here: retired and three-letter ones, and country codes written by mistake."""

_NAMES = MappingProxyType(
    {
        "english": "en", "german": "de", "deutsch": "de", "french": "fr", "francais": "fr", "français": "fr", "spanish": "es", "español": "es",
        "portuguese": "pt", "português": "pt", "italian": "it", "italiano": "it", "dutch": "nl", "nederlands": "nl", "russian": "ru", "русский": "ru",
        "ukrainian": "uk", "polish": "pl", "polski": "pl", "turkish": "tr", "türkçe": "tr", "arabic": "ar", "العربية": "ar", "persian": "fa",
        "farsi": "fa", "kurdish": "ku", "kurdî": "ku", "sorani": "ckb", "urdu": "ur", "hebrew": "he", "hindi": "hi", "chinese": "zh",
        "japanese": "ja", "korean": "ko", "greek": "el", "indonesian": "id", "vietnamese": "vi", "thai": "th",
    }
)  # fmt: skip

_CHINESE = MappingProxyType({"tw": "zh-TW", "hk": "zh-HK", "mo": "zh-HK", "hant": "zh-Hant", "cht": "zh-Hant"})
"""Subtags of Chinese in traditional characters."""


@lru_cache(maxsize=1024)
def normalised(stated: str) -> Language:
    """The language a page states, as one tag; "und" if it states none or several that disagree.

    Regions go ("en-US" and "en-GB" read alike here), but for Chinese, where they tell the script.

    >>> normalised("ar_EG"), normalised("zh-Hant-TW"), normalised("x-default")
    ('ar', 'zh-TW', 'und')
    """
    stated = stated.strip()
    first = _TAG.match(stated)
    if stated.casefold() in _NAMES:
        return _NAMES[stated.casefold()]
    if first is None or len(stated) > 40 or (first.end() < len(stated) and stated[first.end()].isalpha()):
        return UNKNOWN
    if len({part.strip()[:2].lower() for part in stated.split(",") if part.strip()}) > 1:
        return UNKNOWN
    primary, *rest = first.group().lower().replace("_", "-").split("-")
    primary = _SAME.get(primary, primary)
    if primary == "zh":
        return next((_CHINESE[part] for part in reversed(rest) if part in _CHINESE), "zh")
    return primary if primary not in ("und", "mul", "zxx", "x") else UNKNOWN
