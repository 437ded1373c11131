"""Invented outlets, pages and what a cleaner makes of them, for the tests of the crawler."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from crawler.types import FetchedPage, Outlet, Source
from crawler.urls import url_key
from crawler.workers import CleanResult

FETCHED = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
DAY = "2026-11-20"
GAZETTE = Outlet(
    "gazette", "Example Gazette", ("gazette.example",), (Source("feed", "https://gazette.example/feed/"),), ("en",)
)


def address(slug: str) -> str:
    """The address of a story of the gazette."""
    return f"https://gazette.example/2026/11/20/{slug}/"


def fetched(url: str, text: str = "The ferry runs again.", **changes: Any) -> FetchedPage:
    """A page of the gazette as the cleaner leaves it, with this text."""
    page = FetchedPage(
        "gazette", url_key(url), url, f"<p>{text}".encode(), 200, (("Content-Type", "text/html"),), FETCHED
    )
    return replace(page, **{"result": cleaned(text, url), **changes})


def cleaned(text: str, url: str = "", **fields: Any) -> CleanResult:
    """What a worker answers for a story with this text."""
    record = {
        "source": url, "url": url, "canonical_url": None, "title": "Ferry", "authors": [], "published": None,
        "modified": None, "language": "und", "kind": "article", "flags": [], "confidence": 0.9, "text": text,
        "blocks": [["body", text]], "encoding": "utf-8", "removed": {}, "sources": {}, "cleaner_version": "9",
    }  # fmt: skip
    return CleanResult(record=record | fields, text=text, removed={"share": 2}, fingerprints=("00" * 8, "01" * 8))
