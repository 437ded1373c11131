"""The walk: every node of the tree once, in document order, with an explicit stack, so depth costs no recursion.

Text between two block-level tags is a block, and so is each line set off by `<br>`: a block never holds a line break. An
inline element that is a widget by its class ("share-button") and stands between sentences is a block of its own.
"""

from __future__ import annotations

from typing import Any

from cleaners.lexicons import Markup
from cleaners.limits import MAX_BLOCKS, MAX_DEPTH
from cleaners.makers import maker
from cleaners.parse.facts import FactsSoFar
from cleaners.parse.frames import BLOCK_TAGS, NO_ATTRIBUTES, TELLING, Attributes, Frame, common, made_context
from cleaners.parse.notes import MARKED_TAGS, is_note_mark
from cleaners.parse.rows import joined_row
from cleaners.patterns import lazy
from cleaners.types import ROOT, Block, Context, Facts

UNREAD_TAGS = frozenset(
    "area canvas col colgroup datalist embed frame iframe img input link map meta noframes object optgroup option param "
    "picture rp rt script select source style svg template textarea title track".split()
)
"""Elements without page text: those of the head, media, form controls (they hold input), ruby readings (they repeat it)."""

EMPHASIS_TAGS = frozenset(["b", "strong", "i", "em"])

_SPACE = lazy(r"[ \t\n\r\f]+")
_UNEVEN = lazy(r"[\t\n\r\f]|  ")
_ASCII_SPACE = " \t\n\r\f"
_INVISIBLE = "\u200b\ufeff\u200c\u200d\u2060\u00ad"
_SENTENCE_END = frozenset(".!?…:;。！？؟۔।॥”\"»)]’'")


class Walker:
    """The state of one walk: open elements, the run of text so far, and what has been found."""

    __slots__ = (
        "blocks", "containers", "cut", "emphasis", "emphasis_chars", "facts", "frame", "gap", "inline_just_closed", "known",
        "link_chars", "link_just_closed", "links", "marks", "may_be_glued", "pieces", "preformatted", "row_start",
        "run_frame", "tags",
    )  # fmt: skip

    def __init__(self, known: Markup, marks: dict[int, str], cut: str) -> None:
        """Begin with what selectors mark (node -> "body" or "drop") and the bound that has cut the source, if one did."""
        self.known = known
        self.marks = marks
        self.cut = cut
        self.blocks: list[Block] = []
        self.containers: list[Context] = [ROOT]
        self.facts = FactsSoFar()
        self.tags = 0
        self.frame = Frame("", None, NO_ATTRIBUTES, "")
        self.frame.context = ROOT
        # The run of text being gathered.
        self.pieces: list[str] = []
        self.run_frame: Frame | None = None
        self.link_chars = 0
        self.emphasis_chars = 0
        self.gap = 1
        self.links = 0
        self.emphasis = 0
        self.preformatted = 0
        self.link_just_closed = False
        self.inline_just_closed = ""
        self.may_be_glued = False
        self.row_start: list[int] = []

    def page_facts(self) -> Facts:
        """What the page says of itself. Containers made for `<time>` alone are no rows of the table: no text is in them."""
        found = self.facts
        rows = len(self.containers)
        times = tuple((value, text, at, self.context_of(frame)) for value, text, at, frame in found.times)
        del self.containers[rows:]
        return Facts(
            title=found.title, language=found.language, meta=tuple(found.meta), links=tuple(found.links),
            json_ld=tuple(found.json_ld), state=tuple(found.state), times=times, microdata=tuple(found.microdata),
            tags=self.tags, script_chars=found.script_chars, truncated=self.cut,
        )  # fmt: skip

    def walk(self, node: Any) -> None:  # noqa: C901 - see below
        """Visit every node below, in document order. The hot loop: it stays one function, calls cost more than it."""
        stack: list[tuple[Any, Frame, bool, str]] = []
        while True:
            tag = node.tag
            if tag == "-text":
                text = node.text_content
                if text:
                    # Half of all text nodes are the white space between tags.
                    if self.preformatted and "\n" in text:
                        self.lines(text)
                    elif not text.isspace():
                        self.text(text)
                    elif self.pieces:
                        self.pieces.append(text)
            elif tag == "br":
                self.line_break()
            elif tag in UNREAD_TAGS:
                self.facts.unread(node, tag, self.frame.itemtype)
            elif tag in MARKED_TAGS and self.pieces and is_note_mark(node, tag, self.pieces[-1]):
                pass
            elif tag is not None and tag[0] not in "-!":
                self.tags += 1
                before = self.frame
                splits = self.open(node, tag)
                child = node.child
                if child is not None:
                    stack.append((node, before, splits, tag))
                    node = child
                    continue
                self.close(tag, before, splits)
            while True:
                sibling = node.next
                if sibling is not None:
                    node = sibling
                    break
                if not stack:
                    self.flush()
                    return
                node, before, splits, tag = stack.pop()
                self.close(tag, before, splits)
            if len(self.blocks) >= MAX_BLOCKS:
                self.cut = "blocks"
                return

    def open(self, node: Any, tag: str) -> bool:  # noqa: C901 - a second call for every element costs a tenth of the walk
        """Enter an element; True if it ends the run of text before it."""
        attributes = node.attributes
        splits = tag in BLOCK_TAGS
        if splits:
            self.open_frame(node, tag, attributes)
        elif (attributes or "-" in tag) and (
            not TELLING.isdisjoint(attributes) or self.is_named(node, tag, attributes)
        ):
            self.open_frame(node, tag, attributes)
            splits = self.is_widget(node, tag, attributes)
            if splits and "-" in tag:
                self.frame.is_block = True
        if splits:
            if self.pieces:
                self.flush()
            self.gap = 1
            if tag == "tr":
                self.row_start.append(len(self.blocks))
            elif tag == "pre":
                self.preformatted += 1
        elif self.inline_just_closed and (attributes or self.after_time()):
            self.may_be_glued = True
        if tag == "a":
            # `<a>Egypt</a><a>Politics</a>`: two words, set apart by style sheets only.
            if self.link_just_closed and self.pieces:
                self.pieces.append(" ")
            self.links += 1
        elif tag in EMPHASIS_TAGS:
            self.emphasis += 1
        elif tag == "time":
            self.facts.time(node, attributes or NO_ATTRIBUTES, len(self.blocks), self.frame)
        return splits

    def open_frame(self, node: Any, tag: str, attributes: Attributes) -> None:
        """Make a frame of an element; beyond MAX_DEPTH it counts as the one around it."""
        if self.frame.depth >= MAX_DEPTH:
            self.cut = self.cut or "depth"
            return
        frame = Frame(tag, self.frame, attributes, self.marks.get(node.mem_id, "") if self.marks else "")
        if attributes:
            if "itemprop" in attributes or "itemscope" in attributes or attributes.get("rel") == "author":
                self.facts.item(node, frame, attributes)
            elif tag == "html":
                self.facts.root(frame, attributes)
        self.frame = frame

    def is_named(self, node: Any, tag: str, attributes: Attributes) -> bool:
        """Whether an inline element without telling attributes is more than formatting or a link all the same: by its own
        name, as a link to the author, or because a selector of the outlet's hints matched it."""
        return "-" in tag or attributes.get("rel") == "author" or (bool(self.marks) and node.mem_id in self.marks)

    def is_widget(self, node: Any, tag: str, attributes: Attributes) -> bool:
        """Whether an inline element just opened is a widget between sentences, not words of one.

        Catches `<p>… ended.<span class="share-label">Share</span></p>`; spares `the <a class="tag-link">club</a> said`,
        because the run before it has not ended a sentence. Costs a split where a sentence begins with such a link.
        An element with a name of its own is a part of the page (`<news-paragraph>`), unless words stand right beside it
        (`<li><string-name>Basta NE</string-name>, Chao DL`).
        """
        if "class" in attributes or "id" in attributes:
            found = self.known.role_of(self.frame.tokens)
            return found is not None and found[1] == "strong" and self.between_sentences()
        return "-" in tag and self.between_sentences() and not (_is_words(node.next) or _is_words(node.prev))

    def between_sentences(self) -> bool:
        """Whether the run so far is empty or has come to a sentence's end."""
        for piece in reversed(self.pieces):
            stripped = piece.rstrip()
            if stripped:
                return stripped[-1] in _SENTENCE_END
        return True

    def close(self, tag: str, before: Frame, splits: bool) -> None:
        """Leave an element."""
        if splits:
            if self.pieces:
                self.flush()
            self.gap = 1
            if tag == "tr":
                start = self.row_start.pop()
                self.blocks[start:] = joined_row(self.blocks[start:], self.blocks[start - 1] if start else None)
            elif tag == "pre":
                self.preformatted -= 1
        self.inline_just_closed = "" if splits else tag
        if tag == "a":
            self.links -= 1
            self.link_just_closed = True
        elif tag in EMPHASIS_TAGS:
            self.emphasis -= 1
        self.frame = before

    def after_time(self) -> bool:
        """Whether the inline element that was just closed is a time: entries of live blogs begin with one."""
        return self.inline_just_closed == "time" or bool(self.pieces and ":" in self.pieces[-1][-3:])

    def lines(self, text: str) -> None:
        """Add a text node of which each line is a block: preformatted text."""
        for line in text.split("\n"):
            self.text(line)
            self.line_break()

    def text(self, text: str) -> None:
        """Add a text node to the run."""
        stripped = text.strip()
        if not stripped.isascii():
            stripped = stripped.strip(_INVISIBLE)
        if not stripped:
            if self.pieces:
                self.pieces.append(text)
            return
        if self.may_be_glued and self.pieces and _is_seam(self.pieces[-1][-1:], text[:1]):
            # A space where two inline siblings were set apart by style sheets only.
            self.pieces.append(" ")
        self.pieces.append(text)
        self.link_just_closed = self.may_be_glued = False
        self.inline_just_closed = ""
        if self.run_frame is None:
            self.run_frame = self.frame
        elif self.run_frame is not self.frame:
            self.run_frame = common(self.run_frame, self.frame)
        if self.links:
            self.link_chars += len(stripped)
        if self.emphasis:
            self.emphasis_chars += len(stripped)

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
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        if _UNEVEN.search(text):
            text = _SPACE.sub(" ", text)
        holder = frame if frame.is_block else frame.block()
        tag = "div" if "-" in holder.tag else holder.tag
        gap = 0 if tag == "li" and self.follows_item(holder) else self.gap
        context = frame.context or self.context_of(frame)
        text = text.strip(_ASCII_SPACE)
        made = maker(Block)(len(self.blocks), text, tag, context, self.link_chars, self.emphasis_chars, 0, gap)
        self.blocks.append(made)
        self.pieces = []
        self.run_frame = None
        self.link_chars = self.emphasis_chars = 0
        self.gap = 1
        self.link_just_closed = False
        return True

    def follows_item(self, item: Frame) -> bool:
        """Whether the block before is an item of the same list."""
        if not self.blocks or self.blocks[-1].tag != "li" or item.parent is None:
            return False
        around = self.context_of(item.parent)
        context: Context | None = self.blocks[-1].context
        while context is not None and context.depth > around.depth:
            context = context.parent
        return context is around

    def context_of(self, frame: Frame) -> Context:
        """The frame as a row of the container table, made on first use, after those around it."""
        if frame.context is None:
            around = ROOT if frame.parent is None else frame.parent.context or self.context_of(frame.parent)
            frame.context = made_context(frame, len(self.containers), around, self.known)
            self.containers.append(frame.context)
        return frame.context


def _is_words(node: Any) -> bool:
    """Whether a node is text and not the white space between tags."""
    return node is not None and node.tag == "-text" and not node.text_content.isspace()


def _is_seam(before: str, after: str) -> bool:
    """Whether two inline siblings without space between hold different words.

    Caught: `<span class=a>By</span><span class=b>Ann Reed</span>`, `<time>20:42</time><mark>Key event</mark>`. Spared: an
    initial set apart from its word, `<span class=a>W</span><span class=b>ord</span>`, an ordinal, `<time>5</time>th`.
    """
    return (before.islower() and (after.isupper() or after.isdigit())) or (before.isdigit() and after.isalpha())
