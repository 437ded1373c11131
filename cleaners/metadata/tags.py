"""Makes one BCP 47 tag of what pages write for a language: "en_US", "EN", "eng", "English", "ar-EG, en", "iw"."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaners.metadata.tables import table
from cleaners.patterns import lazy
from cleaners.types import Language

UNKNOWN = "und"

_NONE = frozenset(["und", "mul", "zxx", "utf", "iso"])
_TAG = lazy(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)


@lru_cache(maxsize=1024)
def normalised(stated: str) -> Language:
    """The language a page states, as one tag; "und" if it states none or several that disagree.

    Regions go ("en-US" and "en-GB" read alike here), but for Chinese, where they tell the script.

    >>> normalised("ar_EG"), normalised("zh-Hant-TW"), normalised("x-default")
    ('ar', 'zh-TW', 'und')
    """
    stated = stated.strip()
    first = _TAG.match(stated)
    codes = table("codes")
    if stated.casefold() in codes["names"]:
        return str(codes["names"][stated.casefold()])
    if first is None or len(stated) > 40 or (first.end() < len(stated) and stated[first.end()].isalpha()):
        return UNKNOWN
    if len({part.strip()[:2].lower() for part in stated.split(",") if part.strip()}) > 1:
        return UNKNOWN
    primary, *rest = first.group().lower().replace("_", "-").split("-")
    primary = codes["codes"].get(primary, primary)
    if primary == "zh":
        return next((codes["chinese"][part] for part in reversed(rest) if part in codes["chinese"]), "zh")
    return primary if primary not in _NONE else UNKNOWN
