"""What trafilatura makes of a page on which the other stages are unsure.

Its answer is a verdict on our blocks, never a replacement of our text: it drops joiners that Persian and
emoji need, and joins what we keep apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.patterns import lazy
from cleaners.prose import is_prose
from cleaners.repairs.shield import shield, unshield
from cleaners.types import Block, Document, Verdict

MIN_CONFIDENCE = 0.6
"""Expected F1 of the judge's text under which trafilatura is asked. A guess: not yet calibrated on held-out sites."""
MIN_WORDS = 40
"""Words trafilatura has to print for its answer to count."""
MIN_SHARE = 0.9
"""Share of a block's word triples in its answer for the block to be in it."""
MAX_CHARS = 2_000_000
"""Longer sources are not sent: trafilatura's time grows faster than the page."""
_WORD = lazy(r"[^\W_]+")


def second_opinion(document: Document) -> Iterator[Verdict]:
    """Keep, of a page the judge is unsure of, the paragraphs that trafilatura prints too."""
    if not asked(document):
        return
    printed = _printed(document.html)
    if len(printed) < MIN_WORDS:
        return
    kept = {b.index for b in document.kept()}
    for block in document.blocks:
        share = _share(block, printed)
        if block.index not in kept and share >= MIN_SHARE and is_prose(block):
            yield Verdict(
                block, "body", True, "second-opinion", f"trafilatura prints {share:.0%} of it", "second_opinion"
            )


def asked(document: Document) -> bool:
    """Whether trafilatura is asked about this page: how often is to be counted, it takes as long as all else together."""
    return not document.is_dump and len(document.html) <= MAX_CHARS and is_unsure(document)


def is_unsure(document: Document) -> bool:
    """Whether the judge expects much of its text to be wrong although the page has prose."""
    judged = next((v for v in document.on_page() if v.stage == "judge"), None)
    if judged is None or float(judged.evidence) >= MIN_CONFIDENCE:
        return False
    return sum(b.words for b in document.blocks if is_prose(b)) > MIN_WORDS


def _printed(html: str) -> frozenset[tuple[str, ...]]:
    import trafilatura

    # It drops the joiners of Persian and others, which glues words: they go through it shielded.
    return _shingles(unshield(trafilatura.extract(shield(html), include_comments=False) or ""))


def _share(block: Block, printed: frozenset[tuple[str, ...]]) -> float:
    own = _shingles(block.text)
    return len(own & printed) / len(own) if own else 0.0


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return frozenset(zip(words, words[1:], words[2:], strict=False))
