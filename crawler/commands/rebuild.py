"""`scrapy rebuild`: makes the state again from the texts, the records and the archive."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from crawler import clock
from crawler.command import DeskCommand
from crawler.lock import Lock, LockedError
from crawler.opening import CANNOT_WRITE, LOCKED, OK, USAGE, CannotStartError
from crawler.places import Places
from crawler.rebuilding import outlets_on_disk, take_in_archive, teach
from crawler.recleaning import clean_all


class Command(DeskCommand):
    """Makes the state again."""

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Make the state again from texts and archive; the old one is kept beside it"

    def work(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002 - no options of its own
        """Set the state aside, take in what is on disk, and have the template memory learn it."""
        if args:
            print("usage: scrapy rebuild", file=sys.stderr)
            return USAGE
        places = Places.of(self.given())
        try:
            _set_aside(places)
        except OSError as error:
            raise CannotStartError(f"cannot write: {error}", CANNOT_WRITE) from error
        outlets = self.seeds()
        with self.desk(outlets_on_disk(outlets, places.out)) as desk:
            for line in desk.mended:
                print(line)
            print(
                f"{desk.submit(lambda _: take_in_archive(desk)).result()} pages of the archive are judged again by the next run"
            )
            learned = 0
            for page in clean_all(desk.archived_pages("status = 'filed'"), outlets, desk.memory_file, self.given()):
                learned += desk.submit(partial(teach, desk.store, page)).result()
            desk.submit(lambda _: desk.learn()).result()
            print(f"the template memory has learned {learned} pages")
        return OK


def _set_aside(places: Places) -> None:
    """Rename the database, whatever is left of it; what it says is lost unless it stands in files too."""
    try:
        lock = Lock(places.lock)
    except LockedError as error:
        raise CannotStartError(str(error), LOCKED) from error
    stamp = clock.now().strftime("%Y%m%dT%H%M%SZ")
    for suffix in ("", "-wal", "-shm"):
        path = places.database.with_name(places.database.name + suffix)
        if path.exists():
            path.rename(path.with_name(f"{path.name}.before-{stamp}"))
    for file in places.memory.glob("*.memory"):  # generations are counted anew
        file.unlink()
    lock.release()
