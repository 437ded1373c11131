"""The outlet's rules for comments below a story: whole sentences that no judge of single lines can tell from text.

"Please stay polite. Insults and links to other sites are removed by the moderators without notice." What tells them is
the heading above them ("Netiquette"), or clauses that hardly stand elsewhere ("by sending a comment you agree"), and that
they stand below a story that speaks of something else. A story about comments or moderators is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.lexicons import fold, lexicon, normal
from cleaners.lexicons.comment_rules import START_CHARS, CommentRules
from cleaners.prose import is_prose, is_speech
from cleaners.types import Block, Document, Verdict

MAX_HEADING_CHARS = 80
MARKS = ' \t»«›>•*#-–—|·▪[("“'
"""What a heading may begin with in a dump."""
MIN_STORY = 2
"""Paragraphs that have to stand above the rules; rules without a story are what their page is about."""
MAX_BELOW = 0.25
"""Words of kept prose below the rules, as a share of those above: more is a story that goes on after a part on rules."""
MAX_OF_COMMENTS = 0.2
"""Share of the paragraphs above that may speak of comments: more is a story about them …"""
MIN_OF_STORY = 2
"""… different words of rules that make a paragraph above speak of them …"""
MIN_OF_RULES = 2
"""… the same of all lines below a heading that names comments …"""
MIN_OF_AMBIGUOUS = 5
"""… and below another, if no clause of rules stands in them: the last part of a story may be headed "Netiquette" too, and say
of a band that who insults its drummer in the chat is blocked."""
MAX_SILENT = 1
"""Blocks in a row among rules that have none of their words ("Be brief.")."""
MIN_CLAUSES = 2
"""Different clauses that make a paragraph without a heading a rule. One stands in columns too ("Leave a comment below")."""
MIN_WORDS_OF_RULE = 4
"""Words of a line of rules: "Contact" and "Log in" below them are labels."""
MAX_TAIL = 12
"""Kept blocks from the end among which rules without a heading are sought."""


def comment_rules(document: Document) -> Iterator[Verdict]:
    """Drop the rules for comments below the story, with their heading.

    On all training pages, and on their dumps in four ways, no block goes that is in a gold text; nor where every paragraph
    within thirty blocks below the story is kept, so that 47 rules stand there instead of four.
    """
    prose = [b for b in document.kept() if is_prose(b)]
    if len(prose) < MIN_STORY:
        return
    rules = lexicon(document.language).comment_rules
    found, evidence = _headed(document, prose, rules) or _stated(document, prose, rules)
    if found and _is_below_story(found, document, prose, rules):
        for block in found:
            told = ", ".join((evidence, *rules.words.found(block.text)[:1]))
            yield Verdict(block, "comment", False, "comment-rules", told, "comment_rules")


def _headed(document: Document, prose: Sequence[Block], rules: CommentRules) -> tuple[list[Block], str] | None:
    """The last heading of rules below the first paragraphs with the blocks of rules below it, and its words."""
    for block in reversed(document.blocks[prose[MIN_STORY - 1].index + 1 :]):
        if not (heading := _heading_in(block, rules)):
            continue
        form = normal(heading)
        if form in rules.headings or form in rules.ambiguous:
            least = MIN_OF_RULES if form in rules.headings else MIN_OF_AMBIGUOUS
            run = _run(document.blocks[block.index + 1 :], rules)
            if _are_rules(run if heading == block.text else [block, *run], rules, least):
                return [block, *run], heading
    return None


def _heading_in(block: Block, rules: CommentRules) -> str:
    """What may be the heading of rules: a short block, or what stands before the colon of a longer one."""
    start = block.text.lstrip(MARKS)[: 2 * START_CHARS]
    if (start.lower() if start.isascii() else fold(start))[:START_CHARS] not in rules.starts:
        return ""
    head = block.text if len(block.text) <= MAX_HEADING_CHARS else block.text.partition(":")[0]
    return head if len(head) <= MAX_HEADING_CHARS else ""


def _run(below: Sequence[Block], rules: CommentRules) -> list[Block]:
    """The first blocks that speak of comments, with the few between them that do not."""
    run: list[Block] = []
    silent: list[Block] = []
    for block in below:
        if block.words >= MIN_WORDS_OF_RULE and rules.words.found(block.text):
            run += [*silent, block]
            silent = []
        elif len(silent) < MAX_SILENT:
            silent.append(block)
        else:
            break
    return run


def _are_rules(run: Sequence[Block], rules: CommentRules, least: int) -> bool:
    words = {word for block in run for word in rules.words.found(block.text)}
    return len(words) >= least or any(rules.clauses.found(block.text) for block in run)


def _stated(document: Document, prose: Sequence[Block], rules: CommentRules) -> tuple[list[Block], str]:
    """The last kept blocks in a row that have clauses of rules, if one of them has several, and these; none if none has."""
    most = MAX_BELOW * sum(b.words for b in prose)
    run: list[Block] = []
    proof: tuple[str, ...] = ()
    for block in reversed(document.kept()[-MAX_TAIL:]):
        if clauses := rules.clauses.found(block.text):
            run.append(block)
            proof = clauses if len(clauses) >= MIN_CLAUSES and not is_speech(block.text) else proof
        elif proof or (most := most - block.words) < 0:
            break
        else:
            run = []
    return (run[::-1], ", ".join(proof[:MIN_CLAUSES])) if proof else ([], "")


def _is_below_story(found: Sequence[Block], document: Document, prose: Sequence[Block], rules: CommentRules) -> bool:
    """Whether a story that does not speak of comments stands above some blocks, and next to nothing of it below."""
    above = [b for b in prose if b.index < found[0].index]
    below = sum(b.words for b in prose if b.index > found[-1].index)
    if len(above) < MIN_STORY or below > MAX_BELOW * sum(b.words for b in above):
        return False
    about = sum(len(rules.words.found(b.text)) >= MIN_OF_STORY for b in above)
    stated = any(rules.clauses.found(b.text) for b in document.kept() if b.index < found[0].index)
    return not stated and about <= MAX_OF_COMMENTS * len(above)
