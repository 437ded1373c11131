"""Loads this package's data: lists of field names, words and codes, each file read once and strictly."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from cleaners.errors import LexiconError

Names = tuple[str, ...]


@cache
def table(name: str) -> Mapping[str, Any]:
    """The data of `<name>.toml`; LexiconError if it is no TOML."""
    try:
        return MappingProxyType(tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}.toml: not valid TOML: {error}") from error


@cache
def names(file: str, key: str) -> Names:
    """A list of strings under `key`; LexiconError if it is missing or holds anything else."""
    found = table(file).get(key)
    if not isinstance(found, list) or not all(isinstance(v, str) and v for v in found):
        raise LexiconError(f"{file}.toml: {key} must be a list of strings; known keys are {', '.join(table(file))}")
    return tuple(found)


@cache
def words(file: str, key: str) -> frozenset[str]:
    """As `names`, for looking up."""
    return frozenset(names(file, key))
