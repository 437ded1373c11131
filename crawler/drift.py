"""Notices when an outlet's pages come out otherwise than they used to: a new template, a wall, a leak.

The latest pages are compared with those before them, measure by measure. A difference is drift if it is large, by the
thresholds of the settings, and too unlikely to be chance. Both are asked for: many pages make small differences certain,
few pages make large ones likely.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from scrapy.settings import BaseSettings

from crawler.chances import chance_of_more, chance_of_shift
from crawler.filing import STORY_KINDS


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on a difference is drift; the settings of the same names (`DRIFT_PAGES` …) give reasons."""

    pages: int
    history: int
    share: float
    words: float
    dropped: float
    confidence: float
    chance: float

    @classmethod
    def of(cls, settings: BaseSettings) -> Thresholds:
        """Those of the settings."""
        return cls(
            pages=settings.getint("DRIFT_PAGES"),
            history=settings.getint("DRIFT_HISTORY"),
            share=settings.getfloat("DRIFT_SHARE"),
            words=settings.getfloat("DRIFT_WORDS"),
            dropped=settings.getfloat("DRIFT_DROPPED"),
            confidence=settings.getfloat("DRIFT_CONFIDENCE"),
            chance=settings.getfloat("DRIFT_CHANCE"),
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """A page as the state remembers it."""

    is_story: bool
    words: int
    dropped: float
    confidence: float
    has_title: bool
    has_date: bool


@dataclass(frozen=True, slots=True)
class Drift:
    """A measure by which the latest pages differ."""

    measure: str
    before: float
    now: float
    latest: int
    """Pages it was measured on …"""
    earlier: int
    """… and those they were compared with."""

    def __str__(self) -> str:
        """Measure and evidence, in a line."""
        figures = f"{self.now:.0f}, was {self.before:.0f}"
        if self.measure != WORDS:
            figures = f"{self.now:.2f}, was {self.before:.2f}"
        return f"{self.measure} {figures} (latest {self.latest} pages against {self.earlier} before)"


WORDS = "median words"

Samples = Sequence[Sample]
"""Pages, newest first."""


def drift_of(connection: sqlite3.Connection, outlet: str, run: int, thresholds: Thresholds) -> tuple[Drift, ...]:
    """Return by what an outlet's pages differ from before; nothing if this run has judged none."""
    query = f"""SELECT kind, words, dropped, confidence, has_title, has_date, judged_run FROM pages
        WHERE outlet = ? AND judged_run > 0 AND judged_run <= ? AND words IS NOT NULL AND kind != 'failed'
        ORDER BY judged_run DESC, id DESC LIMIT {2 * thresholds.history + thresholds.pages:d}"""
    rows = connection.execute(query, (outlet, run)).fetchall()
    fresh = sum(row["judged_run"] == run for row in rows)
    return tuple(judge([_sample(row) for row in rows], fresh, thresholds)) if fresh else ()


def judge(samples: Samples, fresh: int, thresholds: Thresholds) -> Iterator[Drift]:
    """Yield by what the first `fresh` samples, at least as many as are asked for, differ from those that follow."""
    yield from _compare(samples, fresh, thresholds, (_fewer_stories,))
    stories = [sample for sample in samples if sample.is_story]
    fresh_stories = sum(sample.is_story for sample in samples[:fresh])
    yield from _compare(stories, fresh_stories, thresholds, _OF_STORIES)


_Measure = Callable[[Samples, Samples, Thresholds], tuple[str, float, float] | None]
"""Compares latest with earlier pages: name, value before and value now of a measure that has drifted, or None."""


def _compare(samples: Samples, fresh: int, thresholds: Thresholds, measures: Sequence[_Measure]) -> Iterator[Drift]:
    latest_count = min(max(fresh, thresholds.pages), thresholds.history)
    latest, earlier = samples[:latest_count], samples[latest_count : latest_count + thresholds.history]
    if len(latest) < thresholds.pages or len(earlier) < thresholds.history // 4:
        return
    for measure in measures:
        drifted = measure(latest, earlier, thresholds)
        if drifted:
            yield Drift(*drifted, len(latest), len(earlier))


def _fewer_stories(latest: Samples, earlier: Samples, thresholds: Thresholds) -> tuple[str, float, float] | None:
    """A wall, a soft 404 or a page made by scripts stands where stories stood."""
    return _more_often("share of pages that are no story", lambda s: not s.is_story, (latest, earlier), thresholds)


def _no_title(latest: Samples, earlier: Samples, thresholds: Thresholds) -> tuple[str, float, float] | None:
    return _more_often("share of stories without a title", lambda s: not s.has_title, (latest, earlier), thresholds)


def _no_date(latest: Samples, earlier: Samples, thresholds: Thresholds) -> tuple[str, float, float] | None:
    return _more_often("share of stories without a date", lambda s: not s.has_date, (latest, earlier), thresholds)


def _more_often(
    name: str, test: Callable[[Sample], bool], samples: tuple[Samples, Samples], thresholds: Thresholds
) -> tuple[str, float, float] | None:
    latest, earlier = samples
    hits, hits_before = sum(map(test, latest)), sum(map(test, earlier))
    now, before = hits / len(latest), hits_before / len(earlier)
    if now - before < thresholds.share:
        return None
    chance = chance_of_more(hits, len(latest), hits_before=hits_before, of_before=len(earlier))
    return (name, before, now) if chance <= thresholds.chance else None


def _words(latest: Samples, earlier: Samples, thresholds: Thresholds) -> tuple[str, float, float] | None:
    """Paragraphs are lost, or boxes leak."""
    now, before = median(s.words for s in latest), median(s.words for s in earlier)
    if max(now, before) < thresholds.words * max(1, min(now, before)):
        return None
    chance = chance_of_shift([s.words for s in latest], [s.words for s in earlier])
    return (WORDS, before, now) if chance <= thresholds.chance else None


def _dropped(latest: Samples, earlier: Samples, thresholds: Thresholds) -> tuple[str, float, float] | None:
    """The template has grown, or is no longer told from the story."""
    now, before = median(s.dropped for s in latest), median(s.dropped for s in earlier)
    if abs(now - before) < thresholds.dropped:
        return None
    chance = chance_of_shift([s.dropped for s in latest], [s.dropped for s in earlier])
    return ("median share of text dropped", before, now) if chance <= thresholds.chance else None


def _confidence(latest: Samples, earlier: Samples, thresholds: Thresholds) -> tuple[str, float, float] | None:
    """The judge doubts what it was sure of."""
    now, before = median(s.confidence for s in latest), median(s.confidence for s in earlier)
    if before - now < thresholds.confidence:
        return None
    chance = chance_of_shift([s.confidence for s in latest], [s.confidence for s in earlier])
    return ("median confidence", before, now) if chance <= thresholds.chance else None


_OF_STORIES: tuple[_Measure, ...] = (_no_title, _no_date, _words, _dropped, _confidence)


def _sample(row: sqlite3.Row) -> Sample:
    return Sample(
        row["kind"] in STORY_KINDS,
        row["words"],
        row["dropped"] or 0.0,
        row["confidence"] or 0.0,
        bool(row["has_title"]),
        bool(row["has_date"]),
    )
