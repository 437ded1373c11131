"""Opens a desk as the settings say, or says in one line and an exit code why it can't."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from scrapy.settings import BaseSettings

from crawler import settings as ours
from crawler.desk import Desk, Retention
from crawler.guards.addresses import allowed_hosts
from crawler.lock import LockedError
from crawler.places import Places
from crawler.state.database import StateError
from crawler.types import Outlet

OK = 0
SOME_FAILED = 1
USAGE = 2
NOTHING_FOUND = 3
DRIFT = 4
CANNOT_WRITE = 73
LOCKED = 75


class CannotStartError(Exception):
    """A run can't begin; the message is one line, `exit_code` what the command ends with."""

    def __init__(self, message: str, exit_code: int) -> None:
        """Say why, and how to end."""
        super().__init__(message)
        self.exit_code = exit_code


def choose(outlets: Mapping[str, Outlet], names: Iterable[str]) -> dict[str, Outlet]:
    """Return the outlets of these names; without names all that are enabled.

    Raises CannotStartError for unknown ones, and where there is none at all: a path is wrong, or a disk is not there.
    """
    names = tuple(dict.fromkeys(names))
    if unknown := [name for name in names if name not in outlets]:
        known = ", ".join(outlets) or "none"
        raise CannotStartError(f"no outlet is called {', '.join(unknown)}; known are: {known}", USAGE)
    chosen = {name: outlets[name] for name in names} if names else outlets
    if enabled := {name: outlet for name, outlet in chosen.items() if names or outlet.enabled}:
        return enabled
    raise CannotStartError("there is no outlet: SEEDS_DIR holds no seed file, or all say enabled = false", USAGE)


def check(settings: BaseSettings) -> None:
    """See that every setting of ours can be read as what it is. Raises CannotStartError, with all that can't."""
    faults = [_fault(settings, name, getattr(ours, name)) for name in dir(ours) if name.isupper()]
    try:
        allowed_hosts(settings["ALLOW_HOSTS"])
    except ValueError as error:
        faults.append(str(error))
    if any(faults):
        raise CannotStartError("\n".join(filter(None, faults)), USAGE)


def _fault(settings: BaseSettings, name: str, default: object) -> str:
    """What is wrong with the value of a number or switch; empty if nothing is."""
    least = 1 if name == "CLEAN_JOBS" else 0
    try:
        if isinstance(default, bool):
            settings.getbool(name)
        elif isinstance(default, int | float) and not settings.getfloat(name) >= least:
            return f"{name}={settings[name]}: it is at least {least}"
    except (TypeError, ValueError):
        wanted = "True or False" if isinstance(default, bool) else f"a number, as {default}"
        return f"{name}={settings[name]}: it is {wanted}"
    return ""


def open_desk(settings: BaseSettings, outlets: Mapping[str, Outlet]) -> Desk:
    """Open the desk of a run over these outlets. Raises CannotStartError."""
    check(settings)
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
