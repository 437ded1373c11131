"""The stages in their order: the whole policy of who speaks when, on one screen.

A stage is a function from a document to verdicts. The last verdict on a block wins, so what is surer comes later.
A page is judged by what was learned from pages; a dump, that has no tree, by what was learned from pages that had lost
theirs, and then by what a person can state. Taste and hints
are said after these, by the pipeline: they belong to the reader and to the outlet.
"""

from cleaners.stages.boxes import boxes
from cleaners.stages.breadcrumb import breadcrumb
from cleaners.stages.captions import captions
from cleaners.stages.closing_notes import closing_notes
from cleaners.stages.comment_rules import comment_rules
from cleaners.stages.declared import declared
from cleaners.stages.embeds import embeds
from cleaners.stages.enclosed import enclosed
from cleaners.stages.headline import headline
from cleaners.stages.hints import hints
from cleaners.stages.judge import judge
from cleaners.stages.judge_lines import judge_lines
from cleaners.stages.leftovers import leftovers
from cleaners.stages.live import live
from cleaners.stages.next_story import next_story
from cleaners.stages.page_kind import page_kind
from cleaners.stages.repeated import repeated
from cleaners.stages.rows import rows
from cleaners.stages.second_copy import second_copy
from cleaners.stages.second_opinion import second_opinion
from cleaners.stages.standfirst import standfirst
from cleaners.stages.story_end import story_end
from cleaners.stages.taste import taste
from cleaners.stages.teasers import teasers
from cleaners.types import Stage

PAGE_STAGES: tuple[Stage, ...] = (
    judge, standfirst, next_story, enclosed, captions, teasers, boxes, rows, embeds, leftovers, story_end, closing_notes,
    comment_rules, live, second_opinion, second_copy, repeated, declared,
)  # fmt: skip
"""For HTML."""

DUMP_STAGES: tuple[Stage, ...] = (
    judge_lines, breadcrumb, captions, leftovers, headline, comment_rules, story_end, second_copy, repeated
)  # fmt: skip
"""For text that has lost its markup."""

__all__ = ["DUMP_STAGES", "PAGE_STAGES", "hints", "page_kind", "taste"]
