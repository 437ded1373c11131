"""What is compared: Copydesk, doing nothing, and two tools for HTML that are fed a line of the dump as a paragraph."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType, TracebackType

from bench.scoreboard.systems import choose_systems
from bench.scoreboard.workers import Workers
from cleaners.types import Article

PEERS = ("justext", "trafilatura")
"""Systems of the scoreboard that are asked too."""
NAMES: Mapping[str, str] = MappingProxyType(
    {"copydesk": "Copydesk", "keep-all": "keep all", "justext": "jusText", "trafilatura": "trafilatura"}
)


def as_filed(article: Article) -> str:
    """An article as it is written to a file: headline and text."""
    return "\n\n".join(part for part in (article.title, article.text) if part)


def as_html(dump: str) -> str:
    """A page with a paragraph for each line of a dump: the best that can be done for a tool that reads HTML only."""
    paragraphs = "\n".join(f"<p>{escape(line.strip())}</p>" for line in dump.splitlines() if line.strip())
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title></title></head><body>\n{paragraphs}\n</body></html>'
    )


class Peers:
    """The peers that are set up, each in its own environment; a context manager that ends them."""

    def __init__(self) -> None:
        systems, self.missing = choose_systems(PEERS)
        self._systems = {system.id: system for system in systems}
        self._workers = Workers()
        self._folder = tempfile.TemporaryDirectory()

    @property
    def names(self) -> tuple[str, ...]:
        """Those that can be asked."""
        return tuple(self._systems)

    def clean(self, name: str, dump: str, language: str) -> str:
        """What a peer makes of a dump; empty if it failed."""
        path = Path(self._folder.name) / "dump.html.gz"
        path.write_bytes(gzip.compress(as_html(dump).encode("utf-8", "replace"), 1))
        request = {"path": str(path), "encoding": "utf-8", "url": None, "language": language}
        return str(self._workers.ask(self._systems[name], request)["text"])

    def __enter__(self) -> Peers:
        self._workers.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._workers.__exit__(kind, error, at)
        self._folder.cleanup()
