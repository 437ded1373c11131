"""Flattens pages, has every system clean them, and scores what comes back; in processes, a page a task."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import ModuleType

from bench.dumps.figures import Score, gone, score
from bench.dumps.reading import read_flat
from bench.dumps.systems import PEERS, Peers, as_filed
from bench.dumps.ways import WAYS, Clean, Dump
from bench.scoreboard.corpora import load_scorer
from bench.train.data import Row, rows
from bench.train.labels import tokens
from cleaners import clean_text

Place = tuple[Path, Row]
CHUNK = 8


@dataclass(frozen=True, slots=True)
class Task:
    """What is done with each page."""

    corpora: Path
    ways: tuple[str, ...]
    systems: tuple[str, ...]


def places(corpora: Path, sides: Iterable[str]) -> list[Place]:
    """The pages with a gold text of some sides."""
    wanted = frozenset(sides)
    return [place for place in rows(corpora) if place[1]["side"] in wanted and place[1].get("text")]


def scores(task: Task, pages: Sequence[Place], jobs: int) -> Iterator[Score]:
    """Score every page, in order."""
    work = partial(score_pages, task)
    chunks = [pages[i : i + CHUNK] for i in range(0, len(pages), CHUNK)]
    if jobs == 1:
        found: Iterable[list[Score]] = map(work, chunks)
        yield from (one for chunk in found for one in chunk)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from (one for chunk in pool.map(work, chunks) for one in chunk)


def score_pages(task: Task, pages: Sequence[Place]) -> list[Score]:
    """Score a few pages in this process."""
    scorer = load_scorer(task.corpora)
    if not set(task.systems) & set(PEERS):
        return [one for page in pages for one in _of_page(task, page, scorer, None)]
    with Peers() as peers:
        return [one for page in pages for one in _of_page(task, page, scorer, peers)]


def _of_page(task: Task, place: Place, scorer: ModuleType, peers: Peers | None) -> Iterator[Score]:
    folder, row = place
    flat = read_flat(folder, row)
    known: dict[tuple[str, str], str] = {}
    for way in task.ways:
        dump = WAYS[way].flatten(flat, random.Random(f"{row['corpus']}/{row['id']}/{way}"))
        if not dump.gold.strip():
            continue
        for system in task.systems:
            if system == "copydesk":
                yield _of_copydesk(row, way, dump, scorer)
            else:
                answer = _answer(system, dump, str(row.get("lang") or ""), peers, known)
                yield _labelled(score(scorer, row, dump.gold, answer, system=system, way=way), dump, answer)


def _answer(system: str, dump: Dump, language: str, peers: Peers | None, known: dict[tuple[str, str], str]) -> str:
    """What a peer makes of a dump; ways that differ in white space alone are one way to it, so it is asked once."""
    if system == "keep-all" or peers is None:
        return dump.text
    key = (system, "\n".join(" ".join(line.split()) for line in dump.text.splitlines() if line.strip()))
    if key not in known:
        known[key] = peers.clean(system, dump.text, language)
    return known[key]


def _of_copydesk(row: Row, way: str, dump: Dump, scorer: ModuleType) -> Score:
    article = clean_text(dump.text)
    found = _labelled(score(scorer, row, dump.gold, article.text, system="copydesk", way=way), dump, article.text)
    is_clean = isinstance(WAYS[way], Clean)
    return replace(found, same=is_clean and tokens(as_filed(article)) == tokens(dump.text))


def _labelled(found: Score, dump: Dump, answer: str) -> Score:
    return replace(found, labels=len(dump.labels), labels_gone=gone(dump.labels, answer))
