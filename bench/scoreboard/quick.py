"""The developers' view: figures as a table in the terminal, and the pages that went worst."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bench.scoreboard.corpora import GoldPage, slices
from bench.scoreboard.figures import RESAMPLES, Interval, Sums, differences, draw, figures, sum_by_domain
from bench.scoreboard.predictions import Key, Prediction
from bench.scoreboard.scores import PageScore
from bench.scoreboard.systems import OURS

QUICK_STEP = 3
"""The quick mode looks at every how-manieth page of a corpus."""
QUICK_RESAMPLES = 300

_OF_TEXT = ("f1", "precision", "recall", "exact", "clean", "leak", "stray", "loss", "under80", "empty", "snippet_f1")
_OF_SNIPPETS = ("snippet_f1", "snippet_precision", "snippet_recall")
_HEADS = {"precision": "prec.", "under80": "<.8", "snippet_f1": "snip f1", "snippet_precision": "snip prec",
          "snippet_recall": "snip rec"}  # fmt: skip
_ALWAYS = ("news", "corpus:wcxb", "corpus:trafilatura-eval")
"""Groups that are shown however the table is broken down."""
_NAME_WIDTH, _CELL_WIDTH = 40, 11
_LINE_WIDTH = 160


def thin_out(pages: Iterable[GoldPage], step: int = QUICK_STEP) -> tuple[GoldPage, ...]:
    """Every `step`-th page of each corpus, always the same ones, without the repeats."""
    seen: dict[str, int] = {}
    chosen = []
    for page in pages:
        if page.repeated:
            continue
        place = seen.get(page.corpus, 0)
        seen[page.corpus] = place + 1
        if place % step == 0:
            chosen.append(page)
    return tuple(chosen)


@dataclass(frozen=True, slots=True)
class Board:
    """Scores to be shown."""

    pages: tuple[GoldPage, ...]
    scores: Mapping[Key, PageScore]
    systems: tuple[str, ...]
    resamples: int = RESAMPLES

    def sums(self, system: str, group: Sequence[GoldPage]) -> Sums:
        """One system's scores on a group of pages, by domain."""
        return sum_by_domain([self.scores[system, page.key] for page in group], [page.domain for page in group])


def table(board: Board, by: str | None = None) -> str:
    """The figures of all systems, in per cent, on the pooled news and on each group wanted ("corpus", "lang")."""
    prefix = {"corpus": "corpus:", "lang": "language:"}.get(by or "")
    groups = slices(board.pages)
    wanted = [name for name in groups if name in _ALWAYS or (prefix and name.startswith(prefix))]
    return "\n\n".join(_group(board, name, groups[name]) for name in wanted)


def _group(board: Board, name: str, pages: Sequence[GoldPage]) -> str:
    sums = {system: board.sums(system, pages) for system in board.systems}
    draws = draw(len({page.domain for page in pages}), board.resamples)
    shown = _OF_TEXT if any(page.has_gold for page in pages) else _OF_SNIPPETS
    lines = [_line(f"{name}: {len(pages)} pages, {len(draws[0])} domains", [_HEADS.get(m, m) for m in shown])]
    for system, theirs in sums.items():
        failed = f" ({theirs.count('failed')} failed)" if theirs.count("failed") else ""
        lines.append(_line(f"  {system}{failed}", _cells(figures(theirs, draws), shown, "{:.1f}")))
        if OURS in sums and system != OURS:
            paired = differences(sums[OURS], theirs, draws)
            lines.append(_line(f"    {OURS} minus {system}", _cells(paired, shown, "{:+.1f}")))
    return "\n".join(lines)


def _line(name: str, cells: Iterable[str]) -> str:
    return (name.ljust(_NAME_WIDTH) + "".join(cell.rjust(_CELL_WIDTH) for cell in cells)).rstrip()


def _cells(values: Mapping[str, Interval], shown: Iterable[str], form: str) -> list[str]:
    return [_cell(values[name], form) if name in values else "" for name in shown]


def _cell(value: Interval, form: str) -> str:
    middle, low, high = value
    return f"{form.format(100 * middle)}±{50 * (high - low):.1f}"


def times(predictions: Mapping[Key, Prediction], systems: Iterable[str]) -> str:
    """Processor time of each system, in the processes of a quality run: a hint, not the measurement of `speed`."""
    lines = [_line("processor time a page, a hint", ["median ms", "p95 ms"])]
    for system in systems:
        known = [said.cpu_ms for (name, _), said in predictions.items() if name == system and said.cpu_ms is not None]
        if known:
            lines.append(_line(f"  {system}", [f"{value:.1f}" for value in np.percentile(known, (50, 95))]))
    return "\n".join(lines)


def worst(board: Board, system: str, count: int) -> str:
    """The pages of the tune side a system got most wrong, worst first: shares found (tp), too much (fp), missing (fn)."""
    scored = [(page, board.scores[system, page.key]) for page in board.pages if page.has_gold and page.side == "tune"]
    scored.sort(key=lambda pair: (pair[1].tp, pair[0].key))
    return "\n".join([f"the worst pages of {system}, tune side", *(_worst_line(*pair) for pair in scored[:count])])


def _worst_line(page: GoldPage, score: PageScore) -> str:
    marks = " ".join(name for name in ("failed", "empty", "leak", "stray", "loss") if getattr(score, name))
    shares = f"tp {score.tp:.2f}  fp {score.fp:.2f}  fn {score.fn:.2f}"
    return f"  {shares}  {page.language:<3} {page.key:<30} {marks:<17} {page.row.get('url') or ''}"[:_LINE_WIDTH]
