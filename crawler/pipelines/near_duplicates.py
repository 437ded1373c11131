"""Prepares the question whose near-duplicate a story is; the writer answers it, where all stories are known."""

from __future__ import annotations

from dataclasses import replace

from cleaners.near_duplicates import bands
from crawler.types import FetchedPage


class NearDuplicates:
    """Puts the hashes into a page by which its near-duplicates are found."""

    async def process_item(self, item: FetchedPage) -> FetchedPage:
        """Hash the bands of the signature; a page that failed has none."""
        return replace(item, bands=bands(item.result.signature))
