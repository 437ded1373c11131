"""How well kinds of page are told apart: python -m bench.kinds --corpora DIR.

Four groups of pages: the invented pages of `fixtures/kinds` in their two halves, the demo web with the golden cases, and both
sides of the corpora. Those are all stories, so that whatever is called something else there is told wrongly or breaks off at a
wall; pages of the `test` side are counted, never listed.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.scoreboard.corpora import read_corpora
from bench.scoreboard.systems import WORK
from cleaners import Page, clean
from cleaners.types import KINDS, Article
from fixtures.golden import cases
from fixtures.kinds import pages
from fixtures.web.outlets import demo_outlets
from fixtures.web.render import page_bytes

STORIES = frozenset(["article", "live"])
"""Kinds that are filed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a page is, and what it was taken for."""

    name: str
    kinds: tuple[str, ...]
    """The kinds that are right, the first the one counted."""
    told: str
    why: str

    @property
    def is_right(self) -> bool:
        """Whether it was told rightly."""
        return self.told in self.kinds

    @property
    def counted(self) -> str:
        """The kind it counts as: the one told, if that is right."""
        return self.told if self.is_right else self.kinds[0]


def invented(half: str) -> Iterator[Told]:
    """The pages of one half of `fixtures/kinds`."""
    for page in pages(half):
        yield _told(page.name, page.kinds, clean(Page("https://paper.example/a", page.html)))


def bundled() -> Iterator[Told]:
    """All pages of the demo web, and the golden cases that have markup."""
    for outlet in demo_outlets():
        for page in outlet.pages:
            body = page_bytes(outlet, page, f"https://{outlet.id}.example")
            content_type = f"text/html; charset={page.encoding or outlet.encoding}"
            yield _told(
                f"{outlet.id}/{page.slug}",
                (page.kind,),
                clean(Page(f"https://{outlet.id}.example{page.path}", body, content_type)),
            )
    for case in cases():
        if not case.is_dump:
            yield _told(
                case.name, (case.expected_kind,), clean(Page(case.url, case.body, case.content_type), hints=case.hints)
            )


def corpora(folder: Path, side: str) -> Iterator[Told]:
    """The pages of one side of the corpora, each once: stories, all of them."""
    for page in read_corpora(folder):
        if page.side == side and not page.repeated:
            encoding = page.row.get("encoding")
            content_type = f"text/html; charset={encoding}" if encoding else None
            body = gzip.decompress(page.path.read_bytes())
            yield _told(page.key, ("article", "live"), clean(Page(page.row.get("url"), body, content_type)))


def _told(name: str, kinds: tuple[str, ...], article: Article) -> Told:
    assert article.document is not None, "an article cleaned in this process has its document"
    verdict = article.document.on_page()[-1]
    return Told(name, kinds, article.kind, f"{verdict.reason}: {verdict.evidence}")


def confusion(told: Iterable[Told]) -> str:
    """A line for each kind there is: how many pages were told as what, precision and recall in per cent."""
    counts = Counter((t.counted, t.told) for t in told)
    is_there = [kind for kind in KINDS if any(kind in pair for pair in counts)]
    head = f"{'is / told':14}" + "".join(f"{kind[:11]:>12}" for kind in is_there) + f"{'precision':>12}{'recall':>9}"
    return "\n".join([head, *(_line(kind, is_there, counts) for kind in is_there)])


def _line(kind: str, columns: Sequence[str], counts: Counter[tuple[str, str]]) -> str:
    right = counts[kind, kind]
    told = sum(n for (_, as_kind), n in counts.items() if as_kind == kind)
    there = sum(n for (is_kind, _), n in counts.items() if is_kind == kind)
    cells = "".join(f"{counts[kind, column] or '.':>12}" for column in columns)
    return f"{kind:14}{cells}{_share(right, told):>12}{_share(right, there):>9}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def main(argv: Sequence[str] | None = None) -> int:
    """Print a table for each group, and the pages told wrongly except those of the test side; 0."""
    it = argparse.ArgumentParser(prog="python -m bench.kinds", description=__doc__.splitlines()[0])
    it.add_argument(
        "--corpora", type=Path, default=None, metavar="DIR", help="default: the folder used last; `-` for none"
    )
    options = it.parse_args(argv)
    _show("invented, first half (rules were made on it)", tuple(invented("first")))
    _show("invented, second half (a check)", tuple(invented("second")))
    _show("demo web and golden cases", tuple(bundled()))
    if options.corpora != Path("-"):
        folder = options.corpora or Path((WORK / "corpora.txt").read_text(encoding="utf-8").strip())
        _show("corpora, tune side: all are stories", tuple(corpora(folder, "tune")))
        _show("corpora, test side: all are stories", tuple(corpora(folder, "test")), listed=False)
    return 0


def _show(what: str, told: tuple[Told, ...], *, listed: bool = True) -> None:
    right = sum(t.is_right for t in told)
    print(f"\n{what}: {len(told)} pages, {right} right ({_share(right, len(told))} %)\n{confusion(told)}")
    for page in told:
        if listed and not page.is_right:
            print(f"  {page.name}: {page.kinds[0]}, told {page.told} ({page.why[:100]})")


if __name__ == "__main__":
    sys.exit(main())
