"""HTML into blocks, their containers, and what the page says of itself: one parse, one walk, no copies.

The only module that knows the HTML parser (lexbor, through selectolax: trees as the HTML standard builds them). The walk
visits every node once, with an explicit stack, so depth costs no recursion. Text between two block-level tags is
a block, and so is each line set off by `<br>`: a block never holds a line break. An inline element that is a widget
by its class ("share-button") and stands between sentences is a block of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from cleaners.bounds import bounded
from cleaners.lexicons import Markup, markup
from cleaners.limits import MAX_BLOCKS, MAX_DEPTH, MAX_TAGS
from cleaners.types import ROOT, Block, Context, Facts, Hints

BLOCK_TAGS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav noscript ol p "
    "pre search section summary table tbody td tfoot th thead tr ul video audio".split()
)
"""Elements that end a run of text where they open and where they close."""

UNREAD_TAGS = frozenset(
    "area canvas col colgroup datalist embed frame iframe img input map noframes object optgroup option param "
    "picture rp rt select source style svg template textarea track".split()
)
"""Elements without page text: media, form controls (they hold input), ruby readings (they repeat the text)."""

EMPHASIS_TAGS = frozenset(["b", "strong", "i", "em"])

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_ASCII_SPACE = " \t\n\r\f"
_INVISIBLE = "\u200b\ufeff\u200c\u200d\u2060\u00ad"
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SENTENCE_END = frozenset(".!?…:;。！？؟۔।॥”\"»)]’'")
_STATE_IDS = frozenset(["__NEXT_DATA__", "__NUXT_DATA__", "__NUXT__", "__APOLLO_STATE__"])
_STATE_VARIABLE = re.compile(r"window\.(__\w+__|\w*(?:STATE|state|Content|DATA))\s*=\s*(?=[{\[\"])")
_MICRODATA = frozenset(
    "headline alternativeheadline name author datepublished datemodified datecreated articlesection keywords "
    "isaccessibleforfree inlanguage publisher description creator".split()
)
MAX_VALUE = 300
"""Characters of a microdata value or `<time>` that are read; longer ones are texts, not values."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A page cut up."""

    blocks: tuple[Block, ...]
    containers: tuple[Context, ...]
    """The elements that enclose blocks, outer before inner; the first is ROOT."""
    facts: Facts


def parse(html: str, hints: Hints = Hints()) -> Parsed:
    """Cut a page into blocks. Never raises for bad markup: HTML has none, only surprising trees.

    A selector of `hints` that is not valid CSS raises ValueError: seed files are checked when they are loaded.
    """
    html, cut = _bounded(html)
    tree = LexborHTMLParser(html)
    walker = _Walker(markup(), _hinted(tree, hints), cut)
    if tree.root is not None:
        walker.walk(tree.root)
    return walker.parsed()


def anchors(html: str) -> tuple[tuple[str, str], ...]:
    """(address as written, text) of every link of a page, in order."""
    html, _ = _bounded(html)
    found = LexborHTMLParser(html).css("a[href]")
    return tuple((a.attributes.get("href") or "", _SPACE.sub(" ", a.text(deep=True)).strip()) for a in found)


def valid_selector(selector: str) -> bool:
    """Whether a CSS selector can be used in hints."""
    try:
        LexborHTMLParser("<p>").css(selector)
    except Exception:  # noqa: BLE001 - selectolax raises bare Exception kinds for bad selectors
        return False
    return True


def _bounded(html: str) -> tuple[str, str]:
    """The source as far as it can be parsed, and the name of the bound that cut it, if one did."""
    if html.count("<") <= MAX_TAGS:
        return bounded(html)
    end = 0
    for _ in range(MAX_TAGS):
        end = html.index("<", end) + 1
    return bounded(html[: end - 1])[0], "tags"


def _hinted(tree: LexborHTMLParser, hints: Hints) -> dict[int, str]:
    """Node -> "body" or "drop" for every element a selector matches; drop is written last and wins."""
    marks: dict[int, str] = {}
    for mark, selectors in (("body", hints.body), ("drop", hints.drop)):
        for selector in selectors:
            marks.update((node.mem_id, mark) for node in tree.css(selector))
    return marks


_NO_ATTRIBUTES: dict[str, str | None] = {}


class _Frame:
    """An open element that becomes a container only if text turns up inside it: most never do, so reading their classes
    and what hides them waits until then. That halved the time of the walk."""

    __slots__ = ("attributes", "context", "depth", "is_block", "itemtype", "mark", "parent", "tag")

    def __init__(self, tag: str, parent: _Frame | None, attributes: dict[str, str | None], mark: str) -> None:
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.mark = mark
        self.is_block = tag in BLOCK_TAGS
        self.depth: int = parent.depth + 1 if parent else 0
        self.itemtype: str = parent.itemtype if parent else ""
        self.context: Context | None = None

    @property
    def tokens(self) -> tuple[str, ...]:
        """Class and id tokens, lower case, with a hyphen at the humps of camel case (`NewsletterInline_root`)."""
        names, ident = self.attributes.get("class"), self.attributes.get("id")
        if ident:
            names = f"{names} {ident}" if names else ident
        if not names:
            return ()
        lower = names.lower()
        return tuple((_HUMP.sub("-", names).lower() if lower != names else lower).split())

    def block(self) -> _Frame:
        """The innermost block-level element around, itself included."""
        frame = self
        while not frame.is_block and frame.parent is not None:
            frame = frame.parent
        return frame


class _Walker:
    """The state of one walk: open elements, the run of text so far, and what has been found."""

    def __init__(self, known: Markup, marks: dict[int, str], cut: str) -> None:
        self.known = known
        self.marks = marks
        self.cut = cut
        self.blocks: list[Block] = []
        self.containers: list[Context] = [ROOT]
        self.frame = _Frame("", None, _NO_ATTRIBUTES, "")
        self.frame.context = ROOT
        # The run of text being gathered.
        self.pieces: list[str] = []
        self.run_frame: _Frame | None = None
        self.link_chars = 0
        self.emphasis_chars = 0
        self.gap = 1
        self.links = 0
        self.emphasis = 0
        self.preformatted = 0
        self.link_just_closed = False
        self.inline_just_closed = False
        self.may_be_glued = False
        # What the page says of itself.
        self.title = ""
        self.language = ""
        self.meta: list[tuple[str, str]] = []
        self.link_elements: list[tuple[str, str, str]] = []
        self.json_ld: list[str] = []
        self.state: list[tuple[str, str]] = []
        self.times: list[tuple[str, str, int, _Frame]] = []
        self.microdata: list[tuple[str, str, str]] = []
        self.tags = 0
        self.script_chars = 0
        self.row_start: list[int] = []

    def parsed(self) -> Parsed:
        """What the walk has found."""
        facts = Facts(
            title=self.title, language=self.language, meta=tuple(self.meta), links=tuple(self.link_elements),
            json_ld=tuple(self.json_ld), state=tuple(self.state),
            times=tuple((value, text, at, self.context_of(frame)) for value, text, at, frame in self.times),
            microdata=tuple(self.microdata), tags=self.tags, script_chars=self.script_chars, truncated=self.cut,
        )  # fmt: skip
        return Parsed(tuple(self.blocks), tuple(self.containers), facts)

    def walk(self, node: Any) -> None:
        """Visit every node below, in document order. The hot loop: it stays one function, calls cost more than it."""
        stack: list[tuple[Any, _Frame, bool, str]] = []
        while True:
            tag = node.tag
            if tag == "-text":
                self.text(node.text_content)
            elif tag == "br":
                self.line_break()
            elif tag is not None and tag[0] not in "-!" and not self.unread(node, tag):
                self.tags += 1
                child = node.child
                before = self.frame
                widget = self.open(node, tag)
                if child is not None:
                    stack.append((node, before, widget, tag))
                    node = child
                    continue
                self.close(tag, before, widget)
            while True:
                sibling = node.next
                if sibling is not None:
                    node = sibling
                    break
                if not stack:
                    self.flush()
                    return
                node, before, widget, tag = stack.pop()
                self.close(tag, before, widget)
            if len(self.blocks) >= MAX_BLOCKS:
                self.cut = "blocks"
                return

    def unread(self, node: Any, tag: str) -> bool:
        """Take note of an element that has no page text; False if it has to be entered."""
        if tag == "script":
            self.script(node)
        elif tag == "meta":
            self.meta_element(node.attributes)
        elif tag == "link":
            attributes = node.attributes
            rel, href = attributes.get("rel"), attributes.get("href")
            if rel and href:
                kind = attributes.get("hreflang") or attributes.get("type") or ""
                self.link_elements.append((rel.lower(), href, kind))
        elif tag == "title":
            if not self.title:
                self.title = _SPACE.sub(" ", node.text_content or node.text(deep=True) or "").strip()
        elif tag not in UNREAD_TAGS:
            return False
        return True

    def script(self, node: Any) -> None:
        """Keep the scripts that carry data; count the rest."""
        text = node.text_content or node.text(deep=True) or ""
        self.script_chars += len(text)
        attributes = node.attributes
        if "ld+json" in (attributes.get("type") or "").lower():
            self.json_ld.append(text)
        elif attributes.get("id") in _STATE_IDS:
            self.state.append((attributes["id"], text))
        elif len(text) > MAX_VALUE and (variable := _STATE_VARIABLE.search(text[:2000])):
            self.state.append((variable.group(1), text[variable.end() :]))

    def meta_element(self, attributes: dict[str, str | None]) -> None:
        """Keep name and content of a `<meta>`."""
        content = attributes.get("content")
        if content is None:
            return
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = attributes.get(key)
            if name:
                self.meta.append((name.strip().lower(), content))
                if key == "itemprop" and name.lower() in _MICRODATA:
                    self.microdata.append((name, content, self.frame.itemtype))

    def open(self, node: Any, tag: str) -> bool:
        """Enter an element; True if it ends the run of text before it."""
        attributes = node.attributes or _NO_ATTRIBUTES
        splits = tag in BLOCK_TAGS
        if attributes or splits:
            self.open_frame(node, tag, attributes)
            splits = splits or self.is_widget(tag, attributes)
        if splits:
            self.flush()
            self.gap = 1
            if tag == "tr":
                self.row_start.append(len(self.blocks))
            elif tag == "pre":
                self.preformatted += 1
        elif self.inline_just_closed and attributes:
            self.may_be_glued = True
        if tag == "a":
            # `<a>Egypt</a><a>Politics</a>`: two words, set apart by style sheets only.
            if self.link_just_closed and self.pieces:
                self.pieces.append(" ")
            self.links += 1
        elif tag in EMPHASIS_TAGS:
            self.emphasis += 1
        elif tag == "time":
            self.times.append((attributes.get("datetime") or "", _value(node), len(self.blocks), self.frame))
        return splits

    def open_frame(self, node: Any, tag: str, attributes: dict[str, str | None]) -> None:
        """Make a frame of an element; beyond MAX_DEPTH it counts as the one around it."""
        if self.frame.depth >= MAX_DEPTH:
            self.cut = self.cut or "depth"
            return
        frame = _Frame(tag, self.frame, attributes, self.marks.get(node.mem_id, "") if self.marks else "")
        if "itemprop" in attributes or "itemscope" in attributes or attributes.get("rel") == "author":
            self.read_item(node, frame, attributes)
        elif tag == "html":
            self.language = attributes.get("lang") or attributes.get("xml:lang") or ""
            if "itemtype" in attributes:
                frame.itemtype = attributes.get("itemtype") or ""
        self.frame = frame

    def read_item(self, node: Any, frame: _Frame, attributes: dict[str, str | None]) -> None:
        """Take note of microdata."""
        prop = attributes.get("itemprop") or ("author" if attributes.get("rel") == "author" else "")
        if prop.lower() in _MICRODATA:
            value = attributes.get("content") or attributes.get("datetime") or _value(node)
            self.microdata.append((prop, value, frame.itemtype))
        if "itemscope" in attributes:
            frame.itemtype = attributes.get("itemtype") or ""

    def why_hidden(self, tag: str, tokens: tuple[str, ...], attributes: dict[str, str | None]) -> str:
        """Why a reader does not see an element, as far as it says so itself; empty if it is seen."""
        if tag == "noscript" or (tag == "dialog" and "open" not in attributes):
            return tag
        style = attributes.get("style")
        if style and (found := _UNSEEN.search(style)):
            return found.group(0).lower().replace(" ", "")
        if "hidden" in attributes and attributes.get("hidden") != "until-found":
            return "hidden"
        if tokens and self.known.is_hidden(tokens):
            return "class:" + " ".join(tokens)[:60]
        return "aria-hidden" if attributes.get("aria-hidden") == "true" else ""

    def is_widget(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether an inline element just opened is a widget between sentences, not words of one.

        Catches `<p>… ended.<span class="share-label">Share</span></p>`; spares `the <a class="tag-link">club</a> said`,
        because the run before it has not ended a sentence. Costs a split where a sentence begins with such a link.
        """
        if "class" in attributes or "id" in attributes:
            found = self.known.role_of(self.frame.tokens)
            return found is not None and found[1] == "strong" and self.between_sentences()
        return "-" in tag and self.between_sentences()

    def between_sentences(self) -> bool:
        """Whether the run so far is empty or has come to a sentence's end."""
        for piece in reversed(self.pieces):
            stripped = piece.rstrip()
            if stripped:
                return stripped[-1] in _SENTENCE_END
        return True

    def close(self, tag: str, before: _Frame, splits: bool) -> None:
        """Leave an element."""
        if splits:
            self.flush()
            self.gap = 1
            if tag == "tr":
                self.join_row(self.row_start.pop())
            elif tag == "pre":
                self.preformatted -= 1
        self.inline_just_closed = not splits
        if tag == "a":
            self.links -= 1
            self.link_just_closed = True
        elif tag in EMPHASIS_TAGS:
            self.emphasis -= 1
        self.frame = before

    def text(self, text: str | None) -> None:
        """Add a text node to the run."""
        if not text:
            return
        if self.preformatted and "\n" in text:
            for line in text.split("\n"):
                self.text(line)
                self.line_break()
            return
        stripped = text.strip().strip(_INVISIBLE)
        if not stripped:
            if self.pieces:
                self.pieces.append(text)
            return
        self.add(text)
        if self.run_frame is None:
            self.run_frame = self.frame
        elif self.run_frame is not self.frame:
            self.run_frame = _common(self.run_frame, self.frame)
        if self.links:
            self.link_chars += len(stripped)
        if self.emphasis:
            self.emphasis_chars += len(stripped)

    def add(self, text: str) -> None:
        """Add a piece, with a space where two inline siblings were set apart by style sheets only."""
        if self.may_be_glued and self.pieces and _is_seam(self.pieces[-1][-1:], text[:1]):
            self.pieces.append(" ")
        self.pieces.append(text)
        self.link_just_closed = self.inline_just_closed = self.may_be_glued = False

    def line_break(self) -> None:
        """A `<br>`: ends the line; two in a row end the paragraph."""
        self.gap = 0 if self.flush() else 1

    def flush(self) -> bool:
        """Make a block of the run; False if it was empty."""
        pieces, frame = self.pieces, self.run_frame
        if frame is None:
            if pieces:
                self.pieces = []
            return False
        text = _SPACE.sub(" ", "".join(pieces)).strip(_ASCII_SPACE)
        holder = frame.block()
        tag = holder.tag
        gap = 0 if tag == "li" and self.follows_item(holder) else self.gap
        self.blocks.append(
            Block(len(self.blocks), text, tag, self.context_of(frame), self.link_chars, self.emphasis_chars, 0, gap)
        )
        self.pieces = []
        self.run_frame = None
        self.link_chars = self.emphasis_chars = 0
        self.gap = 1
        self.link_just_closed = False
        return True

    def follows_item(self, item: _Frame) -> bool:
        """Whether the block before is an item of the same list."""
        if not self.blocks or self.blocks[-1].tag != "li" or item.parent is None:
            return False
        around = self.context_of(item.parent)
        return any(c is around for c in self.blocks[-1].context.ancestors())

    def join_row(self, start: int) -> None:
        """Make one block of the cells of a table row, unless it is a table for layout.

        A row of data has at least two cells, none of them long or of several lines: a layout row holds paragraphs. Costs: a
        data row with a cell of over MAX_CELL characters stays a block a cell.
        """
        cells = self.blocks[start:]
        if len(cells) < 2 or any(len(c.text) > MAX_CELL or c.tag not in ("td", "th") for c in cells):
            return
        if len({c.context.index for c in cells}) < len(cells):
            return
        row = next((c for c in cells[0].context.ancestors() if c.tag == "tr"), cells[0].context)
        before = self.blocks[start - 1] if start else None
        follows = before is not None and before.tag == "tr" and before.context.parent is row.parent
        self.blocks[start:] = [
            Block(start, " | ".join(c.text for c in cells), "tr", row, sum(c.link_chars for c in cells),
                  sum(c.emphasis_chars for c in cells), 0, 0 if follows else 1)
        ]  # fmt: skip

    def context_of(self, frame: _Frame) -> Context:
        """The frame as a row of the container table, made on first use, after those around it."""
        if frame.context is None:
            around = self.context_of(frame.parent) if frame.parent is not None else ROOT
            attributes = frame.attributes
            if attributes:
                tokens = frame.tokens
                hidden = around.hidden or self.why_hidden(frame.tag, tokens, attributes)
                role = (attributes.get("role") or "").lower()
                prop = (attributes.get("itemprop") or ("author" if attributes.get("rel") == "author" else "")).lower()
            else:
                tokens, role, prop = (), "", ""
                hidden = around.hidden or (frame.tag if frame.tag in ("noscript", "dialog") else "")
            frame.context = Context(
                len(self.containers),
                frame.tag,
                tokens,
                role,
                prop,
                hidden,
                frame.mark or around.hint,
                around,
                frame.depth,
            )
            self.containers.append(frame.context)
        return frame.context


MAX_CELL = 160
"""Characters of a table cell that still is data."""


def _common(a: _Frame, b: _Frame) -> _Frame:
    """The innermost element around both."""
    while a is not b:
        if a.depth >= b.depth and a.parent is not None:
            a = a.parent
        elif b.parent is not None:
            b = b.parent
        else:
            return a
    return a


def _is_seam(before: str, after: str) -> bool:
    """Whether two inline siblings without space between hold different words.

    Caught: `<span>By</span><span>Ann Reed</span>`, `<span>Dec 5, 2023</span><span>Shares</span>`. Spared: an initial
    set apart from its word, `<span>W</span><span>ord</span>`.
    """
    return (before.islower() and (after.isupper() or after.isdigit())) or (before.isdigit() and after.isalpha())


def _value(node: Any) -> str:
    """The text of a small element."""
    text = node.text(deep=True) or ""
    return _SPACE.sub(" ", text).strip() if len(text) <= MAX_VALUE else ""

