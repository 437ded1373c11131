"""How a guard says no, so that the spider knows what else the no rules out."""

from __future__ import annotations

from typing import Literal

from scrapy.exceptions import IgnoreRequest

Scope = Literal["page", "host", "outlet"]
"""What a refusal is of: this address, every address of its host, or the whole outlet for the rest of the run."""


STOPPED = "stopped"
"""Why a request is refused that still waits for its turn when the run is told to end."""

BUSY = "host-busy"
"""Why a request is refused that a host was too busy to answer."""


class Refused(IgnoreRequest):
    """A guard refuses a request. Raised in a downloader middleware; the spider records the reason and obeys the scope.

    Refused pages are not the site's failures: "page" refusals are final, the others leave the address to a later run.
    """

    def __init__(self, reason: str, detail: str = "", *, scope: Scope = "page") -> None:
        """`reason` is a kebab-case name for counting ("robots", "private-address"), `detail` says what proves it."""
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
        self.scope: Scope = scope
