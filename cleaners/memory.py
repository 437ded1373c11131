"""Template memory: how many pages of an outlet each block stood on.

What stands on many pages is the template, not the story. A page is judged by the other pages: a memory that has
learned the page itself is read through `others`. One file an outlet, text, a line a fingerprint: it can be read, merged
and compared with ordinary tools.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from cleaners.errors import MemoryFileError
from cleaners.types import Memory

_HEADER = "copydesk-memory 1"
_PAGE = "page"
MAX_FINGERPRINTS = 1_000_000
"""Blocks remembered, some 100 MB. Beyond them those that stood on one page only are forgotten: most of a story's lines never
come again, and what comes again is soon counted anew (lossy counting: Manku and Motwani 2002)."""


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
    """A template memory in one file. The file is read when the memory is made; `learn` changes it, `save` writes it.

    >>> memory = FileMemory("gazette.memory")
    >>> memory.learn(["a", "b"]), memory.learn(["b"]), memory.learn(["b"])
    (True, True, False)
    >>> memory.pages(), memory.pages_with("b"), memory.others().pages_with("b")
    (2, 2, 1)
    """

    def __init__(self, path: str | Path) -> None:
        """Read a file; a missing one is an empty memory. Raises MemoryFileError if it is damaged."""
        self.path = Path(path)
        self._counts: Counter[str] = Counter()
        self._learned: set[str] = set()
        if self.path.exists():
            self._read()

    def pages_with(self, fingerprint: str) -> int:
        """Pages a block stood on."""
        return self._counts[fingerprint]

    def pages(self) -> int:
        """Pages learned."""
        return len(self._learned)

    def learn(self, fingerprints: Iterable[str]) -> bool:
        """Add a page: each of its blocks counts once, however often it stands there. False if it was learned before."""
        own = sorted(set(fingerprints))
        digest = hashlib.blake2b("\n".join(own).encode(), digest_size=8).hexdigest()
        if digest in self._learned:
            return False
        self._learned.add(digest)
        self._counts.update(own)
        if len(self._counts) > MAX_FINGERPRINTS:
            self._counts = Counter({key: count for key, count in self._counts.items() if count > 1})
        return True

    def others(self) -> Memory:
        """This memory as one of its own pages sees it: each of that page's blocks stood on one page fewer."""
        return _Others(self)

    def save(self) -> None:
        """Write the memory whole or not at all. Raises OSError if it cannot be written."""
        pages = (f"{_PAGE} {digest}" for digest in sorted(self._learned))
        counts = (f"{key} {count}" for key, count in sorted(self._counts.items()))
        handle, temporary = tempfile.mkstemp(dir=self.path.parent, prefix=self.path.name, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write("\n".join([_HEADER, *pages, *counts]) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(self.path)

    def _read(self) -> None:
        try:
            head, *rows = self.path.read_text("ascii").splitlines()
            if head != _HEADER:
                raise ValueError(head)
            for key, value in (row.split(" ") for row in rows):
                if key == _PAGE:
                    self._learned.add(value)
                else:
                    self._counts[key] = int(value)
        except (OSError, ValueError) as error:
            message = f"{self.path} is not a template memory of this version; delete it to begin anew"
            raise MemoryFileError(message) from error


class _Others:
    """A memory less the page that is judged."""

    def __init__(self, memory: FileMemory) -> None:
        self._memory = memory

    def pages_with(self, fingerprint: str) -> int:
        """Other pages a block stood on."""
        return max(0, self._memory.pages_with(fingerprint) - 1)

    def pages(self) -> int:
        """Other pages learned."""
        return max(0, self._memory.pages() - 1)
