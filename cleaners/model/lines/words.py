"""Features of what a line speaks of: the words it shares with the prose, with the headline, with other lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaners.model.lines.own import Matrix, Reading
from cleaners.model.lines.place import RUN, Column, good_chars, main_runs, means_around, runs
from cleaners.model.lines.terms import Counts, Vocabulary

WORDS = (
    "shared", "shared_often", "shared_near", "terms", "copies", "copies_before", "title_likeness", "title_terms",
    "since_title", "is_title", "last_crumb", "shared_run", "shared_run_around", "title_around",
    *(f"topical_{name}" for name in RUN),
)  # fmt: skip
"""Names of the columns, in order."""

MAX_TITLE_WORDS, MIN_TITLE_WORDS = 30, 3
MAX_TITLE_LINES = 60
"""Lines before the first prose among which the headline is looked for."""
FAR = 60.0


def words(reading: Reading, terms: Vocabulary) -> Matrix:
    """A row a line, a column a name of WORDS."""
    if not reading.folded:
        return np.zeros((0, len(WORDS)), dtype=np.float32)
    good = reading.column("good") > 0
    common = _common(terms)
    counts = common.counts(good)
    title = _title(reading, terms, good, common.sums(np.minimum(3, counts - good[common.lines])))
    columns = [
        *_shared(terms, good, common, counts),
        *_copies(reading.folded),
        *title,
        *_topic(reading, terms, common, title[1]),
    ]
    return np.array(columns, dtype=np.float32).T


@dataclass(frozen=True, slots=True, eq=False)
class _Common:
    """Of a dump's words those that another line has too: only these are counted, and most words stand once."""

    lines: Counts
    """As of Vocabulary."""
    words: Counts
    n: int
    """Lines of the dump."""

    def counts(self, among: NDArray[np.bool_]) -> Counts:
        """For each word how many of some lines have it."""
        return np.bincount(self.words[among[self.lines]], minlength=self._width)[self.words]

    def sums(self, values: NDArray[Any]) -> Column:
        """For each line the sum of its words' values, or how many are true."""
        return np.bincount(self.lines, weights=values, minlength=self.n).astype(np.float64, copy=False)

    def near(self, good: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which words stand in prose not more than NEAR lines away, but not only in their own line."""
        places = self.words * (self.n + NEAR) + self.lines
        is_good = good[self.lines]
        found = np.sort(places[is_good])
        last, first = np.searchsorted(found, places + NEAR, "right"), np.searchsorted(found, places - NEAR, "left")
        return np.asarray(last - first > is_good)

    @property
    def _width(self) -> int:
        return int(self.words.max(initial=-1)) + 1


def _common(terms: Vocabulary) -> _Common:
    again = np.bincount(terms.words)[terms.words] > 1 if len(terms.words) else np.zeros(0, dtype=np.bool_)
    return _Common(terms.lines[again], terms.words[again], len(terms.own))


PENALTY = 60.0
"""What a line that is no prose costs a run of prose, in characters."""
AROUND = 5
"""Lines on either side over which a mean is taken."""


def _topic(reading: Reading, terms: Vocabulary, common: _Common, of_title: Column) -> list[Column]:
    """Share of a line's words that the main run of prose has elsewhere, and its mean around; how much of the headline
    stands around; where the line stands to the main run if prose counts by how much of the headline it has."""
    prose = good_chars(reading)
    [(start, end)] = main_runs(prose, reading.column("label"), (PENALTY,))
    in_run = prose > 0
    in_run[:start] = in_run[end + 1 :] = False
    share = common.sums(common.counts(in_run) > in_run[common.lines]) / np.maximum(terms.sizes, 1)
    held = np.maximum(0.0, of_title)
    topical = runs(prose * (0.4 + np.minimum(1.0, 2.0 * held)), reading.column("label"), (PENALTY,))[0]
    around = means_around(np.array([share * (prose > 0), held]), (2 * AROUND + 1,))[0]
    return [share, *around, *topical]


NEAR = 4
"""Lines on either side that are near."""


def _shared(terms: Vocabulary, good: NDArray[np.bool_], common: _Common, counts: Counts) -> list[Column]:
    """Share of a line's words that stand in prose elsewhere, that stand there often, and in the prose around; how many
    it has."""
    least = good[common.lines]  # its own words are counted too
    size, has_none = np.maximum(terms.sizes, 1), terms.sizes == 0
    found = (common.sums(mask) / size for mask in (counts > least, counts > least + 2, common.near(good)))
    return [*(np.where(has_none, -1.0, share) for share in found), np.minimum(terms.sizes, 40)]


def _copies(folded: Sequence[str]) -> list[Column]:
    """How often a line stands in the dump, how often before."""
    total, seen = Counter(folded), Counter[str]()
    before = np.zeros(len(folded))
    for i, text in enumerate(folded) if len(total) < len(folded) else ():
        if total[text] > 1:
            before[i] = min(seen[text], 5)
            seen[text] += 1
    return [np.minimum(np.fromiter(map(total.__getitem__, folded), np.int64, len(folded)), 6), before]


def _title(reading: Reading, terms: Vocabulary, good: NDArray[np.bool_], said: Column) -> list[Column]:
    """Likeness of a line to the headline, share of the headline's words in it, lines since it, whether it is it, whether
    it ends with it as a breadcrumb does."""
    n = len(good)
    at = _headline(reading, terms, good, said)
    if at < 0:
        return [np.full(n, -1.0), np.full(n, -1.0), np.full(n, -FAR), np.zeros(n), np.zeros(n)]
    wanted, text = terms.words[terms.lines == at], reading.folded[at]
    is_wanted = np.zeros(len(terms.words), dtype=np.bool_)
    is_wanted[wanted] = True
    both = np.bincount(terms.lines[is_wanted[terms.words]], minlength=n)
    index = np.arange(n)
    crumb = np.array([t.endswith(text) and t != text for t in reading.folded])
    since = np.minimum(np.maximum(index - at, -FAR), FAR)
    return [both / (terms.sizes + len(wanted) - both), both / len(wanted), since, index == at, crumb]


def _headline(reading: Reading, terms: Vocabulary, good: NDArray[np.bool_], said: Column) -> int:
    """Number of the line above the prose that says most of its words, the likeliest headline; -1 if none says any."""
    above = next((i for i in np.flatnonzero(good).tolist() if len(reading.folded[i]) > 120), len(good))
    wordy = reading.column("words")
    may_be = (terms.sizes > 0) & (wordy >= MIN_TITLE_WORDS) & (wordy <= MAX_TITLE_WORDS)
    may_be[: max(0, above - MAX_TITLE_LINES)] = may_be[above:] = False
    scores = np.where(may_be, said / (3 + terms.sizes), 0.0)
    best = int(np.argmax(scores))
    return best if scores[best] > 0 else -1
