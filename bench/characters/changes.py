"""What the repairs change in texts that are good: every change, by hash and repair; only counts for the test side."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from bench.characters.texts import gold
from cleaners.repairs import REPAIRS

TIDYING = frozenset({"spaces", "soft-hyphens", "composition"})
"""Repairs whose changes no reader sees; counted, not listed."""
JOINERS = "\u200c\u200d"


def report(corpora: Path) -> None:
    """Print the changes and how many joiners survive."""
    changed: dict[str, Counter[str]] = {"tune": Counter(), "test": Counter()}
    joiners = Counter[str]()
    texts = Counter[str]()
    print("| side | text | line | repair |\n| --- | --- | --- | --- |")
    for row in gold(corpora):
        texts[row["side"]] += 1
        lines = tuple(row["text"].split("\n"))
        for repair in REPAIRS:
            mended = repair(lines, row["lang"])
            for before, after in zip(lines, mended, strict=True):
                if before != after:
                    changed[row["side"]][repair.name] += 1
                    if row["side"] == "tune" and repair.name not in TIDYING:
                        print(f"| tune | {row['corpus']} {row['lang']} | {_hash(before)} | {repair.name} |")
            joiners.update(_joiners(lines, mended))
            lines = mended
    for side, counts in changed.items():
        print(f"\n{side}: {texts[side]} texts, lines changed by repair: {dict(counts)}")
    print(f"joiners between letters or emoji: {joiners['before']}, lost: {joiners['lost']}")


def _hash(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()[:10]


def _joiners(before: tuple[str, ...], after: tuple[str, ...]) -> Counter[str]:
    was, now = (_inner_joiners("\n".join(lines)) for lines in (before, after))
    return Counter(before=was, lost=max(0, was - now))


def _inner_joiners(text: str) -> int:
    return sum(
        char in JOINERS and not before.isspace() and not after.isspace() and before > "\u02ff" and after > "\u02ff"
        for before, char, after in zip(text, text[1:], text[2:], strict=False)
    )
