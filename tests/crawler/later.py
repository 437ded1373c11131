"""Runs `scrapy` as if it were another day, and writes down the most memory it held.

`python -m tests.crawler.later DAYS FILE harvest …`: DAYS may be negative; FILE gets the megabytes.
"""

from __future__ import annotations

import atexit
import sys
from datetime import timedelta
from pathlib import Path

from scrapy.cmdline import execute

from crawler import clock
from crawler.worker import peak_bytes


def main() -> None:
    """Run `scrapy` with the arguments from the third on."""
    shift, now = timedelta(days=float(sys.argv[1])), clock.now
    clock.now = lambda: now() + shift  # the one clock that all of the crawler reads
    atexit.register(lambda: Path(sys.argv[2]).write_text(f"{peak_bytes() / 2**20:.1f}", "ascii"))
    execute(["scrapy", *sys.argv[3:]])


if __name__ == "__main__":
    main()
