"""Drafts a fixture from a page: the page, what is known of it, and an expectation for a person to cut down to the story."""

from __future__ import annotations

from pathlib import Path

from cleaners import decode
from cleaners.pipeline import lay_out, lay_out_text
from cleaners.types import Document, Page
from crawler.anonymising import anonymise
from crawler.explaining import Exhibit


def capture(exhibit: Exhibit, folder: Path, *, anonymous: bool) -> Path:
    """Write `page.html` (or `page.txt`), `page.toml` and `expected.txt` into a new folder, and return it.

    The expectation holds every block of the page: it is a draft, and `reviewed` is empty until a person has made it one.
    Raises FileExistsError rather than overwrite a fixture.
    """
    body = _body(exhibit, anonymous=anonymous)
    page = Page(exhibit.page.url, body, exhibit.page.content_type if not anonymous else "text/html; charset=utf-8")
    document = lay_out_text(page) if exhibit.is_dump else lay_out(page)
    folder.mkdir(parents=True)
    (folder / ("page.txt" if exhibit.is_dump else "page.html")).write_bytes(body)
    (folder / "page.toml").write_text(_facts(document, page, exhibit.is_dump), encoding="utf-8")
    (folder / "expected.txt").write_text(_draft(document), encoding="utf-8")
    return folder


def _body(exhibit: Exhibit, *, anonymous: bool) -> bytes:
    body = exhibit.page.body if isinstance(exhibit.page.body, bytes) else exhibit.page.body.encode()
    if not anonymous or exhibit.is_dump:
        return body
    text = decode.decode(body, exhibit.page.content_type).text
    return anonymise(text, lay_out(exhibit.page).language).encode()


def _facts(document: Document, page: Page, is_dump: bool) -> str:
    fields = {
        "what": "", "url": page.url or "", "content_type": page.content_type or "", "kind": "dump" if is_dump else "html",
        "language": document.language, "title": document.metadata.title, "expected_kind": "article", "reviewed": "",
    }  # fmt: skip
    return "".join(
        f"{name} = {_quoted(value)}\n" for name, value in fields.items() if value or name not in ("url", "content_type")
    )


def _quoted(text: str) -> str:
    """A TOML basic string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _draft(document: Document) -> str:
    """Title and every block, a paragraph each."""
    blocks = [b.text for b in document.blocks if b.text != document.metadata.title]
    return "\n\n".join(part for part in (document.metadata.title, *blocks) if part) + "\n"
