"""Runs the scoreboard: the whole of it into results, or a part of it onto the terminal."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.scoreboard.corpora import SIDES, CorporaError, GoldPage, read_corpora
from bench.scoreboard.exact import exact_figures
from bench.scoreboard.predictions import Gathering, Key, Prediction, PredictionCache, gather
from bench.scoreboard.quick import QUICK_RESAMPLES, Board, table, thin_out, times, worst
from bench.scoreboard.results import circumstances, describe, describe_systems, side_figures, write_results
from bench.scoreboard.scores import PageScore, ScoreCache, score_all
from bench.scoreboard.speed import measure_speed
from bench.scoreboard.systems import OURS, System, choose_systems

QUICK_SYSTEMS = (OURS, "trafilatura")
_PROGRESS_EVERY = 200
_FIGURES = ("exact", "clean", "leak", "stray", "loss", "empty", "snippets")


@dataclass(frozen=True, slots=True)
class Run:
    """What was asked for."""

    folder: Path
    options: argparse.Namespace

    @property
    def is_part(self) -> bool:
        """Not all pages or systems are wanted, so the published results stay as they are."""
        it = self.options
        return bool(it.quick or it.side or it.only or it.systems or it.limit is not None)

    def pages(self) -> tuple[GoldPage, ...]:
        """The pages wanted."""
        it = self.options
        pages = tuple(p for p in read_corpora(self.folder, it.only) if it.side in (None, p.side))
        if it.quick:
            pages = thin_out(pages)
        return pages if it.limit is None else tuple(_first(pages, it.limit))

    def systems(self) -> tuple[tuple[System, ...], dict[str, str]]:
        """The systems wanted, and for those that cannot run the reason, which is printed too."""
        named = [name.strip() for name in self.options.systems.split(",") if name.strip()]
        systems, absent = choose_systems(named or (QUICK_SYSTEMS if self.options.quick else ()))
        for name, reason in absent.items():
            print(f"not run: {name}: {reason}", file=sys.stderr)
        return systems, absent


@dataclass(frozen=True, slots=True)
class Assessed:
    """What the systems said of the pages, and what it is worth."""

    pages: tuple[GoldPage, ...]
    predictions: Mapping[Key, Prediction]
    scores: Mapping[Key, PageScore]


def _first(pages: Sequence[GoldPage], limit: int) -> Iterator[GoldPage]:
    taken: dict[str, int] = {}
    for page in pages:
        taken[page.corpus] = taken.get(page.corpus, 0) + 1
        if taken[page.corpus] <= limit:
            yield page


def show(run: Run) -> None:
    """Print the figures of a part."""
    systems, _ = run.systems()
    assessed = _assess(run, run.pages(), systems)
    resamples = {"resamples": QUICK_RESAMPLES} if run.options.quick else {}
    board = Board(assessed.pages, assessed.scores, tuple(system.id for system in systems), **resamples)
    print(f"{table(board, run.options.by)}\n\n{times(assessed.predictions, board.systems)}")
    if any(page.side == "tune" for page in assessed.pages):
        print("\nThe model was fitted on pages of the tune side: its figures there flatter it.")
    _finish(run, board, assessed)


def whole_run(run: Run, out: Path) -> None:
    """Assess everything, time it, and write the results."""
    (systems, absent), pages = run.systems(), run.pages()
    assessed = _assess(run, pages, systems)
    names = tuple(system.id for system in systems)
    boards = {side: Board(tuple(p for p in pages if p.side == side), assessed.scores, names) for side in SIDES}
    if run.options.folds:
        boards["folds"] = _folds_board(run, assessed, names)
    results: dict[str, Any] = {
        **circumstances(),
        "systems": describe_systems(systems),
        "not_run": absent,
        "corpora": describe(pages, run.folder),
        "failures": failures(assessed.predictions),
        "sides": {side: side_figures(board) for side, board in boards.items()},
        "metadata": {side: exact_figures(boards[side].pages, assessed.predictions, names, OURS) for side in SIDES},
    }
    if not run.options.no_speed:
        results["speed"] = measure_speed(pages, systems, _show_progress)
    write_results(results, out)
    for side, board in boards.items():
        print(f"--- {side}\n{table(board, run.options.by)}\n")
    _finish(run, boards["tune"], assessed)
    print(f"written: {out}")


def _assess(run: Run, pages: tuple[GoldPage, ...], systems: Sequence[System]) -> Assessed:
    it = run.options
    answers, scores = PredictionCache(it.predictions), ScoreCache(it.predictions)
    fresh = frozenset(() if it.cache_copydesk else (OURS,))
    try:
        said = gather(pages, systems, Gathering(answers, fresh, it.jobs, _show_progress))
        return Assessed(pages, said, score_all(pages, said, run.folder, scores, jobs=it.jobs))
    finally:
        answers.close()
        scores.close()


def _folds_board(run: Run, assessed: Assessed, names: tuple[str, ...]) -> Board:
    """The pages of which there is a text by a model that did not see them; peers are taken on the same pages."""
    with run.options.folds.open(encoding="utf-8") as lines:
        texts = {record["page"]: record["text"] for record in map(json.loads, lines)}
    pages = tuple(page for page in assessed.pages if page.key in texts)
    if unknown := texts.keys() - {page.key for page in pages}:
        raise CorporaError(f"{run.options.folds}: no page {min(unknown)} in {run.folder}")
    said = {(OURS, page.key): Prediction(texts[page.key], None) for page in pages}
    cache = ScoreCache(run.options.predictions)
    try:
        scores = score_all(pages, said, run.folder, cache, jobs=run.options.jobs)
    finally:
        cache.close()
    return Board(pages, {**assessed.scores, **scores}, names)


def failures(predictions: Mapping[Key, Prediction]) -> dict[str, dict[str, int]]:
    """For each system that failed on a page: what it raised (the kind alone, no text of a page), and on how many."""
    counts: dict[str, Counter[str]] = {}
    for (system, _), said in sorted(predictions.items()):
        if said.error is not None:
            counts.setdefault(system, Counter())[said.error.partition(":")[0]] += 1
    return {system: dict(counted.most_common()) for system, counted in counts.items()}


def _finish(run: Run, board: Board, assessed: Assessed) -> None:
    for system, counts in failures(assessed.predictions).items():
        print(f"{system} failed: {', '.join(f'{kind} {count} times' for kind, count in counts.items())}")
    if ours := next((p.error for k, p in assessed.predictions.items() if p.error and k[0] == OURS), None):
        print(f"e.g. {OURS}: {ours}")
    if run.options.worst and OURS in board.systems:
        print(f"\n{worst(board, OURS, run.options.worst)}")
    if run.options.pages:
        _write_pages(run.options.pages, assessed)


def _show_progress(done: int, expected: int) -> None:
    if done % _PROGRESS_EVERY == 0 and sys.stderr.isatty():
        print(f"\r{done} of {expected} answers ", end="" if done < expected else "\n", file=sys.stderr, flush=True)


def _write_pages(path: Path, assessed: Assessed) -> None:
    """One line for each page and system; of the test side nothing but figures."""
    by_key = {page.key: page for page in assessed.pages}
    with path.open("w", encoding="utf-8") as lines:
        for key in sorted(assessed.scores):
            record = _page_record(key[0], by_key[key[1]], assessed.scores[key], assessed.predictions[key])
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


def _page_record(system: str, page: GoldPage, score: PageScore, said: Prediction) -> dict[str, Any]:
    record: dict[str, Any] = {"system": system, "page": page.key, "side": page.side, "language": page.language}
    record |= {name: round(getattr(score, name), 4) for name in ("f1", "tp", "fp", "fn")}
    record |= {name: getattr(score, name) for name in _FIGURES}
    record |= {"failed": score.failed, "cpu_ms": said.cpu_ms}
    if page.side == "tune":
        record |= {"url": page.row.get("url"), "error": said.error, "text": said.text}
    return record
