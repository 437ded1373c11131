"""Decides which addresses are the same (`url_key`) and why a link is or is not a story (`judge_url`)."""

from __future__ import annotations

import functools
import hashlib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, quote, unquote, unquote_to_bytes, urlsplit

import idna

MAX_URL_CHARS = 2083
"""Longer addresses are traps or mistakes; Scrapy's own bound."""

_PORTS = {"http": 80, "https": 443}
_SAFE = "-._~!$&'()*+,;=:@/"
"""Characters of a path that may stand as they are (RFC 3986, 3.3)."""
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?;]*|/\([sS]\([a-z0-9]{10,}\)\)", re.IGNORECASE)
"""`;jsessionid=…` of Java servers and `/(S(…))/` of ASP.NET."""
_LONG_TOKEN = re.compile(r"(?=[^-_]*\d)[0-9A-Za-z_-]{16,}")
_DATE = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]|(?=\d\d))")
_NUMBER = re.compile(r"\d{4,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS = 3
_WORDED_CHARS = 15
_LONG_WORD_CHARS = 24
"""A last part of a path without hyphens that is as long as this is a headline in a script that does not need them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an address looks like, and why."""

    story: bool
    reason: str
    """Kebab-case name of the rule: for stories what speaks for it, else what speaks against."""


class Rules(Protocol):
    """What `judge_url` asks of an outlet."""

    @property
    def allow(self) -> tuple[re.Pattern[str], ...]:
        """Addresses of stories; if there are any, nothing else is one."""

    @property
    def deny(self) -> tuple[re.Pattern[str], ...]:
        """Addresses that are never stories."""

    def covers(self, url: str) -> bool:
        """Whether an address is on one of its hosts."""


def url_key(url: str) -> str:
    """Return our normal form of an address: two addresses with one key are one page.

    The scheme, the fragment, tracking parameters, session ids and the dress ("?amp=1") do not count;
    parameters count in any order. It is for comparing, never for fetching.

    >>> url_key("HTTPS://Gazette.example.:443/a%7eb/?utm_source=x&b=2&a=1#top")
    'gazette.example/a~b/?a=1&b=2'
    """
    parts = urlsplit(url)
    query = "&".join(sorted(_kept(parts.query.split("&")), key=lambda pair: pair.partition("=")[0]))
    path = _normal(_SESSION_IN_PATH.sub("", _without_dots(parts.path))) or "/"
    return _host(parts) + path + (f"?{query}" if query else "")


def digest_of(key: str, digits: int = 8) -> str:
    """Return the first hex digits of a URL key's BLAKE2b hash: what tells the names of files apart."""
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()[:digits]


def host_of(url: str) -> str:
    """Return the host of a web address: lower case, no final dot, port only if unusual; empty if it is none.

    >>> host_of("https://Gazette.example.:443/a"), host_of("http://127.0.0.1:8601/"), host_of("mailto:desk@x")
    ('gazette.example', '127.0.0.1:8601', '')
    """
    try:
        parts = urlsplit(url)
        return _host(parts) if parts.scheme in _PORTS else ""
    except ValueError:  # "http://[broken", "http://x:99999/"
        return ""


def judge_url(url: str, rules: Rules, *, offered: bool) -> Judgement:
    """Say whether an address is worth fetching as a story, and why.

    `offered`: the outlet itself calls it a story (a feed, a sitemap, an API); a mere link on a section page has to
    look like one. In doubt an offered address is fetched: the page decides.
    """
    parts = urlsplit(url) if len(url) <= MAX_URL_CHARS and host_of(url) else None
    if parts is None:
        return Judgement(False, "not-web")
    if not rules.covers(url):
        return Judgement(False, "off-site")
    if any(pattern.search(url) for pattern in rules.deny):
        return Judgement(False, "denied")
    if rules.allow:
        allowed = any(pattern.search(url) for pattern in rules.allow)
        return Judgement(allowed, "allowed" if allowed else "not-allowed")
    if reason := _against(parts):
        return Judgement(False, reason)
    if reason := _sign(parts):
        return Judgement(True, reason)
    return Judgement(offered, "offered" if offered else "no-story-sign")


def _against(parts: SplitResult) -> str:
    """What an address is instead of a story; empty if nothing shows."""
    data = _data()
    steps = [step for step in unquote(parts.path).casefold().split("/") if step]
    if not steps:
        return "" if _has_number(parts.query) else "front-page"
    if steps[-1].rpartition(".")[2] in data.files and "." in steps[-1]:
        return "file"
    if steps[0] in data.lists or (len(steps) > 2 and steps[-2] == "page" and steps[-1].isdigit()):
        return "list"
    if steps[-1] in data.dresses and len(steps) > 1:
        return "another-dress"
    return "about-the-site" if steps[-1].partition(".")[0] in data.about and len(steps) <= 2 else ""


def _sign(parts: SplitResult) -> str:
    """What of an address speaks for a story; empty if nothing does."""
    path = unquote(parts.path).rstrip("/")
    last = path.rpartition("/")[2].rpartition(".")[0] or path.rpartition("/")[2]
    words = [word for word in re.split(r"[-_\s+]", last) if word and not word.isdigit()]
    if _DATE.search(path + "/") and not last.isdigit():
        return "dated"  # /2026/11/20/slug; spares /2026/11/20, a day's list
    if len(words) > _WORDS or (len(words) == _WORDS and len(last) >= _WORDED_CHARS):
        return "worded"  # ferry-runs-again; costs a fetch, once, of /arts-and-culture/
    if len(last) >= _LONG_WORD_CHARS and not last.isascii():
        return "worded"
    if _has_number(last) or _has_number(parts.query):
        return "numbered"  # …-48213, ?p=48213; spares years
    return ""


def _has_number(text: str) -> bool:
    return any(not _YEAR.fullmatch(number) for number in _NUMBER.findall(text))


def _host(parts: SplitResult) -> str:
    host, port = parts.hostname or "", parts.port
    if not host:
        return ""
    host = f"[{host}]" if ":" in host else _ascii(host.rstrip("."))
    return host if port in {None, _PORTS.get(parts.scheme)} else f"{host}:{port}"


def _ascii(host: str) -> str:
    """A host name as DNS knows it; as it was, in lower case, where it can't be written so."""
    try:
        return host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return host.lower()


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4: "/a/./b/../c" is "/a/c"."""
    kept: list[str] = []
    steps = path.split("/")
    for step in steps:
        if step == "..":
            kept = kept[:-1] if len(kept) > 1 else kept
        elif step != ".":
            kept.append(step)
    return "/".join(kept) + ("/" if steps[-1] in {".", ".."} else "")


def _normal(text: str) -> str:
    """Percent-encoding in one form: what need not be encoded is not, the rest in upper case."""
    pieces = re.split(r"(%[0-9a-fA-F]{2})", text)
    return "".join(_normal_escape(p) if i % 2 else quote(p, safe=_SAFE + "%") for i, p in enumerate(pieces))


def _normal_escape(escape: str) -> str:
    character = unquote_to_bytes(escape)
    unreserved = character.isalnum() or character in b"-._~"
    return character.decode("ascii") if unreserved else escape.upper()


def _kept(pairs: Iterable[str]) -> list[str]:
    """Parameters that tell pages apart."""
    kept = []
    for pair in pairs:
        name, _, value = pair.partition("=")
        if pair and not _is_noise(unquote(name).casefold(), value):
            kept.append(_normal(pair).replace("%20", "+"))
    return kept


def _is_noise(name: str, value: str) -> bool:
    data = _data()
    if name in data.noise or name.startswith(data.noise_beginnings):
        return True
    return name in data.session_if_long and _LONG_TOKEN.fullmatch(value) is not None


@dataclass(frozen=True, slots=True)
class _Data:
    noise: frozenset[str]
    noise_beginnings: tuple[str, ...]
    session_if_long: frozenset[str]
    files: frozenset[str]
    lists: frozenset[str]
    about: frozenset[str]
    dresses: frozenset[str]


@functools.cache
def _data() -> _Data:
    table = tomllib.loads(Path(__file__).with_name("urls.toml").read_text(encoding="utf-8"))
    query, path = table["query"], table["path"]
    noise = [*query["tracking"], *query["session"], *query["dress"]]
    return _Data(
        noise=frozenset(name for name in noise if not name.endswith("*")),
        noise_beginnings=tuple(name[:-1] for name in noise if name.endswith("*")),
        session_if_long=frozenset(query["session_if_long"]),
        **{name: frozenset(path[name]) for name in ("files", "lists", "about", "dresses")},
    )
