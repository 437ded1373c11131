"""Settings can be given in the environment, and the defaults do not depend on where a command is typed."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def settings() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "crawler" / "settings.py"))


def test_environment_wins_over_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_OUT_DIR", "elsewhere")
    monkeypatch.setenv("COPYDESK_LOG_FILE", "harvest.log")
    found = settings()
    assert (found["OUT_DIR"], found["LOG_FILE"]) == ("elsewhere", "harvest.log")


def test_folders_are_those_of_the_project_from_any_folder_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SEEDS_DIR", "OUT_DIR", "VAR_DIR"):
        monkeypatch.delenv(f"COPYDESK_{name}", raising=False)
    monkeypatch.chdir(ROOT / "tests" / "crawler")
    found = settings()
    assert [found[name] for name in ("SEEDS_DIR", "OUT_DIR", "VAR_DIR")] == [
        str(ROOT / name) for name in ("seeds", "out", "var")
    ]


def test_nothing_that_runs_code_for_others_is_switched_on() -> None:
    found = settings()
    assert not any(
        found[name]
        for name in ("REMOTE_CONTROL_ENABLED", "TELNETCONSOLE_ENABLED", "COOKIES_ENABLED", "HTTPPROXY_ENABLED")
    )
    assert found["DOWNLOAD_VERIFY_CERTIFICATES"]
    assert {scheme for scheme, handler in found["DOWNLOAD_HANDLERS"].items() if handler} == {"http", "https"}
