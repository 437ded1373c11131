"""`scrapy outlets --check --live` and `--probe`, against the demo web."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.outlets import load_outlet
from fixtures.web.server import DemoWeb
from fixtures.web.site import Answer
from tests.crawler.tinyweb import ROOT, TIMEOUT_SECONDS, environment


@pytest.fixture
def web() -> Iterator[DemoWeb]:
    """The demo web on free ports."""
    with DemoWeb(0) as web:
        yield web


def outlets(web: DemoWeb, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    web.write_seeds(root / "seeds")
    own = {
        "SEEDS_DIR": str(root / "seeds"),
        "VAR_DIR": str(root / "var"),
        "ALLOW_HOSTS": ",".join(web.hosts()),
        "DOWNLOAD_DELAY": "0",
    }
    given = os.environ | environment() | {f"COPYDESK_{name}": value for name, value in own.items()}
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "outlets", *arguments],
        cwd=ROOT, env=given, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False,
    )  # fmt: skip


def test_sources_that_work_are_told_from_those_that_do_not(web: DemoWeb, tmp_path: Path) -> None:
    web.answer("kervan", "/rss.xml", Answer(b"gone", status=410))
    done = outlets(web, tmp_path, "--check", "--live", "kervan", "lantern")
    assert done.returncode == 1
    lines = [line.split()[:2] for line in done.stdout.splitlines()]
    assert lines[0] == ["kervan"]
    assert lines[1] == ["no", "feed"]
    assert lines[2:] == [
        ["works", "section"], ["lantern"], ["works", "feed"], ["works", "sitemap"], ["works", "wordpress"], ["works", "section"],
        ["1", "sources"],
    ]  # fmt: skip
    assert {request.outlet for request in web.requests} == {"kervan", "lantern"}


def test_probe_drafts_a_seed_file_that_loads(web: DemoWeb, tmp_path: Path) -> None:
    done = outlets(web, tmp_path, "--probe", web.origin("lantern") + "/")
    assert done.returncode == 0
    path = tmp_path / "lantern.toml"
    path.write_text(done.stdout, encoding="utf-8")
    outlet = load_outlet(path)
    assert (outlet.name, outlet.domains) == ("The Lantern Wire", (web.host("lantern"),))
    assert [source.kind for source in outlet.sources] == ["feed", "sitemap", "wordpress"]
    assert "works  wordpress" in done.stderr
    assert not (tmp_path / "var").exists()


def test_probe_wants_an_address(web: DemoWeb, tmp_path: Path) -> None:
    done = outlets(web, tmp_path, "--probe", "lantern")
    assert done.returncode == 2
    assert "is not an address that begins with" in done.stderr
