"""Tells which addresses are further pages of stories, and keeps where their bytes are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.types import ArchivePlace


@dataclass(frozen=True, slots=True)
class Part:
    """A further page of a story."""

    key: str
    url: str
    place: ArchivePlace
    """Where the archive has it; with an empty name if it has not."""


class Parts:
    """The parts of stories in the state database. Changes are made by one thread, inside its transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use an open database."""
        self._connection = connection

    def story_of(self, key: str) -> str:
        """The key of the story that an address is a page of: its own, if it is not known as a further page of another."""
        row = self._connection.execute("SELECT story FROM parts WHERE url_key = ?", (key,)).fetchone()
        return str(row[0]) if row else key

    def of(self, story: str) -> list[Part]:
        """The further pages of a story, in order."""
        rows = self._connection.execute("SELECT * FROM parts WHERE story = ? ORDER BY number", (story,)).fetchall()
        places = [ArchivePlace(row["archive_file"], row["archive_offset"], row["archive_length"]) for row in rows]
        return [Part(row["url_key"], row["url"], place) for row, place in zip(rows, places, strict=True)]

    def put(self, story: str, parts: Iterable[Part]) -> None:
        """Have a story consist of its first page and these. Addresses that waited to become stories wait no longer."""
        self._connection.execute("DELETE FROM parts WHERE story = ?", (story,))
        for part in parts:
            self.add(story, part)

    def add(self, story: str, part: Part) -> None:
        """Add a page at the end of a story."""
        number = 2 + self._connection.execute("SELECT count(*) FROM parts WHERE story = ?", (story,)).fetchone()[0]
        place = (part.place.file, part.place.offset, part.place.length)
        values = (part.key, story, number, part.url, *place)
        self._connection.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        self._connection.execute(
            """UPDATE pages SET status = 'moved', kind = 'part', reason = ?, todo = '', attempts = 0, not_before = ''
            WHERE url_key = ? AND path IS NULL""",
            (story, part.key),
        )

    def free(self, story: str) -> None:
        """Have addresses that were taken for pages of a story done by themselves: it has turned out to be none."""
        self._connection.execute(
            """UPDATE pages SET status = 'found', kind = '', reason = '', todo = 'fetch', tried_run = 0
            WHERE status = 'moved' AND kind = 'part' AND reason = ?""",
            (story,),
        )

    def lose_archive(self, file: str) -> None:
        """Note that a file of the archive is gone."""
        self._connection.execute(
            "UPDATE parts SET archive_file = '', archive_offset = 0, archive_length = 0 WHERE archive_file = ?", (file,)
        )
