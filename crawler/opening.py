"""Opens a desk as the settings say, or says in one line and an exit code why it can't."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from scrapy.settings import BaseSettings

from crawler.desk import Desk, Retention
from crawler.lock import LockedError
from crawler.places import Places
from crawler.state.database import StateError
from crawler.types import Outlet

OK = 0
SOME_FAILED = 1
USAGE = 2
NOTHING_FOUND = 3
CANNOT_WRITE = 73
LOCKED = 75


class CannotStartError(Exception):
    """A run can't begin; the message is one line, `exit_code` what the command ends with."""

    def __init__(self, message: str, exit_code: int) -> None:
        """Say why, and how to end."""
        super().__init__(message)
        self.exit_code = exit_code


def choose(outlets: Mapping[str, Outlet], names: Iterable[str]) -> dict[str, Outlet]:
    """Return the outlets of these names; without names all that are enabled. Raises CannotStartError for unknown ones."""
    names = tuple(dict.fromkeys(names))
    if unknown := [name for name in names if name not in outlets]:
        known = ", ".join(outlets) or "none"
        raise CannotStartError(f"no outlet is called {', '.join(unknown)}; known are: {known}", USAGE)
    chosen = {name: outlets[name] for name in names} if names else outlets
    return {name: outlet for name, outlet in chosen.items() if names or outlet.enabled}


def open_desk(settings: BaseSettings, outlets: Mapping[str, Outlet]) -> Desk:
    """Open the desk of a run over these outlets. Raises CannotStartError."""
    retention = Retention(settings.getint("ARCHIVE_DAYS"), settings.getint("ARCHIVE_MAX_BYTES"))
    try:
        places = Places.of(settings)
        places.out.mkdir(parents=True, exist_ok=True)
        return Desk(places, outlets, retention)
    except LockedError as error:
        raise CannotStartError(str(error), LOCKED) from error
    except StateError as error:
        raise CannotStartError(str(error), CANNOT_WRITE) from error
    except (OSError, sqlite3.Error) as error:
        raise CannotStartError(f"cannot write: {error}", CANNOT_WRITE) from error
