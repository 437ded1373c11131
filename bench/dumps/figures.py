"""What a cleaned dump is worth, by the measures of the corpora's own scorer, and the figures of many together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from bench.train.labels import tokens


@dataclass(frozen=True, slots=True)
class Score:
    """One dump, cleaned by one system."""

    system: str
    way: str
    corpus: str
    language: str
    domain: str
    tp: float
    """Shares of the 4-word runs found, too much and missing; they add up to 1, or are all 0."""
    fp: float
    fn: float
    paragraphs: int
    """Of the gold, of at least eight words."""
    lost: int
    """Of these, those that are not in the output."""
    lines: int
    """Of the output."""
    leaked: int
    """Of these, those that have nothing of the gold."""
    labels: int = 0
    """Lines left over around a clean story …"""
    labels_gone: int = 0
    """… and those that are not in the output."""
    same: bool = False
    """The output has the words of the dump, all and no others."""


def score(scorer: ModuleType, row: Mapping[str, Any], gold: str, answer: str, **about: str) -> Score:
    """Score an answer; `row` is the page's line of the manifest, `about` names system and way."""
    page = scorer.score_page({**row, "text": gold}, answer)
    paragraphs = sum(len(scorer.tokenize(line)) >= scorer.LOSS_MIN_TOKENS for line in gold.splitlines())
    return Score(
        about["system"], about["way"], row["corpus"], row.get("lang") or "und", row["domain"], page.tp, page.fp, page.fn,
        paragraphs, len(scorer.lost_paragraphs(gold, answer)), sum(1 for line in answer.splitlines() if line.strip()),
        len(scorer.leaked_lines(gold, answer, row.get("title"))),
    )  # fmt: skip


def gone(labels: Sequence[str], answer: str) -> int:
    """How many of some lines are not lines of an answer."""
    left = {tokens(line) for line in answer.splitlines()}
    return sum(tokens(label) not in left for label in labels)


def figures(scores: Iterable[Score]) -> dict[str, float]:
    """The figures of many dumps: F1 as the corpora's scorer has it, shares of paragraphs lost and of lines leaked."""
    found = list(scores)
    precision = _mean([s.tp / (s.tp + s.fp) for s in found if s.tp + s.fp])
    recall = _mean([s.tp / (s.tp + s.fn) for s in found if s.tp + s.fn])
    both = precision + recall
    return {
        "dumps": len(found), "f1": 2 * precision * recall / both if both else 0.0, "precision": precision,
        "recall": recall, "lost": _share(found, "lost", "paragraphs"), "leaked": _share(found, "leaked", "lines"),
        "labels_gone": _share(found, "labels_gone", "labels"), "same": _mean([float(s.same) for s in found]),
    }  # fmt: skip


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _share(scores: Iterable[Score], part: str, of: str) -> float:
    pairs = [(getattr(s, part), getattr(s, of)) for s in scores]
    return sum(p for p, _ in pairs) / max(1, sum(n for _, n in pairs))
