"""Training of the trees, and their file. CatBoost is needed here and nowhere else."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.train.data import Example
from cleaners.model.trees import FORMAT, Trees

KEPT_ROLES = frozenset(["body", "heading", "standfirst", "list", "quote", "table"])
"""Outputs that a reader keeps by default."""

COMMON: Mapping[str, Any] = {
    "border_count": 48, "rsm": 0.3, "l2_leaf_reg": 5, "random_seed": 1, "thread_count": 2, "allow_writing_files": False,
    "bootstrap_type": "Bernoulli", "subsample": 0.8, "verbose": 0,
}  # fmt: skip
KEEP: Mapping[str, Any] = {
    **COMMON,
    "loss_function": "Logloss",
    "iterations": 500,
    "depth": 6,
    "learning_rate": 0.06,
    "l2_leaf_reg": 10,
}
KEEP_SEEDS = (1, 2)
"""Ensembles with these seeds are averaged: where one doubts by chance, the others do not."""
ROLES: Mapping[str, Any] = {**COMMON, "loss_function": "MultiClass", "iterations": 80, "depth": 5, "learning_rate": 0.3}
MAX_OF_ROLE = 4000
"""Blocks of a role that are learned from: half of all blocks are menus."""

Facts = Mapping[str, Any]


def fit_keep(examples: Sequence[Example], features: Sequence[str], facts: Facts | None = None) -> Trees:
    """Trees that tell text from the rest: one output, the logarithm of the odds that a block is kept."""
    from catboost import CatBoostClassifier, Pool

    weights = np.concatenate([e.weights for e in examples])
    counted = weights > 0
    matrix = np.vstack([e.features for e in examples])[counted]
    targets = np.concatenate([e.labels.kept for e in examples])[counted]
    pool = Pool(matrix, targets, weight=weights[counted])
    learned = []
    for seed in KEEP_SEEDS:
        model = CatBoostClassifier(**{**KEEP, "random_seed": seed})
        model.fit(pool)
        learned.append(trees(model, ("keep",), tuple(features), facts or {}))
    return averaged(learned)


def averaged(learned: Sequence[Trees]) -> Trees:
    """One ensemble whose sums are the means of those of several, which differ by their random seed only."""
    first, count = learned[0], len(learned)
    columns, borders = (np.concatenate([getattr(t, name) for t in learned]) for name in ("columns", "borders"))
    leaves = np.concatenate([t.leaves for t in learned]) / np.float32(count)
    bias = np.mean([t.bias for t in learned], axis=0).astype(np.float32)
    return Trees(columns, borders, leaves, bias, first.outputs, first.features, first.facts)


def fit_roles(examples: Sequence[Example], features: Sequence[str], facts: Facts | None = None) -> Trees:
    """Trees that name the role of a block; which side it is on, `fit_keep` has said."""
    from catboost import CatBoostClassifier, Pool

    roles = np.array([_target(role, kept) for e in examples for role, kept in zip(e.roles, e.labels.kept, strict=True)])
    matrix = np.vstack([e.features for e in examples])
    picked = _some_of_each(roles)
    outputs = tuple(sorted(set(roles[picked].tolist())))
    model = CatBoostClassifier(**ROLES)
    model.fit(Pool(matrix[picked], np.searchsorted(outputs, roles[picked])))
    return trees(model, outputs, tuple(features), facts or {})


def _some_of_each(roles: NDArray[np.str_]) -> NDArray[np.int64]:
    """Rows to learn roles from: at most MAX_OF_ROLE of each, evenly spread, in order."""
    picked = []
    for role in sorted(set(roles.tolist())):
        rows = np.flatnonzero(roles == role)
        wanted = MAX_OF_ROLE if len(rows) < 10 * MAX_OF_ROLE else 3 * MAX_OF_ROLE
        picked.append(rows[np.linspace(0, len(rows) - 1, min(len(rows), wanted)).astype(int)])
    return np.sort(np.concatenate(picked))


def _target(role: str, kept: float) -> str:
    """What a block is taught to be: a role of its own side, "other" or "body" where the rules that teach do not tell."""
    if kept:
        return role if role in KEPT_ROLES else "body"
    return role if role and role not in KEPT_ROLES - {"standfirst"} else "other"


def trees(model: Any, outputs: tuple[str, ...], features: tuple[str, ...], facts: Mapping[str, Any]) -> Trees:
    """The arrays of a trained CatBoost model."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        data = json.loads(path.read_text())
    found = data["oblivious_trees"]
    depth = max(len(tree["splits"] or []) for tree in found)
    columns = np.zeros((len(found), depth), dtype=np.int32)
    borders = np.full((len(found), depth), np.inf, dtype=np.float32)
    leaves = np.zeros((len(found), 2**depth, len(outputs)), dtype=np.float32)
    for t, tree in enumerate(found):
        for level, split in enumerate(tree["splits"] or []):
            columns[t, level], borders[t, level] = split["float_feature_index"], split["border"]
        values = np.array(tree["leaf_values"], dtype=np.float32).reshape(-1, len(outputs))
        leaves[t, : len(values)] = values
    bias = np.array(data["scale_and_bias"][1], dtype=np.float32).reshape(-1)
    bias = np.resize(bias, len(outputs)) if len(bias) != len(outputs) else bias
    facts = {**facts, "format": FORMAT, "outputs": list(outputs), "features": list(features)}
    return Trees(columns.ravel(), borders.ravel(), leaves, bias, outputs, features, facts)


def write(trees: Trees, path: Path) -> str:
    """Write the array file; returns its SHA-256. The same trees give the same bytes: the zip carries no time."""
    arrays: dict[str, NDArray[Any]] = {
        "columns": trees.columns.astype(np.int16), "borders": trees.borders, "leaves": trees.leaves.astype(np.float16),
        "bias": trees.bias, "facts": np.array(json.dumps(dict(trees.facts), sort_keys=True)),
    }  # fmt: skip
    return write_arrays(arrays, path)


def write_arrays(arrays: Mapping[str, NDArray[Any]], path: Path) -> str:
    """Write a file of arrays, the same bytes for the same arrays; returns its SHA-256."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            raw = io.BytesIO()
            np.save(raw, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), raw.getvalue(), zipfile.ZIP_DEFLATED)
    path.write_bytes(packed.getvalue())
    return hashlib.sha256(packed.getvalue()).hexdigest()
