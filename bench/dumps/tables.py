"""The figures as JSON and as the Markdown tables of the bench's README."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from bench.dumps.figures import Score, figures
from bench.dumps.systems import NAMES
from bench.dumps.ways import WAYS

Figures = Mapping[str, float]
MIN_DUMPS = 10
"""Dumps of a group that gets figures of its own."""
DIGITS = 4


def summed(scores: Iterable[Score], key: Callable[[Score], tuple[str, ...]]) -> dict[str, Any]:
    """Figures of groups of scores, nested by the parts of their keys."""
    groups: defaultdict[tuple[str, ...], list[Score]] = defaultdict(list)
    for score in scores:
        groups[key(score)].append(score)
    found: dict[str, Any] = {}
    for names, group in sorted(groups.items()):
        if len(group) >= MIN_DUMPS or len(names) == 2:
            inner = found
            for name in names[:-1]:
                inner = inner.setdefault(name, {})
            inner[names[-1]] = {k: round(v, DIGITS) for k, v in figures(group).items()}
    return found


def results(scores: Sequence[Score]) -> dict[str, Any]:
    """All figures of one run: by way and system; and Copydesk's by way and corpus, by way and language."""
    ours = [s for s in scores if s.system == "copydesk"]
    return {
        "ways": summed(scores, lambda s: (s.way, s.system)),
        "corpora": summed(ours, lambda s: (s.way, s.corpus, s.system)),
        "languages": summed(ours, lambda s: (s.way, s.language, s.system)),
        "cells": summed(ours, lambda s: (s.way, s.corpus, s.language, s.system)),
    }


def with_others(found: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a run by way and system, and of those systems that were not asked those of the run before, if that was
    of the same pages: a peer's answers do not change with ours."""
    if any(found[key] != before.get(key) for key in ("pages", "every")):
        return dict(found["ways"])
    return {way: {**before["ways"].get(way, {}), **by_system} for way, by_system in found["ways"].items()}


def table(found: Mapping[str, Mapping[str, Figures]], systems: Sequence[str]) -> str:
    """A Markdown table: a row a way, F1 of each system, then paragraphs lost and lines leaked by each."""
    names = [NAMES[s] for s in systems]
    head = ["way", *(f"F1 {n}" for n in names), *(f"lost {n}" for n in names), *(f"leaked {n}" for n in names)]
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    for way in (name for name in WAYS if name in found):
        row = found[way]
        cells = [_cell(row.get(s), figure) for figure in ("f1", "lost", "leaked") for s in systems]
        lines.append(f"| {way} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(figures_: Figures | None, name: str) -> str:
    if figures_ is None:
        return ""
    return f"{figures_[name]:.3f}".lstrip("0") if name == "f1" else f"{100 * figures_[name]:.1f} %"


def breakdown(found: Mapping[str, Mapping[str, Mapping[str, Figures]]], way: str) -> str:
    """A line a group of one way: dumps, F1, paragraphs lost, lines leaked."""
    lines = [f"{'':18}{'dumps':>6} {'F1':>6} {'lost':>7} {'leaked':>7}"]
    for name, by_system in found.get(way, {}).items():
        f = by_system["copydesk"]
        lines.append(f"{name:18}{f['dumps']:6.0f} {f['f1']:6.3f} {f['lost']:7.2%} {f['leaked']:7.2%}")
    return "\n".join(lines)


def readme(found: Mapping[str, Any]) -> str:
    """What the bench's README says of a file of results: a table a run, the test side first, then what else it shows."""
    parts = []
    for side in (name for name in ("test", "folds") if name in found):
        ways = found[side]["ways"]
        systems = [name for name in NAMES if any(name in by_system for by_system in ways.values())]
        every = found[side]["every"]
        some = f", every {_ordinal(every)} page" if every > 1 else ""
        learned = found[side].get("learned_every", 1)
        fewer = f" and learned from every {_ordinal(learned)} of the others" if learned > 1 else ""
        parts.append(f"{_TITLES[side]}{fewer} ({found[side]['pages']} pages{some}; {found[side]['day']}):")
        parts.append(table(ways, systems))
        parts += [_besides(ways)]
    return "\n\n".join(part for part in parts if part)


_TITLES = MappingProxyType({
    "test": "The `test` side, which nothing was learned or tuned on",
    "folds": "Five folds by registered domain: each page by a model that has not seen its site",
})  # fmt: skip


def _ordinal(number: int) -> str:
    return {2: "second", 3: "third"}.get(number, f"{number}th")


def _besides(ways: Mapping[str, Mapping[str, Figures]]) -> str:
    """What the table does not show: labels gone, texts that came back as they were."""
    said = [
        f"{100 * ways[way]['copydesk']['labels_gone']:.1f} % of the left-over lines of `{way}` are gone"
        for way in ("partly-cleaned", "labels")
        if way in ways
    ]
    if "clean" in ways:
        said.append(f"{100 * ways['clean']['copydesk']['same']:.1f} % of the gold texts come back word for word")
    return "; ".join(said) + "." if said else ""


def with_tables(text: str, found: Mapping[str, Any]) -> str:
    """A README with the tables between its marks made anew."""
    before, rest = text.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    return f"{before}{BEGIN}\n{readme(found)}\n{END}{after}"


BEGIN, END = "<!-- dumps:start -->", "<!-- dumps:end -->"
