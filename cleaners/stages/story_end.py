"""The point after which the story is over: a legal notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaners.lexicons import Lexicon, Match, lexicon
from cleaners.patterns import lazy
from cleaners.prose import is_prose, is_speech
from cleaners.types import Block, Document, Verdict

MIN_BEFORE = 0.3
"""Share of the prose that has to stand before the notice: cookie and copyright lines also stand at the top of pages. In a
dump of an agency's story four long ledes of other stories may follow eight paragraphs."""
MIN_BEFORE_UNSURE = 0.8
"""The same on a page for a phrase inside a line or a label of a word or two: a sign-up form in the middle names terms and
privacy too. Without this bound 11 of 1,300 training pages lost 500 words and more; with it for all notices twenty kept
the comments and other stories that follow a copyright line."""
COPYRIGHT_SIGNS = ("©", "ⓒ", "(c)", "(C)")
"""What a notice begins with in any language."""
NEVER_NOTICES = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "li", "pre"])
"""Elements of a page that end no story: "Privacy" as a heading or an item of a list is a subject."""
MIN_WORDS_OF_NOTICE = 3
"""Words of a notice: "Legal" and "Privacy" alone are headings of guides too."""
MAX_CHARS = 300
"""Characters of a line of a dump from which its beginning is looked at before it is looked up: that costs a tenth."""
ITEM = lazy(r"([-*+•·–▪●○■□])\s+(?!.*(?:©|ⓒ|\([cC]\)))")
"""The mark of an item of a list in a dump, with no notice's own sign in it."""
CODE = lazy(
    r"<[A-Za-z_]\w*>|\[\w+(?:\|\w+)+\]|^(?:>>>?|\$|#!?)\s|\w\(\)|;$|[{}]|\b0x[0-9a-fA-F]+|\s--?[a-z]\w*|\w=\"?\w|\w:/\w"
)
"""What lines of code and of a terminal hold: `<ESCAPE>`, `[on|off]`, `$ make`, `sd0a:/kernel`. No footer of a tune page has it in
two lines near its notice."""
CODE_ABOVE, CODE_BELOW, MIN_CODE = 4, 8, 2
"""Lines above and below a notice among which lines of code are counted, and how many make it a program's own: guides show what a
machine says when it starts."""

ENDING = frozenset(["legal"])
"""Roles of the notices that end a story. "Related articles" and comment forms also stand between the parts of a story; in
dumps of the corpora believing those lost twice as many paragraphs."""


def story_end(document: Document) -> Iterator[Verdict]:
    """Drop the first notice that ends stories and every block after it, if enough prose stands before it."""
    known = lexicon(document.language)
    standing = document.standing()
    for block in document.blocks:
        if not _may_be_notice(block, standing) or (document.is_dump and _is_long(block, known)):
            continue
        found = known.match(block.text)
        if found is None or not _ends(found, block, document) or (is_speech(block.text) and found.how != "whole"):
            continue
        if _share_before(block, document, standing) >= _least_before(found, block, document):
            yield Verdict(block, found.role, False, f"phrase-{found.how}", found.phrase, "story_end")
            for later in document.blocks[block.index + 1 :]:
                yield Verdict(later, "other", False, "after-story-end", found.phrase, "story_end")
            return


def _share_before(block: Block, document: Document, standing: Mapping[int, Verdict]) -> float:
    """Share of the words of all prose that stand before a block; 0 if there is no prose."""
    prose = [(b.index, b.words) for b in document.blocks if not _dropped_for_good(b, standing) and is_prose(b)]
    total = sum(words for _, words in prose)
    return sum(words for index, words in prose if index < block.index) / total if total else 0.0


def _ends(found: Match, block: Block, document: Document) -> bool:
    """Whether a phrase ends the story. In a dump not one inside a line: sentences speak of what was "developed by" somebody."""
    in_dump = found.how != "inside" and block.words >= MIN_WORDS_OF_NOTICE
    proves = in_dump and not _is_shown(block, document) if document.is_dump else block.tag not in NEVER_NOTICES
    return found.ends and not found.friend and proves and found.role in ENDING


def _is_shown(block: Block, document: Document) -> bool:
    """Whether a line of a dump is what the text lists or shows: an item among items, or a line of a terminal's output."""
    blocks, at = document.blocks, block.index
    mark = ITEM.match(block.text)
    beside = (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])
    if mark and any((other := ITEM.match(b.text)) and other[1] == mark[1] for b in beside):
        return True
    near = (*blocks[max(0, at - CODE_ABOVE) : at], *blocks[at + 1 : at + 1 + CODE_BELOW])
    return sum(CODE.search(b.text) is not None for b in near) >= MIN_CODE


def _least_before(found: Match, block: Block, document: Document) -> float:
    """Share of the prose that has to stand before the notice."""
    is_whole = found.how == "whole" and block.words >= MIN_WORDS_OF_NOTICE
    is_plain = is_whole or found.how == "prefix" or block.text.startswith(COPYRIGHT_SIGNS)
    return MIN_BEFORE if document.is_dump or is_plain else MIN_BEFORE_UNSURE


def _may_be_notice(block: Block, standing: Mapping[int, Verdict]) -> bool:
    """Whether a block is worth looking up again: kept, or named a legal notice."""
    verdict = standing.get(block.index)
    return verdict is None or verdict.keep or verdict.role in ENDING


def _is_long(block: Block, known: Lexicon) -> bool:
    """Whether a line of a dump is a paragraph that does not begin as a notice: one inside it ends no story there."""
    return len(block.text) > MAX_CHARS and not known.begins(block.text)


def _dropped_for_good(block: Block, standing: Mapping[int, Verdict]) -> bool:
    return block.index in standing and not standing[block.index].keep
