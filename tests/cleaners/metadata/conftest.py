"""Pages of an invented outlet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from cleaners.memory import NOTHING_SEEN
from cleaners.parse import parse
from cleaners.types import Decoded, Document, Page

STORY = "https://www.harbourgazette.example/news/ferry-returns"
FETCHED = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

PROSE = (
    "<p>The ferry to the outer islands sailed again on Friday after five weeks in the dock, and the mayor said that the"
    " town had learned what it means to be cut off from the mainland when the weather is bad and the fuel runs low.</p>"
    "<p>Two hundred people stood on the quay with flags and soup, and the band of the school played until the ship was"
    " out of sight behind the lighthouse, which had been painted for the day by the children of the village.</p>"
)

MakeDocument = Callable[..., Document]


@pytest.fixture
def document() -> MakeDocument:
    """A function that makes a document of a head and a body; English prose is added unless it is told not to."""

    def make(
        head: str = "", body: str = "", *, language: str = "en", prose: str = PROSE, url: str | None = STORY
    ) -> Document:
        html = f"<html><head>{head}</head><body>{body}{prose}</body></html>"
        parsed = parse(html)
        return Document(
            Page(url, html, fetched_at=FETCHED), html, Decoded(html, "str"), parsed.blocks, NOTHING_SEEN,
            language=language, facts=parsed.facts, containers=parsed.containers,
        )  # fmt: skip

    return make
