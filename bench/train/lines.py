"""Learns to judge the lines of dumps: corpora pages flattened in ways drawn at random, so that no way is learned by heart.

Each page is flattened a few times, and its gold text serves as a dump too: what is clean already has to stay as it is.
The second trees learn from what the first say of sites that these have not seen, as they will of any dump.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.dumps.reading import read_flat
from bench.dumps.ways import Dump, any_way
from bench.train.data import TRUST, Row
from bench.train.fitting import COMMON, averaged, trees, write
from bench.train.labels import Labels, align
from cleaners.model.lines import ALL_FEATURES, FEATURES, features, with_first
from cleaners.model.trees import Trees
from cleaners.pipeline import lay_out_text
from cleaners.types import Block, Page

WAYS = 3
"""Dumps that are made of a page, beside its gold text."""
CLEAN_WEIGHT = 0.5
"""What a gold text counts, beside 1 of a dump."""
FIRST: Mapping[str, Any] = {
    **COMMON, "loss_function": "Logloss", "iterations": 100, "depth": 5, "learning_rate": 0.2, "l2_leaf_reg": 10,
}  # fmt: skip
SECOND: Mapping[str, Any] = {**FIRST, "iterations": 250, "depth": 6, "learning_rate": 0.1}
TITLE: Mapping[str, Any] = {**FIRST, "iterations": 80}
HALVES = 2
"""Parts of the sites; first trees are learned from each, and speak to the second of the others."""
MAX_NAME = 25
"""Letters of the name of an outlet behind a headline."""
FAR, OF_FAR = 15, 5
"""Lines from the next line of text beyond which one line in so many is learned from, for all: menus are much alike."""
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
    headline: NDArray[np.bool_]
    """The lines that are the page's headline."""
    has_none: bool
    """It is known to have no headline, as the gold text has none."""


Pair = tuple[LineExample, NDArray[np.float32]]
"""An example and the matrix that is learned from."""


def line_examples(place: Place) -> list[LineExample]:
    """The dumps of a page; none of a page without gold text."""
    folder, row = place
    if not row.get("text"):
        return []
    flat = read_flat(folder, row)
    dice = random.Random(f"{row['corpus']}/{row['id']}")
    dumps = [any_way(dice).flatten(flat, dice) for _ in range(WAYS)] if any(flat.kept) else []
    found = [_example(row, dump, 1.0) for dump in dumps]
    found.append(_example(row, Dump(flat.gold, flat.gold), CLEAN_WEIGHT, has_none=True))
    return [example for example in found if example is not None]


def _example(row: Row, dump: Dump, weight: float, *, has_none: bool = False) -> LineExample | None:
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
        _weights(labels) * np.float32(weight * trust), headlines(document.blocks, row.get("title") or ""), has_none,
    )  # fmt: skip


def headlines(blocks: Sequence[Block], title: str) -> NDArray[np.bool_]:
    """Which lines are the headline, by its letters: marks and digits may be lost. Where none is, those that go on after it
    with the name of the outlet."""
    wanted, texts = _letters(title), [_letters(block.text) for block in blocks]
    exact = np.array([bool(wanted) and text == wanted for text in texts])
    if exact.any() or not wanted:
        return exact
    return np.array([text.startswith(wanted) and len(text) <= len(wanted) + MAX_NAME for text in texts])


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))


def _weights(labels: Labels) -> NDArray[np.float32]:
    """A dump counts the same whatever its length; within it a line by its certainty and the root of its length."""
    weights = labels.certainty * (2.0 + np.sqrt(np.minimum(labels.tokens, 150)))
    weights[labels.tokens == 0] = 0.0
    total = float(weights.sum())
    return (weights * _thinned(labels) * (100.0 / total if total else 0.0)).astype(np.float32)


def _thinned(labels: Labels) -> NDArray[np.float64]:
    """OF_FAR for one in so many of the lines far from the text and 0 for the others, 1 for the lines near it."""
    at = np.arange(len(labels.kept))
    text = np.flatnonzero(labels.kept)
    behind = np.searchsorted(text, at)
    padded = np.concatenate([[-np.inf], text, [np.inf]])
    is_far = np.minimum(at - padded[behind], padded[behind + 1] - at) > FAR
    return np.where(is_far, np.where(at % OF_FAR, 0.0, float(OF_FAR)), 1.0)


def read_examples(places: Sequence[Place], jobs: int) -> list[LineExample]:
    """The examples of many pages, in order."""
    with ProcessPoolExecutor(jobs) as pool:
        return [example for found in pool.map(line_examples, places, chunksize=8) for example in found]


def fit_lines(examples: Sequence[LineExample], facts: Mapping[str, Any] | None = None) -> dict[str, Trees]:
    """Trees that tell text from the rest among the lines of dumps, by the names of their files."""
    halves = [_half(e.domain) for e in examples]
    parts = [
        _fit(FIRST, [(e, e.features) for e, h in zip(examples, halves, strict=True) if h == half], FEATURES, facts)
        for half in range(HALVES)
    ]
    heard = [
        (e, with_first(e.features, parts[1 - half].probabilities(e.features)[:, 0]))
        for e, half in zip(examples, halves, strict=True)
    ]
    titled = [_of_title(e, matrix) for e, matrix in heard if e.has_none or e.headline.any()]
    return {
        "lines-first": averaged(parts),
        "lines": _fit(SECOND, heard, ALL_FEATURES, facts),
        "lines-title": _fit(TITLE, titled, ALL_FEATURES, facts),
    }


def _of_title(example: LineExample, matrix: NDArray[np.float32]) -> Pair:
    """An example of which lines are the headline. Copies share its weight; all other lines together have as much."""
    headline, counted = example.headline & (not example.has_none), example.weights > 0
    others = (counted & ~headline) / max(1, int((counted & ~headline).sum()))
    weights = (headline / max(1, int(headline.sum())) + others).astype(np.float32)
    labels = replace(example.labels, kept=headline.astype(np.float32))
    return replace(example, labels=labels, weights=weights), matrix


def _half(domain: str) -> int:
    return int(hashlib.md5(f"half {domain}".encode(), usedforsecurity=False).hexdigest(), 16) % HALVES


def _fit(
    settings: Mapping[str, Any], pairs: Sequence[Pair], names: tuple[str, ...], facts: Mapping[str, Any] | None
) -> Trees:
    """Trees learned from examples, each with its matrix."""
    from catboost import CatBoostClassifier, Pool

    matrix = np.vstack([matrix[e.weights > 0] for e, matrix in pairs])
    targets, weights = (np.concatenate(c) for c in zip(*((e.labels.kept, e.weights) for e, _ in pairs), strict=True))
    model = CatBoostClassifier(**settings)
    model.fit(Pool(matrix, targets[weights > 0], weight=weights[weights > 0]))
    return trees(model, ("keep",), names, facts or {})


def write_lines(places: Sequence[Place], folder: Path, jobs: int) -> dict[str, str]:
    """Learn from the tune side and write the files of the trees; returns the SHA-256 of each by its name."""
    examples = read_examples([place for place in places if place[1]["side"] == "tune"], jobs)
    found = fit_lines(examples, _facts(examples))
    return {name: write(learned, folder / f"{name}.npz") for name, learned in found.items()}


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
