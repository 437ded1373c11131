"""Learns to judge the lines of dumps.

Words are weighed, and the second trees learn from what the first say, by halves of the sites: each half hears what was learned
from the other, as any dump will.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.train.fitting import COMMON, averaged, trees, write, write_arrays
from bench.train.line_examples import LineExample, Place, read_examples
from bench.train.words import fit_words
from cleaners.model.lines import ALL_FEATURES, FEATURES, with_first
from cleaners.model.lines.leaning import FORMAT, SCALE, Weights, leaning
from cleaners.model.lines.learned import Learned
from cleaners.model.trees import Trees

UNKNOWN_WORDS = 7
"""One dump in so many is learned from as if no word of it were known, as in languages the corpora lack."""
FIRST: Mapping[str, Any] = {
    **COMMON, "loss_function": "Logloss", "iterations": 100, "depth": 5, "learning_rate": 0.2, "l2_leaf_reg": 10,
}  # fmt: skip
SECOND: Mapping[str, Any] = {**FIRST, "iterations": 200, "depth": 6, "learning_rate": 0.1}
SECOND_SEEDS = (1, 2)
"""Ensembles with these seeds are averaged: one alone is half a point of F1 better or worse by chance."""
TITLE: Mapping[str, Any] = {**FIRST, "iterations": 80}
HALVES = 2
"""Parts of the sites; words and first trees are learned from each, and speak of the others."""
Pair = tuple[LineExample, NDArray[np.float32]]
"""An example and the rows that are learned from: those of its lines that have a weight."""


def fit_lines(examples: Sequence[LineExample], facts: Mapping[str, Any] | None = None) -> Learned:
    """What judges the lines of dumps."""
    of_half = [[e for e in examples if _half(e.domain) == half] for half in range(HALVES)]
    words = [fit_words(of_one) for of_one in of_half]
    told = [[_counted(e, _with_words(e, words[1 - half])) for e in of_half[half]] for half in range(HALVES)]
    parts = [_fit(FIRST, of_one, FEATURES, facts) for of_one in told]
    del told
    heard = [_heard(e, words[1 - half], parts[1 - half]) for half in range(HALVES) for e in of_half[half]]
    second = [_fit({**SECOND, "random_seed": seed}, heard, ALL_FEATURES, facts) for seed in SECOND_SEEDS]
    titled = [_of_title(*pair) for pair in heard if pair[0].has_none or pair[0].headline.any()]
    title = _fit(TITLE, titled, ALL_FEATURES, facts)
    return Learned(fit_words(examples), averaged(parts), averaged(second), title)


def _heard(example: LineExample, words: Weights, first: Trees) -> Pair:
    """An example and what the second trees learn of it, from words and trees of the other half."""
    matrix = _with_words(example, words)
    return _counted(example, with_first(matrix, first.probabilities(matrix)[:, 0]))


def _counted(example: LineExample, matrix: NDArray[np.float32]) -> Pair:
    """An example and the rows of its matrix that are learned from: all would not fit into the memory of most machines."""
    return example, matrix[example.weights > 0]


def _with_words(example: LineExample, weights: Weights) -> NDArray[np.float32]:
    """The matrix of FEATURES of an example."""
    is_unknown = _number(f"words {example.corpus}/{example.id}") % UNKNOWN_WORDS == 0
    return np.hstack((example.features, leaning(example.terms, {} if is_unknown else weights)))


def _of_title(example: LineExample, matrix: NDArray[np.float32]) -> Pair:
    """An example of which lines are the headline. Copies share its weight; all other lines together have as much."""
    headline, counted = example.headline & (not example.has_none), example.weights > 0
    others = (counted & ~headline) / max(1, int((counted & ~headline).sum()))
    weights = np.where(counted, headline / max(1, int(headline.sum())) + others, 0.0).astype(np.float32)
    labels = replace(example.labels, kept=headline.astype(np.float32))
    return replace(example, labels=labels, weights=weights), matrix


def _half(domain: str) -> int:
    return _number(f"half {domain}") % HALVES


def _number(name: str) -> int:
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16)


def _fit(
    settings: Mapping[str, Any], pairs: Sequence[Pair], names: tuple[str, ...], facts: Mapping[str, Any] | None
) -> Trees:
    """Trees learned from examples, each with its rows."""
    from catboost import CatBoostClassifier, Pool

    matrix = np.vstack([matrix for _, matrix in pairs])
    targets, weights = (np.concatenate(c) for c in zip(*((e.labels.kept, e.weights) for e, _ in pairs), strict=True))
    model = CatBoostClassifier(**settings)
    model.fit(Pool(matrix, targets[weights > 0], weight=weights[weights > 0]))
    return trees(model, ("keep",), names, facts or {})


def write_lines(places: Sequence[Place], folder: Path, jobs: int) -> dict[str, str]:
    """Learn from the tune side and write the files; returns the SHA-256 of each by its name."""
    examples = read_examples([place for place in places if place[1]["side"] == "tune"], jobs)
    facts = _facts(examples)
    found = fit_lines(examples, facts)
    named = {"lines-first": found.first, "lines": found.second, "lines-title": found.title}
    digests = {name: write(trees, folder / f"{name}.npz") for name, trees in named.items()}
    return digests | {"lines-words": _write_words(found.words, folder / "lines-words.npz", facts)}


def _write_words(words: Weights, path: Path, facts: Mapping[str, Any]) -> str:
    """Write the words that lean at all, a byte a weight."""
    steps = {word: round(min(127.0, max(-127.0, weight * SCALE))) for word, weight in sorted(words.items())}
    leaning_ones = {word: step for word, step in steps.items() if step}
    joined = np.frombuffer("\n".join(leaning_ones).encode(), dtype=np.uint8)
    weights = np.array(list(leaning_ones.values()), dtype=np.int8)
    about = np.array(json.dumps({**facts, "format": FORMAT}, sort_keys=True))
    return write_arrays({"words": joined, "weights": weights, "facts": about}, path)


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
