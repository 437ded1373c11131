"""Gathers what every system says of every page, page by page, and keeps it for the next time."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from bench.scoreboard.corpora import GoldPage
from bench.scoreboard.html_lines import html_lines
from bench.scoreboard.systems import System
from bench.scoreboard.workers import Workers

ORDER_SEED = 20
"""Seeds the order of pages, and of systems on a page: drift of the machine then falls on all alike."""

Key = tuple[str, str]
"""System id and page key."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a system said of a page."""

    text: str
    cpu_ms: float | None
    """Processor time of its process; None where the process did not live to tell."""
    error: str | None = None
    """What went wrong; None if nothing did. An empty text is no error."""
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] | None = None
    """None where the system does not read them; the same for title and date."""

    @classmethod
    def from_answer(cls, answer: Mapping[str, Any]) -> Prediction:
        """Take the fields of a worker's answer that are kept; a peer that gives HTML has it made lines."""
        html = answer.get("html")
        return cls(
            text=answer["text"] if html is None else html_lines(html),
            cpu_ms=answer["cpu_ms"],
            error=answer["error"],
            title=_one(answer.get("title")),
            date=_one(answer.get("date")),
            authors=None if answer.get("authors") is None else tuple(_texts(answer["authors"])),
        )


def _texts(value: Any) -> Iterator[str]:
    """The texts in what a peer gives for a field: none, one, or lists of them."""
    if isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
    elif value is not None:
        yield str(value)


def _one(value: Any) -> str | None:
    """A title or date; of several, the first."""
    return next(_texts(value), None)


class PredictionCache:
    """Answers of earlier runs, by the version of the environment, the system, and the bytes of the page."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(folder / "predictions.db", timeout=60)
        self._versions: dict[str, str] = {}
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS prediction"
            " (version TEXT, system TEXT, page TEXT, answer TEXT, PRIMARY KEY (version, system, page)) WITHOUT ROWID"
        )

    def find(self, system: System, pages: Mapping[str, str]) -> dict[Key, Prediction]:
        """What is known of pages (key -> fingerprint)."""
        rows = self._connection.execute(
            "SELECT page, answer FROM prediction WHERE version = ? AND system = ?",
            (self._version(system), system.id),
        )
        known = dict(rows)
        found = {key: json.loads(known[print_]) for key, print_ in pages.items() if print_ in known}
        return {(system.id, key): Prediction.from_answer(answer) for key, answer in found.items()}

    def add(self, system: System, fingerprint: str, prediction: Prediction) -> None:
        """Keep an answer."""
        values = (self._version(system), system.id, fingerprint, json.dumps(asdict(prediction)))
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO prediction VALUES (?, ?, ?, ?)", values)

    def _version(self, system: System) -> str:
        """Worked out once: an adapter that is edited during a run must not give its answers a newer version."""
        if system.id not in self._versions:
            self._versions[system.id] = system.answers_version()
        return self._versions[system.id]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


Job = tuple[GoldPage, Sequence[System]]
"""A page and the systems it is put to."""


def ask_all(jobs: Sequence[Job], lanes: int = 1, *, first: Sequence[Job] = ()) -> Iterator[tuple[Key, Prediction]]:
    """Put each page to its systems, in a seeded order of both; each lane has workers of its own.

    What is said of the pages of `first` is thrown away: each lane warms up on them.
    """
    todo: SimpleQueue[Job] = SimpleQueue()
    done: SimpleQueue[tuple[Key, Prediction]] = SimpleQueue()
    for job in _shuffled(jobs):
        todo.put(job)
    with ThreadPoolExecutor(lanes) as pool:
        running = [pool.submit(_run_lane, first, todo, done) for _ in range(lanes)]
        for _ in range(sum(len(systems) for _, systems in jobs)):
            yield _next(done, running)


def _shuffled(jobs: Sequence[Job]) -> list[Job]:
    rng = random.Random(ORDER_SEED)
    return [(page, rng.sample(systems, len(systems))) for page, systems in rng.sample(jobs, len(jobs))]


def _next(done: SimpleQueue[tuple[Key, Prediction]], running: Sequence[Future[None]]) -> tuple[Key, Prediction]:
    while True:
        try:
            return done.get(timeout=1)
        except Empty:
            for lane in running:
                if lane.done():
                    lane.result()  # raises what ended the lane early


def _run_lane(first: Sequence[Job], todo: SimpleQueue[Job], done: SimpleQueue[tuple[Key, Prediction]]) -> None:
    with Workers() as workers:
        for page, systems in first:
            for system in systems:
                workers.ask(system, page.request())
        while not todo.empty():
            try:
                page, systems = todo.get_nowait()
            except Empty:
                return
            for system in systems:
                done.put(((system.id, page.key), Prediction.from_answer(workers.ask(system, page.request()))))


def _say_nothing(done: int, expected: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """How predictions are gathered."""

    cache: PredictionCache
    fresh: frozenset[str] = frozenset()
    """Systems that are asked again whatever is cached, and whose answers are not kept."""
    lanes: int = 2
    progress: Callable[[int, int], None] = _say_nothing


def gather(pages: Iterable[GoldPage], systems: Sequence[System], how: Gathering) -> dict[Key, Prediction]:
    """What every system says of every page: cached, or asked now."""
    pages = tuple(pages)
    prints = {page.key: page.fingerprint() for page in pages}
    known: dict[Key, Prediction] = {}
    for system in systems:
        if system.id not in how.fresh:
            known |= how.cache.find(system, prints)
    jobs = [(page, [s for s in systems if (s.id, page.key) not in known]) for page in pages]
    jobs = [job for job in jobs if job[1]]
    expected, by_id = sum(len(job[1]) for job in jobs), {system.id: system for system in systems}
    for number, (key, prediction) in enumerate(ask_all(jobs, how.lanes), 1):
        known[key] = prediction
        if key[0] not in how.fresh:
            how.cache.add(by_id[key[0]], prints[key[1]], prediction)
        how.progress(number, expected)
    return known
