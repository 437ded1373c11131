"""Where the crawler keeps things, as OUT_DIR and VAR_DIR say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scrapy.settings import BaseSettings


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one crawler."""

    out: Path
    """Texts and records."""
    var: Path
    """State, archive, reports, lock."""

    @classmethod
    def of(cls, settings: BaseSettings) -> Places:
        """The folders that settings name, absolute."""
        return cls(Path(settings["OUT_DIR"]).absolute(), Path(settings["VAR_DIR"]).absolute())

    @property
    def database(self) -> Path:
        """The state."""
        return self.var / "state.db"

    @property
    def archive(self) -> Path:
        """WARC files."""
        return self.var / "archive"

    @property
    def memory(self) -> Path:
        """Template memories as the workers read them."""
        return self.var / "memory"

    @property
    def report(self) -> Path:
        """Reports of runs."""
        return self.var / "report"

    @property
    def lock(self) -> Path:
        """The lock."""
        return self.var / "lock"

    @property
    def forgotten(self) -> Path:
        """Hashes of the URL keys that are never to be fetched again; it outlives the state."""
        return self.var / "forgotten"
