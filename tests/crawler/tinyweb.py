"""A web of two outlets on loopback, served by the standard library, and the command that harvests it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from crawler.files import walk

ROOT = Path(__file__).resolve().parents[2]
OUTLETS = ("gazette", "herald")
STORIES = 6
TIMEOUT_SECONDS = 60


@dataclass
class Site:
    """One outlet: path -> status, headers, body."""

    name: str
    host: str = ""
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    is_down: bool = False
    """Whether it hangs up on whoever calls."""

    def put(self, path: str, body: str, status: int = 200, **headers: str) -> None:
        """Serve something."""
        self.pages[path] = (status, {"Content-Type": "text/html; charset=utf-8", **headers}, body.encode())

    def put_story(self, slug: str, text: str, date: str = "2026-11-20T06:00:00Z") -> None:
        """Serve a story."""
        self.put(f"/2026/11/20/{slug}", f"<html><title>{slug}</title><nav>Menu</nav><p>{text}</p><p>Share</p></html>")
        self._dates[slug] = date

    def put_pages(self, slug: str, texts: Sequence[str], form: str = "?page={n}", *, announce: bool = True) -> None:
        """Serve a story on several pages, with the numbers of all on each; `form`: what is added to its address."""
        path = f"/2026/11/20/{slug}"
        paths = [path, *(path + form.format(n=number) for number in range(2, len(texts) + 1))]
        numbers = " ".join(f'<a href="{to}">{number}</a>' for number, to in enumerate(paths, 1))
        for to, text in zip(paths, texts, strict=True):
            self.put(to, f"<html><title>{slug}</title><p>{text}</p><p>Share</p><div>{numbers}</div></html>")
        if announce:
            self._dates[slug] = "2026-11-20T06:00:00Z"

    def announce(self, *slugs: str, date: str = "2026-11-20T06:00:00Z") -> None:
        """List addresses in the feed and the sitemap, whatever is there; again with another date if they are listed."""
        self._dates |= dict.fromkeys(slugs, date)

    def put_feed(self) -> None:
        """Serve the feed and the sitemap of all stories."""
        items = "".join(
            f"<item><link>http://{self.host}/2026/11/20/{slug}</link><title>{slug}</title></item>"
            for slug in self._dates
        )
        entries = "".join(
            f"<url><loc>http://{self.host}/2026/11/20/{slug}</loc><lastmod>{date}</lastmod></url>"
            for slug, date in self._dates.items()
        )
        tag = f'"{hash((items, entries))}"'
        self.put("/feed", f"<rss><channel>{items}</channel></rss>", ETag=tag)
        self.put(
            "/map.xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>', ETag=tag
        )

    _dates: dict[str, str] = field(default_factory=dict)

    def forget_announced(self, before: int) -> None:
        """Announce only the last so many stories from now on; all stay where they are."""
        for slug in list(self._dates)[:-before]:
            del self._dates[slug]

    def stories_asked(self) -> list[str]:
        """Paths of stories that were asked for."""
        return [path for path in self.asked if path.startswith("/2026/")]


@contextmanager
def tiny_web(outlets: Sequence[str] = OUTLETS, stories: int = STORIES) -> Iterator[dict[str, Site]]:
    """Serve outlets with so many stories each, until the end of the block."""
    sites = {name: Site(name) for name in outlets}
    servers = [_server(site) for site in sites.values()]
    for site in sites.values():
        for number in range(stories):
            site.put_story(
                f"{site.name}-story-{number}", f"Story number {number} of the {site.name} tells of ferries. " * 4
            )
        site.put_feed()
    for server in servers:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield sites
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _server(site: Site) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if site.is_down:
                self.close_connection = True
                return
            status, headers, body = site.pages.get(self.path, (404, {}, b""))
            if headers.get("ETag") and headers["ETag"] == self.headers.get("If-None-Match"):
                status, body = 304, b""
            site.asked.append(self.path)
            site.statuses.append(status)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body)), "Date": formatdate(usegmt=True)}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.host = f"127.0.0.1:{server.server_port}"
    return server


@dataclass(frozen=True)
class Kitchen:
    """A crawler of its own: seeds, out and var in one folder."""

    root: Path
    sites: Mapping[str, Site]

    def __post_init__(self) -> None:
        """Write the seed files."""
        (self.root / "seeds").mkdir(parents=True, exist_ok=True)
        for name, site in self.sites.items():
            self.write_seed(name, site)

    def write_seed(self, name: str, site: Site, delay: float = 0) -> None:
        """Write one."""
        sources = "".join(
            f'[[sources]]\nkind = "{kind}"\nurl = "http://{site.host}{path}"\n'
            for kind, path in (("feed", "/feed"), ("sitemap", "/map.xml"))
        )
        seed = f'name = "{name}"\ndomains = ["{site.host}"]\ndelay = {delay}\n{sources}'
        (self.root / "seeds" / f"{name}.toml").write_text(seed, encoding="utf-8")

    @property
    def out(self) -> Path:
        """Texts."""
        return self.root / "out"

    @property
    def var(self) -> Path:
        """State."""
        return self.root / "var"

    def command(self, *arguments: str, **settings: str) -> list[str]:
        """The command line of `scrapy` with these arguments and settings."""
        own = {
            "SEEDS_DIR": str(self.root / "seeds"),
            "OUT_DIR": str(self.out),
            "VAR_DIR": str(self.var),
            "ALLOW_HOSTS": ",".join(site.host for site in self.sites.values()),
            "CLEAN_WITH": "tests.crawler.plain_cleaner:clean",
            "CLEAN_JOBS": "1",
            "RETRY_TIMES": "0",
        }
        given = [f"{name}={value}" for name, value in {**own, **settings}.items()]
        return [sys.executable, "-m", "scrapy", *arguments, *(part for pair in given for part in ("-s", pair))]

    def run(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run it to its end."""
        command = self.command(*arguments, **settings)
        return subprocess.run(
            command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False
        )

    def start(self, *arguments: str, **settings: str) -> subprocess.Popen[str]:
        """Run it and go on."""
        command = self.command(*arguments, **settings)
        return subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def texts(self) -> dict[str, bytes]:
        """Path -> bytes of every text."""
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes() for path in walk(self.out) if path.suffix == ".txt"
        }

    def records(self) -> dict[str, dict[str, Any]]:
        """Path -> every record, without what may differ from run to run."""
        paths = [path for path in walk(self.out) if path.suffix == ".json"]
        return {path.relative_to(self.out).as_posix(): comparable_record(path) for path in paths}

    def strays(self) -> list[str]:
        """Files in OUT_DIR that are neither text nor record."""
        return [path.name for path in walk(self.out) if path.suffix not in {".txt", ".json"}]

    def report(self) -> dict[str, Any]:
        """The latest report."""
        found: dict[str, Any] = json.loads((self.var / "report" / "latest.json").read_bytes())
        return found


def comparable_record(path: Path) -> dict[str, Any]:
    """A record without `fetched_at` and `archive`."""
    record: dict[str, Any] = json.loads(path.read_bytes())
    return {name: value for name, value in record.items() if name not in {"fetched_at", "archive"}}


def environment() -> dict[str, str]:
    """The environment, with this project importable for the worker's cleaner."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("COPYDESK_", "SCRAPY_"))}
    return {**own, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
