"""`python -m bench.train.calibration --corpora DIR FILE`: is the confidence right, and how often is trafilatura asked?

FILE is what `python -m bench.train --folds FILE` has written: answers by models that did not see the page's site. Of pages
whose confidence is .9 nine tenths of the text should be right: for each band the table holds the mean confidence, the mean F1
and the share of pages under .8; below it the mean distance between the two, weighted by pages (expected calibration error,
Naeini et al. 2015).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.scoreboard.corpora import load_scorer, read_corpora

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.975, 1.01)
"""Edges of the bands of confidence; most pages lie in the upper ones."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A page that its model did not see."""

    confidence: float
    f1: float
    asked: bool


def main() -> None:
    """Print the table, for each side."""
    parser = argparse.ArgumentParser(prog="python -m bench.train.calibration", description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("answers", type=Path, metavar="FILE")
    options = parser.parse_args()
    said = {record["page"]: record for record in map(json.loads, options.answers.open(encoding="utf-8"))}
    for side in ("tune", "test"):
        print(f"--- {side}\n{table(list(judged(options.corpora, said, side)))}\n")


def judged(corpora: Path, said: dict[str, Any], side: str) -> Iterable[Judged]:
    """Every page of a side that has gold text."""
    scorer = load_scorer(corpora)
    for page in read_corpora(corpora):
        record = said.get(page.key)
        if page.side == side and page.has_gold and not page.repeated and record is not None:
            yield Judged(record["confidence"], _f1(scorer.score_page(page.row, record["text"])), record["asked"])


def _f1(score: Any) -> float:
    return float(2 * score.tp / (2 * score.tp + score.fp + score.fn)) if score.tp else 0.0


def table(pages: Sequence[Judged]) -> str:
    """The bands with pages in them, the calibration error, and the share of pages on which trafilatura was asked."""
    lines = ["confidence      pages  mean conf.  mean F1  under .8"]
    error = 0.0
    for low, high in pairwise(BANDS):
        inside = [p for p in pages if low <= p.confidence < high]
        if inside:
            confidence, f1 = _mean(p.confidence for p in inside), _mean(p.f1 for p in inside)
            bad = _mean(p.f1 < 0.8 for p in inside)
            error += abs(confidence - f1) * len(inside) / len(pages)
            lines.append(f"{low:.3f} to {min(high, 1):.3f}  {len(inside):5}  {confidence:10.3f}  {f1:7.3f}  {bad:8.3f}")
    asked = _mean(p.asked for p in pages)
    return "\n".join([*lines, f"calibration error {error:.3f}, trafilatura asked on {asked:.2%} of {len(pages)} pages"])


def _mean(values: Iterable[float]) -> float:
    counted = list(values)
    return sum(counted) / len(counted) if counted else 0.0


if __name__ == "__main__":
    main()
