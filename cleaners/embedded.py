"""Tells who signed an embedded post, and when, from what it says."""

from __future__ import annotations

from cleaners.patterns import lazy

SIGNATURE = lazy(
    r"^[—–-]\s|\(@\w+\)|^@\w+$|pic\.twitter\.com/\w+$"
    r"|^(?:View this post on Instagram|A post shared by .*|Sieh dir diesen Beitrag auf Instagram an"
    r"|Voir cette publication sur Instagram|Ver esta publicación en Instagram)$"
)
"""`— Port of Merrow (@merrowport) October 2, 2026`."""


def is_signature(text: str) -> bool:
    """Whether a line says who wrote a post, or where to see it, and nothing else."""
    return SIGNATURE.search(text) is not None
