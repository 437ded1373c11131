"""Makes the environments of the peers: a virtual environment or a folder of Node packages for each."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence

from bench.scoreboard.systems import ENVIRONMENTS, Environment, all_systems

_LIST_VERSIONS = """
import importlib.metadata as m, json, platform, sys
print(json.dumps({"python": platform.python_version(), **{name: m.version(name) for name in sys.argv[1:]}}))
"""


class SetupError(Exception):
    """An environment that cannot be made, with the reason its installer gave."""


def set_up_peers() -> Iterator[tuple[str, str | None]]:
    """Make every environment that is missing; yields its id and, if it could not be made, why."""
    environments = {system.environment.id: system.environment for system in all_systems()}
    for environment in environments.values():
        if not environment.is_house:
            yield environment.id, set_up(environment)


def set_up(environment: Environment) -> str | None:
    """Make one environment; None if it is there now, else why not (which is kept for the results)."""
    (environment.folder / "failed.txt").unlink(missing_ok=True)
    if environment.missing() is None and _asked(environment) == _installed(environment):
        return None
    shutil.rmtree(environment.folder, ignore_errors=True)
    environment.folder.mkdir(parents=True)
    try:
        versions = _make_node(environment) if environment.language == "node" else _make_python(environment)
    except SetupError as error:
        shutil.rmtree(environment.folder)
        environment.folder.mkdir()
        (environment.folder / "failed.txt").write_text(f"{error}\n", encoding="utf-8")
        return str(error)
    (environment.folder / "asked.json").write_text(_asked(environment), encoding="utf-8")
    (environment.folder / "versions.json").write_text(json.dumps(versions), encoding="utf-8")
    return None


def _asked(environment: Environment) -> str:
    return json.dumps(environment.install)


def _installed(environment: Environment) -> str:
    path = environment.folder / "asked.json"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _make_python(environment: Environment) -> dict[str, str]:
    _run([sys.executable, "-m", "venv", str(environment.folder)])
    python = str(environment.folder / "bin" / "python")
    _run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *environment.install])
    return json.loads(_run([python, "-c", _LIST_VERSIONS, *environment.packages]))


def _make_node(environment: Environment) -> dict[str, str]:
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise SetupError("Node is not installed on this machine")
    (environment.folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    quiet = ["--no-fund", "--no-audit", "--ignore-scripts", "--loglevel=error"]
    _run(["npm", "install", "--prefix", str(environment.folder), *quiet, *environment.install])
    manifests = {name: environment.folder / "node_modules" / name / "package.json" for name in environment.packages}
    versions = {name: json.loads(path.read_text(encoding="utf-8"))["version"] for name, path in manifests.items()}
    return {"node": _run(["node", "--version"]).strip(), **versions}


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ENVIRONMENTS)
    if done.returncode:
        raise SetupError(_reason(done.stderr) or f"{command[0]} ended with {done.returncode}")
    return done.stdout


def _reason(stderr: str) -> str:
    """The last line of an installer that says what is wrong."""
    lines = [line.strip() for line in stderr.splitlines() if "error" in line.lower()]
    return lines[-1].removeprefix("ERROR: ")[:200] if lines else ""
