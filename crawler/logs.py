"""What the crawler logs: what an operator must act on, a line each, never the page it was about."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

_TOO_TALKATIVE = (
    "scrapy.middleware",
    "scrapy.addons",
    "scrapy.crawler",
    "scrapy.utils.log",
    "scrapy.core.engine",
    "warcio",
)
"""Loggers whose INFO lines list components and settings, at length, on every start."""


_ENGINES = ("scrapy", "twisted")
"""They make about ten records an answer, which Scrapy's handler would throw away one by one."""


def quieten(settings: BaseSettings) -> None:
    """Let those who talk much say only what is wrong, unless everything is to be heard (LOG_LEVEL = DEBUG)."""
    if settings["LOG_LEVEL"] != "DEBUG":
        for name in _ENGINES:
            logging.getLogger(name).setLevel(settings["LOG_LEVEL"])
        for name in _TOO_TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)


class QuietFormatter(LogFormatter):
    """Scrapy's messages without the item: an item here is a whole page."""

    def item_error(  # the signature is Scrapy's
        self,
        item: Any,
        exception: BaseException,  # noqa: ARG002
        response: Response | Failure | None,  # noqa: ARG002
        spider: Spider,  # noqa: ARG002
    ) -> LogFormatterResult:
        """Name the page that could not be processed."""
        return {
            "level": logging.ERROR,
            "msg": "Error processing %(url)s",
            "args": {"url": getattr(item, "url", type(item).__name__)},
        }

    def download_error(
        self, failure: Failure, request: Request, spider: Spider, errmsg: str | None = None
    ) -> LogFormatterResult:
        """Nothing to act on yet: the spider records it, and the visit's line tells of it."""
        result = super().download_error(failure, request, spider, errmsg)
        return {**result, "level": logging.DEBUG}
