"""`scrapy review`: expected beside got, for all fixtures that differ, as one HTML page."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.command import DeskCommand
from crawler.files import write_file
from crawler.opening import OK, SOME_FAILED, USAGE, CannotStartError
from crawler.places import Places

if TYPE_CHECKING:
    from crawler.report.review import Difference
    from fixtures.golden import Case


class Command(DeskCommand):
    """Reviews fixtures. They are part of a checkout, not of an installed package."""

    def syntax(self) -> str:
        """For the usage line."""
        return "[FIXTURE…]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Show expected beside got, for all fixtures that differ, as a page"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Take --from."""
        super().add_options(parser)
        parser.add_argument("--from", dest="folder", type=Path, help="where fixtures are (fixtures/pages)")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Clean all fixtures, or those named; exit code 1 if one differs that is not known to."""
        from crawler.report.review import review_page

        chosen = _cases(opts.folder, args)
        differences = list(_differences(chosen))
        path = Places.of(self.given()).report / "review.html"
        try:
            write_file(path, review_page(differences, len(chosen)).encode("utf-8", "replace"))
        except OSError as error:
            raise CannotStartError(f"cannot write: {error}", SOME_FAILED) from error
        for difference in differences:
            print(f"{difference.name}{'  (known)' if difference.known else ''}")
        print(path)
        return SOME_FAILED if any(not difference.known for difference in differences) else OK


def _cases(folder: Path | None, names: list[str]) -> tuple[Case, ...]:
    """The fixtures that are meant. Raises CannotStartError."""
    try:
        from fixtures.golden import PAGES, cases

        found = cases(folder or PAGES)
    except (ImportError, OSError, ValueError) as error:
        raise CannotStartError(f"fixtures can't be read: {error}", USAGE) from error
    if unknown := sorted(set(names) - {case.name for case in found}):
        raise CannotStartError(f"no fixture is called {', '.join(unknown)}", USAGE)
    return tuple(case for case in found if not names or case.name in names)


def _differences(cases: tuple[Case, ...]) -> Iterator[Difference]:
    from cleaners import Page, clean, clean_text
    from cleaners.outputs import as_text
    from crawler.report.review import Difference

    for case in cases:
        if case.is_dump:
            article = clean_text(case.body, url=case.url)
        else:
            article = clean(Page(case.url, case.body, case.content_type), hints=case.hints)
        got = as_text(article)
        if got != case.expected or article.kind != case.expected_kind:
            known = case.xfail.get("text" if got != case.expected else "kind", "")
            yield Difference(case.name, case.what, case.expected, got, case.expected_kind, article, known)
