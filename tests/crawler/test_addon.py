"""One line gives the cleaner to any other Scrapy project."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.crawler.tinyweb import TIMEOUT_SECONDS, environment, tiny_web

PROJECT = """
import json, sys
import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from cleaners import Page

class Own(scrapy.Spider):
    name = "own"

    async def start(self):
        for url in sys.argv[2:]:
            yield scrapy.Request(url)

    def parse(self, response):
        yield Page(response.url, response.body, response.headers.get("Content-Type", b"").decode())
        yield {"own": "item"}

class Keep:
    def process_item(self, item):
        with open(sys.argv[1], "a") as file:
            file.write(json.dumps(item) + "\\n")
        return item

settings = {
    "ADDONS": {"crawler.addon.Copydesk": 500},
    "ITEM_PIPELINES": {Keep: 900},
    "CLEAN_WITH": "tests.crawler.plain_cleaner:clean",
    "CLEAN_JOBS": 1,
    "TELNETCONSOLE_ENABLED": False,
}
if __name__ == "__main__":
    process = AsyncCrawlerProcess(settings)
    process.crawl(Own)
    process.start()
"""


def test_pages_become_records_and_other_items_pass(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(PROJECT, encoding="utf-8")
    with tiny_web() as sites:
        site = sites["gazette"]
        site.put("/deadly", "kill the worker")
        urls = [f"http://{site.host}{path}" for path in ("/2026/11/20/gazette-story-1", "/deadly")]
        command = [sys.executable, "own.py", str(tmp_path / "items"), *urls]
        subprocess.run(
            command, cwd=tmp_path, env=environment(), capture_output=True, timeout=TIMEOUT_SECONDS, check=True
        )
    items = [json.loads(line) for line in (tmp_path / "items").read_text().splitlines()]
    by_url = {item.get("url"): item for item in items}
    assert by_url[urls[0]]["text"].startswith("Story number 1 of the gazette")
    assert (by_url[urls[1]]["kind"], by_url[urls[1]]["text"]) == ("failed", "")
    assert items.count({"own": "item"}) == 2
