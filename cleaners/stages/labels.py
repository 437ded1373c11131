"""Blocks that are a label, or begin with one: share, tags, "read also: …", "all rights reserved"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.lexicons import Lexicon, Match, lexicon
from cleaners.policy import DEFAULT
from cleaners.prose import ends_sentence, is_speech
from cleaners.types import Block, Document, Verdict

MAX_WORDS = 28
"""Words of a line that a phrase at its beginning or inside it can prove to be furniture; longer ones are text that speaks
of newsletters or copyright, unless the phrase ends the story: legal notices are long."""

_GLUE = re.compile(r"(?<=[^\W\d_])(?=[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω])(?<![A-ZÀ-ÖØ-ÞА-ЯΑ-Ω])|\s+")
"""Where glued labels come apart: `Stay ConnectedFacebookLike`."""


def labels(document: Document) -> Iterator[Verdict]:
    """Drop blocks that the language's lexicon knows."""
    known = lexicon(document.language)
    for block in document.blocks:
        found = known.match(block.text)
        if found is not None and _counts(found, block):
            keep = DEFAULT.keeps(found.role)
            yield Verdict(block, found.role, keep, f"phrase-{found.how}", found.phrase, "labels")
        elif found is None and (pieces := glued(block.text, known)):
            yield Verdict(
                block, pieces[0].role, False, "glued-labels", " + ".join(p.phrase for p in pieces[:4]), "labels"
            )


def _counts(found: Match, block: Block) -> bool:
    """Whether a match proves anything of this block: not if somebody says it."""
    if is_speech(block.text) and found.how != "whole":
        return False
    if found.how == "whole":
        return not (found.friend and block.tag in ("h2", "h3", "h4"))
    if found.friend:
        return False
    return block.words <= MAX_WORDS or found.ends


def glued(text: str, known: Lexicon) -> tuple[Match, ...]:
    """The labels a line is made of, if it is nothing but labels without space between: at least two of them."""
    if len(text) > 120 or ends_sentence(text):
        return ()
    words = [w for w in _GLUE.split(text) if w]
    found: list[Match] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + 4), at, -1):
            match = known.match(" ".join(words[at:end]))
            if match is not None and match.how == "whole":
                found.append(match)
                at = end
                break
        else:
            return ()
    return tuple(found) if len(found) > 1 and len(words) > len(text.split()) else ()
