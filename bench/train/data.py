"""Corpora pages as training examples: features, labels and weights of every block."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.train.labels import Labels, align, align_snippets
from cleaners.model.features import features
from cleaners.pipeline import lay_out
from cleaners.types import Page

Row = Mapping[str, Any]

TRUST: Mapping[str, float] = {"rs-trafilatura-draft": 0.3}
"""Gold drafted by a tool, by its `gold_source`: how much a page of it counts."""


@dataclass(frozen=True, slots=True)
class Example:
    """A page as the trainer sees it."""

    id: str
    corpus: str
    domain: str
    language: str
    side: str
    gold: str | None
    title: str
    features: NDArray[np.float32]
    labels: Labels
    weights: NDArray[np.float32]
    roles: tuple[str, ...]
    """What each block is by rules of markup and lexicon; "" where they do not tell."""
    texts: tuple[str, ...]
    tags: tuple[str, ...]
    gaps: tuple[int, ...]


def rows(corpora: Path) -> Iterator[tuple[Path, Row]]:
    """Yield every page of a corpora folder: the folder of its corpus and its manifest row; a page in two corpora once."""
    seen: set[tuple[str, str]] = set()
    for manifest in sorted(corpora.glob("*/manifest.jsonl")):
        for line in manifest.read_text("utf-8").rstrip("\n").split("\n"):
            row = json.loads(line)
            family = "daniel" if row["corpus"].startswith("daniel") else row["corpus"]
            if (family, row["id"]) not in seen:
                seen.add((family, row["id"]))
                yield manifest.parent, row


def read_page(folder: Path, row: Row) -> Page:
    """The page's bytes, with the encoding the manifest knows."""
    body = gzip.decompress((folder / row["html"]).read_bytes())
    encoding = row.get("encoding")
    return Page(row.get("url"), body, f"text/html; charset={encoding}" if encoding else None)


def example(folder: Path, row: Row) -> Example | None:
    """A page as an example; None if it has no blocks or nothing of its gold was found again."""
    from bench.train.roles import weak_roles
    from bench.train.taste import by_taste

    document = lay_out(read_page(folder, row))
    if not document.blocks:
        return None
    matrix, reading = features(document)
    texts = tuple(b.text for b in document.blocks)
    labels = _labels(row, texts)
    roles = weak_roles(document, reading.matches, labels.kept)
    weights = _weights(row, labels) * by_taste(document, labels, roles)
    if not labels.kept.any():
        return None
    return Example(
        row["id"], row["corpus"], row["domain"], row["lang"], row["side"], row.get("text"), row.get("title") or "",
        matrix, labels, weights, roles, texts, tuple(b.tag for b in document.blocks), tuple(b.gap for b in document.blocks),
    )  # fmt: skip


def _labels(row: Row, texts: tuple[str, ...]) -> Labels:
    if row.get("text"):
        return align(texts, row["text"])
    return align_snippets(texts, row.get("with") or [], row.get("without") or [])


def _weights(row: Row, labels: Labels) -> NDArray[np.float32]:
    """A page counts the same whatever its length; within it a block by its certainty and, less than in proportion,
    by its length: a leaked label is a fault as a lost paragraph is."""
    weights = labels.certainty * (2.0 + np.sqrt(np.minimum(labels.tokens, 150)))
    weights[labels.tokens == 0] = 0.0
    total = float(weights.sum())
    if not total:
        return weights.astype(np.float32)
    page = 1.0 if row.get("text") else 0.5
    trust = TRUST.get(str(row.get("gold_source")), 1.0)
    return (weights * (100.0 * page * trust / total)).astype(np.float32)
