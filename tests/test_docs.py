"""What the documents say is true: the README's example, its lists, and every example in a docstring."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

from cleaners import clean_text
from cleaners.outputs import as_text
from cleaners.types import FLAGS, KINDS, ROLES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
FENCED = re.findall(r"^```\w*\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for package in ("cleaners", "crawler")
    for path in (ROOT / package).rglob("*.py")
    if ">>> " in path.read_text("utf-8")
)


def test_the_readme_begins_with_what_the_cleaner_does() -> None:
    dirty, clean, reasons = FENCED[:3]
    article = clean_text(dirty)
    assert as_text(article) == clean
    assert article.document is not None
    dropped = {(v.role, v.reason) for v in article.document.dropped()}
    assert {tuple(line.split()[1:3]) for line in reasons.splitlines()} <= dropped


@pytest.mark.parametrize("values", [ROLES, KINDS, FLAGS], ids=["roles", "kinds", "flags"])
def test_the_readme_lists_every_value(values: tuple[str, ...]) -> None:
    assert " ".join(f"`{value}`" for value in values) in README


@pytest.mark.parametrize("module", [m.removesuffix(".__init__") for m in MODULES])
def test_examples_in_docstrings_hold(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module))
    assert result.attempted > 0
    assert result.failed == 0
