"""Learns to judge the lines of dumps: corpora pages flattened in ways drawn at random, so that no way is learned by heart.

Each page is flattened a few times, and its gold text serves as a dump too: what is clean already has to stay as it is.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.dumps.reading import read_flat
from bench.dumps.ways import Dump, any_way
from bench.train.data import TRUST, Row
from bench.train.fitting import COMMON, trees, write
from bench.train.labels import Labels, align
from cleaners.model.lines import FEATURES, features
from cleaners.model.trees import Trees
from cleaners.pipeline import lay_out_text
from cleaners.types import Page

WAYS = 3
"""Dumps that are made of a page, beside its gold text."""
CLEAN_WEIGHT = 0.5
"""What a gold text counts, beside 1 of a dump."""
SETTINGS: Mapping[str, Any] = {
    **COMMON, "loss_function": "Logloss", "iterations": 300, "depth": 6, "learning_rate": 0.1, "l2_leaf_reg": 10,
}  # fmt: skip
Place = tuple[Path, Row]


@dataclass(frozen=True, slots=True)
class LineExample:
    """A dump as the trainer sees it; features, labels and weights of every line."""

    id: str
    corpus: str
    domain: str
    side: str
    features: NDArray[np.float32]
    labels: Labels
    weights: NDArray[np.float32]


def line_examples(place: Place) -> list[LineExample]:
    """The dumps of a page; none of a page without gold text."""
    folder, row = place
    if not row.get("text"):
        return []
    flat = read_flat(folder, row)
    dice = random.Random(f"{row['corpus']}/{row['id']}")
    dumps = [any_way(dice).flatten(flat, dice) for _ in range(WAYS)] if any(flat.kept) else []
    found = [_example(row, dump, 1.0) for dump in dumps]
    found.append(_example(row, Dump(flat.gold, flat.gold), CLEAN_WEIGHT))
    return [example for example in found if example is not None]


def _example(row: Row, dump: Dump, weight: float) -> LineExample | None:
    document = lay_out_text(Page(None, dump.text))
    if not document.blocks or not dump.gold:
        return None
    labels = align(tuple(b.text for b in document.blocks), dump.gold)
    if not labels.kept.any():
        return None
    matrix, _ = features(document)
    trust = TRUST.get(str(row.get("gold_source")), 1.0)
    return LineExample(
        row["id"], row["corpus"], row["domain"], row["side"], matrix, labels,
        _weights(labels) * np.float32(weight * trust),
    )  # fmt: skip


def _weights(labels: Labels) -> NDArray[np.float32]:
    """A dump counts the same whatever its length; within it a line by its certainty and the root of its length."""
    weights = labels.certainty * (2.0 + np.sqrt(np.minimum(labels.tokens, 150)))
    weights[labels.tokens == 0] = 0.0
    total = float(weights.sum())
    return (weights * (100.0 / total if total else 0.0)).astype(np.float32)


def read_examples(places: Sequence[Place], jobs: int) -> list[LineExample]:
    """The examples of many pages, in order."""
    with ProcessPoolExecutor(jobs) as pool:
        return [example for found in pool.map(line_examples, places, chunksize=8) for example in found]


def fit_lines(examples: Sequence[LineExample], facts: Mapping[str, Any] | None = None) -> Trees:
    """Trees that tell text from the rest among the lines of dumps."""
    from catboost import CatBoostClassifier, Pool

    weights = np.concatenate([e.weights for e in examples])
    counted = weights > 0
    matrix = np.vstack([e.features for e in examples])[counted]
    targets = np.concatenate([e.labels.kept for e in examples])[counted]
    model = CatBoostClassifier(**SETTINGS)
    model.fit(Pool(matrix, targets, weight=weights[counted]))
    return trees(model, ("keep",), FEATURES, facts or {})


def write_lines(places: Sequence[Place], folder: Path, jobs: int) -> str:
    """Learn from the tune side and write `lines.npz`; returns its SHA-256."""
    examples = read_examples([place for place in places if place[1]["side"] == "tune"], jobs)
    return write(fit_lines(examples, _facts(examples)), folder / "lines.npz")


def _facts(examples: Sequence[LineExample]) -> Mapping[str, Any]:
    """What the model file says of itself."""
    from catboost import __version__

    digest = hashlib.sha256()
    for example in examples:
        digest.update(f"{example.corpus}/{example.id}".encode())
        digest.update(example.features.tobytes())
        digest.update(example.labels.kept.tobytes())
    return {
        "trained": f"{datetime.now(UTC):%Y-%m-%d}", "dumps": len(examples),
        "pages": len({(e.corpus, e.id) for e in examples}), "lines": sum(len(e.features) for e in examples),
        "sites": len({e.domain for e in examples}), "corpora": sorted({e.corpus for e in examples}), "side": "tune",
        "digest": digest.hexdigest(), "library": f"catboost {__version__}",
    }  # fmt: skip
