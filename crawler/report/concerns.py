"""Says of an outlet's health what somebody should look at, the gravest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from crawler.report.health import RECENT_VISITS, Health

Level = Literal["bad", "look", "good", "new"]
"""How grave it is; "new": there is nothing to judge by yet."""

MAX_FAILED = 0.2
"""Share of the addresses tried in the latest visits that may fail: single pages of every site do."""

MAX_DOUBTFUL = 0.3
"""Share of stories that the judge may doubt."""

MIN_SILENT_DAYS = 3
"""Days without a story that no outlet is blamed for: a weekend and a day."""


@dataclass(frozen=True, slots=True)
class Concern:
    """What somebody should look at."""

    level: Level
    text: str


def concerns(health: Health) -> tuple[Concern, ...]:
    """Return what is wrong with an outlet, gravest first; nothing if all is well."""
    found = (*_of_the_last_visit(health), *_of_sources(health), *_of_stories(health))
    return tuple(sorted(found, key=lambda concern: concern.level != "bad"))


def level_of(health: Health) -> Level:
    """Return how grave the gravest concern is."""
    if not health.visits:
        return "new"
    return next((concern.level for concern in concerns(health)), "good")


def _of_the_last_visit(health: Health) -> Iterator[Concern]:
    if not health.visits:
        return
    last = health.visits[-1]
    if last.outcome != "ok":
        yield Concern(
            "look" if last.outcome.startswith("budget-") else "bad", f"the last visit ended early: {last.outcome}"
        )
    if last.listed == 0 and any(visit.listed > 0 for visit in health.visits):
        yield Concern("bad", "announces no story, and did before")
    yield from (Concern("bad", f"drift: {drift}") for drift in health.drift)


def _of_sources(health: Health) -> Iterator[Concern]:
    for source in health.sources:
        if source.problem:
            yield Concern("look", f"{source.kind} {source.url}: {source.problem}")


def _of_stories(health: Health) -> Iterator[Concern]:
    recent = sum((Counter(visit.counts) for visit in health.visits[-RECENT_VISITS:]), Counter[str]())
    failed = sum(count for name, count in recent.items() if name.startswith("failed: "))
    tried = failed + sum(recent[name] for name in ("filed", "corrected", "unchanged", "rejected"))
    if tried and failed / tried > MAX_FAILED:
        yield Concern("look", f"{failed} of {tried} pages failed in the latest visits")
    if health.measures is not None and health.measures.doubtful > MAX_DOUBTFUL:
        yield Concern("look", f"the judge doubts {health.measures.doubtful:.0%} of its stories")
    silence = health.days_since_story
    if silence is not None and silence > MIN_SILENT_DAYS and len(health.visits) > 1:
        yield Concern("look", f"no new story for {silence} days")
    if silence is None and health.visits:
        yield Concern("look", "no story has been filed yet")
