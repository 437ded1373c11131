"""A cleaner that pages can order to hang, to eat memory or to crash: what bugs in parsers do."""

from __future__ import annotations

import os
import re
import signal
import time

from crawler.worker import CleanResult, CleanTask
from tests.crawler.pages import cleaned


def clean(task: CleanTask) -> CleanResult:
    """Obey the page."""
    body = task.page.body if isinstance(task.page.body, str) else task.page.body.decode()
    order = body.removeprefix("<!-- ").removesuffix(" -->")
    if order == "hang":
        time.sleep(3600)
    if order == "hang in C":
        re.match("(a+)+$", "a" * 40 + "b")
    if order == "eat":
        hoard = [bytearray(2**20) for _ in range(100_000)]
        hoard.clear()
    if order == "gulp":
        bytes(2**34)
    if order == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    return cleaned("The lamp is lit.", task.page.url or "")
