"""Features of what a line speaks of: the words it shares with the prose, with the headline, with other lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, compress

import numpy as np

from cleaners.model.lines.own import Matrix, Reading
from cleaners.model.lines.place import RUN, Column, good_chars, main_run, run
from cleaners.model.lines.terms import Terms, Vocabulary
from cleaners.types import Document

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


def words(document: Document, reading: Reading, terms: Vocabulary) -> Matrix:
    """A row a line, a column a name of WORDS."""
    if not document.blocks:
        return np.zeros((0, len(WORDS)), dtype=np.float32)
    good = (reading.column("good") > 0).tolist()
    counts = dict(Counter(chain.from_iterable(compress(terms.common, good))))
    title = _title(reading, terms, good, counts)
    columns = [
        *_shared(terms, good, counts),
        *_copies(reading.folded),
        *title,
        *_topic(document, reading, terms, title[1]),
    ]
    return np.array(columns, dtype=np.float32).T


PENALTY = 60.0
"""What a line that is no prose costs a run of prose, in characters."""
AROUND = 5
"""Lines on either side over which a mean is taken."""


def _topic(document: Document, reading: Reading, terms: Vocabulary, of_title: Column) -> list[Column]:
    """Share of a line's words that the main run of prose has elsewhere, and its mean around; how much of the headline
    stands around; where the line stands to the main run if prose counts by how much of the headline it has."""
    prose = good_chars(document, reading)
    start, end = main_run(prose, reading.column("label"), PENALTY)
    in_run = [start <= i <= end and chars > 0 for i, chars in enumerate(prose.tolist())]
    counts = dict(Counter(chain.from_iterable(compress(terms.common, in_run))))
    told = zip(terms.own, terms.common, in_run, strict=True)
    share = np.array([_above(common, counts, int(inside)) / (len(own) or 1) for own, common, inside in told])
    held = np.maximum(0.0, of_title)
    topical = run(prose * (0.4 + np.minimum(1.0, 2.0 * held)), reading.column("label"), PENALTY)
    return [share, _around(share * (prose > 0)), _around(held), *topical]


def _around(values: Column) -> Column:
    """Mean over the lines around each line."""
    n, at = len(values), np.arange(len(values))
    sums = np.concatenate([[0.0], np.cumsum(values)])
    low, high = np.maximum(0, at - AROUND), np.minimum(n, at + AROUND + 1)
    return np.asarray((sums[high] - sums[low]) / (high - low))


def _above(own: Terms, counts: Mapping[str, int], least: int) -> int:
    """How many of a line's words are counted more than so many times."""
    return len([term for term in own if counts.get(term, 0) > least])


NEAR = 4
"""Lines on either side that are near."""


def _shared(terms: Vocabulary, good: Sequence[bool], counts: Mapping[str, int]) -> list[Column]:
    """Share of a line's words that stand in prose elsewhere, that stand there often, and in the prose around; how many
    it has."""
    before, after = _just_before(terms.common, good), _just_before(terms.common[::-1], good[::-1])[::-1]
    rows = []
    for i, (own, common) in enumerate(zip(terms.own, terms.common, strict=True)):
        least, size = int(good[i]), len(own)  # its own words are counted too
        others = [count for term in common if (count := counts.get(term, 0)) > least]
        often = len([count for count in others if count > least + 2])
        near = len(before[i] | after[i])
        rows.append((len(others) / size, often / size, near / size, min(size, 40)) if own else _NO_TERMS)
    return list(np.array(rows).T)


_NO_TERMS = (-1.0, -1.0, -1.0, 0.0)


def _just_before(terms: Sequence[Terms], good: Sequence[bool]) -> list[set[str]]:
    """The words of each line that stand in the prose of the NEAR lines before it."""
    last: dict[str, int] = {}
    found = []
    for i, (own, is_good) in enumerate(zip(terms, good, strict=True)):
        found.append({term for term in own if last.get(term, -NEAR - 1) >= i - NEAR})
        if is_good:
            last.update(dict.fromkeys(own, i))
    return found


def _copies(folded: Sequence[str]) -> list[Column]:
    """How often a line stands in the dump, how often before."""
    total, seen = Counter(folded), Counter[str]()
    before = []
    for text in folded:
        before.append(min(seen[text], 5))
        seen[text] += 1
    return [np.array([min(total[t], 6) for t in folded], dtype=np.float64), np.array(before, dtype=np.float64)]


def _title(reading: Reading, terms: Vocabulary, good: Sequence[bool], counts: Mapping[str, int]) -> list[Column]:
    """Likeness of a line to the headline, share of the headline's words in it, lines since it, whether it is it, whether
    it ends with it as a breadcrumb does. The headline is the line above the prose that says most of its words."""
    n = len(good)
    at = _headline(reading, terms, good, counts)
    if at < 0:
        return [np.full(n, -1.0), np.full(n, -1.0), np.full(n, -FAR), np.zeros(n), np.zeros(n)]
    wanted, text = terms.own[at], reading.folded[at]
    both = [len(own & wanted) for own in terms.own]
    like = [n / (len(own) + len(wanted) - n) for n, own in zip(both, terms.own, strict=True)]
    held = [n / len(wanted) for n in both]
    index = np.arange(n)
    crumb = [float(t.endswith(text) and t != text) for t in reading.folded]
    return [np.array(like), np.array(held), np.clip(index - at, -FAR, FAR).astype(np.float64),
            (index == at).astype(np.float64), np.array(crumb)]  # fmt: skip


def _headline(reading: Reading, terms: Vocabulary, good: Sequence[bool], counts: Mapping[str, int]) -> int:
    """Number of the line that is likeliest the headline; -1 if none is like one."""
    best, best_score = -1, 0.0
    above = next((i for i, is_good in enumerate(good) if is_good and len(reading.folded[i]) > 120), len(good))
    wordy = reading.column("words").tolist()
    for i in range(max(0, above - MAX_TITLE_LINES), min(len(good), above + 1)):
        own = terms.own[i]
        if (good[i] and i == above) or not own or not MIN_TITLE_WORDS <= wordy[i] <= MAX_TITLE_WORDS:
            continue
        score = sum([min(3, counts.get(term, 0) - good[i]) for term in terms.common[i]]) / (3 + len(own))
        if score > best_score:
            best, best_score = i, score
    return best
