"""Learning which way words lean."""

from __future__ import annotations

import numpy as np

from bench.train.labels import Labels
from bench.train.line_examples import LineExample
from bench.train.words import fit_words
from cleaners.model.lines import TOLD
from cleaners.model.lines.terms import terms_of

LINES = ("subscribe newsletter", "village harvest", "subscribe today", "harvest weather")
KEPT = np.array([0, 1, 0, 1], dtype=np.float32)


def _example(domain: str, lines: tuple[str, ...] = LINES) -> LineExample:
    ones = np.ones(len(lines), dtype=np.float32)
    return LineExample(
        domain, "made-up", domain, "tune", np.zeros((len(lines), len(TOLD)), dtype=np.float32),
        tuple(map(terms_of, lines)), Labels(KEPT[: len(lines)], ones, ones), ones, np.zeros(len(lines), dtype=bool), False,
    )  # fmt: skip


def test_words_lean_to_what_their_lines_were() -> None:
    found = fit_words([_example(site) for site in ("a.org", "b.org", "c.org")])
    assert found["subscribe"] < found["today"] < 0 < found["weather"] < found["harvest"]


def test_a_word_of_two_sites_is_not_weighed() -> None:
    found = fit_words([_example("a.org"), _example("b.org"), _example("c.org", ("subscribe", "harvest"))])
    assert set(found) == {"subscribe", "harvest"}
