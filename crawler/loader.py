"""Makes every outlet a spider name: `scrapy crawl ilkha`. Outlets are data, so all are one spider class."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Mapping
from typing import Self

from scrapy import Request, Spider
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.outlets import SeedError, load_outlets
from crawler.spiders.news import NewsSpider
from crawler.types import Outlet


class UnknownOutletError(UsageError, KeyError):
    """No seed file has this name. A usage error for the command line, a KeyError for Scrapy's interface."""

    def __str__(self) -> str:
        """The message, without the quotes of a KeyError."""
        return str(self.args[0])


class OutletLoader:
    """Scrapy's spider loader, reading SEEDS_DIR instead of modules."""

    def __init__(self, outlets: Mapping[str, Outlet]) -> None:
        """Offer these outlets, and `news` for all of them."""
        self._outlets = outlets

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Read the seed files. A faulty one ends the program with its faults on standard error and exit code 2."""
        try:
            return cls(load_outlets(settings["SEEDS_DIR"]))
        except SeedError as error:
            print(error, file=sys.stderr)
            raise SystemExit(2) from error

    def load(self, spider_name: str) -> type[Spider]:
        """Return the spider class of an outlet, or of all. Raises UnknownOutletError."""
        if spider_name == NewsSpider.name:
            return type("News", (NewsSpider,), {"seeds": self._outlets})
        if spider_name not in self._outlets:
            raise UnknownOutletError(f"no outlet is called {spider_name}; known are: {', '.join(self.list())}")
        return type("Outlet", (NewsSpider,), {"name": spider_name, "seeds": self._outlets})

    def list(self) -> builtins.list[str]:
        """Return the names of all outlets; `news` is no outlet and not among them."""
        return sorted(self._outlets)

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """Return the outlets that a request's address belongs to."""
        return [outlet.id for outlet in self._outlets.values() if outlet.covers(request.url)]
