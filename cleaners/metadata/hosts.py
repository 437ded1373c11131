"""Compares hosts: what belongs to one outlet, and the name an outlet's host shows."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit


def host_of(url: str | None) -> str:
    """The host of an address in small letters; empty if it has none or can't be read."""
    try:
        return (urlsplit(url or "").hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def same_outlet(a: str, b: str) -> bool:
    """Whether two hosts belong to one registrable domain ("m.gazette.example" and "www.gazette.example").

    Hosts under a public suffix are strangers: `one.blogspot.com` and `two.blogspot.com` are two outlets.
    """
    return bool(a) and (a == b or (registrable(a) == registrable(b) != ""))


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """The registrable domain of a host by the public suffix list, its last two labels where the list has none.

    The host itself for addresses, bare names and public suffixes.
    """
    if not host or ":" in host or "." not in host or host.replace(".", "").isdigit():
        return host
    found = _suffixes()(host)
    if not found.suffix:
        return ".".join(host.split(".")[-2:])
    return f"{found.domain}.{found.suffix}" if found.domain else host


def label_of(host: str) -> str:
    """The part of a host that names the outlet: "www.daily-gazette.co.uk" -> "daily-gazette"."""
    return registrable(host).split(".", 1)[0]


@cache
def _suffixes() -> Any:
    """The public suffix list that ships with tldextract, private suffixes included; nothing is fetched."""
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
