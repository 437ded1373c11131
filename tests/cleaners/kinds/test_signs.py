"""The words and classes of kinds are loaded strictly, and matched whole."""

from __future__ import annotations

import pytest

from cleaners.kinds.signs import FORMAT, has_token, phrase_in, plain, signs


def test_every_kind_has_its_lists() -> None:
    assert {kind: frozenset(lists) for kind, lists in signs().items()} == dict(FORMAT)


def test_no_list_is_empty_or_repeats_a_class() -> None:
    assert all(phrases for lists in signs().values() for phrases in lists.values())
    assert all(len(set(lists["tokens"])) == len(lists["tokens"]) for lists in signs().values() if "tokens" in lists)


@pytest.mark.parametrize(
    ("token", "is_one"),
    [("paywall", True), ("paywall-box", True), ("paywall_title", True), ("no-paywall", False), ("paywalls", False)],
)
def test_a_class_is_matched_from_its_beginning(token: str, is_one: bool) -> None:
    assert has_token(token, "paywalled") is is_one


def test_typographic_apostrophes_match_straight_ones() -> None:
    assert phrase_in(plain("Cette page n’existe plus"), "soft_404", "title") == "cette page n'existe"
