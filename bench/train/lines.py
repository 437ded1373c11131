"""Learns to judge the lines of dumps: corpora pages flattened in ways drawn at random, so that no way is learned by heart.

Each page is flattened a few times, and its gold text serves as a dump too: what is clean already has to stay as it is.
Where a page has snippets only, the text of the judge of pages stands in for the gold, if it has all that it must and nothing
that it must not: sites count more than the last line of each.
Words are weighed, and the second trees learn from what the first say, by halves of the sites: each half hears what was learned
from the other, as any dump will.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.dumps.reading import read_flat, squeezed
from bench.dumps.ways import Dump, any_way
from bench.train.data import TRUST, Row, read_page
from bench.train.fitting import COMMON, averaged, trees, write, write_arrays
from bench.train.labels import Labels, align
from bench.train.words import fit_words
from cleaners.model.lines import ALL_FEATURES, FEATURES, features, with_first
from cleaners.model.lines.leaning import FORMAT, SCALE, Weights, leaning
from cleaners.model.lines.learned import Learned
from cleaners.model.lines.terms import Terms
from cleaners.model.trees import Trees
from cleaners.pipeline import clean, lay_out_text
from cleaners.types import Block, Page

WAYS = 6
"""Dumps that are made of a page, beside its gold text; three are worth half a point of F1 less where line breaks are lost."""
MIN_CONFIDENCE = 0.8
"""Of the text of a page that has no gold."""
UNKNOWN_WORDS = 7
"""One dump in so many is learned from as if no word of it were known, as in languages the corpora lack."""
CLEAN_WEIGHT = 0.5
"""What a gold text counts, beside 1 of a dump."""
FIRST: Mapping[str, Any] = {
    **COMMON, "loss_function": "Logloss", "iterations": 100, "depth": 5, "learning_rate": 0.2, "l2_leaf_reg": 10,
}  # fmt: skip
SECOND: Mapping[str, Any] = {**FIRST, "iterations": 200, "depth": 6, "learning_rate": 0.1}
SECOND_SEEDS = (1, 2)
"""Ensembles with these seeds are averaged: one alone is half a point of F1 better or worse by chance."""
TITLE: Mapping[str, Any] = {**FIRST, "iterations": 80}
HALVES = 2
"""Parts of the sites; words and first trees are learned from each, and speak of the others."""
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
    """Columns of TOLD."""
    terms: tuple[Terms, ...]
    labels: Labels
    weights: NDArray[np.float32]
    headline: NDArray[np.bool_]
    """The lines that are the page's headline."""
    has_none: bool
    """It is known to have no headline, as the gold text has none."""


Pair = tuple[LineExample, NDArray[np.float32]]
"""An example and the rows that are learned from: those of its lines that have a weight."""


def line_examples(place: Place) -> list[LineExample]:
    """The dumps of a page; none of a page without a text to learn from."""
    folder, row = place
    row = row if row.get("text") else _with_judged(folder, row)
    if not row.get("text"):
        return []
    flat = read_flat(folder, row)
    dice = random.Random(f"{row['corpus']}/{row['id']}")
    dumps = [any_way(dice).flatten(flat, dice) for _ in range(WAYS)] if any(flat.kept) else []
    found = [_example(row, dump, 1.0) for dump in dumps]
    found.append(_example(row, Dump(flat.gold, flat.gold), CLEAN_WEIGHT, has_none=True))
    return [example for example in found if example is not None]


def _with_judged(folder: Path, row: Row) -> Row:
    """A page that has snippets, with the text the judge of pages finds in it if that agrees with all of them."""
    article = clean(read_page(folder, row))
    text = squeezed(article.text)
    has = [squeezed(snippet) in text for snippet in row.get("with") or ()]
    must_not = [squeezed(snippet) in text for snippet in row.get("without") or ()]
    agrees = all(has) and not any(must_not)
    is_sure = article.kind == "article" and article.confidence >= MIN_CONFIDENCE and agrees
    return {**row, "text": article.text, "title": article.metadata.title} if is_sure else row


def _example(row: Row, dump: Dump, weight: float, *, has_none: bool = False) -> LineExample | None:
    document = lay_out_text(Page(None, dump.text))
    if not document.blocks or not dump.gold:
        return None
    labels = align(tuple(b.text for b in document.blocks), dump.gold)
    if not labels.kept.any():
        return None
    told = features(document)
    trust = TRUST.get(str(row.get("gold_source")), 1.0)
    return LineExample(
        row["id"], row["corpus"], row["domain"], row["side"], told.matrix, told.terms, labels,
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
