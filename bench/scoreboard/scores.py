"""Scores predictions page by page with the corpora's own scorer, in processes, and keeps the scores."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from bench.scoreboard.corpora import GoldPage, load_scorer
from bench.scoreboard.predictions import Key, Prediction

_GOLD_FIELDS = ("text", "title", "with", "without")
_CHUNK = 16
"""Pages handed to a scoring process at a time."""


@dataclass(frozen=True, slots=True)
class PageScore:
    """What one prediction is worth: figures only, as the corpora's scorer defines them."""

    has_gold: bool
    tp: float
    """Shares of shingles found, too much and missing; they add up to 1, or are all 0."""
    fp: float
    fn: float
    exact: float
    clean: float
    leak: float
    stray: float
    loss: float
    empty: float
    snippets: tuple[int, int, int, int] | None
    """Wanted found, unwanted found, wanted missing, unwanted absent; None for a page without snippets."""
    failed: bool = False
    """The system raised, died or missed the deadline on the page."""

    @property
    def precision(self) -> float | None:
        """Share of the output that is gold; None without output."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """Share of the gold that is in the output; None without gold."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @property
    def f1(self) -> float:
        """Harmonic mean of the page's precision and recall, 0 where there is nothing right."""
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else 0.0


class ScoreCache:
    """Scores by the hash of scorer, gold and prediction: the same three always give the same score."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(folder / "scores.db", timeout=60)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("CREATE TABLE IF NOT EXISTS score (hash TEXT PRIMARY KEY, score TEXT) WITHOUT ROWID")

    def find(self, hashes: Sequence[str]) -> dict[str, PageScore]:
        """The scores known of these hashes."""
        found: dict[str, PageScore] = {}
        for start in range(0, len(hashes), 500):
            some = hashes[start : start + 500]
            marks = ",".join("?" * len(some))
            rows = self._connection.execute(f"SELECT hash, score FROM score WHERE hash IN ({marks})", some)
            found |= {hash_: _score_from(json.loads(text)) for hash_, text in rows}
        return found

    def add(self, scores: Mapping[str, PageScore]) -> None:
        """Keep scores."""
        rows = [(hash_, json.dumps(asdict(score))) for hash_, score in scores.items()]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO score VALUES (?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _score_from(record: Mapping[str, Any]) -> PageScore:
    snippets = record["snippets"]
    return PageScore(**{**record, "snippets": None if snippets is None else tuple(snippets)})


def score_all(
    pages: Iterable[GoldPage], predictions: Mapping[Key, Prediction], folder: Path, cache: ScoreCache, *, jobs: int = 2
) -> dict[Key, PageScore]:
    """Score every prediction of these pages; `folder` is that of the corpora, with `score.py` in it."""
    rows = {page.key: page.row for page in pages}
    scorer_hash = hashlib.sha256((folder / "score.py").read_bytes()).hexdigest()
    golds = {key: _gold_hash(row, scorer_hash) for key, row in rows.items()}
    hashes = {key: _hash(golds[key[1]], predictions[key]) for key in predictions if key[1] in rows}
    known = cache.find(sorted(set(hashes.values())))
    todo = {hash_: key for key, hash_ in hashes.items() if hash_ not in known}
    tasks = [(folder, rows[key[1]], predictions[key].text, predictions[key].error is not None) for key in todo.values()]
    new = dict(zip(todo, _scored(tasks, jobs), strict=True))
    cache.add(new)
    known |= new
    return {key: known[hash_] for key, hash_ in hashes.items()}


def _gold_hash(row: Mapping[str, Any], scorer_hash: str) -> str:
    gold = {name: row.get(name) for name in _GOLD_FIELDS}
    return hashlib.sha256((scorer_hash + json.dumps(gold, sort_keys=True)).encode()).hexdigest()


def _hash(gold_hash: str, prediction: Prediction) -> str:
    said = json.dumps([gold_hash, prediction.text, prediction.error is not None])
    return hashlib.sha256(said.encode()).hexdigest()


def _scored(tasks: Sequence[tuple[Path, Mapping[str, Any], str, bool]], jobs: int) -> list[PageScore]:
    if jobs < 2 or len(tasks) < 2 * _CHUNK:
        return [score_one(task) for task in tasks]
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(score_one, tasks, chunksize=_CHUNK))


def score_one(task: tuple[Path, Mapping[str, Any], str, bool]) -> PageScore:
    """Score one prediction: (folder of the corpora, row of the manifest, text, failed)."""
    folder, row, text, failed = task
    score = load_scorer(folder).score_page(row, text)
    own = {field.name: getattr(score, field.name) for field in fields(PageScore) if field.name != "failed"}
    return PageScore(**own, failed=failed)
