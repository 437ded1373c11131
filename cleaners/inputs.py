"""What the command line is given: files, folders, archives, standard input; and what each of them is."""

from __future__ import annotations

import gzip
import os
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from cleaners.errors import TooLargeError, UnreadableError
from cleaners.limits import MAX_BYTES

Form = Literal["html", "dump"]
HTML_SUFFIXES = frozenset([".html", ".htm", ".xhtml"])
DUMP_SUFFIXES = frozenset([".txt", ".text", ".md"])
ARCHIVE_SUFFIXES = (".warc", ".warc.gz", ".wet", ".wet.gz")
PACKED_SUFFIX = ".gz"
STDIN = "-"
_TAGS = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|p|article|table|meta)[\s>/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Input:
    """One document to clean."""

    source: str
    """The path, "-" for standard input, "archive.warc#URL" for a record of an archive."""
    body: bytes
    form: Form
    url: str | None = None
    content_type: str | None = None
    name: str = ""
    """Its place below the folder that was named, without suffix: the name of its output."""


_PAGES: Mapping[str, Form] = MappingProxyType({"text/html": "html", "application/xhtml+xml": "html"})
_FORMS: Mapping[str, Mapping[str, Form]] = MappingProxyType(
    {"response": _PAGES, "resource": _PAGES, "conversion": MappingProxyType({"text/plain": "dump"})}
)
"""Type of a record -> content type -> what it is; records of other types are no documents."""

Found = Input | UnreadableError | TooLargeError
"""An input, or why it could not be read: one bad file must not end the work on the others."""


def inputs(paths: list[str], form: Form | None, *, besides: Path | None = None) -> Iterator[Found]:
    """Yield every document below `paths`, in a fixed order; `form` overrules what suffix and content say.

    What lies in the folder `besides` is no input: outputs may be written below the folder that is read.
    """
    for path in paths:
        if path == STDIN:
            yield _checked(STDIN, sys.stdin.buffer.read(MAX_BYTES + 1), form, "stdin")
        elif Path(path).is_dir():
            yield from _folder(Path(path), form, besides.resolve() if besides else None)
        else:
            yield from _file(Path(path), form, Path(path).name)


def _folder(folder: Path, form: Form | None, besides: Path | None) -> Iterator[Found]:
    known = HTML_SUFFIXES | DUMP_SUFFIXES
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if (Path(root) / name).resolve() != besides)
        for name in sorted(names):
            path = Path(root) / name
            if unpacked(path).suffix.lower() in known or name.lower().endswith(ARCHIVE_SUFFIXES):
                yield from _file(path, form, str(path.relative_to(folder)))


def _file(path: Path, form: Form | None, name: str) -> Iterator[Found]:
    if path.name.lower().endswith(ARCHIVE_SUFFIXES):
        yield from _archive(path)
        return
    try:
        with gzip.open(path) if path.suffix.lower() == PACKED_SUFFIX else path.open("rb") as stream:
            body = stream.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        yield UnreadableError(f"{path}: {getattr(error, 'strerror', None) or error}")
        return
    yield _checked(str(path), body, form, str(unpacked(Path(name)).with_suffix("")))


def unpacked(path: Path) -> Path:
    """The path of a file without the suffix that says it is packed: "page.html.gz" is a page."""
    return path.with_suffix("") if path.suffix.lower() == PACKED_SUFFIX else path


def _checked(source: str, body: bytes, form: Form | None, name: str) -> Found:
    if len(body) > MAX_BYTES:
        return TooLargeError(f"{source}: more than {MAX_BYTES} bytes (cleaners.limits.MAX_BYTES)")
    return Input(source, body, form or sniff(source, body), name=name)


def sniff(source: str, body: bytes) -> Form:
    """What an input is: by its suffix, else by whether tags stand in its first 2 KB."""
    suffix = unpacked(Path(source)).suffix.lower()
    if suffix in HTML_SUFFIXES:
        return "html"
    if suffix in DUMP_SUFFIXES:
        return "dump"
    return "html" if _TAGS.search(body[:2048]) else "dump"


def _archive(path: Path) -> Iterator[Found]:
    """Yield the HTML responses of a WARC file (ISO 28500), and the texts of a WET file, whose records are conversions."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                headers = record.http_headers or record.rec_headers
                content_type = headers.get_header("Content-Type") or ""
                form = _FORMS.get(record.rec_type, {}).get(content_type.split(";")[0].strip().lower())
                if form is not None:
                    url = record.rec_headers.get_header("WARC-Target-URI") or ""
                    yield _record((path, url), record.content_stream().read(MAX_BYTES + 1), content_type, form)
    except (OSError, ArchiveLoadFailed) as error:
        yield UnreadableError(f"{path}: {error}")


def _record(place: tuple[Path, str], body: bytes, content_type: str, form: Form) -> Found:
    path, url = place
    source = f"{path}#{url}"
    if len(body) > MAX_BYTES:
        return TooLargeError(f"{source}: more than {MAX_BYTES} bytes (cleaners.limits.MAX_BYTES)")
    name = re.sub(r"[^\w.-]+", "-", url.split("://")[-1]).strip("-")[:120]
    return Input(source, body, form, url, content_type, name)
