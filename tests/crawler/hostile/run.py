"""Runs cases: hosts up, one crawl in a process of its own, and what came of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.crawler.hostile.answers import ELSEWHERE, INTRANET, site
from tests.crawler.hostile.cases import Case
from tests.crawler.hostile.crawl import Site, Start
from tests.crawler.hostile.web import Asked, Web, self_signed

ROOT = Path(__file__).resolve().parents[3]
MAX_SECONDS = 180

SETTINGS = {
    "DOWNLOAD_TIMEOUT": 20,
    "DOWNLOAD_MAXSIZE": 2**20,
    "RETRY_AFTER_MAX": 3,
    "CRAWL_DELAY_MAX": 0.5,
    "DOWNLOAD_DELAY": 0,
    "DNS_TIMEOUT": 2,
    "RETRY_TIMES": 1,
    "CLEAN_WITH": "",
    "CLEAN_SECONDS": 10,
    "CLEAN_MEMORY": 300 * 2**20,
}


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a crawl."""

    outcomes: tuple[dict[str, Any], ...]
    """In order of arrival: `crawl.Outcome` as a table."""
    reason: str
    """Why the spider closed."""
    stats: dict[str, int]
    seconds: float
    peak_mb: float
    """The most memory the crawling process held."""
    worker_peak_mb: float
    """The most memory any process held that cleans."""
    longest_block_s: float
    """The longest time in which the reactor could do nothing else."""
    asked: dict[str, tuple[Asked, ...]]
    """Name of the case -> what its host was asked."""
    strayed: tuple[Asked, ...]
    """What the intranet and the host that is no outlet's were asked: nothing, if all is well."""

    def of(self, name: str) -> list[dict[str, Any]]:
        """Outcomes of one case."""
        return [outcome for outcome in self.outcomes if outcome["site"] == name]


def run(cases: Sequence[Case], sites: Sequence[Site] = (), **settings: object) -> Report:
    """Crawl all cases at once, and `sites` that have no host of their own. `{port}` in their addresses is the web's."""
    hosts = {case.name: f"127.0.{number // 250 + 1}.{number % 250 + 1}" for number, case in enumerate(cases)}
    with TemporaryDirectory() as folder:
        tls = {hosts[case.name]: self_signed(hosts[case.name], Path(folder)) for case in cases if case.tls}
    serving = [(hosts[case.name], case.serve) for case in cases]
    with Web([*serving, (INTRANET, site()), (ELSEWHERE, site())], tls) as web:
        planned = [_site(case, hosts[case.name], web.port) for case in cases]
        planned += [_with_port(more, str(web.port)) for more in sites]
        allowed = ",".join(f"{host}:{web.port}" for host in (*hosts.values(), ELSEWHERE))
        plan = {
            "sites": [asdict(site) for site in planned],
            "settings": {**SETTINGS, "ALLOW_HOSTS": allowed, **settings},
        }
        report = _crawl(plan)
        asked = {name: tuple(web.asked_of(host)) for name, host in hosts.items()}
        strayed = (*web.asked_of(INTRANET), *web.asked_of(ELSEWHERE))
    outcomes = tuple(report.pop("outcomes"))
    return Report(outcomes=outcomes, asked=asked, strayed=strayed, **report)


def _site(case: Case, host: str, port: int) -> Site:
    origin = f"{host}:{port}"
    scheme = "https" if case.tls else "http"
    starts = tuple(Start(f"{scheme}://{origin}{path}", part, kind) for path, part, kind in case.starts)
    domains = (origin, f"{INTRANET}:{port}") if case.owns_intranet else (origin,)
    return Site(case.name, domains, starts, delay=case.delay, insecure=case.insecure, budget=case.budget)


def _with_port(site: Site, port: str) -> Site:
    starts = tuple(replace(start, url=start.url.replace("{port}", port)) for start in site.starts)
    return replace(site, domains=tuple(domain.replace("{port}", port) for domain in site.domains), starts=starts)


def _crawl(plan: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.crawler.hostile.crawl"],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=MAX_SECONDS,
        check=False,
    )
    if done.returncode or not done.stdout:
        raise RuntimeError(done.stderr[-4000:])
    report: dict[str, Any] = json.loads(done.stdout)
    return report
