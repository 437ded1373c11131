"""Dumps as the trainer of the judge of lines sees them: corpora pages flattened in ways drawn at random, so that no way is
learned by heart.

Each page is flattened a few times, and its gold text serves as a dump too: what is clean already has to stay as it is.
Where a page has snippets only, the text of the judge of pages stands in for the gold, if it has all that it must and nothing
that it must not: sites count more than the last line of each.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.dumps.reading import read_flat, squeezed
from bench.dumps.ways import Dump, any_way
from bench.train.data import TRUST, Row, read_page
from bench.train.labels import Labels, align
from cleaners.model.lines import features
from cleaners.model.lines.terms import Terms
from cleaners.pipeline import clean, lay_out_finely
from cleaners.types import Block, Page

WAYS = 6
"""Dumps that are made of a page, beside its gold text; three are worth half a point of F1 less where line breaks are lost."""
MIN_CONFIDENCE = 0.8
"""Of the text of a page that has no gold."""
CLEAN_WEIGHT = 0.5
"""What a gold text counts, beside 1 of a dump."""
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
    document = lay_out_finely(Page(None, dump.text))
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
