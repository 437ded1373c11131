"""A state of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.state.database import open_database
from crawler.state.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty state. Every statement is a transaction of its own."""
    connection = open_database(tmp_path / "var" / "state.db")
    yield Store(connection)
    connection.close()
