"""The notes an outlet sets below a story in its own voice: who wrote it, where to write to, what to read or hear next.

They are whole sentences in the story's own element, and there is no telling them by place alone: a true last line stands
there too. But most are set in italics or bold from end to end under paragraphs that are not, or stand below a drawn rule
("_____"), and speak of the outlet, of the author or to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import takewhile

from cleaners.lexicons import Lexicon, lexicon
from cleaners.metadata.hosts import host_of, label_of
from cleaners.prose import OPENING_MARKS, ends_sentence, is_drawn_rule, is_speech
from cleaners.types import Block, Document, Verdict

MAX_NOTES = 3
"""Notes below one story."""
MAX_WORDS = 90
"""Words of a note; editorial boards name all their members."""
MAX_WORDS_OF_TIP = 30
"""Words of one that gives an address to write to."""
MIN_WORDS_OF_BIO = 5
"""Words of one about the author; fewer are a name and a title."""
MIN_EMPHASIS = 0.8
"""Share of a block in bold or italics from which it is set apart as a whole."""
MAX_EMPHASIS_ABOVE = 0.5
"""The same of the paragraph above; where that is set apart too, bold is how the page sets its text."""
MIN_PARAGRAPH = 8
"""Words of a block that says how the page sets its text, and whom it speaks to."""
MAX_SPOKEN_TO = 0.2
"""Share of the paragraphs above that may speak to the reader; a guide says "you" from its first line to its last."""
MIN_LAST_NAME = 3
"""Letters of a last name that is looked for alone."""
NOTE_TAGS = frozenset(["p", "div"])
MARKS = frozenset("*•·.…-–—_=~#+ \u00a0")


def closing_notes(document: Document) -> Iterator[Verdict]:
    """Drop the notes below a story, and the marks that parted them from it ("* * *"): nothing follows those any more."""
    found = tuple(_notes(document))
    yield from found
    gone = {verdict.block.index for verdict in found if verdict.block is not None}
    left = [b for b in document.kept() if b.index not in gone] if not document.is_dump else []
    for block in takewhile(_is_mark, reversed(left)):
        yield Verdict(block, "template", False, "closing-mark", block.text[:8], "closing_notes")


def _is_mark(block: Block) -> bool:
    return block.tag in NOTE_TAGS and MARKS.issuperset(block.text) and not is_drawn_rule(block.text)


def _notes(document: Document) -> Iterator[Verdict]:
    """Drop the last kept blocks of a page that are set apart and speak for the outlet.

    On held-out sites of the training pages 14 of 17 such blocks of news were not in the gold text, and the three that
    were are of the same kind; of guides 10 of 14. Spared: corrections, quotations, pages that set their text in bold.
    """
    if document.is_dump:
        return
    kept = document.kept()
    if is_signed(kept[-2:], lexicon(document.language)):
        yield Verdict(kept[-1], "byline", False, "signature", kept[-1].text, "closing_notes")
        kept = kept[:-1]
    notes = tuple(takewhile(partial(is_set_apart, document), reversed(kept[-MAX_NOTES:])))
    above = [b for b in kept if b.index < notes[-1].index and b.words >= MIN_PARAGRAPH] if notes else []
    for block in notes:
        told = speaker(block, above, document) if above and _emphasis(above[-1]) < MAX_EMPHASIS_ABOVE else ""
        if not told:
            return
        yield Verdict(block, "other", False, "closing-note", told, "closing_notes")


def is_signed(last: Sequence[Block], known: Lexicon) -> bool:
    """Whether the last of two blocks is a name alone below a paragraph: the author's ("Ann Reed").

    On training pages 9 of 11 such lines that were kept were not in the gold text. Spared: agencies, and a name below a heading,
    a colon or a list, where it is what the story tells. Scripts without capital letters are left alone.
    """
    if len(last) < 2 or last[1].tag not in NOTE_TAGS or not is_name(last[1].text):
        return False
    above, match = last[0], known.match(last[1].text)
    is_paragraph = above.tag in NOTE_TAGS and above.words >= MIN_PARAGRAPH and not above.text.endswith((":", "："))
    return is_paragraph and ends_sentence(above.text) and (match is None or match.role == "byline")


def is_name(text: str) -> bool:
    """Whether a line is two or three words with capital letters and nothing else."""
    words = text.strip(" –—-()").split()
    return len(words) in (2, 3) and words[-1][-1].isalpha() and all(word[0].isupper() for word in words)


def is_set_apart(document: Document, block: Block) -> bool:
    """Whether a block can be a note by its looks: short, no quotation, in italics or bold from end to end, below a rule, with an
    address to write to, or about the author."""
    if block.tag not in NOTE_TAGS or block.words > MAX_WORDS or is_speech(block.text):
        return False
    return (
        _emphasis(block) >= MIN_EMPHASIS
        or (block.index > 0 and is_drawn_rule(document.blocks[block.index - 1].text))
        or _asks_to_write(block, lexicon(document.language))
        or _is_bio(block, document)
    )


def _is_bio(block: Block, document: Document) -> bool:
    """Whether a plain line begins with the full name of an author whom the text above does not name ("Ann Reed is a writer
    in Saltby.").

    Of 54 such lines at the ends of training pages four are in the gold text, and they are bios as well. Spared: people a
    story is about, whom some pages state as its authors.
    """
    name = next((a for a in document.metadata.authors if " " in a and block.text.startswith(a)), "")
    return (
        bool(name)
        and block.words >= MIN_WORDS_OF_BIO
        and not any(name in b.text for b in document.kept() if b.index < block.index)
    )


def _asks_to_write(block: Block, known: Lexicon) -> bool:
    """Whether a plain line gives the outlet's address to the reader ("Do you know more? Write to us at …").

    Of five lines of training pages that do one is in the gold text. Spared: addresses of others ("Tickets: …").
    """
    return block.words <= MAX_WORDS_OF_TIP and _address().search(block.text) is not None and _is_to_reader(block, known)


def speaker(block: Block, above: Sequence[Block], document: Document) -> str:
    """What shows that a note speaks for the outlet; empty if nothing does.

    It names the outlet or the author, gives an address, announces what does not follow (":"), or speaks to the reader
    below a story that does not.
    """
    known = lexicon(document.language)
    if known.correction_words.stands_in(block.text):
        return ""
    names = (*_people(document), *_outlet(document))
    if named := next((name for name in names if _is_named(name, block.text)), ""):
        return named
    if found := _address().search(block.text):
        return found.group()
    if block.text.endswith((":", "：")):
        return "announces what does not follow"
    return "to the reader" if _is_to_reader(block, known) and not _are_to_reader(above, known) else ""


def _people(document: Document) -> tuple[str, ...]:
    """The authors, also by their last name: "Reed reported from Saltby."."""
    authors = document.metadata.authors
    return (*authors, *(last for a in authors if len(last := a.split()[-1]) >= MIN_LAST_NAME))


def _outlet(document: Document) -> tuple[str, ...]:
    """The names of the outlet: the one it gives itself, without the end of a domain, and the label of its host."""
    name = _domain_end().sub("", document.metadata.site_name)
    return tuple(n for n in (name, label_of(host_of(document.page.url))) if n)


def _is_named(name: str, text: str) -> bool:
    """Whether a name stands in a text as a name: not in small letters only ("time", "people")."""
    found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    return any(not f.group().islower() for f in found)


def _are_to_reader(paragraphs: Sequence[Block], known: Lexicon) -> bool:
    return sum(_is_to_reader(b, known) for b in paragraphs) > MAX_SPOKEN_TO * len(paragraphs)


def _is_to_reader(block: Block, known: Lexicon) -> bool:
    return known.reader_words.stands_in(_unquoted(block.text))


def _emphasis(block: Block) -> float:
    return block.emphasis_chars / len(block.text)


def _unquoted(text: str) -> str:
    """The text without what is said in it: those who are quoted say "we" and "you" too."""
    return _quoted().sub(" ", text) if not OPENING_MARKS.isdisjoint(text) or '"' in text else text


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r"[\"“«„「『][^\"”»“」』]*[\"”»“」』]?|(?<!\w)[‘'][^’']*[’'](?!\w)")


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"[\w.+-]+@[\w-]+\.\w+")


@cache
def _domain_end() -> re.Pattern[str]:
    return re.compile(r"\.(?:com|org|net|info|news|co\.uk|[a-z]{2})$", re.IGNORECASE)
