"""What a reader should know of a page before trusting its text."""

from __future__ import annotations

from cleaners.patterns import lazy
from cleaners.prose import is_prose
from cleaners.types import Document

MIN_CONFIDENCE = 0.5
"""Confidence under which a page is flagged."""
MAX_DISAGREEING = 0.4
"""Confidence in a text that is another story than the one the page declares in its data."""
JUDGES = frozenset(["judge", "judge_lines"])
"""Stages whose verdict on the page is the share of it that is expected to be right."""
MIN_BILINGUAL = 200
"""Characters of a text that can be called bilingual."""
MIN_SHARE_BILINGUAL = 0.2
"""Share of the letters that the lesser of two scripts has to hold."""


def confidence(document: Document) -> float:
    """0 to 1: the share of the text that the judge expects to be right; where none spoke the share of the prose, in words,
    that is kept."""
    judged = next((v for v in document.on_page() if v.stage in JUDGES), None)
    if judged is not None:
        disagrees = any(v.reason == "declared-disagrees" for v in document.on_page())
        return min(float(judged.evidence), MAX_DISAGREEING) if disagrees else float(judged.evidence)
    kept = {b.index for b in document.kept()}
    words = [(b.words, b.index in kept) for b in document.blocks if is_prose(b)]
    total = sum(w for w, _ in words)
    return sum(w for w, inside in words if inside) / total if total else 0.0


def flags(document: Document) -> tuple[str, ...]:
    """Those of FLAGS that apply, sorted."""
    kept = document.kept()
    found = {
        "mojibake-repaired": any(r.name == "mojibake" for r in document.repairs),
        "bytes-replaced": document.decoded.replaced > 0,
        "truncated": bool(document.facts.truncated),
        "second-opinion": any(v.stage == "second_opinion" for v in document.verdicts),
        "low-confidence": confidence(document) < MIN_CONFIDENCE,
        "no-line-breaks": "window" in {b.tag for b in document.blocks},
        "bilingual": _is_bilingual("".join(b.text for b in kept)),
    }
    return tuple(sorted({name for name, applies in found.items() if applies} | document.lossy))


_LETTERS = lazy(r"[^\W\d_]+")
_LATIN = lazy(r"[A-Za-z\u00c0-\u024f]+")
_NOT_LATIN = lazy(r"[\u0370-\u1dff\u2c00-\uffff]")
"""Letters of other scripts, and marks among them: a quick look that spares Latin texts the counting."""


def _is_bilingual(text: str) -> bool:
    """Whether Latin letters and those of another script both hold a good part of a text."""
    if len(text) < MIN_BILINGUAL or _NOT_LATIN.search(text) is None:
        return False
    letters, latin = (sum(map(len, runs.findall(text))) for runs in (_LETTERS, _LATIN))
    return letters > 0 and MIN_SHARE_BILINGUAL < latin / letters < 1 - MIN_SHARE_BILINGUAL
