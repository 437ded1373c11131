"""The nouns: what a page, a block, a verdict, a document and an article are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, Protocol, get_args

from cleaners.patterns import lazy

Language = str
"""A BCP 47 tag, primary subtag first ("fa", "zh-TW"); "und" where nothing shows the language."""

Lines = tuple[str, ...]
"""The texts of a document's blocks, in order; repairs map one to another of the same length."""

Role = Literal[
    "body", "heading", "standfirst", "list", "quote", "table", "caption", "embed", "dateline", "signoff", "title",
    "byline", "date", "section", "author-box", "tags", "share", "follow", "newsletter", "related", "latest", "ad",
    "paywall", "app", "comment", "cookie", "legal", "breadcrumb", "nav", "tool", "player", "template", "other",
]  # fmt: skip
"""What a block is."""

Kind = Literal[
    "article", "live", "index", "gallery", "paywalled", "consent", "soft-404", "script-only", "not-html", "empty",
    "failed",
]  # fmt: skip
"""What a page is."""

Flag = Literal[
    "lossy-punctuation", "lossy-digits", "no-line-breaks", "truncated", "mojibake-repaired", "bytes-replaced",
    "bilingual", "low-confidence", "second-opinion", "recleaned",
]  # fmt: skip
"""What a reader should know of a page before trusting its text."""

ROLES: tuple[str, ...] = get_args(Role)
KINDS: tuple[str, ...] = get_args(Kind)
FLAGS: tuple[str, ...] = get_args(Flag)

_DIGITS = lazy(r"\d+")
_UNSPACED = lazy(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Scripts written without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han."""


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page, or a dump: what the cleaner is given."""

    url: str | None
    """The address it was fetched from; None if there is none (a file, standard input)."""
    body: bytes | str
    """The bytes as received after content decoding, or text already decoded."""
    content_type: str | None = None
    """The HTTP Content-Type header, charset included; None if unknown."""
    fetched_at: datetime | None = None
    """When it was fetched, with zone; bounds the dates that are believed. None: not known."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What an outlet's seed file says of its pages, as CSS selectors. A person's word: it comes last and wins."""

    body: tuple[str, ...] = ()
    """Elements that hold the story; where one matches, what lies outside is dropped."""
    drop: tuple[str, ...] = ()
    """Elements that are never story."""


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """An element that encloses blocks: a row of the page's container table. Blocks of one element share it."""

    index: int
    """Its row in the container table, in document order."""
    tag: str
    tokens: tuple[str, ...] = ()
    """Its class and id tokens, lower case, in order."""
    role: str = ""
    """Its ARIA role; empty if none."""
    itemprop: str = ""
    """Its microdata property; empty if none."""
    hidden: str = ""
    """Why a reader does not see it, its own or an ancestor's reason ("display:none", "hidden" …); empty if seen."""
    hint: str = ""
    """"body" or "drop" where a selector of the outlet's hints matched it or an ancestor; empty if none."""
    parent: Context | None = None
    """The enclosing container; None for the outermost."""
    depth: int = 0
    """How many containers enclose it."""

    def ancestors(self) -> Iterator[Context]:
        """Yield this container and those around it, innermost first."""
        context: Context | None = self
        while context is not None:
            yield context
            context = context.parent


ROOT = Context(index=0, tag="")
"""The context of text that has none, as of every line of a dump."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text between two block-level tags, or a line of a dump, in page order."""

    index: int
    """Its place in the document, from 0."""
    text: str
    """Its text after repairs; line breaks inside it are `<br>` or rows of a table."""
    tag: str
    """The block-level element it stands in ("p", "li", "h2", "td" …); "line" in a dump."""
    context: Context = ROOT
    """The element it stands in, and through it all that enclose it."""
    link_chars: int = 0
    """Characters of it that are link text."""
    emphasis_chars: int = 0
    """Characters of it that are set in bold or italics."""
    indent: int = 0
    """Dumps: characters of white space before the line, a tab counting one."""
    gap: int = 0
    """Dumps: blank lines before it."""
    _words: int = field(default=-1, init=False, repr=False, compare=False)
    """Kept once counted: a dozen stages ask."""

    @property
    def link_density(self) -> float:
        """Share of its characters that are link text, 0 to 1 (Kohlschütter et al. 2010)."""
        return min(1.0, self.link_chars / len(self.text)) if self.text else 0.0

    @property
    def words(self) -> int:
        """Its words, as `count_words` has them."""
        if self._words < 0:
            object.__setattr__(self, "_words", count_words(self.text))
        return self._words

    @property
    def path(self) -> str:
        """Tags from the outermost container to the block, joined by "/"."""
        tags = [c.tag for c in reversed(tuple(self.context.ancestors())) if c.tag]
        return "/".join(tags if tags and tags[-1] == self.tag else [*tags, self.tag])

    @property
    def fingerprint(self) -> str:
        """16 hex digits of the text; case, white space and numbers do not count ("12 comments" = "7 Comments")."""
        masked = _DIGITS.sub("0", " ".join(self.text.casefold().split()))
        return hashlib.blake2b(masked.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def count_words(text: str) -> int:
    """Words of a text; in scripts without spaces two characters count as one word."""
    if text.isascii() or not (unspaced := len(_UNSPACED.findall(text))):
        return len(text.split())
    return len(_UNSPACED.sub(" ", text).split()) + unspaced // 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a stage says of a block, and why. The last verdict on a block wins; all are kept."""

    block: Block | None
    """The block; None if the verdict is on the page."""
    role: str
    """One of ROLES; for a verdict on the page one of KINDS."""
    keep: bool
    """True: it is text a reader came for."""
    reason: str
    """Kebab-case name of the rule ("link-density", "phrase-share")."""
    evidence: str
    """The number, phrase or class token that proves it."""
    stage: str
    """The stage that said so."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What one repair did to a document."""

    name: str
    count: int
    """Lines it changed."""
    before: str
    """One line it changed (at most 80 characters around the change) …"""
    after: str
    """… and what became of it."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes made text."""

    text: str
    encoding: str
    """The WHATWG name of the encoding used; "str" if the page came as text."""
    evidence: tuple[str, ...] = ()
    """What spoke for it, strongest first: "bom", "http: utf-8", "meta: gb2312 (overruled: …)"."""
    replaced: int = 0
    """Bytes that were not valid in it and became U+FFFD."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page's markup says of itself outside its visible text. Empty for a dump."""

    title: str = ""
    """Text of `<title>`."""
    language: str = ""
    """The `lang` attribute of `<html>`."""
    meta: tuple[tuple[str, str], ...] = ()
    """(`name`, `property`, `itemprop` or `http-equiv` in lower case, `content`), in order."""
    links: tuple[tuple[str, str, str], ...] = ()
    """(`rel` in lower case, `href`, `hreflang` or `type`) of `<link>`, in order."""
    json_ld: tuple[str, ...] = ()
    """The text of each `application/ld+json` script."""
    state: tuple[tuple[str, str], ...] = ()
    """(id or variable name, text) of scripts that carry a page's data: `__NEXT_DATA__`, `__NUXT__` …"""
    times: tuple[tuple[str, str, int, Context], ...] = ()
    """(`datetime` attribute, text, index of the block it stands in or before, container) of each `<time>`."""
    microdata: tuple[tuple[str, str, str], ...] = ()
    """(`itemprop`, its value, `itemtype` of the item it belongs to), in order."""
    tags: int = 0
    """Elements in the tree."""
    script_chars: int = 0
    """Characters inside scripts: much script and no text is a script-only page."""
    truncated: str = ""
    """Which bound cut the page short ("bytes", "tags", "depth"); empty if none did."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a story besides its text; each field's source is named in `sources`."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    """ISO 8601, with time and zone where the page states them ("2026-11-20", "2026-11-20T08:30:00+02:00")."""
    modified: str | None = None
    """As `published`."""
    language: Language = "und"
    canonical_url: str | None = None
    """The address the page declares as its own, believed only within the outlet's hosts."""
    site_name: str = ""
    description: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    paid: bool | None = None
    """Behind a paywall; None if the page does not say."""
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Field name -> where its value was read ("json-ld", "meta:og:title", "h1", "<title>" …)."""


class Memory(Protocol):
    """What stood on other pages of the same outlet. Read-only while a page is judged."""

    def pages_with(self, fingerprint: str) -> int:
        """Other pages this block stood on."""

    def pages(self) -> int:
        """Pages remembered."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page on the table: its blocks and what the stages have said of them so far."""

    page: Page
    html: str
    """The decoded source; the text itself for a dump."""
    decoded: Decoded
    blocks: tuple[Block, ...]
    memory: Memory
    language: Language = "und"
    facts: Facts = field(default_factory=Facts)
    containers: tuple[Context, ...] = (ROOT,)
    metadata: Metadata = field(default_factory=Metadata)
    hints: Hints = field(default_factory=Hints)
    repairs: tuple[Repaired, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    is_dump: bool = False
    lossy: frozenset[str] = frozenset()
    """Dumps: those of FLAGS that say which marks the lines had lost when they came."""
    _standing: dict[int, Verdict] | None = field(default=None, init=False, repr=False, compare=False)
    """Kept once gathered: most stages say nothing, and all ask."""

    _kept: tuple[Block, ...] | None = field(default=None, init=False, repr=False, compare=False)
    """As above."""
    _on_page: tuple[Verdict, ...] | None = field(default=None, init=False, repr=False, compare=False)
    """As above."""

    @property
    def encoding(self) -> str:
        """The encoding the bytes were read in."""
        return self.decoded.encoding

    def with_verdicts(self, verdicts: tuple[Verdict, ...]) -> Document:
        """The same document with more verdicts at the end."""
        if not verdicts:
            return self
        more = replace(self, verdicts=self.verdicts + verdicts)
        if self._standing is not None:  # carried on: to gather them again for each stage took longer than most stages
            object.__setattr__(more, "_standing", self._standing | _last(verdicts))
        return more

    def with_metadata(self, metadata: Metadata) -> Document:
        """The same document with other metadata."""
        more = replace(self, metadata=metadata)
        object.__setattr__(more, "_standing", self._standing)
        object.__setattr__(more, "_kept", self._kept)
        return more

    def standing(self) -> Mapping[int, Verdict]:
        """The verdict that stands on each block that has one: block index -> its last verdict."""
        if self._standing is None:
            last = _last(self.verdicts)
            object.__setattr__(self, "_standing", last)
            return last
        return self._standing

    def on_page(self) -> tuple[Verdict, ...]:
        """Verdicts on the page as a whole."""
        if self._on_page is None:
            found = tuple([v for v in self.verdicts if v.block is None])
            object.__setattr__(self, "_on_page", found)
            return found
        return self._on_page

    def undecided(self) -> tuple[Block, ...]:
        """Blocks no stage has spoken of."""
        standing = self.standing()
        return tuple(b for b in self.blocks if b.index not in standing)

    def kept(self) -> tuple[Block, ...]:
        """Blocks that are text: kept by their last verdict, or without one."""
        if self._kept is None:
            dropped = {i for i, v in self.standing().items() if not v.keep}
            kept = tuple([b for b in self.blocks if b.index not in dropped])
            object.__setattr__(self, "_kept", kept)
            return kept
        return self._kept

    def dropped(self) -> tuple[Verdict, ...]:
        """The standing verdicts of all dropped blocks, in page order."""
        standing = self.standing()
        return tuple(standing[i] for i in sorted(standing) if not standing[i].keep)


def _last(verdicts: tuple[Verdict, ...]) -> dict[int, Verdict]:
    """The last verdict on each block: block index -> verdict."""
    return {v.block.index: v for v in verdicts if v.block is not None}


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader wanted of a page."""

    url: str | None
    text: str
    """Paragraphs separated by one blank line, NFC, no title, no trailing space; empty if there is no story."""
    kind: str
    """One of KINDS."""
    metadata: Metadata
    blocks: tuple[tuple[str, str], ...] = ()
    """(role, text) of each kept block."""
    flags: tuple[str, ...] = ()
    """Those of FLAGS that apply, sorted."""
    confidence: float = 1.0
    """0 to 1: how sure the judge is that `text` is the story, whole and alone."""
    document: Document | None = None
    """All blocks and verdicts; None where the article comes from another process."""
    encoding: str = "utf-8"
    removed: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Reason -> number of blocks dropped for it."""
    rejected: Verdict | None = None
    """Why the page is not filed as a story; None if it is one."""

    @property
    def title(self) -> str:
        """The headline, site name off; empty if none was found."""
        return self.metadata.title

    @property
    def authors(self) -> tuple[str, ...]:
        """Names of people, in order."""
        return self.metadata.authors

    @property
    def published(self) -> str | None:
        """First publication, ISO 8601; None if the page does not say."""
        return self.metadata.published

    @property
    def modified(self) -> str | None:
        """Last change, ISO 8601; None if the page does not say."""
        return self.metadata.modified

    @property
    def language(self) -> Language:
        """Language of the text."""
        return self.metadata.language

    @property
    def canonical_url(self) -> str | None:
        """The address the page declares; None if it declares none that can be believed."""
        return self.metadata.canonical_url

    @property
    def sources(self) -> Mapping[str, str]:
        """Metadata field -> where it was read."""
        return self.metadata.sources

    def to_dict(self) -> dict[str, Any]:
        """The JSON record: plain data, keys in a fixed order."""
        from cleaners.version import CLEANER_VERSION

        return {
            "source": self.url,
            "url": self.url,
            "canonical_url": self.canonical_url,
            "title": self.title,
            "authors": list(self.authors),
            "published": self.published,
            "modified": self.modified,
            "language": self.language,
            "kind": self.kind,
            "flags": list(self.flags),
            "confidence": round(self.confidence, 3),
            "text": self.text,
            "blocks": [list(block) for block in self.blocks],
            "encoding": self.encoding,
            "removed": dict(self.removed),
            "sources": dict(self.sources),
            "cleaner_version": CLEANER_VERSION,
        }


Stage = Callable[[Document], Iterator[Verdict]]
"""One judgement: yields verdicts on blocks, or on the page."""

Repair = Callable[[Lines, Language], Lines]
"""One mending of characters: sees all lines of the document, returns as many."""
