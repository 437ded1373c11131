import importlib
import pkgutil
import re

import pytest

import cleaners
from cleaners.patterns import lazy

MODULES = sorted(
    found.name for found in pkgutil.walk_packages(cleaners.__path__, "cleaners.") if not found.name.endswith("__main__")
)


def patterns_of(module: str) -> list[re.Pattern[str]]:
    """The lazy patterns among the names of a module."""
    return [value for value in vars(importlib.import_module(module)).values() if type(value) is type(lazy(""))]


def test_every_pattern_of_the_package_compiles() -> None:
    found = [pattern for module in MODULES for pattern in patterns_of(module)]
    assert len(found) > 100
    for pattern in found:
        re.compile(pattern.pattern, pattern.flags)


def test_a_lazy_pattern_does_what_the_compiled_one_does() -> None:
    pattern = lazy("a(b+)", re.IGNORECASE)
    assert pattern.findall("ab ABB") == ["b", "BB"]
    assert pattern.sub("-", "xabx") == "x-x"
    assert pattern.pattern == "a(b+)"


def test_a_faulty_pattern_is_told_of_at_its_first_use() -> None:
    pattern = lazy("(")
    with pytest.raises(re.error):
        pattern.search("")
