"""Makes robots.txt as served fit for its parser: bounded, decoded, cut down to the groups that are meant for us."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_BYTES = 500 * 1024
"""Bytes that are read; the rest, from the last whole line on, is not (RFC 9309, 2.5)."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_USER_AGENT = re.compile(r"user-?\s?agent\s*:?\s*(.*)$", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def readable(body: bytes, token: str) -> str:
    """Return the rules of a robots.txt that concern a product token; empty if the body is no robots.txt at all.

    Groups for other robots are emptied, so that thousands of names before thousands of rules, which multiply in a
    parser, cost nothing. A page of HTML, which many servers send for whatever is missing, has no rules.
    """
    text = _decoded(body)
    if text.lstrip().startswith("<"):
        return ""
    return "\n".join(_for_us(_LINE_END.split(text), token.casefold()))


def _decoded(body: bytes) -> str:
    head = body[: MAX_BYTES + 1]
    if len(head) > MAX_BYTES:
        head = head[: max(head.rfind(b"\n"), head.rfind(b"\r"), 0)]
    bom, encoding = next(((bom, encoding) for bom, encoding in _BOMS if head.startswith(bom)), (b"", "utf-8"))
    return head[len(bom) :].decode(encoding, "replace").replace("\x00", "")


def _for_us(lines: list[str], token: str) -> Iterator[str]:
    """Keep the names of a group that are ours or everybody's, and one other if none is."""
    names: list[str] = []
    for line in lines:
        rule = line.partition("#")[0].strip()
        match = _USER_AGENT.match(rule)
        if match:
            names.append(_product(match[1]))
        elif rule:
            yield from _kept(names, token)
            names = []
            yield rule
    yield from _kept(names, token)


def _kept(names: list[str], token: str) -> Iterator[str]:
    if names:
        yield from (f"User-agent: {name}" for name in sorted({*names} & {token, "*"}) or ["another-robot"])


def _product(name: str) -> str:
    """The product token of a robot's name: "Copydesk/1.0 (news)" is "copydesk"."""
    return re.split(r"[/\s]", name.strip().casefold(), maxsplit=1)[0]
