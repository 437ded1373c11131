"""Reads seeds/*.toml into outlets: strictly, so that a mistyped key is found on the desk and not in a month's texts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cleaners.parse import valid_selector
from cleaners.types import Hints
from crawler.types import SOURCE_KINDS, Budget, Outlet, Source
from crawler.urls import host_of

RESERVED = frozenset(["news"])
"""Names an outlet may not have: `news` is the spider of all of them."""

MAX_DELAY = 3600
"""Seconds; a longer delay between two requests is a mistyped one."""

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}(?::\d{1,5})?|\[[0-9a-f:.]+\](?::\d{1,5})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_INTERVAL = re.compile(r"(\d+)\s*([mhd])")
_SECONDS = MappingProxyType({"m": 60, "h": 3600, "d": 86400})


class SeedError(Exception):
    """Seed files that break the rules; the message has one line a fault, each with its file, line and key."""


def load_outlets(folder: str | Path) -> Mapping[str, Outlet]:
    """Return the outlets of a folder of seed files by id, in order of id. Raises SeedError, with every fault found."""
    folder = Path(folder)
    if not folder.is_dir():
        raise SeedError(f"{folder}: no such folder; SEEDS_DIR names the folder of the seed files")
    outlets: dict[str, Outlet] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            outlets[path.stem] = load_outlet(path)
        except SeedError as error:
            faults.append(str(error))
    if faults:
        raise SeedError("\n".join(faults))
    return MappingProxyType(outlets)


def load_outlet(path: Path) -> Outlet:
    """Return the outlet of one seed file. Raises SeedError."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SeedError(f"{path}: {error}") from error
    reader = _Reader(path, text)
    outlet = reader.outlet(table)
    if reader.faults:
        raise SeedError("\n".join(reader.faults))
    return outlet


@dataclass(slots=True)
class _Reader:
    """Reads the tables of one seed file; what is wrong is gathered, so that all of it is told at once."""

    path: Path
    text: str
    faults: list[str] = field(default_factory=list)

    def outlet(self, table: dict[str, Any]) -> Outlet:
        """The outlet; of no use where `faults` is not empty."""
        if not _ID.fullmatch(self.path.stem) or self.path.stem in RESERVED:
            self.faults.append(f"{self.path}: outlets are named with a-z, 0-9 and hyphens, and not {min(RESERVED)}")
        self._refuse_unknown(table, _OUTLET_KEYS, "")
        for key in ("name", "domains", "sources"):
            if key not in table:
                self.fault("", key, "is missing")
        values = {name: read(self, key, table[key]) for key, (name, read) in _OUTLET_KEYS.items() if key in table}
        outlet = Outlet(id=self.path.stem, path=str(self.path), **{**_NOTHING, **values})
        for source in outlet.sources:
            if host_of(source.url) and not outlet.covers(source.url):
                self.fault("sources.", "url", f"{source.url} is on none of the domains: {', '.join(outlet.domains)}")
        return outlet

    def fault(self, table: str, key: str, message: str) -> None:
        """Note a fault, with the first line its key stands on."""
        line = next((n for n, row in enumerate(self.text.splitlines(), 1) if _names(row, key)), 0)
        where = f"{self.path}:{line}" if line else f"{self.path}"
        self.faults.append(f"{where}: {table}{key} {message}")

    def string(self, key: str, value: Any) -> str:
        """A text."""
        if not isinstance(value, str) or not value.strip():
            self.fault("", key, "is a text that is not empty")
            return ""
        return value

    def boolean(self, key: str, value: Any) -> bool:
        """True or false."""
        if not isinstance(value, bool):
            self.fault("", key, "is true or false")
        return value is True

    def strings(self, key: str, value: Any) -> tuple[str, ...]:
        """A list of texts."""
        if not isinstance(value, list) or not value or not all(isinstance(item, str) and item for item in value):
            self.fault("", key, 'is a list of texts, as ["a", "b"]')
            return ()
        return tuple(value)

    def domains(self, key: str, value: Any) -> tuple[str, ...]:
        """Hosts."""
        hosts = tuple(host.lower().rstrip(".") for host in self.strings(key, value))
        return self._matching(key, hosts, _HOST, 'not a host as "gazette.example" or "127.0.0.1:8601"')

    def languages(self, key: str, value: Any) -> tuple[str, ...]:
        """One language tag or several."""
        tags = self.strings(key, [value] if isinstance(value, str) else value)
        return self._matching(key, tags, _LANGUAGE, 'not a language tag as "en" or "zh-TW"')

    def patterns(self, key: str, value: Any) -> tuple[re.Pattern[str], ...]:
        """Regular expressions."""
        found = []
        for pattern in self.strings(key, value):
            try:
                found.append(re.compile(pattern))
            except re.error as error:
                self.fault("", key, f"holds {pattern!r}, not a regular expression: {error}")
        return tuple(found)

    def delay(self, key: str, value: Any) -> float:
        """Seconds."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MAX_DELAY:
            self.fault("", key, f"is a number of seconds from 0 to {MAX_DELAY}")
            return 0.0
        return float(value)

    def interval(self, key: str, value: Any) -> float:
        """Seconds, written with their unit."""
        match = _INTERVAL.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            self.fault("", key, 'is a time as "30m", "1h" or "2d"')
            return 0.0
        return float(int(match[1]) * _SECONDS[match[2]])

    def hints(self, key: str, value: Any) -> Hints:
        """CSS selectors."""
        table = self._table(key, value)
        known = {f.name: f for f in fields(Hints)}
        self._refuse_unknown(table, known, "hints.")
        found = {name: self.strings(name, table[name]) for name in known if name in table}
        for name, selectors in found.items():
            for selector in selectors:
                if not valid_selector(selector):
                    self.fault("hints.", name, f"holds {selector!r}, not a CSS selector")
        return Hints(**found)

    def budget(self, key: str, value: Any) -> Budget:
        """Whole numbers."""
        table = self._table(key, value)
        known = {f.name: f for f in fields(Budget)}
        self._refuse_unknown(table, known, "budget.")
        for name in sorted(known.keys() & table.keys()):
            if isinstance(table[name], bool) or not isinstance(table[name], int) or table[name] < 1:
                self.fault("budget.", name, "is a whole number, 1 or more")
        return Budget(**{name: table[name] for name in known if name in table})

    def sources(self, key: str, value: Any) -> tuple[Source, ...]:
        """Tables of sources."""
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            self.fault("", key, "are tables, each under a line [[sources]]")
            return ()
        return tuple(map(self._source, value))

    def _source(self, table: dict[str, Any]) -> Source:
        self._refuse_unknown(table, {f.name: f for f in fields(Source)}, "sources.")
        kind, url = table.get("kind"), table.get("url")
        if kind not in SOURCE_KINDS:
            self.fault("sources.", "kind", f"is one of {', '.join(SOURCE_KINDS)}, not {kind!r}")
        if not isinstance(url, str) or not host_of(url):
            self.fault("sources.", "url", f"is an address that begins with http:// or https://, not {url!r}")
        return Source(str(kind), str(url), self._verified(table.get("verified", False)))

    def _verified(self, value: Any) -> date | None:
        try:
            return None if value is False else date.fromisoformat(str(value))
        except ValueError:
            self.fault("sources.", "verified", 'is the day it was seen to work, as "2026-11-20", or false')
            return None

    def _table(self, key: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.fault("", key, f"is a table, under a line [{key}]")
            return {}
        return value

    def _matching(self, key: str, texts: tuple[str, ...], pattern: re.Pattern[str], what: str) -> tuple[str, ...]:
        for text in texts:
            if not pattern.fullmatch(text):
                self.fault("", key, f"holds {text!r}, {what}")
        return texts

    def _refuse_unknown(self, table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
        for key in sorted(table.keys() - set(known)):
            self.fault(where, key, f"is not known here; known are {', '.join(sorted(known))}")


def _names(row: str, key: str) -> bool:
    return re.match(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=\].]", row) is not None


_NOTHING: Mapping[str, Any] = MappingProxyType({"name": "", "domains": (), "sources": ()})

_OUTLET_KEYS: Mapping[str, tuple[str, Callable[[_Reader, str, Any], Any]]] = MappingProxyType(
    {
        "name": ("name", _Reader.string),
        "domains": ("domains", _Reader.domains),
        "language": ("languages", _Reader.languages),
        "delay": ("delay", _Reader.delay),
        "interval": ("interval", _Reader.interval),
        "enabled": ("enabled", _Reader.boolean),
        "insecure": ("insecure", _Reader.boolean),
        "allow": ("allow", _Reader.patterns),
        "deny": ("deny", _Reader.patterns),
        "sources": ("sources", _Reader.sources),
        "hints": ("hints", _Reader.hints),
        "budget": ("budget", _Reader.budget),
    }
)
"""Key of a seed file -> the field of Outlet it fills, and how its value is read."""
