"""Reads the command line of the scoreboard and runs what it asks for."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.scoreboard.corpora import SIDES, CorporaError
from bench.scoreboard.environments import set_up_peers
from bench.scoreboard.readme import ReadmeError, update_readme
from bench.scoreboard.results import RESULTS
from bench.scoreboard.running import Run, show, whole_run
from bench.scoreboard.systems import WORK, PeersError

REMEMBERED = WORK / "corpora.txt"
"""Where the last corpora folder is written, so that the quick mode need not be told."""


def parser() -> argparse.ArgumentParser:
    """What can be typed."""
    it = argparse.ArgumentParser(prog="python -m bench", description="Quality and speed of Copydesk and its peers.")
    it.add_argument(
        "--corpora",
        type=Path,
        metavar="DIR",
        help="folder with score.py and CORPUS/manifest.jsonl (default: $CORPORA, else the last one used)",
    )
    it.add_argument("--setup-peers", action="store_true", help="make the environments of the peers, and stop")
    it.add_argument("--readme", action="store_true", help="write the figures into README.md and the chart, and stop")
    it.add_argument(
        "--quick",
        action="store_true",
        help="every third page, Copydesk beside cached trafilatura: a table in the terminal, nothing written",
    )
    it.add_argument("--side", choices=SIDES, help="pages of this side only")
    it.add_argument("--only", action="append", default=[], metavar="CORPUS", help="this corpus only; may be repeated")
    it.add_argument("--systems", default="", metavar="A,B", help="these systems only (default: all that are set up)")
    it.add_argument("--limit", type=int, metavar="N", help="at most N pages a corpus")
    it.add_argument("--by", choices=("lang", "corpus"), help="break the table down")
    it.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst pages of Copydesk (tune side)")
    it.add_argument(
        "--pages",
        type=Path,
        metavar="FILE",
        help="write the scores of every page as JSON lines; texts on the tune side only",
    )
    it.add_argument(
        "--folds",
        type=Path,
        metavar="FILE",
        help='JSON lines {"page": "CORPUS/ID", "text": …}: texts by models that did not see the page',
    )
    it.add_argument("--jobs", type=int, default=2, metavar="N", help="processes for the quality run (default: 2)")
    it.add_argument("--no-speed", action="store_true", help="do not time")
    it.add_argument(
        "--predictions", type=Path, default=WORK / "cache", metavar="DIR", help="cache of answers and scores"
    )
    it.add_argument("--cache-copydesk", action="store_true", help="keep and use answers of Copydesk too")
    it.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="where the results go (default: bench/results.json after a whole run, nowhere after a part)",
    )
    return it  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run the scoreboard; 0: done, 1: a peer could not be set up, 2: usage."""
    options = parser().parse_args(argv)
    began = time.monotonic()
    try:
        code = _run(options)
    except (CorporaError, PeersError, ReadmeError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    print(f"\n{time.monotonic() - began:.1f} s")
    return code


def _run(options: argparse.Namespace) -> int:
    if options.setup_peers:
        return _set_up()
    if options.readme:
        update_readme()
        return 0
    run = Run(corpora_folder(options.corpora), options)
    if run.is_part:
        show(run)
    else:
        whole_run(run, options.out or RESULTS)
    return 0


def _set_up() -> int:
    failed = 0
    for name, reason in set_up_peers():
        print(f"{name}: {reason or 'ready'}", flush=True)
        failed += reason is not None
    return int(failed > 0)


def corpora_folder(given: Path | None) -> Path:
    """The folder given, else that of the environment variable CORPORA, else the last one used."""
    named = given or os.environ.get("CORPORA") or (REMEMBERED.read_text().strip() if REMEMBERED.is_file() else "")
    if not str(named).strip(". ") and not given:
        raise CorporaError("no corpora: give their folder, make bench CORPORA=DIR or python -m bench --corpora DIR")
    folder = Path(named).resolve()
    if not folder.is_dir():
        raise CorporaError(f"{folder} is not a folder")
    WORK.mkdir(exist_ok=True)
    REMEMBERED.write_text(f"{folder}\n")
    return folder
