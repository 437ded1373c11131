"""A steady outlet never alarms; a template that has changed does."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from scrapy.settings import Settings

from crawler import settings as ours
from crawler.drift import Sample, Thresholds, drift_of, judge
from crawler.state.store import Announced, Store

THRESHOLDS = Thresholds.of(Settings({name: getattr(ours, name) for name in dir(ours) if name.startswith("DRIFT_")}))

Change = Callable[[Sample, random.Random], Sample]


def outlet(dice: random.Random) -> Callable[[int], Sample]:
    """An outlet with its habits: how long its stories are, how sure the judge is of them, what it runs at weekends."""
    length, spread = dice.uniform(120, 900), dice.uniform(0.3, 0.8)
    dropped, doubt = dice.uniform(0.2, 0.8), dice.uniform(1, 6)
    no_story, no_date, no_title = dice.uniform(0, 0.25), dice.uniform(0, 0.2), dice.uniform(0, 0.05)

    def page(day: int) -> Sample:
        weekend = day % 7 in {5, 6}
        words = dice.lognormvariate(0, spread) * length * (1.5 if weekend else 1)
        return Sample(
            is_story=dice.random() > no_story + (0.15 if weekend else 0),
            words=max(20, int(words)),
            dropped=min(1.0, max(0.0, dice.gauss(dropped, 0.08))),
            confidence=dice.betavariate(12, doubt),
            has_title=dice.random() > no_title,
            has_date=dice.random() > no_date,
        )

    return page


def visits(dice: random.Random, runs: int, changes: Change | None = None, change_at: int = 10**9) -> list[list[str]]:
    """The measures that drifted in each of so many runs, six a day, of one outlet."""
    page, pages, found = outlet(dice), list[Sample](), list[list[str]]()
    a_run = dice.choice((1, 3, 8, 25))
    for run in range(runs):
        fresh = [page(run // 6) for _ in range(dice.randint(0, 2 * a_run))]
        if changes is not None and run >= change_at:
            fresh = [changes(sample, dice) for sample in fresh]
        pages = [*fresh, *pages][:500]
        found.append([drift.measure for drift in judge(pages, len(fresh), THRESHOLDS)] if fresh else [])
    return found


def test_steady_outlets_never_alarm() -> None:
    runs = [visits(random.Random(seed), 250) for seed in range(24)]
    assert [measures for outlet_runs in runs for measures in outlet_runs if measures] == []


def test_the_noise_of_these_outlets_is_what_thresholds_are_there_for() -> None:
    lax = replace(THRESHOLDS, share=0.15, words=1.3, dropped=0.05, confidence=0.05, chance=0.01)
    outlets = [outlet(random.Random(seed)) for seed in range(10)]
    weeks = [[page(number // 10) for number in range(400)] for page in outlets]
    assert any(list(judge(pages[start:], 20, lax)) for pages in weeks for start in range(0, 150, 10))


CHANGES: dict[str, tuple[Change, str]] = {
    "a wall before every story": (
        lambda s, d: replace(s, is_story=d.random() < 0.05, words=40),
        "share of pages that are no story",
    ),
    "only the teaser is found": (lambda s, _: replace(s, words=s.words // 8), "median words"),
    "comments leak": (lambda s, d: replace(s, words=s.words * 4 + d.randint(200, 900)), "median words"),
    "headlines are pictures now": (
        lambda s, d: replace(s, has_title=d.random() < 0.1),
        "share of stories without a title",
    ),
    "dates are gone": (lambda s, _: replace(s, has_date=False), "share of stories without a date"),
    "the judge doubts": (lambda s, d: replace(s, confidence=d.uniform(0.1, 0.45)), "median confidence"),
    "boxes are taken for text": (lambda s, _: replace(s, dropped=s.dropped / 10), "median share of text dropped"),
}


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_template_that_has_changed_alarms_within_forty_pages(what: str, seed: int) -> None:
    change, measure = CHANGES[what]
    dice = random.Random(seed)
    page = outlet(dice)
    if what == "boxes are taken for text":
        steady = [replace(page(0), dropped=dice.gauss(0.6, 0.05)) for _ in range(200)]
    else:
        steady = [page(0) for _ in range(200)]
    fresh = [change(sample, dice) for sample in ([page(0) for _ in range(40)] if "boxes" not in what else steady[:40])]
    assert measure in {drift.measure for drift in judge([*fresh, *steady], len(fresh), THRESHOLDS)}


def test_few_pages_or_a_short_history_say_nothing() -> None:
    page = outlet(random.Random(5))
    steady = [page(0) for _ in range(200)]
    walls = [replace(page(0), is_story=False) for _ in range(40)]
    assert not list(judge([*walls[:5], *steady], 5, THRESHOLDS))
    assert not list(judge([*walls, *steady[:30]], 40, THRESHOLDS))


def test_pages_of_earlier_runs_fill_up_a_small_run() -> None:
    page = outlet(random.Random(6))
    walls = [replace(page(0), is_story=False) for _ in range(20)]
    assert list(judge([*walls, *[page(0) for _ in range(200)]], 1, THRESHOLDS))


def settle(store: Store, run: int, numbers: range, **columns: object) -> None:
    for number in numbers:
        key = f"gazette.example/{run}/{number}"
        store.discover("gazette", run, "2026-11-20", [Announced(key, f"https://{key}")])
        usual = {
            "kind": "article",
            "words": 400 + number,
            "dropped": 0.5,
            "confidence": 0.9,
            "has_title": 1,
            "has_date": 1,
        }
        store.settle(key, run, status="filed", judged_run=run, **usual | columns)


def test_state_is_asked_for_the_pages_of_this_run_and_those_before(store: Store) -> None:
    settle(store, 1, range(100))
    settle(store, 2, range(25), words=30)
    assert [drift.measure for drift in drift_of(store.connection, "gazette", 2, THRESHOLDS)] == ["median words"]
    assert drift_of(store.connection, "gazette", 1, THRESHOLDS) == ()
    assert drift_of(store.connection, "gazette", 3, THRESHOLDS) == ()
    assert drift_of(store.connection, "herald", 2, THRESHOLDS) == ()
