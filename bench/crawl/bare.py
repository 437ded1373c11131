"""The spider to compare with: Scrapy as it comes, downloading given addresses and doing nothing with them.

`python -m bench.crawl.bare ADDRESSES PROBE_FILE CONCURRENCY`
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class BareSpider(Spider):
    """Downloads."""

    name = "bare"

    def __init__(self, addresses: str, **named: Any) -> None:
        """`addresses`: a file with one a line."""
        super().__init__(**named)
        self._addresses = Path(addresses).read_text("utf-8").split()

    async def start(self) -> AsyncIterator[Request]:
        """Ask for everything."""
        for address in self._addresses:
            yield Request(address)

    def parse(self, response: Response) -> None:
        """Do nothing."""


def main() -> None:
    """Crawl."""
    addresses, probe, concurrency = sys.argv[1:]
    settings = {
        "LOG_LEVEL": "WARNING",
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": int(concurrency),
        "EXTENSIONS": {"bench.crawl.probe.Probe": 1},
        "PROBE_FILE": probe,
    }
    process = AsyncCrawlerProcess(settings)
    process.crawl(BareSpider, addresses=addresses)
    process.start()


if __name__ == "__main__":
    main()
