"""Measures processor time: every system on the same pages, one process at a time, page by page in a seeded order."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from bench.scoreboard.corpora import GoldPage
from bench.scoreboard.predictions import Key, ask_all
from bench.scoreboard.systems import OURS, System

SPEED_PAGES = 300
"""Pages that are timed."""
WARM_UP_PAGES = 10
"""Pages asked before, so that imports and tables that are loaded once are not counted."""
SAMPLE_SEED = 11


def choose_timed(pages: Sequence[GoldPage], count: int = SPEED_PAGES) -> tuple[list[GoldPage], list[GoldPage]]:
    """Pages to warm up on and pages to time, drawn by a seed from all distinct pages."""
    distinct = list({page.path: page for page in pages if not page.repeated}.values())
    drawn = random.Random(SAMPLE_SEED).sample(distinct, min(len(distinct), WARM_UP_PAGES + count))
    warm_up = min(WARM_UP_PAGES, len(drawn) // 2)
    return drawn[:warm_up], drawn[warm_up:]


def measure_speed(
    pages: Sequence[GoldPage], systems: Sequence[System], progress: Callable[[int, int], None]
) -> dict[str, Any]:
    """Processor milliseconds a page of every system: median, 95th percentile, mean, and its ratio to ours."""
    warm_up, timed = choose_timed(pages)
    jobs = [(page, systems) for page in timed]
    times: dict[Key, float | None] = {}
    for number, (key, said) in enumerate(ask_all(jobs, first=[(page, systems) for page in warm_up]), 1):
        times[key] = said.cpu_ms if said.error is None else None
        progress(number, len(jobs) * len(systems))
    by_system = {system.id: [times[system.id, page.key] for page in timed] for system in systems}
    return {
        "pages": len(timed),
        "seed": SAMPLE_SEED,
        "systems": {name: _figures(name, by_system) for name in by_system},
    }


def _figures(name: str, by_system: Mapping[str, Sequence[float | None]]) -> dict[str, Any]:
    """A page on which the system failed has no time; how many there are is said."""
    known = [ms for ms in by_system[name] if ms is not None]
    found: dict[str, Any] = {"timed": len(known), "failed": len(by_system[name]) - len(known)}
    if known:
        found |= {"median_ms": round(float(np.median(known)), 2), "p95_ms": round(float(np.percentile(known, 95)), 2),
                  "mean_ms": round(float(np.mean(known)), 2)}  # fmt: skip
    pairs = list(zip(by_system.get(OURS, ()), by_system[name], strict=False))
    ratios = [theirs / ours for ours, theirs in pairs if ours and theirs is not None]
    if ratios and name != OURS:
        found["median_ratio_to_ours"] = round(float(np.median(ratios)), 2)
    return found
