"""The package's data files."""

from __future__ import annotations

from importlib.resources import files

import pytest

from cleaners.errors import LexiconError
from cleaners.metadata.tables import names, table

FILES = sorted(
    entry.name.removesuffix(".toml") for entry in files("cleaners.metadata").iterdir() if entry.name.endswith(".toml")
)


@pytest.mark.parametrize("name", FILES)
def test_every_file_loads(name: str) -> None:
    assert table(name)


@pytest.mark.parametrize("language", sorted(table("months")))
def test_every_language_has_twelve_months(language: str) -> None:
    assert len(table("months")[language]) == 12


@pytest.mark.parametrize(("file", "key"), [(f, k) for f in ("fields", "names") for k in table(f)])
def test_no_list_holds_an_entry_twice(file: str, key: str) -> None:
    assert sorted(set(names(file, key))) == sorted(names(file, key))


def test_an_unknown_key_is_refused_and_the_known_ones_named() -> None:
    with pytest.raises(LexiconError, match="known keys are title"):
        names("fields", "colour")
