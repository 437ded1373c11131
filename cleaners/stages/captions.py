"""Picture captions that show by what they say: who stands left and right, who took it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.lexicons import Lexicon, lexicon
from cleaners.patterns import lazy
from cleaners.prose import ends_sentence
from cleaners.types import Block, Document, Verdict

_SIDES = lazy(r"\(\s*[LR]\s*\)|\((?:left|right|[23]nd? from left|centre|center)\)", re.IGNORECASE)
"""`President A (L) and Minister B (R)`."""
_BLANKED_SIDES = lazy(r"^(?=.*\sL(?:\s|$))(?=.*\sR(?:\s|$)).*$")
"""The same after its marks were blanked: `President A L and Minister B R`. Both letters have to stand there."""
MAX_WORDS = 40

CREDITED_TAGS = frozenset(["p", "div", "section", "td", "line"])
"""Elements in which a caption stands that no class names, and lines of dumps; a list item or a heading with a credit is a
source, and a window of a dump without line breaks may have text before the caption."""
COLONS = (":", "：")
_MARKS = (*COLONS, ")", ".")
"""One of them stands in every line that is or ends with a credit."""
MAX_WORDS_OF_CREDIT = 10
MAX_WORDS_OF_NAME = 6
_IN_BRACKETS = lazy(r"[(（\[]([^()（）\[\]]+)[)）\]]\W*$")
_LAST_SENTENCE = lazy(r"(?:^|[.!?…]\s+|[。！？]\s*)([^.!?…。！？:：]+[:：].+)$")


def captions(document: Document) -> Iterator[Verdict]:
    """Drop kept lines that are or end with a picture's credit, and in dumps short ones that point out who stands where."""
    if document.is_dump:
        yield from _sides(document)
    yield from _credited(document)


def _sides(document: Document) -> Iterator[Verdict]:
    for block in document.blocks:
        text = block.text
        found = ("(" in text and _SIDES.search(text)) or ("L" in text and "R" in text and _BLANKED_SIDES.search(text))
        if found and block.words <= MAX_WORDS and not ends_sentence(_SIDES.sub("", text).strip()):
            yield Verdict(block, "caption", False, "caption-sides", found.group(0).strip()[:40], "captions")


def _credited(document: Document) -> Iterator[Verdict]:
    """Captions in plain paragraphs: "The mill at Saltby (Photo: Ann Reed)".

    Of 18 that held-out trees kept on training pages of ten sites four are in the gold text, captions too. So are all nine of
    the 217 lines in the main clusters that are a credit and nothing else. In dumps of a dozen sites one of 29 is, and none
    stands in texts that were clean before.
    """
    known = lexicon(document.language)
    for block in document.kept():
        if block.tag in CREDITED_TAGS and block.words <= MAX_WORDS and any(mark in block.text for mark in _MARKS):
            credit = credit_of(block, known)
            if credit:
                yield Verdict(block, "caption", False, "caption-credit", credit, "captions")


def credit_of(block: Block, known: Lexicon) -> str:
    """The credit that a line is or ends with: a picture's label, a colon and hardly a word more; empty if there is none.

    In brackets, or after an abbreviation that is the line's first word, a name may follow the label at once: "(foto Ann
    Reed)", "fot. Ann Reed".
    """
    whole = known.match(block.text) if block.words <= MAX_WORDS_OF_CREDIT else None
    if whole is not None and (whole.role, whole.how) == ("caption", "prefix") and not whole.friend:
        return whole.phrase
    bracketed = _IN_BRACKETS.search(block.text)
    named = bracketed.group(1) if bracketed else block.text if block.text.split(None, 1)[0].endswith(".") else ""
    if named and _is_label_and_name(named.split(), known):
        return named
    for pattern in (_IN_BRACKETS, _LAST_SENTENCE):
        found = pattern.search(block.text)
        said = found.group(1).strip() if found else ""
        match = known.match(said) if _may_be_credit(said) else None
        if match is not None and (match.role, match.how) == ("caption", "prefix"):
            return match.phrase
    return ""


def _is_label_and_name(words: list[str], known: Lexicon) -> bool:
    if not 3 <= len(words) <= MAX_WORDS_OF_NAME or not all(word[0].isupper() for word in words[1:]):
        return False
    match = known.match(words[0])
    return match is not None and match.role == "caption" and not match.friend


def _may_be_credit(said: str) -> bool:
    return any(mark in said for mark in COLONS) and len(said.split()) <= MAX_WORDS_OF_CREDIT
