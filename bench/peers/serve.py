"""Answers pages over standard input and output: the worker side of the scoreboard, run by each peer's own Python.

    python serve.py ADAPTER.py

Each line read is a JSON object `{"system", "path", "encoding", "url", "language"}`; each line written answers it with
the fields of an extraction (`text` or `html`, and `title`, `date`, `authors` where the system reads them), `cpu_ms` and
`error` (None, or what was raised). An adapter offers `SYSTEMS`: system id -> function from a `Page` to a dict of fields.
Standard library only: it runs in the environments of all peers.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

from page import Page, read_page


def answer(systems: Mapping[str, Callable[[Page], dict[str, Any]]], request: Mapping[str, Any]) -> dict[str, Any]:
    """Run one system on one page; whatever it raises is its answer."""
    page, extract = read_page(request), systems[request["system"]]
    began = time.process_time()
    try:
        fields, error = extract(page), None
    except Exception as raised:  # noqa: BLE001  a peer may raise anything; the failure is recorded and counted
        fields, error = {}, f"{type(raised).__name__}: {raised}"[:300]
    cpu_ms = 1000 * (time.process_time() - began)
    return {"text": fields.pop("text", None) or "", **fields, "cpu_ms": round(cpu_ms, 3), "error": error}


def load_systems(adapter: Path) -> Mapping[str, Callable[[Page], dict[str, Any]]]:
    """Import an adapter by its path, so that its name may be that of the package it adapts."""
    spec = importlib.util.spec_from_file_location(f"adapter_{adapter.stem}", adapter)
    if spec is None or spec.loader is None:
        raise ImportError(f"{adapter} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.SYSTEMS


def take_standard_output() -> TextIO:
    """Keep standard output for answers alone: what peers print goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return answers


def main() -> None:
    """Answer requests until standard input ends."""
    answers = take_standard_output()
    systems = load_systems(Path(sys.argv[1]))
    for line in sys.stdin:
        answers.write(json.dumps(answer(systems, json.loads(line))) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
