"""Which roles a reader wants."""

from __future__ import annotations

import pytest

from cleaners.policy import DEFAULT, Policy
from cleaners.types import ROLES

KEPT = {"body", "heading", "standfirst", "list", "quote", "table", "embed", "dateline", "signoff"}


def test_keeps_by_default_what_a_careful_reader_calls_the_article() -> None:
    assert {role for role in ROLES if DEFAULT.keeps(role)} == KEPT


@pytest.mark.parametrize(
    ("policy", "role", "kept"),
    [
        (Policy(captions=True), "caption", True), (Policy(standfirst=False), "standfirst", False),
        (Policy(tables=False), "table", False), (Policy(comments=True), "comment", True), (Policy(legal=True), "legal", True),
        (Policy(captions=True), "share", False),
    ],
)  # fmt: skip
def test_a_switch_turns_its_role(policy: Policy, role: str, kept: bool) -> None:
    assert policy.keeps(role) is kept
