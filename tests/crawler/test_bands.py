"""Near-duplicates share a band."""

from __future__ import annotations

import random

from crawler.bands import ROWS, bands


def altered(signature: list[int], share: float, seed: int) -> list[int]:
    """A signature that agrees with another in about this share of its values."""
    chance = random.Random(seed)
    return [value if chance.random() < share else value + 1 for value in signature]


SIGNATURE = [random.Random(7).getrandbits(32) for _ in range(128)]


def test_alike_signatures_share_a_band() -> None:
    for seed in range(50):
        assert set(bands(SIGNATURE)) & set(bands(altered(SIGNATURE, 0.8, seed)))


def test_hardly_alike_signatures_seldom_do() -> None:
    found = [bool(set(bands(SIGNATURE)) & set(bands(altered(SIGNATURE, 0.2, seed)))) for seed in range(50)]
    assert sum(found) < 15


def test_same_values_in_another_place_are_another_band() -> None:
    assert len(set(bands([1] * (ROWS * 3)))) == 3


def test_hashes_fit_into_the_database() -> None:
    assert all(-(2**63) <= value < 2**63 for value in bands(SIGNATURE))


def test_no_signature_has_no_bands() -> None:
    assert bands(()) == ()
