"""Finds near-duplicates without comparing everything with everything: locality-sensitive hashing of signatures."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

ROWS = 4
"""Values of a signature in one band. With 128 values two texts that share 80 % of their shingles have a band in common
in 99.99999 % of cases, two that share 30 % in 23 %, which then are compared and told apart."""


def bands(signature: Sequence[int]) -> tuple[int, ...]:
    """Return a hash of each band of a signature, as signed 64-bit numbers; a short rest is left out.

    Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, chapter 3.4.
    """
    return tuple(_hash(start, signature[start : start + ROWS]) for start in range(0, len(signature) - ROWS + 1, ROWS))


def _hash(start: int, values: Sequence[int]) -> int:
    content = ",".join(map(str, (start, *values))).encode("ascii")
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big", signed=True)
