"""Picture captions that show by what they say: who stands left and right, who took it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.patterns import lazy
from cleaners.prose import ends_sentence
from cleaners.types import Document, Verdict

_SIDES = lazy(r"\(\s*[LR]\s*\)|\((?:left|right|[23]nd? from left|centre|center)\)", re.IGNORECASE)
"""`President A (L) and Minister B (R)`."""
_BLANKED_SIDES = lazy(r"^(?=.*\sL(?:\s|$))(?=.*\sR(?:\s|$)).*$")
"""The same after its marks were blanked: `President A L and Minister B R`. Both letters have to stand there."""
MAX_WORDS = 40


def captions(document: Document) -> Iterator[Verdict]:
    """Drop short lines that point out who stands where."""
    for block in document.blocks:
        text = block.text
        found = ("(" in text and _SIDES.search(text)) or ("L" in text and "R" in text and _BLANKED_SIDES.search(text))
        if found and block.words <= MAX_WORDS and not ends_sentence(_SIDES.sub("", text).strip()):
            yield Verdict(block, "caption", False, "caption-sides", found.group(0).strip()[:40], "captions")
