"""The reader's policy, where it differs from what the stages assumed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from cleaners.policy import DEFAULT, Policy
from cleaners.types import Document, Stage, Verdict


def taste(policy: Policy) -> Stage:
    """A stage that turns the verdict of every block whose role this reader wants and others do not, and the reverse."""
    return partial(_taste, policy)


def _taste(policy: Policy, document: Document) -> Iterator[Verdict]:
    if policy == DEFAULT:
        return
    for verdict in document.standing().values():
        wanted = policy.keeps(verdict.role)
        if verdict.block is not None and wanted != DEFAULT.keeps(verdict.role) and wanted != verdict.keep:
            yield Verdict(verdict.block, verdict.role, wanted, "policy", verdict.role, "taste")
