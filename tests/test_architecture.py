"""The laws of the house: who may import whom, and what happens at import."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CLEANERS = sorted((ROOT / "cleaners").rglob("*.py"))
CRAWLER = sorted((ROOT / "crawler").rglob("*.py"))
STAGES = [path for path in CLEANERS if path.parent.name == "stages" and path.name != "__init__.py"]


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _top(name: str) -> str:
    return name.split(".")[0]


@pytest.mark.parametrize("path", CLEANERS, ids=_module)
def test_the_cleaner_knows_no_crawler_and_opens_no_socket(path: Path) -> None:
    forbidden = {"scrapy", "twisted", "crawler", "socket", "urllib.request", "http", "requests", "logging"}
    assert not {name for name in _imports(path) if name in forbidden or _top(name) in forbidden}


@pytest.mark.parametrize("path", CLEANERS + CRAWLER, ids=_module)
def test_one_module_knows_the_html_parser(path: Path) -> None:
    if not _module(path).startswith("cleaners.parse"):
        assert "selectolax" not in {_top(name) for name in _imports(path)}


@pytest.mark.parametrize("path", STAGES, ids=_module)
def test_stages_do_not_import_one_another(path: Path) -> None:
    assert not [name for name in _imports(path) if name.startswith("cleaners.stages")]


def test_there_is_no_import_cycle_in_the_cleaner() -> None:
    modules = {_module(path): path for path in CLEANERS}
    graph = {name: set(_edges(path, frozenset(modules))) - {name} for name, path in modules.items()}
    graph["cleaners"] = set()  # the package re-exports; importing a part of it runs it first by Python's rules
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join((*above, name))
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*above, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def _edges(path: Path, modules: frozenset[str]) -> Iterator[str]:
    """Modules that a module needs when it is imported; `from package import module` needs the module only."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (
                name if name in modules else node.module for name in names if name in modules or node.module in modules
            )
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)


def test_importing_the_cleaner_loads_nothing_heavy() -> None:
    code = "import cleaners, sys; print(*sorted(m for m in sys.modules if '.' not in m))"
    loaded = set(
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
        ).stdout.split()
    )
    assert not loaded & {"trafilatura", "ftfy", "py3langid", "lxml", "bs4", "htmldate", "scrapy", "catboost"}


def test_the_packages_name_their_public_things_in_order() -> None:
    import cleaners

    constants_classes_functions = sorted(cleaners.__all__, key=lambda n: (not n.isupper(), not n[0].isupper(), n))
    assert list(cleaners.__all__) == constants_classes_functions
    assert all(hasattr(cleaners, name) for name in cleaners.__all__)
