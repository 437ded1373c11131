"""The stages in their order: the whole policy of who speaks when, on one screen.

A stage is a function from a document to verdicts. The last verdict on a block wins, so what is surer comes later.
Taste and hints are said after these, by the pipeline: they belong to the reader and to the outlet.
"""

from cleaners.stages.breadcrumb import breadcrumb
from cleaners.stages.captions import captions
from cleaners.stages.edges import edges
from cleaners.stages.furniture import furniture
from cleaners.stages.headline import headline
from cleaners.stages.hidden import hidden
from cleaners.stages.hints import hints
from cleaners.stages.labels import labels
from cleaners.stages.links import links
from cleaners.stages.main_cluster import main_cluster
from cleaners.stages.page_kind import page_kind
from cleaners.stages.repeated import repeated
from cleaners.stages.second_opinion import second_opinion
from cleaners.stages.story_end import story_end
from cleaners.stages.taste import taste
from cleaners.types import Stage

STAGES: tuple[Stage, ...] = (
    links, furniture, main_cluster, breadcrumb, captions, labels, headline, story_end, edges, repeated, hidden,
    second_opinion,
)  # fmt: skip

__all__ = ["STAGES", "hints", "page_kind", "taste"]
