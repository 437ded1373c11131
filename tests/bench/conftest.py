"""A folder of corpora, and a file of peers, as small as they can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.small_corpora import ADAPTER, PEERS, SCORER, invented_row, write_corpus


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """Two corpora that share a page, one that is no news, and the scorer."""
    folder = tmp_path / "corpora"
    folder.mkdir()
    (folder / "score.py").write_text(SCORER, encoding="utf-8")
    write_corpus(folder, "daniel", [invented_row("1"), invented_row("2", side="test"), invented_row("3", lang="tr")])
    write_corpus(folder, "daniel-hosts", [invented_row("1"), invented_row("4"), invented_row("5", side="test")])
    write_corpus(
        folder, "fundus", [invented_row("8", date="2026-11-20"), invented_row("9", date="2026-11-20", side="test")]
    )
    snippets = {"with": ["bridge at"], "text": None}
    write_corpus(
        folder, "trafilatura-eval", [invented_row("6", **snippets), invented_row("7", side="test", **snippets)]
    )
    return folder


@pytest.fixture
def peers_file(tmp_path: Path) -> Path:
    """A file of peers with three systems that run and one that cannot."""
    adapters = tmp_path / "peers" / "adapters"
    adapters.mkdir(parents=True)
    (adapters / "words.py").write_text(ADAPTER, encoding="utf-8")
    path = adapters.parent / "peers.toml"
    path.write_text(PEERS, encoding="utf-8")
    return path
