"""Makes figures of page scores: means with 95 % intervals, and paired differences, resampling whole domains."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.scoreboard.scores import PageScore

RESAMPLES = 1000
SEED = 7
LOW, HIGH = 2.5, 97.5
"""Percentiles of the 95 % interval."""
UNDER = 0.8
"""A page whose F1 is below is a page got wrong."""

DIGITS = 4
"""Digits kept of a figure."""

Interval = tuple[float, float, float]
"""Value, low end, high end."""
Array = NDArray[np.float64]

_COLUMNS = (
    "gold", "p", "p_n", "r", "r_n", "exact", "clean", "leak", "stray", "loss", "empty", "under",
    "wanted_found", "unwanted_found", "wanted_missing", "unwanted_absent", "failed", "pages",
)  # fmt: skip
_PLACE = {name: place for place, name in enumerate(_COLUMNS)}


def _row(score: PageScore) -> list[float]:
    precision, recall = score.precision, score.recall
    snippets = [0.0] * 4 if score.snippets is None else [float(n) for n in score.snippets]
    of_gold = [
        1.0, precision or 0.0, precision is not None, recall or 0.0, recall is not None, score.exact, score.clean,
        score.leak, score.stray, score.loss, score.empty, score.f1 < UNDER,
    ]  # fmt: skip
    return [*(of_gold if score.has_gold else [0.0] * 12), *snippets, float(score.failed), 1.0]


def _share(part: str, whole: str) -> Callable[[Array], Array]:
    def measure(sums: Array) -> Array:
        return _ratio(sums[..., _PLACE[part]], sums[..., _PLACE[whole]])

    return measure


def _ratio(part: Array, whole: Array) -> Array:
    return np.divide(part, whole, out=np.zeros_like(part, dtype=float), where=whole != 0)


def _harmonic(p: Array, r: Array) -> Array:
    return _ratio(2 * p * r, p + r)


def _f1(sums: Array) -> Array:
    return _harmonic(_share("p", "p_n")(sums), _share("r", "r_n")(sums))


def _snippet_precision(sums: Array) -> Array:
    found = sums[..., _PLACE["wanted_found"]]
    return _ratio(found, found + sums[..., _PLACE["unwanted_found"]])


def _snippet_recall(sums: Array) -> Array:
    found = sums[..., _PLACE["wanted_found"]]
    return _ratio(found, found + sums[..., _PLACE["wanted_missing"]])


_OF_TEXT: dict[str, Callable[[Array], Array]] = {
    "f1": _f1,
    "precision": _share("p", "p_n"),
    "recall": _share("r", "r_n"),
    "exact": _share("exact", "gold"),
    "clean": _share("clean", "gold"),
    "leak": _share("leak", "gold"),
    "stray": _share("stray", "gold"),
    "loss": _share("loss", "gold"),
    "under80": _share("under", "gold"),
    "empty": _share("empty", "gold"),
}
_OF_SNIPPETS: dict[str, Callable[[Array], Array]] = {
    "snippet_f1": lambda sums: _harmonic(_snippet_precision(sums), _snippet_recall(sums)),
    "snippet_precision": _snippet_precision,
    "snippet_recall": _snippet_recall,
}


@dataclass(frozen=True, slots=True)
class Sums:
    """The scores of one system on a group of pages, added up by domain: what is resampled."""

    by_domain: Array
    """One row a domain, in the order of the group's domains."""

    @property
    def total(self) -> Array:
        """The sums over all domains."""
        return self.by_domain.sum(axis=0)

    def count(self, column: str) -> int:
        """The total of a counting column."""
        return round(float(self.total[_PLACE[column]]))


def sum_by_domain(scores: Sequence[PageScore], domains: Sequence[str]) -> Sums:
    """Add up scores by the domain of their page."""
    names = sorted(set(domains))
    place = {name: i for i, name in enumerate(names)}
    by_domain = np.zeros((len(names), len(_COLUMNS)))
    for score, domain in zip(scores, domains, strict=True):
        by_domain[place[domain]] += _row(score)
    return Sums(by_domain)


def draw(domains: int, resamples: int = RESAMPLES) -> Array:
    """How often each domain is drawn, one row a resample; the same draw serves all systems, which pairs them."""
    rng = np.random.default_rng(SEED)
    return rng.multinomial(domains, [1 / domains] * domains, size=resamples).astype(float)


def measures(sums: Sums) -> Mapping[str, Callable[[Array], Array]]:
    """The measures that mean something for these pages: those of texts, of snippets, or both."""
    total = sums.total
    snippets = total[_PLACE["wanted_found"] : _PLACE["unwanted_absent"] + 1].sum()
    return {**(_OF_TEXT if total[_PLACE["gold"]] else {}), **(_OF_SNIPPETS if snippets else {})}


def figures(sums: Sums, draws: Array) -> dict[str, Interval]:
    """Every measure with its interval."""
    resampled = draws @ sums.by_domain
    return {name: interval(measure(sums.total), measure(resampled)) for name, measure in measures(sums).items()}


def differences(ours: Sums, theirs: Sums, draws: Array) -> dict[str, Interval]:
    """Every measure, ours minus theirs on the same resampled domains."""
    our_draws, their_draws = draws @ ours.by_domain, draws @ theirs.by_domain
    return {
        name: interval(measure(ours.total) - measure(theirs.total), measure(our_draws) - measure(their_draws))
        for name, measure in measures(ours).items()
    }


def interval(value: Array, resampled: Array) -> Interval:
    """A value with the 95 % interval of its resamples."""
    low, high = np.percentile(resampled, (LOW, HIGH)) if len(resampled) else (value, value)
    return float(value), float(low), float(high)
