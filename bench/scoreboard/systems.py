"""Names the systems of the scoreboard and finds their environments; what they are is written in peers/peers.toml."""

from __future__ import annotations

import ast
import hashlib
import json
import platform
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent
PEERS = BENCH / "peers"
WORK = BENCH / "work"
"""What the scoreboard makes for itself and git ignores: environments and cached answers."""
ENVIRONMENTS = WORK / "envs"

OURS = "copydesk"
"""The system the others are compared with."""

_ENVIRONMENT_KEYS = frozenset(("id", "language", "install", "packages", "adapter", "system"))
_SYSTEM_KEYS = frozenset(("id", "name", "package", "settings"))


class PeersError(Exception):
    """A fault in peers.toml, or the name of a system that is not in it."""


def _meaning(path: Path) -> str:
    """The text of a source; of a Python source its syntax tree, so that a change of its layout changes nothing."""
    text = path.read_text(encoding="utf-8")
    return ast.dump(ast.parse(text)) if path.suffix == ".py" else text


def _hash_of_cleaner() -> str:
    files = sorted(path for path in (BENCH.parent / "cleaners").rglob("*") if path.is_file() and path.suffix != ".pyc")
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()


@dataclass(frozen=True, slots=True)
class Environment:
    """Where systems run: this project's own Python, or one made for a peer."""

    id: str
    language: str
    """"python" or "node"."""
    install: tuple[str, ...]
    """What pip or npm is asked for; empty for this project's own environment."""
    packages: tuple[str, ...]
    """The packages that decide what the systems answer."""
    adapter: Path

    @property
    def folder(self) -> Path:
        """Where it is made."""
        return ENVIRONMENTS / self.id

    @property
    def is_house(self) -> bool:
        """It is this project's own."""
        return not self.install

    @property
    def command(self) -> list[str]:
        """What starts its worker."""
        if self.language == "node":
            return ["node", str(PEERS / "serve.mjs"), str(self.adapter), str(self.folder)]
        python = sys.executable if self.is_house else str(self.folder / "bin" / "python")
        return [python, str(PEERS / "serve.py"), str(self.adapter)]

    def missing(self) -> str | None:
        """Why it cannot run; None if it can."""
        if self.is_house or (self.folder / "versions.json").is_file():
            return None
        reason = self.folder / "failed.txt"
        if reason.is_file():
            return reason.read_text(encoding="utf-8").strip()
        return "not set up: python -m bench --setup-peers"

    def versions(self) -> dict[str, str]:
        """Package -> version, its language among them."""
        if not self.is_house:
            return json.loads((self.folder / "versions.json").read_text(encoding="utf-8"))
        return {"python": platform.python_version(), **{name: metadata.version(name) for name in self.packages}}

    def answers_version(self) -> str:
        """A hash of all that decides what the systems here answer, Copydesk's own sources aside."""
        chosen = {name: version for name, version in self.versions().items() if name != OURS}
        page = PEERS / ("page.mjs" if self.language == "node" else "page.py")
        sources = "".join(_meaning(path) for path in (self.adapter, page))
        return hashlib.sha256((json.dumps(chosen, sort_keys=True) + sources).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class System:
    """Something that takes a page and says what the story is."""

    id: str
    name: str
    package: str
    """The package whose version is printed beside its name."""
    settings: str
    """How it is called, for a reader who wants to check that it was treated well."""
    environment: Environment

    def answers_version(self) -> str:
        """A hash of all that decides what it answers; for Copydesk that is every file of the cleaner."""
        shared = self.environment.answers_version()
        return shared if self.id != OURS else hashlib.sha256((shared + _hash_of_cleaner()).encode()).hexdigest()

    def version(self) -> str:
        """The version of its package."""
        return self.environment.versions().get(self.package, "unknown")


@cache
def all_systems() -> tuple[System, ...]:
    """Every system of peers.toml, in its order."""
    return load_systems(PEERS / "peers.toml")


def load_systems(path: Path) -> tuple[System, ...]:
    """Read a file of peers; unknown keys are refused."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    _refuse_unknown(tables, frozenset(("environment",)), path)
    found: list[System] = []
    for table in tables["environment"]:
        _refuse_unknown(table, _ENVIRONMENT_KEYS, path)
        environment = Environment(
            id=table["id"], language=table["language"], install=tuple(table["install"]),
            packages=tuple(table["packages"]), adapter=path.parent / "adapters" / table["adapter"],
        )  # fmt: skip
        for system in table["system"]:
            _refuse_unknown(system, _SYSTEM_KEYS, path)
            found.append(System(**system, environment=environment))
    return tuple(found)


def _refuse_unknown(table: Mapping[str, object], known: frozenset[str], path: Path) -> None:
    if unknown := table.keys() - known:
        raise PeersError(f"{path}: unknown key {', '.join(sorted(unknown))}; known: {', '.join(sorted(known))}")


def choose_systems(names: Iterable[str] = ()) -> tuple[tuple[System, ...], dict[str, str]]:
    """The systems wanted (none named: all) that can run, and for each that cannot the reason."""
    names = tuple(names)
    known = {system.id: system for system in all_systems()}
    if unknown := set(names) - known.keys():
        raise PeersError(f"unknown system {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    wanted = [known[name] for name in names] if names else list(known.values())
    reasons = {system.id: system.environment.missing() for system in wanted}
    absent = {name: reason for name, reason in reasons.items() if reason is not None}
    return tuple(system for system in wanted if system.id not in absent), absent
