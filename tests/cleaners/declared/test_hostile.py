"""What must not be taken for the story, and what must not cost the time of day."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

import json
import time
from typing import Any

import pytest

from cleaners import Page, clean
from cleaners.pipeline import lay_out
from tests.cleaners.declared.stories import MARKUP, OTHER, OTHER_MARKUP, STORY, TITLE, data, page

URL = "https://observer.example/news/mill-closed-for-a-week"
COOKIES = " ".join(
    [
        "We and our partners store cookies on your device to show personalised advertising. You may accept, or change your choices in our privacy policy."
    ]
    * 6
)
WRONG: dict[str, Any] = {
    "another-story": {"article": {"title": OTHER, "body": OTHER_MARKUP}},
    "related-stories": {"related": [{"title": TITLE, "body": OTHER_MARKUP}]},
    "comments": {"article": {"title": TITLE, "comments": [{"text": " ".join(STORY)}]}},
    "cookie-text": {"title": TITLE, "dialog": {"text": COOKIES}},
    "cards": {
        "title": TITLE,
        "list": [{"title": f"{OTHER} {n}", "url": f"/{n}", "summary": OTHER_MARKUP[:140]} for n in range(20)],
    },
    "code": {"title": TITLE, "source": "function a(){return 1;} var b = {c: d}; " * 60},
    "author": {"title": TITLE, "author": {"bio": " ".join(STORY)}},
    "translations": {"title": TITLE, "messages": {"welcome": " ".join(STORY)}},
    "addresses": {"title": TITLE, "urls": ["https://observer.example/" + "x" * 90 for _ in range(40)]},
}


@pytest.mark.parametrize("value", WRONG.values(), ids=WRONG.keys())
def test_is_not_taken_for_the_story(value: Any) -> None:
    article = clean(Page(URL, page(data(value))))
    assert article.text == ""


def test_of_two_stories_the_one_with_the_headline_is_taken() -> None:
    value = {"items": [{"title": OTHER, "body": OTHER_MARKUP * 3}, {"title": TITLE, "body": MARKUP}]}
    assert clean(Page(None, page(data(value)))).text.split("\n\n") == list(STORY)


def test_of_two_stories_the_one_at_the_address_is_taken() -> None:
    value = {
        "a": {"slug": "other", "title": OTHER, "body": OTHER_MARKUP},
        "b": {"slug": "mill-closed-for-a-week", "title": "Flood", "body": MARKUP},
    }
    bare = f"<html lang=en><body><div id=root></div>{data(value)}</body></html>"
    assert clean(Page(URL, bare)).text.split("\n\n") == list(STORY)


def _seconds(html: str) -> float:
    began = time.process_time()
    clean(Page(URL, html))
    return time.process_time() - began


FILLER = {f"k{n}": {"id": n, "label": f"Entry number {n} of a long list of settings"} for n in range(110_000)}
DEEP = '{"a":' * 50_000 + f'"{" ".join(STORY)}"' + "}" * 50_000
BRACKETS = "[" * 200_000 + json.dumps(" ".join(STORY)) + "]" * 200_000
LITERAL = "window.state = {" + ",".join(f"k{n}:'{STORY[0]}'" for n in range(6_000)) + "}"
HOSTILE = {
    "ten-megabytes": data({"title": TITLE, "body": MARKUP, "filler": FILLER}),
    "deep-nesting": f"<script id=__NEXT_DATA__ type=application/json>{DEEP}</script>",
    "deep-lists": f"<script>window.__NUXT__={BRACKETS};</script>",
    "long-literal": f"<script>{LITERAL}</script>",
    "never-closed": f"<script>window.__STATE__ = {{a:'{' '.join(STORY)}',b:[{{c:1</script>",
    "devalue-cycle": data([["Reactive", 1], {"title": 2, "body": 3, "self": 1}, TITLE, MARKUP], 'id="__NUXT_DATA__" type="application/json"'),
    "many-lists": data({"title": TITLE, "pages": [[STORY[0]] * 30 for _ in range(3_000)]}),
    "flight-cut-off": f'<script>self.__next_f.push([1,{json.dumps("1:Tfffff," + MARKUP)}])</script>',
}  # fmt: skip


@pytest.mark.parametrize("script", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_scripts_cost_little_and_never_raise(script: str) -> None:
    assert _seconds(page(script)) < 4


def test_a_script_beyond_the_bound_is_not_parsed() -> None:
    document = lay_out(Page(URL, page(HOSTILE["ten-megabytes"])))
    assert not [c for c in document.containers if c.tag == "data"]


def test_a_cycle_does_not_hide_the_story() -> None:
    assert clean(Page(URL, page(HOSTILE["devalue-cycle"]))).text.split("\n\n") == list(STORY)
