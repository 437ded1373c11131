"""`python -m bench.train --corpora DIR`: learn the judge from the `tune` pages and write its files.

With `--folds FILE` it also trains five models that each leave out a fifth of the sites, all sides, and writes what each makes
of the pages it did not see, for the scoreboard; with `--left-out FILE` one model for each source of corpora, without it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.train.data import Example, Row, example, read_page, rows
from bench.train.fitting import fit_keep, fit_roles, write
from bench.train.lines import write_lines
from cleaners.model.features import FEATURES
from cleaners.model.trees import Trees

MODEL = Path(__file__).parents[2] / "cleaners" / "model"
FOLDS = 5

Place = tuple[Path, Row]


def main() -> int:
    """Run the command."""
    options = _options()
    places = list(rows(options.corpora))
    _say(f"reading {len(places)} pages")
    with ProcessPoolExecutor(options.jobs) as pool:
        found = list(pool.map(_example, places, chunksize=16))
    pages = [(place, e) for place, e in zip(places, found, strict=True) if e is not None]
    _say(f"{len(pages)} pages with gold that was found again in {sum(len(e.texts) for _, e in pages)} blocks")
    if options.folds:
        _write_texts(options.folds, pages, _by_fold)
    if options.left_out:
        _write_texts(options.left_out, pages, _by_source)
    if not options.no_model:
        _write_models([e for _, e in pages if e.side == "tune"])
        for name, digest in write_lines(places, MODEL, options.jobs).items():
            _say(f"{name}.npz written, sha256 {digest[:16]}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.train", description="Learn the judge from pages with known text."
    )
    parser.add_argument("--corpora", type=Path, required=True, help="folder with CORPUS/manifest.jsonl")
    parser.add_argument(
        "--folds", type=Path, metavar="FILE", help="write texts by five models that did not see the page's site"
    )
    parser.add_argument(
        "--left-out", type=Path, metavar="FILE", help="write texts by models that did not see the page's corpus"
    )
    parser.add_argument("--no-model", action="store_true", help="leave cleaners/model as it is")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def _example(place: Place) -> Example | None:
    return example(*place)


def _say(message: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {message}", file=sys.stderr, flush=True)


def _by_fold(page: Example) -> str:
    """The fold of a page: its site's, whatever the corpus."""
    return str(int(hashlib.md5(page.domain.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS)


SOURCES = {"fundus-old": "fundus", "daniel-hosts": "daniel", "trafilatura-text": "trafilatura-eval"}
SMALL = frozenset(["gne", "greek", "hebrew", "indonesian", "postlight", "tool-tests"])


def _by_source(page: Example) -> str:
    """The corpora that are left out together: those of one source, and all that have few pages."""
    return "small" if page.corpus in SMALL else SOURCES.get(page.corpus, page.corpus)


def _write_models(pages: Sequence[Example]) -> None:
    facts = _facts(pages)
    for name, fit in (("keep", fit_keep), ("roles", fit_roles)):
        digest = write(fit(pages, FEATURES, facts), MODEL / f"{name}.npz")
        _say(f"{name}.npz written, sha256 {digest[:16]}")


def _facts(pages: Sequence[Example]) -> Mapping[str, Any]:
    """What a model file says of itself."""
    from catboost import __version__

    digest = hashlib.sha256()
    for page in pages:
        digest.update(f"{page.corpus}/{page.id}".encode())
        digest.update(page.features.tobytes())
        digest.update(page.labels.kept.tobytes())
    return {
        "trained": f"{datetime.now(UTC):%Y-%m-%d}", "pages": len(pages), "blocks": sum(len(p.texts) for p in pages),
        "sites": len({p.domain for p in pages}), "corpora": sorted({p.corpus for p in pages}), "side": "tune",
        "digest": digest.hexdigest(), "library": f"catboost {__version__}",
    }  # fmt: skip


def _write_texts(path: Path, pages: Sequence[tuple[Place, Example]], group: Callable[[Example], str]) -> None:
    """Train a model for each group without its pages, and write the whole cleaner's texts of them with that model."""
    names = sorted({group(e) for _, e in pages})
    with path.open("w", encoding="utf-8") as stream:
        for name in names:
            others = [e for _, e in pages if group(e) != name]
            mine = [place for place, e in pages if group(e) == name]
            keep, roles = fit_keep(others, FEATURES), fit_roles(others, FEATURES)
            _say(f"{name}: learned from {len(others)} pages, cleaning {len(mine)}")
            for line in _texts(mine, keep, roles):
                stream.write(line + "\n")


def _texts(places: Iterable[Place], keep: Trees, roles: Trees) -> Iterable[str]:
    """The cleaner's answers with other trees than the shipped ones."""
    from cleaners.pipeline import clean
    from cleaners.stages.second_opinion import asked

    judge: Any = import_module("cleaners.stages.judge")
    shipped = judge.load
    judge.load = {"keep": keep, "roles": roles}.__getitem__
    try:
        for folder, row in places:
            article = clean(read_page(folder, row))
            found = {"page": f"{row['corpus']}/{row['id']}", "text": article.text, "confidence": article.confidence}
            yield json.dumps(found | {"asked": asked(article.document)}, ensure_ascii=False)
    finally:
        judge.load = shipped


if __name__ == "__main__":
    sys.exit(main())
