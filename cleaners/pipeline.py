"""The calls, in order: bytes, text, blocks, repairs, metadata, verdicts, article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from cleaners import decode, lines, metadata, parse, repairs
from cleaners.declared import with_declared
from cleaners.declared.documents import as_page
from cleaners.flags import confidence, flags
from cleaners.limits import MAX_BYTES
from cleaners.many import in_processes
from cleaners.memory import NOTHING_SEEN
from cleaners.metadata.language import of_text
from cleaners.policy import DEFAULT, Policy
from cleaners.render import render
from cleaners.stages import DUMP_STAGES, PAGE_STAGES, page_kind, taste
from cleaners.stages import hints as hints_of_outlet
from cleaners.stages.judge_lines import finds_furniture
from cleaners.types import (
    Article,
    Block,
    Decoded,
    Document,
    Hints,
    Lines,
    Memory,
    Metadata,
    Page,
    Repaired,
    Verdict,
)

WITH_TEXT = frozenset(["article", "live", "paywalled", "gallery"])
"""Kinds whose text is given, though the last two are not filed as stories."""


def clean(page: Page, *, hints: Hints = Hints(), memory: Memory = NOTHING_SEEN, policy: Policy = DEFAULT) -> Article:
    """The story of an HTML page. Never raises for bad input: `kind` and `rejected` say what was wrong."""
    return _finish(lay_out(page, hints=hints, memory=memory), policy)


def clean_text(
    dump: str | bytes, *, url: str | None = None, memory: Memory = NOTHING_SEEN, policy: Policy = DEFAULT
) -> Article:
    """The story of a dump: text that has lost its markup. Never raises for bad input, as `clean`."""
    return _finish(lay_out_text(Page(url, dump, content_type="text/plain"), memory=memory), policy)


def lay_out(page: Page, *, hints: Hints = Hints(), memory: Memory = NOTHING_SEEN) -> Document:
    """The page on the table before any stage has spoken: decoded, cut, mended, with its metadata.

    A body that is no page has no blocks and a verdict that says why.
    """
    if len(page.body) > MAX_BYTES:
        return _refused(page, memory, "too-large", f"{len(page.body)} bytes, MAX_BYTES is {MAX_BYTES}")
    decoded = _decoded(page, is_html=True)
    if reason := _not_text(page, decoded):
        return _refused(page, memory, "not-text", reason, kind="not-html")
    made = as_page(decoded.text, page)
    if made == "":
        return _refused(page, memory, "data", "JSON or a feed without a story", kind="not-html")
    source = decoded.text if made is None else made
    parsed = parse.parse(source, hints)
    document = Document(
        page,
        source,
        decoded,
        parsed.blocks,
        memory,
        facts=parsed.facts,
        containers=parsed.containers,
        hints=hints,
    )
    return with_declared(_with_metadata(_repaired(document)))


def lay_out_text(page: Page, *, memory: Memory = NOTHING_SEEN) -> Document:
    """As `lay_out`, for a dump; one that begins as an HTML page is read as the page it is. A line that may be a paragraph or a
    short page is cut as a page only if the judge is sure of a piece of it that it is no text."""
    opened = _opened(page, memory)
    if not opened.is_dump:
        return opened
    blocks = lines.cut(opened.html)
    if lines.is_cut(blocks):
        return _with_metadata(_as_page(opened, blocks))
    found = _with_lines(opened, blocks)
    if lines.may_be_pages(found.blocks):
        finely = _as_page(opened, blocks)
        found = finely if finds_furniture(finely) else found
    return _with_metadata(found)


def lay_out_finely(page: Page) -> Document:
    """As `lay_out_text`, every line that may be a page cut as one: what the judge of lines is asked of, and learns from."""
    opened = _opened(page, NOTHING_SEEN)
    if not opened.is_dump:
        return opened
    blocks = lines.cut(opened.html)
    found = _with_lines(opened, blocks)
    return _as_page(opened, blocks) if lines.is_cut(blocks) or lines.may_be_pages(found.blocks) else found


def _as_page(document: Document, blocks: tuple[Block, ...]) -> Document:
    """A dump each line of which is cut as a page that has lost its line breaks; `blocks` are its lines, which tell the language
    whose labels are looked for."""
    return _with_lines(document, lines.cut_finely(document.html, of_text("\n".join(_sample([b.text for b in blocks])))))


def _opened(page: Page, memory: Memory) -> Document:
    """A dump before it is cut; a document that is no dump if the body is a page, or none at all."""
    if len(page.body) > MAX_BYTES:
        return _refused(page, memory, "too-large", f"{len(page.body)} bytes, MAX_BYTES is {MAX_BYTES}")
    decoded = _decoded(page, is_html=False)
    if reason := _not_text(page, decoded):
        return _refused(page, memory, "not-text", reason, kind="not-html")
    if lines.is_page(decoded.text):
        return lay_out(replace(page, content_type="text/html"), memory=memory)
    return Document(page, decoded.text, decoded, (), memory, is_dump=True)


def _with_lines(document: Document, blocks: tuple[Block, ...]) -> Document:
    """A dump with its lines, mended, its language known."""
    mended = _repaired(replace(document, blocks=blocks))
    parts = lines.unglued(mended.blocks, mended.language)
    return mended if parts is mended.blocks else replace(mended, blocks=parts)


def _with_metadata(document: Document) -> Document:
    return document.with_metadata(metadata.read(document))


def _decoded(page: Page, *, is_html: bool) -> Decoded:
    if isinstance(page.body, str):
        return Decoded(page.body, "str", ("given as text",))
    return decode.decode(page.body, page.content_type, is_html=is_html)


def _not_text(page: Page, decoded: Decoded) -> str:
    """Why a body can't be a page or a dump; empty if it can."""
    head = page.body[:8] if isinstance(page.body, bytes) else page.body[:8].encode("utf-8", "replace")
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            return name
    start = decoded.text[:4096].encode("utf-8", "surrogatepass")
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return f"{controls} control characters in the first 4096" if controls > 40 else ""


_CONTROLS = bytes((*range(0x09), 0x0B, *range(0x0E, 0x20)))
_MAGIC = MappingProxyType(
    {b"%PDF-": "PDF", b"PK\x03\x04": "zip archive", b"\x89PNG": "PNG image", b"\xff\xd8\xff": "JPEG image",
     b"GIF8": "GIF image", b"\x1f\x8b": "gzip data", b"RIFF": "RIFF media", b"OggS": "Ogg media"}
)  # fmt: skip
"""First bytes of formats that are served as pages by mistake."""


def _refused(page: Page, memory: Memory, reason: str, evidence: str, kind: str = "failed") -> Document:
    verdict = Verdict(None, kind, False, reason, evidence, "pipeline")
    return Document(page, "", Decoded("", "", ()), (), memory, verdicts=(verdict,))


def _repaired(document: Document) -> Document:
    """The document with its characters mended and its language known."""
    facts = document.facts
    texts = tuple(b.text for b in document.blocks)
    language = of_text("\n".join(_sample(texts)), facts.language)
    fixed, what = repairs.run((*texts, facts.title), language)
    if what:
        facts = replace(facts, title=fixed[-1])
        document = replace(document, blocks=_with_texts(document.blocks, fixed[:-1]), facts=facts, repairs=what)
        language = of_text("\n".join(_sample(fixed[:-1])), facts.language) if _changed_letters(what) else language
    lossy = repairs.lossy_flags(texts, language) if document.is_dump else frozenset()
    return replace(document, language=language, lossy=lossy)


def _with_texts(blocks: tuple[Block, ...], texts: Lines) -> tuple[Block, ...]:
    return tuple(b if b.text == t else replace(b, text=t) for b, t in zip(blocks, texts, strict=True))


def _changed_letters(what: tuple[Repaired, ...]) -> bool:
    return any(r.name == "mojibake" for r in what)


def _sample(texts: Sequence[str]) -> list[str]:
    """The longest lines of a document: the story's language is theirs, not the menu's."""
    return sorted(texts, key=len, reverse=True)[:12]


def _finish(document: Document, policy: Policy) -> Article:
    if document.on_page():  # refused before it was cut
        return _article(document)
    stages = DUMP_STAGES if document.is_dump else PAGE_STAGES
    for stage in (*stages, taste(policy), hints_of_outlet, page_kind):
        document = document.with_verdicts(tuple(stage(document)))
    return _article(document.with_metadata(_titled(document)))


def _titled(document: Document) -> Metadata:
    """Metadata with the headline that a stage found in a dump."""
    found = document.metadata
    verdict = next((v for v in document.standing().values() if v.stage == "headline"), None)
    if found.title or verdict is None or verdict.block is None:
        return found
    sources = MappingProxyType({**found.sources, "title": f"line {verdict.block.index + 1}"})
    return replace(found, title=verdict.evidence, sources=sources)


def _article(document: Document) -> Article:
    standing, kept = document.standing(), document.kept()
    on_page = document.on_page()[-1]
    dropped = Counter([v.reason for v in standing.values() if not v.keep])
    roles = tuple((standing[b.index].role if b.index in standing else "body", b.text) for b in kept)
    has_text = on_page.role in WITH_TEXT
    return Article(
        document.page.url, render(kept) if has_text else "", on_page.role, document.metadata,
        blocks=roles if has_text else (), flags=flags(document), confidence=confidence(document), document=document,
        encoding=document.encoding, removed=MappingProxyType(dict(sorted(dropped.items()))),
        rejected=None if on_page.keep else on_page,
    )  # fmt: skip


def clean_many(
    pages: Iterable[Page], *, jobs: int = 1, hints: Hints = Hints(), policy: Policy = DEFAULT
) -> Iterator[Article]:
    """The stories of many pages, in order; with `jobs` over 1 in that many processes, each page with a deadline."""
    return in_processes(partial(clean, hints=hints, policy=policy), pages, jobs)
