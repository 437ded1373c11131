"""`scrapy outlets`: lists the outlets of SEEDS_DIR, checks their files and sources, drafts a seed file for a site."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Mapping

from crawler import clock
from crawler.command import DeskCommand
from crawler.opening import OK, SOME_FAILED, USAGE, CannotStartError, check, choose
from crawler.types import Outlet
from crawler.urls import host_of


class Command(DeskCommand):
    """Lists and checks seed files, and drafts new ones."""

    def syntax(self) -> str:
        """For the usage line."""
        return "[OUTLET…] [--check [--live]] [--probe URL]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "List the outlets, check their seed files and sources, or draft one for a site"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take --check, --live and --probe."""
        super().add_options(parser)
        parser.add_argument(
            "--check", action="store_true", help="only say whether the files are right; exit code 2 if not"
        )
        parser.add_argument(
            "--live",
            action="store_true",
            help="with --check: ask every source for its stories; exit code 1 if one has none",
        )
        parser.add_argument(
            "--probe", metavar="URL", help="find what a site offers, and print a draft of its seed file"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Do one of these; a faulty file is refused in any case, every fault with its file, line and key."""
        if opts.probe is not None:
            return self._probe(opts.probe)
        if opts.live and not opts.check:
            raise CannotStartError("--live goes with --check", USAGE)
        outlets = choose(self.seeds(), args) if args else self.seeds()
        if opts.live:
            return self._live(outlets)
        if opts.check:
            print(f"{len(outlets)} seed files in {self.given()['SEEDS_DIR']}: no fault")
        else:
            for outlet in outlets.values():
                print("\n".join(_lines(outlet)))
        return OK

    def _live(self, outlets: Mapping[str, Outlet]) -> int:
        """Ask all sources, outlet beside outlet, source after source."""
        from crawler.asking import Ask, carry_out
        from crawler.drafting import told
        from crawler.trying import Trial, try_source

        async def try_all(ask: Ask) -> list[list[Trial]]:
            return list(await asyncio.gather(*(try_outlet(ask, outlet) for outlet in outlets.values())))

        async def try_outlet(ask: Ask, outlet: Outlet) -> list[Trial]:
            return [await try_source(ask, outlet, source) for source in outlet.sources]

        check(self.given())
        found = dict(zip(outlets, carry_out(try_all, outlets, self.given()), strict=True))
        for outlet, trials in found.items():
            print("\n".join([outlet, *(f"    {line}" for line in told(trials))]))
        failed = sum(not trial.works for trials in found.values() for trial in trials)
        today = clock.now().date().isoformat()
        print(f'{failed} sources give no story; of the others may be said: verified = "{today}"')
        return SOME_FAILED if failed else OK

    def _probe(self, url: str) -> int:
        """Print the draft, and what was tried on standard error: `scrapy outlets --probe URL > seeds/NAME.toml`."""
        from crawler.asking import carry_out
        from crawler.drafting import draft, told
        from crawler.probing import outlet_of, probe

        if not host_of(url):
            raise CannotStartError(f"{url} is not an address that begins with http:// or https://", USAGE)
        check(self.given())
        outlet = outlet_of(url)
        found = carry_out(lambda ask: probe(ask, url), {outlet.id: outlet}, self.given())
        for line in (*told(found.trials), *([found.problem] if found.problem else [])):
            print(line, file=sys.stderr)
        if not found.outlet.sources:
            print("no source was found that gives stories", file=sys.stderr)
            return SOME_FAILED
        print(draft(found, clock.now().date()), end="")
        return OK


def _lines(outlet: Outlet) -> list[str]:
    state = "" if outlet.enabled else "  (only when named)"
    head = f"{outlet.id:<24} {outlet.name}  [{', '.join(outlet.languages) or 'language as the pages say'}]{state}"
    return [head, *(f"    {s.kind:<13} {s.url}  {s.verified or 'never seen working'}" for s in outlet.sources)]
