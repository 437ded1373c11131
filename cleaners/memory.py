"""Template memory: how many pages of an outlet each block stood on.

What stands on many pages is the template, not the story. A page is judged with the memory as it was before the page
came; what is learned of it serves the next. One file an outlet, text, one line a fingerprint: it can be read,
merged and compared with ordinary tools.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from cleaners.errors import MemoryFileError

_HEADER = "copydesk-memory 1"


class _Nothing:
    """A memory without pages."""

    def pages_with(self, fingerprint: str) -> int:  # noqa: ARG002 - the signature of Memory
        """None: 0."""
        return 0

    def pages(self) -> int:
        """None: 0."""
        return 0


NOTHING_SEEN = _Nothing()
"""The memory of an outlet whose first page this is."""


class FileMemory:
    """A template memory in one file. Reading is done once, when it is made; `learn` changes it, `save` writes it.

    >>> memory = FileMemory.empty()
    >>> memory.learn(["a", "b"]); memory.learn(["b"])
    >>> memory.pages(), memory.pages_with("b"), memory.without(["b"]).pages_with("b")
    (2, 2, 1)
    """

    def __init__(self, path: str | Path) -> None:
        """Read a file; a missing one is an empty memory. Raises MemoryFileError if it is damaged."""
        self.path = Path(path)
        self._pages, self._counts = _read(self.path) if self.path.exists() else (0, Counter[str]())

    @classmethod
    def empty(cls) -> FileMemory:
        """A memory that is not yet anywhere: `save` needs a path then."""
        memory = cls.__new__(cls)
        memory.path = Path()
        memory._pages, memory._counts = 0, Counter()
        return memory

    def pages_with(self, fingerprint: str) -> int:
        """Pages a block stood on."""
        return self._counts[fingerprint]

    def pages(self) -> int:
        """Pages learned."""
        return self._pages

    def learn(self, fingerprints: Iterable[str]) -> None:
        """Add a page: each of its blocks counts once, however often it stands there."""
        self._pages += 1
        self._counts.update(set(fingerprints))

    def without(self, fingerprints: Iterable[str]) -> _Without:
        """This memory as it would be if a page already learned had not been: to judge that page by the others."""
        return _Without(self, frozenset(fingerprints))

    def counts(self) -> Mapping[str, int]:
        """Fingerprint -> pages."""
        return self._counts

    def save(self, path: str | Path | None = None) -> None:
        """Write the memory whole or not at all."""
        target = Path(path) if path is not None else self.path
        lines = [f"{_HEADER} {self._pages}", *(f"{key} {count}" for key, count in sorted(self._counts.items()))]
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write("\n".join(lines) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(target)


class _Without:
    """A memory less one page."""

    def __init__(self, memory: FileMemory, own: frozenset[str]) -> None:
        self._memory = memory
        self._own = own

    def pages_with(self, fingerprint: str) -> int:
        """Other pages a block stood on."""
        return self._memory.pages_with(fingerprint) - (fingerprint in self._own)

    def pages(self) -> int:
        """Other pages learned."""
        return self._memory.pages() - 1


def _read(path: Path) -> tuple[int, Counter[str]]:
    try:
        head, *rows = path.read_text("ascii").splitlines()
        name, version, pages = head.rsplit(" ", 2)
        if f"{name} {version}" != _HEADER:
            raise ValueError(head)
        return int(pages), Counter({key: int(count) for key, count in (row.split(" ") for row in rows)})
    except (OSError, ValueError) as error:
        message = f"{path} is not a template memory of this version; delete it to begin anew"
        raise MemoryFileError(message) from error
