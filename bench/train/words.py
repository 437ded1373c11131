"""Learns which way words lean: a logistic regression over the words of lines, from many sites.

A line's length, marks and place are told beside its words, so that words are weighed only for what these do not say; and a word
counts if several sites have it, so that no outlet's name does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cleaners.model.lines import TOLD

if TYPE_CHECKING:
    from bench.train.line_examples import LineExample

MIN_SITES = 3
"""Sites that have to have a word."""
PENALTY = 1e-5
"""What the square of a weight costs, by the sum of all lines' weights; a third and three times as much are no better."""
PENALTY_OF_TOLD = 1e-7
ITERATIONS = 60
BESIDE = (
    "log_chars", "words", "good", "ends_sentence", "title_case", "starts_lower", "link_density", "digits", "label", "stopwords",
    "log_chars_in_9", "good_in_9", "window",
)  # fmt: skip
"""What is told beside the words."""
Vocabulary = dict[str, int]


def fit_words(examples: Sequence[LineExample]) -> dict[str, float]:
    """Word -> what it adds to the logarithm of the odds that its line is text."""
    from scipy import sparse
    from scipy.optimize import minimize

    known = _vocabulary(examples)
    counted = [example.weights > 0 for example in examples]
    told = np.vstack(
        [e.features[c][:, [TOLD.index(name) for name in BESIDE]] for e, c in zip(examples, counted, strict=True)]
    )
    told = (told - told.mean(axis=0)) / (told.std(axis=0) + 1e-6)
    beside = sparse.csr_matrix(np.hstack([told, np.ones((len(told), 1))]).astype(np.float32))
    rows = sparse.hstack([_words(examples, counted, known), beside]).tocsr()
    columns = rows.T.tocsr()
    signs, weights = (np.concatenate(c) for c in zip(*(
        (2.0 * e.labels.kept[c] - 1.0, e.weights[c]) for e, c in zip(examples, counted, strict=True)
    ), strict=True))  # fmt: skip
    penalty = np.full(rows.shape[1], PENALTY) * weights.sum()
    penalty[len(known) :] = PENALTY_OF_TOLD * weights.sum()

    def loss(guess: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = (rows @ guess) * signs
        slope = columns @ (-signs * weights / (1.0 + np.exp(odds)))
        return float(
            (weights * np.logaddexp(0.0, -odds)).sum() + (penalty * guess * guess).sum() / 2
        ), slope + penalty * guess

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    return {word: float(found.x[at]) for word, at in known.items()}


def _vocabulary(examples: Sequence[LineExample]) -> Vocabulary:
    """The words that enough sites have, numbered."""
    sites: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for word in set().union(*example.terms):
            sites[word].add(example.domain)
    return {
        word: at for at, word in enumerate(sorted(word for word, found in sites.items() if len(found) >= MIN_SITES))
    }


def _words(examples: Sequence[LineExample], counted: Sequence[NDArray[np.bool_]], known: Vocabulary) -> Any:
    """A sparse row for each counted line: 1 for its words, by the root of their number."""
    from scipy import sparse

    columns: list[int] = []
    ends, values = [0], []
    for example, is_counted in zip(examples, counted, strict=True):
        for terms in (terms for terms, c in zip(example.terms, is_counted, strict=True) if c):
            own = [known[term] for term in terms if term in known]
            columns += own
            values.append(np.full(len(own), 1.0 / np.sqrt(max(1, len(own))), dtype=np.float32))
            ends.append(len(columns))
    return sparse.csr_matrix((np.concatenate(values), columns, ends), shape=(len(ends) - 1, len(known)))
