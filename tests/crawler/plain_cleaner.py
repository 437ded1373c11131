"""A cleaner for tests of the crawler: quick, and as plain as its pages. Text is every `<p>` longer than a label."""

from __future__ import annotations

import hashlib
import os
import re

from cleaners.near_duplicates import signature
from crawler.worker import CleanResult, CleanTask
from tests.crawler.pages import cleaned


def clean(task: CleanTask) -> CleanResult:
    """Clean a page; a page that says so kills its worker."""
    body = task.page.body
    html = body if isinstance(body, str) else body.decode()
    if "kill the worker" in html:
        os._exit(9)
    title = "".join(re.findall("<title>(.*?)</title>", html))
    blocks = re.findall("<p>(.*?)</p>", html, re.DOTALL)
    text = "\n\n".join(block.strip() for block in blocks if len(block) > 20)
    result = cleaned(text, task.page.url or "", title=title, kind="article" if text else "index")
    prints = tuple(hashlib.blake2b(block.encode(), digest_size=8).hexdigest() for block in blocks)
    return CleanResult(result.record, text, {"label": 1}, tuple(map(int, signature(text))), prints)
