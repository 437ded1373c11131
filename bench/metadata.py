"""Accuracy of titles, dates and authors beside trafilatura and newspaper4k: python -m bench.metadata --side tune.

The scoreboard shows these figures for whole runs; this is the tool to work with: metadata alone (decoding, parsing and
`cleaners.metadata.read`, no judging), by corpus, with its cost, and on the tune side the pages it gets wrong. Peers' answers come
from the scoreboard's cache, and are asked for where it has none. What counts as right is the scoreboard's rule
(`bench.scoreboard.exact`).
"""

from __future__ import annotations

import argparse
import gzip
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles

from bench.scoreboard.corpora import SIDES, GoldPage, read_corpora
from bench.scoreboard.exact import CORPORA, FIELDS, is_right, is_stated
from bench.scoreboard.predictions import Gathering, Key, Prediction, PredictionCache, gather
from bench.scoreboard.systems import WORK, choose_systems
from cleaners import metadata
from cleaners.decode import decode
from cleaners.memory import NOTHING_SEEN
from cleaners.metadata.language import of_text
from cleaners.parse import parse
from cleaners.types import Document, Metadata, Page

PEERS = ("trafilatura-metadata", "newspaper4k")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read of a page, and at what cost."""

    page: GoldPage
    found: Metadata
    ms: float
    """Processor time of metadata alone, in milliseconds, the language being known."""


def answers(pages: Iterable[GoldPage]) -> Iterator[Answer]:
    """Read each page by the clock; a page in a new language once before, to load that language's words."""
    warm: set[str] = set()
    for page in pages:
        document = _document(page)
        if document.language not in warm:
            warm.add(document.language)
            metadata.read(document)
        began = time.process_time()
        found = metadata.read(document)
        yield Answer(page, found, (time.process_time() - began) * 1000)


def _document(page: GoldPage) -> Document:
    body = gzip.decompress(page.path.read_bytes())
    encoding = page.row.get("encoding")
    decoded = decode(body, f"text/html; charset={encoding}" if encoding else None)
    parsed = parse(decoded.text)
    document = Document(
        Page(page.row.get("url"), body), decoded.text, decoded, parsed.blocks, NOTHING_SEEN, facts=parsed.facts,
        containers=parsed.containers,
    )  # fmt: skip
    return replace(document, language=language_of(document))


def language_of(document: Document) -> str:
    """The language, found before the clock starts: the pipeline has it by then too. JSON-LD is read inside the clock."""
    prose = sorted((block.text for block in document.blocks), key=len, reverse=True)
    return of_text("\n".join(prose[:12]), document.facts.language)


def as_prediction(found: Metadata) -> Prediction:
    """Our answer in the shape of a peer's."""
    return Prediction("", None, title=found.title, date=found.published, authors=found.authors)


def table(pages: Sequence[GoldPage], said: Mapping[Key, Prediction], systems: Sequence[str]) -> str:
    """Right answers of each system, a line for each corpus and field."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for page in pages:
        for field in FIELDS:
            if is_stated(field, page):
                for group in (page.corpus, "all"):
                    counts[field, group, "pages"] += 1
                    counts.update((field, group, s) for s in systems if is_right(field, page, said[s, page.key]))
    head = f"{'field':8}{'corpus':18}{'pages':>7}" + "".join(f"{s:>24}" for s in systems)
    lines = sorted({(field, group) for field, group, _ in counts}, key=lambda key: (FIELDS.index(key[0]), key[1]))
    return "\n".join([head, *(_line(field, group, counts, systems) for field, group in lines)])


def _line(field: str, group: str, counts: Counter[tuple[str, str, str]], systems: Sequence[str]) -> str:
    pages = counts[field, group, "pages"]
    shares = (f"{counts[field, group, s]:>14} {counts[field, group, s] / pages:>8.1%}" for s in systems)
    return f"{field:8}{group:18}{pages:>7}" + "".join(f"{share:>24}" for share in shares)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 0."""
    it = argparse.ArgumentParser(prog="python -m bench.metadata", description=__doc__.splitlines()[0])
    it.add_argument("--corpora", type=Path, default=None, metavar="DIR", help="default: the folder used last")
    it.add_argument("--side", choices=SIDES, default="tune")
    it.add_argument("--only", action="append", default=[], metavar="CORPUS")
    it.add_argument("--wrong", choices=FIELDS, help="list the pages this field is wrong on (tune side only)")
    options = it.parse_args(argv)
    folder = options.corpora or Path((WORK / "corpora.txt").read_text(encoding="utf-8").strip())
    pages = tuple(p for p in read_corpora(folder, options.only or CORPORA) if p.side == options.side and not p.repeated)
    systems, absent = choose_systems(PEERS)
    for name, reason in absent.items():
        print(f"not run: {name}: {reason}", file=sys.stderr)
    cache = PredictionCache(WORK / "cache")
    said = gather(pages, systems, Gathering(cache))
    cache.close()
    ours = tuple(answers(pages))
    said |= {("copydesk", a.page.key): as_prediction(a.found) for a in ours}
    print(table(pages, said, ("copydesk", *(s.id for s in systems))))
    times = [a.ms for a in ours]
    print(f"\nmetadata alone: {median(times):.2f} ms median, {quantiles(times, n=20)[-1]:.2f} ms p95")
    if options.wrong and options.side == "tune":
        _list_wrong(options.wrong, ours, said)
    return 0


def _list_wrong(field: str, ours: Sequence[Answer], said: Mapping[Key, Prediction]) -> None:
    for answer in ours:
        page = answer.page
        if is_stated(field, page) and not is_right(field, page, said["copydesk", page.key]):
            name = {"date": "published", "author": "authors", "people": "authors"}.get(field, field)
            got, source = getattr(answer.found, name), answer.found.sources.get(name)
            stated = page.row["author" if field == "people" else field]
            print(f"{page.key}\n  stated {stated!r}\n  read   {got!r} ({source})")


if __name__ == "__main__":
    sys.exit(main())
