"""`python -m bench.dumps --corpora DIR`: what becomes of pages that were flattened in many ways."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.dumps import folds, running, tables
from bench.dumps.systems import NAMES
from bench.dumps.ways import WAYS

TARGET = Path(__file__).parents[1] / "dumps.json"
README = TARGET.with_name("README.md")


def main() -> int:
    """Run the command."""
    options = _options()
    task = running.Task(options.corpora, tuple(options.ways), tuple(options.systems))
    sides = ("tune", "test") if options.folds else (options.side,)
    pages = running.places(options.corpora, sides)[:: options.every]
    pages = pages[: options.limit] if options.limit else pages
    score = folds.folded_scores if options.folds else running.scores
    found = tables.results(list(score(task, pages, options.jobs)))
    print(tables.table(found["ways"], options.systems))
    if options.by:
        print(f"\n{options.ways[0]} by {options.by}")
        print(tables.breakdown(found["languages" if options.by == "language" else "corpora"], options.ways[0]))
    if not options.no_file:
        about = {"day": f"{datetime.now(UTC):%Y-%m-%d}", "pages": len(pages), "every": options.every}
        about |= {"learned_every": folds.LEARNED_EVERY} if options.folds else {}
        _write("folds" if options.folds else options.side, {**about, **found})
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.dumps", description="Clean flattened pages with known text.")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with score.py and CORPUS/manifest.jsonl")
    parser.add_argument("--side", choices=("tune", "test"), default="test")
    parser.add_argument("--folds", action="store_true", help="all pages, each by a model that has not seen its site")
    parser.add_argument(
        "--ways", nargs="+", choices=tuple(WAYS), default=tuple(WAYS), metavar="WAY", help=", ".join(WAYS)
    )
    parser.add_argument("--systems", nargs="+", choices=tuple(NAMES), default=tuple(NAMES), metavar="NAME")
    parser.add_argument("--by", choices=("corpus", "language"), help="break the first way down")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N pages")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every Nth page")
    parser.add_argument("--no-file", action="store_true", help="leave bench/dumps.json as it is")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def _write(name: str, found: Mapping[str, Any]) -> None:
    """Put the figures of a run beside those of other runs, and the tables into the README."""
    known = json.loads(TARGET.read_text("utf-8")) if TARGET.is_file() else {}
    known[name] = {**found, "ways": tables.with_others(found, known.get(name, {}))}
    TARGET.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    README.write_text(tables.with_tables(README.read_text("utf-8"), known), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
