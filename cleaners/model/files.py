"""Reads the files of what was learned."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaners.errors import ModelError


def read_arrays(name: str, form: int) -> tuple[Mapping[str, NDArray[Any]], Mapping[str, Any]]:
    """The arrays of a file shipped with the package, and what it says of itself. Raises ModelError if it is not of this form."""
    path = files("cleaners.model") / f"{name}.npz"
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as found:
            arrays = {key: found[key] for key in found.files}
            facts = json.loads(str(arrays["facts"]))
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(f"cleaners/model/{name}.npz cannot be read: install the package anew") from error
    if facts.get("format") != form:
        raise ModelError(f"cleaners/model/{name}.npz has format {facts.get('format')}, this version reads {form}")
    return arrays, facts
