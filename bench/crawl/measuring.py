"""Runs a crawl in a process of its own and says what it cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.settings import EXTENSIONS

ROOT = Path(__file__).parents[2]
"""The folder of scrapy.cfg."""

_SEED = """name = "Outlet {number}"
domains = ["{host}"]
language = "en"
delay = 0
[[sources]]
kind = "sitemap"
url = "http://{host}/sitemap.xml"
[[sources]]
kind = "section"
url = "http://{host}/news/"
"""


Web = Mapping[str, Sequence[str]]
"""`host:port` of each outlet -> the paths it serves."""


class CrawlError(Exception):
    """A crawl did not do what it was to do; the message has its last words."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a crawl cost. Times in seconds of processor time, but for `wall`."""

    pages: int
    wall: float
    """From the opening of the spider to its end."""
    parts: Mapping[str, float]
    """Thread of the crawling process, or "workers" -> seconds."""
    spans_ms: Sequence[float]
    """How long the reactor was kept from the network each time, on the clock; sorted."""
    busy_ms: Sequence[float]
    """As `spans_ms`, in processor time of its thread."""

    @property
    def process(self) -> float:
        """Of the crawling process: all but the cleaning."""
        return sum(seconds for part, seconds in self.parts.items() if part != WORKERS)

    @property
    def all(self) -> float:
        """Of the crawling process and its workers."""
        return sum(self.parts.values())


WORKERS = "workers"


def ours(web: Web, folder: Path, settings: Mapping[str, str]) -> Cost:
    """Harvest a web into a new folder. Raises CrawlError unless every story has been filed."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    for number, host in enumerate(web, 1):
        (seeds / f"outlet-{number}.toml").write_text(_SEED.format(number=number, host=host), encoding="utf-8")
    own = {
        "SEEDS_DIR": str(seeds),
        "OUT_DIR": str(folder / "out"),
        "VAR_DIR": str(folder / "var"),
        "ALLOW_HOSTS": ",".join(web),
        "EXTENSIONS": json.dumps({**EXTENSIONS, "bench.crawl.probe.Probe": 1}),
        "PROBE_FILE": str(folder / "probe.json"),
        **settings,
    }
    given = [part for name, value in own.items() for part in ("-s", f"{name}={value}")]
    _run([sys.executable, "-m", "scrapy", "harvest", *given], folder)
    filed = sum(1 for _ in (folder / "out").rglob("*.txt"))
    stories = sum(len(paths) for paths in web.values()) - 3 * len(web)  # robots.txt, sitemap and section are none
    if filed != stories:
        raise CrawlError(f"{filed} of {stories} stories were filed:\n{_said(folder)}")
    return _cost(folder, sum(map(len, web.values())))


def bare(web: Web, folder: Path) -> Cost:
    """Download a web with a spider that does nothing else."""
    folder.mkdir(parents=True)
    addresses = [f"http://{host}{path}" for host, paths in web.items() for path in paths]
    (folder / "addresses").write_text("\n".join(addresses), encoding="utf-8")
    _run([sys.executable, "-m", "bench.crawl.bare", str(folder / "addresses"), str(folder / "probe.json"), "1"], folder)
    return _cost(folder, len(addresses))


def _run(command: list[str], folder: Path) -> None:
    with (folder / "said").open("w", encoding="utf-8") as file:
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
        environment = {**os.environ, "PYTHONPATH": path}
        code = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT, check=False
        ).returncode
    if code or not (folder / "probe.json").exists():
        raise CrawlError(f"exit code {code}:\n{_said(folder)}")


def _said(folder: Path) -> str:
    return "\n".join((folder / "said").read_text("utf-8").splitlines()[-10:])


def _cost(folder: Path, pages: int) -> Cost:
    data = json.loads((folder / "probe.json").read_text("utf-8"))
    parts = {**data["threads"], WORKERS: data["children"]}
    return Cost(pages, data["wall"], parts, data["spans_ms"], data["busy_ms"])
