"""Reads a folder of corpora: its pages, their gold, and the scorer that lies beside them."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

NEWS = (
    "fundus", "fundus-old", "newspaper4k", "daniel", "daniel-hosts", "mediacloud", "gne", "greek", "hebrew",
    "indonesian", "tool-tests", "trafilatura-text", "postlight",
)  # fmt: skip
"""The corpora counted as news: pages of newspapers, agencies and magazines with a gold text."""

REPEATS = {"daniel-hosts": "daniel"}
"""Corpus -> the one some of its pages are in too, by id: those count once in whatever is pooled."""

MIN_LANGUAGE_PAGES = 20
"""Fewest pages of a language that give it a line of its own; fewer say too little."""

SIDES = ("tune", "test")


class CorporaError(Exception):
    """A corpora folder that cannot be read: it says which file is missing or wrong."""


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page whose story is known."""

    corpus: str
    row: Mapping[str, Any]
    """Its line of the manifest."""
    path: Path
    """Its bytes, gzip'd."""
    repeated: bool = False
    """It is in another corpus too, and counts there."""

    @property
    def key(self) -> str:
        """Corpus and id: the same page may be in two corpora."""
        return f"{self.corpus}/{self.row['id']}"

    @property
    def side(self) -> str:
        """ "tune" or "test"."""
        return str(self.row["side"])

    @property
    def domain(self) -> str:
        """The registered domain; pages of one fail together."""
        return str(self.row.get("domain") or self.row["id"])

    @property
    def language(self) -> str:
        """As the manifest states it."""
        return str(self.row.get("lang") or "und")

    @property
    def has_gold(self) -> bool:
        """It has a gold text, not snippets alone."""
        return self.row.get("text") is not None

    @property
    def is_news(self) -> bool:
        """It counts among the pooled news pages."""
        return self.corpus in NEWS and self.has_gold and not self.repeated

    def request(self) -> dict[str, Any]:
        """What every system is told of it."""
        fields = {"encoding": self.row.get("encoding"), "url": self.row.get("url"), "language": self.row.get("lang")}
        return {"path": str(self.path), **fields}

    def fingerprint(self) -> str:
        """A hash of its bytes and of all that systems are told of it."""
        told = json.dumps({**self.request(), "path": ""}, sort_keys=True)
        return hashlib.sha256(self.path.read_bytes() + told.encode()).hexdigest()


def read_corpora(folder: Path, only: Iterable[str] = ()) -> tuple[GoldPage, ...]:
    """All pages of a folder in a fixed order; `only` names the corpora wanted (none: all)."""
    names = sorted(path.parent.name for path in folder.glob("*/manifest.jsonl"))
    if not names:
        raise CorporaError(f"{folder} has no corpora: expected <corpus>/manifest.jsonl and score.py in it")
    if unknown := set(only) - set(names):
        raise CorporaError(f"{folder} has no corpus {', '.join(sorted(unknown))}; it has {', '.join(names)}")
    manifests = {name: _read_manifest(folder / name / "manifest.jsonl") for name in names}
    ids = {name: {row["id"] for row in rows} for name, rows in manifests.items()}
    wanted = [name for name in names if not only or name in set(only)]
    return tuple(page for name in wanted for page in _pages(folder / name, manifests[name], _twin_ids(name, ids)))


def _twin_ids(corpus: str, ids: Mapping[str, set[str]]) -> set[str]:
    return ids.get(REPEATS.get(corpus, ""), set())


def _pages(folder: Path, rows: Iterable[Mapping[str, Any]], twins: set[str]) -> Iterator[GoldPage]:
    for row in rows:
        path = (folder / row["html"]).resolve()
        if not path.is_file():
            raise CorporaError(f"{path} is missing, but {folder.name}/manifest.jsonl names it")
        yield GoldPage(folder.name, row, path, repeated=row["id"] in twins)


def _read_manifest(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


@cache
def load_scorer(folder: Path) -> ModuleType:
    """The corpora's own `score.py`: the measures are theirs, not ours."""
    path = folder / "score.py"
    spec = importlib.util.spec_from_file_location("corpora_score", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise CorporaError(f"{path} is missing: quality is measured by the corpora's own scorer")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def slices(pages: Iterable[GoldPage]) -> dict[str, tuple[GoldPage, ...]]:
    """The groups of pages that get figures of their own: pooled news, each corpus, each language of the news."""
    pages = tuple(pages)
    news = tuple(page for page in pages if page.is_news)
    by_corpus = _grouped(pages, lambda page: f"corpus:{page.corpus}")
    by_language = _grouped(news, lambda page: f"language:{page.language}")
    large = {name: group for name, group in by_language.items() if len(group) >= MIN_LANGUAGE_PAGES}
    return {**({"news": news} if news else {}), **by_corpus, **large}


def _grouped(pages: Iterable[GoldPage], name: Callable[[GoldPage], str]) -> dict[str, tuple[GoldPage, ...]]:
    groups: dict[str, list[GoldPage]] = {}
    for page in pages:
        groups.setdefault(name(page), []).append(page)
    return {key: tuple(groups[key]) for key in sorted(groups)}
