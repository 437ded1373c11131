"""Puts a whole run into one document of plain data, and writes it: what every published figure is taken from."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.scoreboard.corpora import NEWS, GoldPage, slices
from bench.scoreboard.figures import DIGITS, RESAMPLES, SEED, Interval, differences, draw, figures
from bench.scoreboard.quick import Board
from bench.scoreboard.systems import BENCH, OURS, System

RESULTS = BENCH / "results.json"


def side_figures(board: Board) -> dict[str, Any]:
    """For every group of pages: figures of each system, and ours minus theirs, with 95 % intervals."""
    return {name: _group_figures(board, group) for name, group in slices(board.pages).items()}


def _group_figures(board: Board, group: Sequence[GoldPage]) -> dict[str, Any]:
    sums = {system: board.sums(system, group) for system in board.systems}
    draws = draw(len({page.domain for page in group}), board.resamples)
    found: dict[str, Any] = {"pages": len(group), "domains": len(draws[0])}
    found["systems"] = {
        name: {"failed": theirs.count("failed"), **_rounded(figures(theirs, draws))} for name, theirs in sums.items()
    }
    if OURS in sums:
        peers = {name: theirs for name, theirs in sums.items() if name != OURS}
        found["ours_minus"] = {name: _rounded(differences(sums[OURS], theirs, draws)) for name, theirs in peers.items()}
    return found


def _rounded(values: Mapping[str, Interval]) -> dict[str, list[float]]:
    return {name: [round(part, DIGITS) for part in value] for name, value in values.items()}


def describe(pages: Sequence[GoldPage], folder: Path) -> dict[str, Any]:
    """What was measured on: the corpora, their scorer, and which of them count as news."""
    return {
        "scorer_sha256": hashlib.sha256((folder / "score.py").read_bytes()).hexdigest(),
        "pages": len(pages),
        "news": list(NEWS),
        "repeated": "pages of daniel-hosts that are in daniel too count once in the news",
        "by_corpus": {name: _describe_corpus([p for p in pages if p.corpus == name]) for name in _corpora(pages)},
        "resamples": RESAMPLES,
        "seed": SEED,
    }


def _corpora(pages: Iterable[GoldPage]) -> list[str]:
    return sorted({page.corpus for page in pages})


def _describe_corpus(pages: Sequence[GoldPage]) -> dict[str, int]:
    counts = {side: sum(page.side == side for page in pages) for side in ("tune", "test")}
    return {"pages": len(pages), **counts, "repeated": sum(page.repeated for page in pages)}


def circumstances() -> dict[str, Any]:
    """When, on which machine, with which cleaner."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": {
            "cpu": cpu_model(),
            "cores": os.cpu_count(),
            "system": platform.system(),
            "python": platform.python_version(),
        },
        "cleaner": {"version": _cleaner_version(), "commit": _git("rev-parse", "--short", "HEAD"),
                    "changed_since": bool(_git("status", "--porcelain", "--", "cleaners"))},
    }  # fmt: skip


def describe_systems(systems: Iterable[System]) -> dict[str, Any]:
    """Name, version, settings and surroundings of every system that ran."""
    return {
        system.id: {
            "name": system.name, "package": system.package, "version": _version(system), "settings": system.settings,
            "versions": dict(sorted(system.environment.versions().items())),
        }
        for system in systems
    }  # fmt: skip


def _version(system: System) -> str:
    return _cleaner_version() if system.id == OURS else system.version()


def _cleaner_version() -> str:
    from cleaners.version import CLEANER_VERSION

    return str(CLEANER_VERSION)


def cpu_model() -> str:
    """What the machine calls its processor."""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False, cwd=BENCH)
    return done.stdout.strip()


def write_results(results: Mapping[str, Any], path: Path = RESULTS) -> None:
    """Write them so that a difference in one figure is a difference in one line."""
    path.write_text(dump(results) + "\n", encoding="utf-8")


def dump(value: Any, indent: int = 0) -> str:
    """JSON with an object a line wherever it holds no other objects."""
    if not isinstance(value, Mapping) or not any(isinstance(part, Mapping) for part in value.values()):
        return json.dumps(value, ensure_ascii=False)
    pad = " " * (indent + 1)
    parts = (f"{pad}{json.dumps(key, ensure_ascii=False)}: {dump(part, indent + 1)}" for key, part in value.items())
    return "{\n" + ",\n".join(parts) + "\n" + " " * indent + "}"


def read_results(path: Path = RESULTS) -> dict[str, Any]:
    """The figures of the last whole run."""
    return json.loads(path.read_text(encoding="utf-8"))
