"""Tidies white space inside lines: tabs, runs, no-break spaces that separate words."""

from __future__ import annotations

import re

from cleaners.repairs.mending import Glance, Mending, line_by_line

_RUN = re.compile(r"[ \t\v\f\r\u00a0\u2000-\u2008\u205f\u3000]*[ \t\v\f\r]+[ \t\v\f\r\u00a0\u2000-\u2008\u205f]*")
_UNTIDY = re.compile(r"[\t\v\f\r]|  |^ | $|\u00a0", re.MULTILINE)


def _is_needed(seen: Glance) -> bool:
    return _UNTIDY.search(seen.text) is not None


def _tidy(text: str) -> str:
    return "\n".join(_RUN.sub(" ", line).replace("\u00a0", " ").strip() for line in text.split("\n"))


SPACES = Mending("spaces", line_by_line(_tidy), _is_needed)
