"""Galleries, videos and live blogs: pages whose matter is pictures, or entries with their times."""

from __future__ import annotations

from collections import Counter

from cleaners.digits import ascii_digits
from cleaners.kinds.signs import phrase_in, plain, token_among
from cleaners.kinds.view import Answer, View, class_around
from cleaners.metadata.json_ld import ARTICLE_TYPES, nodes, type_of
from cleaners.patterns import lazy
from cleaners.types import Block, Document

MIN_LIVE_TIMES = 3
"""Times of entries, from which a page with the name or class of a live blog is one; without those twice as many."""
MIN_CAPTIONS = 4
"""Captions of a gallery."""
MAX_GALLERY_WORDS = 160
"""Kept words of a gallery; more is a story with pictures."""
MAX_VIDEO_WORDS = 60
"""Kept words of a page of one video: its description. A story with its video has more."""
NEAR = 9
"""Blocks between the text and the captions of a gallery. Galleries in the margin of a story do not count."""
MAX_COUNTER = 16
"""Characters of a line that counts a picture."""
_COUNTER = lazy(r"\D{0,6}(\d{1,3})\s?(?:/|of|von|sur|de|di|из)\s?(\d{1,3})")
GALLERY_TYPES = frozenset(["imagegallery", "mediagallery"])
LIVE_TYPE = "liveblogposting"
VIDEO_TYPES = frozenset(["videoobject", "videogallery"])


def live(view: View) -> Answer | None:
    """Entries with times, newest first, as long as something happens."""
    name = live_name(view.document, view.kept)
    if name == LIVE_TYPE:
        return Answer("live", "declared-live", "LiveBlogPosting")
    times = sum([v.reason in ("entry-time", "relative-time") for v in view.document.standing().values()])
    if times < MIN_LIVE_TIMES:
        return None
    if name or times >= 2 * MIN_LIVE_TIMES:
        return Answer("live", "times-of-entries", f"{times} times, {name or 'no name'}")
    return None


def live_name(document: Document, kept: tuple[Block, ...]) -> str:
    """By what a page calls itself a live blog: JSON-LD, a phrase of its title, a class around its text; empty if it does not."""
    if any(type_of(node) == LIVE_TYPE for node in nodes(document)):
        return LIVE_TYPE
    return phrase_in(plain(document.metadata.title), "live", "title") or token_among(class_around(kept), "live")


def gallery(view: View) -> Answer | None:
    """Pictures with captions, or a video, and little text beside them."""
    if view.document.is_dump or view.words > MAX_GALLERY_WORDS:
        return None
    if declared := view.types & GALLERY_TYPES:
        return Answer("gallery", "declared-gallery", min(declared))
    captions = [b for b in _captions(view) if _is_near(b, view.kept)]
    name = token_among(class_around(captions), "gallery")
    if len(captions) >= MIN_CAPTIONS and name:
        return Answer("gallery", "captions", f"{len(captions)} captions, class {name}")
    if (counted := _counters(view)) >= MIN_CAPTIONS:
        return Answer("gallery", "counters", f"{counted} pictures counted")
    return _video(view)


def _counters(view: View) -> int:
    """Pictures that are counted one after the other ("1/6", "2/6" …), on pages whose captions have no class or are missing."""
    found = (_COUNTER.fullmatch(ascii_digits(b.text)) for b in view.seen if len(b.text) < MAX_COUNTER)
    places = Counter((int(match[2]), int(match[1])) for match in found if match)
    totals = Counter(total for total, place in places if place <= total)
    return max(totals.values(), default=0)


def _video(view: View) -> Answer | None:
    """A page that calls itself a video and no article."""
    if view.words > MAX_VIDEO_WORDS or view.types & ARTICLE_TYPES or view.og_type == "article":
        return None
    if view.og_type.startswith("video"):
        return Answer("gallery", "declared-video", f"og:type {view.og_type}")
    declared = view.types & VIDEO_TYPES
    return Answer("gallery", "declared-video", min(declared)) if declared else None


def _captions(view: View) -> list[Block]:
    standing = view.document.standing()
    dropped = (b for b in view.document.blocks if b.index in standing and standing[b.index].role == "caption")
    elements = (b for b in view.document.blocks if b.tag == "figcaption")
    return sorted({b.index: b for b in (*dropped, *elements)}.values(), key=lambda b: b.index)


def _is_near(block: Block, kept: tuple[Block, ...]) -> bool:
    return not kept or kept[0].index - NEAR < block.index < kept[-1].index + NEAR
