"""The addresses that are never to be fetched again: a file of hashes, which outlives the state."""

from __future__ import annotations

import os
from pathlib import Path

from crawler.files import sync_folder
from crawler.urls import digest_of

DIGITS = 32
"""Hex digits of a URL key's hash: an address that is to be forgotten is not written down."""


def forgotten(path: Path) -> frozenset[str]:
    """Return the hashes in a file; none if there is no file. A line that a kill has cut short is none."""
    try:
        lines = path.read_text("ascii").splitlines()
    except FileNotFoundError:
        return frozenset()
    return frozenset(line for line in lines if len(line) == DIGITS)


def forget(path: Path, key: str) -> None:
    """Add a URL key's hash; it is on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(f"\n{digest_of(key, DIGITS)}\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
