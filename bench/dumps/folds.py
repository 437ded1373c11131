"""Cleans every dump with a model that has not seen its site: five models, each without a fifth of the sites."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.dumps.figures import Score
from bench.dumps.running import Place, Task, scores
from bench.train.data import rows
from bench.train.line_examples import read_examples
from bench.train.lines import fit_lines
from cleaners.model.lines.learned import Learned

FOLDS = 5
LEARNED_EVERY = 3
"""The five models learn from every third page: from all of them it takes three times as long. So they know less than the
shipped one, and their figures are the lower for it."""


def fold(domain: str) -> int:
    """The fold of a site, whatever the corpus."""
    return int(hashlib.md5(domain.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def folded_scores(task: Task, pages: Sequence[Place], jobs: int) -> Iterator[Score]:
    """Scores of some pages, each by the model of its fold."""
    examples = read_examples(_learnable(task.corpora)[::LEARNED_EVERY], jobs)
    for number in range(FOLDS):
        learned = fit_lines([e for e in examples if fold(e.domain) != number])
        mine = [place for place in pages if fold(place[1]["domain"]) == number]
        with _Judging(learned):
            yield from scores(task, mine, jobs)


def _learnable(corpora: Path) -> list[Place]:
    """The pages with a gold text, and of the tune side also those with snippets only.

    The texts of the latter are found by the shipped judge of pages, which has seen other tune pages, those of the fold too.
    """
    return [place for place in rows(corpora) if place[1].get("text") or place[1]["side"] == "tune"]


class _Judging:
    """A context in which dumps are judged by what was not shipped; processes started inside inherit it."""

    def __init__(self, learned: Learned) -> None:
        self.learned = learned
        self.judge: Any = import_module("cleaners.stages.judge_lines")
        self.shipped = self.judge.learned

    def __enter__(self) -> None:
        self.judge.learned = lambda: self.learned

    def __exit__(self, *_: object) -> None:
        self.judge.learned = self.shipped
