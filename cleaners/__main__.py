"""`python -m cleaners`: clean files, folders, archives or standard input."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path

from cleaners.errors import CleanerError
from cleaners.inputs import Form, Input, inputs, unpacked
from cleaners.types import Article, Memory, Page

DONE, SOME_FAILED, USAGE = 0, 1, 2
PROGRESS_EVERY = 100
"""Inputs between two words of progress on a terminal …"""
LOG_EVERY = 1000
"""… and in a log."""


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit code: 0 all read, 1 some inputs failed (named on standard error), 2 usage."""
    options = _parser().parse_args(argv)
    try:
        return _repair(options) if options.repair else _clean(options)
    except BrokenPipeError:
        # `| head` has read enough.
        sys.stderr.close()
        return DONE
    except CleanerError as error:
        print(f"copydesk: {error}", file=sys.stderr)
        return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m cleaners",
        description="Clean news pages and dumps: title, blank line, text. Several inputs are separated by a form feed.",
        epilog="Exit code: 0 all inputs read, 1 some failed (each named on standard error), 2 usage.",
    )
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help=".html, .txt, .warc, .wet, each also with .gz; folders; - for standard input",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--text", dest="form", action="store_const", const="dump", help="inputs are dumps, whatever their names"
    )
    form.add_argument(
        "--html", dest="form", action="store_const", const="html", help="inputs are HTML, whatever their names"
    )
    form.add_argument("--repair", action="store_true", help="mend characters only; every line is kept")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--jsonl", action="store_true", help="one JSON record per input, in input order")
    shown.add_argument("--explain", action="store_true", help="kept and dropped blocks with reasons")
    parser.add_argument("-o", dest="folder", type=Path, metavar="DIR", help="write one .txt per input into DIR")
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes (default 1)")
    parser.add_argument(
        "--split-languages", action="store_true", help="one text per language of an input: DIR/name.LANGUAGE.txt"
    )
    parser.add_argument("--memory", type=Path, metavar="FILE", help="learn and use what stands on the other inputs")
    return parser


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return value


class _Run:
    """The inputs of one call, and those that failed."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.failed = 0
        self._written: set[str] = set()
        self._again: Counter[str] = Counter()

    def inputs(self, *, quiet: bool = False) -> Iterator[Input]:
        """Yield what could be read; name the rest, once."""
        form: Form | None = self.options.form
        for found in inputs(self.options.paths, form, besides=self.options.folder):
            if isinstance(found, Input):
                yield found
            elif not quiet:
                self.report(str(found))

    def report(self, message: str) -> None:
        """Name an input that failed."""
        self.failed += 1
        print(f"copydesk: {message}", file=sys.stderr)

    def target(self, name: str, suffix: str) -> Path:
        """The file for an output, another than any before: "a.html" and "a.txt" would both be written as "a.txt"."""
        folder: Path = self.options.folder
        first = file = f"{name}{suffix}"
        while file in self._written:
            self._again[first] += 1
            file = f"{name}-{self._again[first] + 1}{suffix}"
        self._written.add(file)
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        return folder / file

    @property
    def exit_code(self) -> int:
        """0, or 1 if an input failed."""
        return SOME_FAILED if self.failed else DONE


def _clean(options: argparse.Namespace) -> int:
    from cleaners.many import in_processes

    run = _Run(options)
    if options.memory is not None:
        _learn(options.memory, run, options.jobs)
    sources: list[Input] = []

    def noted() -> Iterator[Input]:
        for item in run.inputs():
            sources.append(item)
            yield item

    jobs = 1 if options.explain else options.jobs
    work = partial(clean_input, memory_path=options.memory)
    for number, article in enumerate(in_processes(work, noted(), jobs), 1):
        item = sources[0]
        del sources[0]
        if article.kind == "failed" and article.rejected is not None:
            run.report(f"{item.source}: {article.rejected.reason} ({article.rejected.evidence})")
        elif not (article.text or options.jsonl or options.explain):
            why = f"{article.rejected.reason}, {article.rejected.evidence}" if article.rejected else "nothing is kept"
            print(f"copydesk: {item.source}: no text: {article.kind} ({why})", file=sys.stderr)
        _write(article, item, number, run)
        _progress(number, "cleaned")
    return run.exit_code


def _progress(number: int, done: str) -> None:
    """Say how far the work is: on a terminal in one line, in a log a line now and then."""
    if sys.stderr.isatty() and number % PROGRESS_EVERY == 0:
        print(f"\r{number} {done}", end="", file=sys.stderr, flush=True)
    elif number % LOG_EVERY == 0:
        print(f"{number} {done}", file=sys.stderr, flush=True)


def clean_input(item: Input, *, memory_path: Path | None = None) -> Article:
    """Clean one input; a module-level function, so that processes can be given it."""
    from cleaners.pipeline import clean, clean_text

    memory = _memory(memory_path)
    if item.form == "dump":
        return clean_text(item.body, url=item.url, memory=memory)
    return clean(Page(item.url, item.body, item.content_type), memory=memory)


def _memory(path: Path | None) -> Memory:
    from cleaners.memory import NOTHING_SEEN

    return NOTHING_SEEN if path is None else _read_memory(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _read_memory(path: Path, changed: int) -> Memory:  # noqa: ARG001 - a changed file is another memory
    """The memory of a file as one of its own pages sees it, read once in a process."""
    from cleaners.memory import FileMemory

    return FileMemory(path).others()


def _learn(path: Path, run: _Run, jobs: int) -> None:
    """Read every input once, and add the fingerprints of its blocks to the memory."""
    from cleaners.many import results_in_processes
    from cleaners.memory import FileMemory

    memory = FileMemory(path)
    for number, found in enumerate(results_in_processes(fingerprints, run.inputs(quiet=True), jobs), 1):
        if isinstance(found, tuple):
            memory.learn(found)
        _progress(number, "learned")
    memory.save()


def fingerprints(item: Input) -> tuple[str, ...]:
    """The fingerprints of an input's blocks; a module-level function, so that processes can be given it."""
    from cleaners.pipeline import lay_out, lay_out_text

    page = Page(item.url, item.body, item.content_type)
    document = lay_out_text(page) if item.form == "dump" else lay_out(page)
    return tuple(b.fingerprint for b in document.blocks)


def _write(article: Article, item: Input, number: int, run: _Run) -> None:
    from cleaners.split import by_language

    if run.options.explain or not run.options.split_languages:
        _write_one(article, item, (number, ""), run)
        return
    for at, part in enumerate(by_language(article)):
        _write_one(part, item, (number + at, part.language), run)


def _write_one(article: Article, item: Input, place: tuple[int, str], run: _Run) -> None:
    """Write an article; `place` is its number, and its language if the languages go apart."""
    from cleaners import outputs

    number, language = place
    if run.options.jsonl:
        shown = outputs.as_json(article, item.source) + "\n"
    elif run.options.explain:
        shown = outputs.as_explanation(article, item.source)
    else:
        shown = outputs.as_text(article)
    if run.options.folder is not None and not run.options.jsonl:
        target = run.target(item.name or str(number), outputs.suffix(language))
        target.write_text(shown, encoding="utf-8", newline="\n")
        return
    separator = "\f" if number > 1 and not run.options.jsonl else ""
    sys.stdout.write(separator + shown)


def _repair(options: argparse.Namespace) -> int:
    from cleaners.decode import decode
    from cleaners.repairs import repair

    run = _Run(options)
    for number, item in enumerate(run.inputs(), 1):
        mended = repair(decode(item.body, item.content_type, is_html=False).text)
        if options.folder is not None:
            target = run.target(item.name, unpacked(Path(item.source)).suffix)
            target.write_text(mended, encoding="utf-8", newline="\n")
        else:
            sys.stdout.write(("\f" if number > 1 else "") + mended)
    return run.exit_code


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
    from cleaners.__main__ import main as run  # what is imported can be sent to other processes, what is run can't

    sys.exit(run())
