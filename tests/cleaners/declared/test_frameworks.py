"""Pages of each framework that keep their story in scripts: it is found, whole and alone."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from cleaners import Page, clean
from cleaners.pipeline import lay_out
from tests.cleaners.declared.stories import MARKUP, OTHER, OTHER_MARKUP, STORY, TITLE, data, page

RELATED = [{"id": n, "title": f"{OTHER} {n}", "url": f"/library-{n}", "body": OTHER_MARKUP} for n in range(4)]
COMMENTS = [
    {"author": "Reader", "text": " ".join(STORY) + " I do not believe a word of this, and neither does my neighbour."}
]
SLATE = [{"type": "paragraph", "children": [{"text": text}]} for text in STORY]
WITH_LINK = [
    {
        "type": "paragraph",
        "children": [
            {"text": STORY[0][:30]},
            {"type": "link", "url": "/x", "children": [{"text": STORY[0][30:40]}]},
            {"text": STORY[0][40:]},
        ],
    },
    *SLATE[1:],
]


def _article(body: Any, key: str = "body") -> dict[str, Any]:
    return {
        "props": {
            "pageProps": {
                "article": {
                    "headline": TITLE,
                    "slug": "mill-closed",
                    key: body,
                    "relatedArticles": RELATED,
                    "comments": COMMENTS,
                }
            }
        }
    }


def _devalue(value: Any) -> list[Any]:
    """As Nuxt 3 writes it: every value once, objects and lists hold places."""
    table: list[Any] = []

    def place(item: Any) -> int:
        at = len(table)
        table.append(None)
        if isinstance(item, dict):
            table[at] = {key: place(inner) for key, inner in item.items()}
        elif isinstance(item, list):
            table[at] = [place(inner) for inner in item]
        else:
            table[at] = item
        return at

    place(value)
    return [["ShallowReactive", 1], *_shifted(table)]


def _shifted(table: list[Any]) -> list[Any]:
    return [
        {key: at + 1 for key, at in row.items()}
        if isinstance(row, dict)
        else [at + 1 for at in row]
        if isinstance(row, list)
        else row
        for row in table
    ]


CONTENTFUL = {
    "nodeType": "document",
    "content": [
        {"nodeType": "paragraph", "data": {}, "content": [{"nodeType": "text", "value": text, "marks": [], "data": {}}]}
        for text in STORY
    ],
}
SANITY = [
    {
        "_type": "block",
        "style": "normal",
        "_key": "a",
        "markDefs": [],
        "children": [{"_type": "span", "text": text, "marks": []}],
    }
    for text in STORY
]
ARC = [
    {"type": "image", "caption": "Sandbags on Quay Street, filled by volunteers.", "url": "x.jpg"},
    *({"_id": "X", "type": "text", "content": text} for text in STORY),
    {"type": "interstitial_link", "content": OTHER, "url": "/x"},
]
DRAFT = {
    "blocks": [
        {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
        for text in STORY
    ],
    "entityMap": {},
}
BBC = {
    "blocks": [
        {
            "type": "text",
            "model": {
                "blocks": [
                    {
                        "type": "paragraph",
                        "model": {"text": text, "blocks": [{"type": "fragment", "model": {"text": text}}]},
                    }
                ]
            },
        }
        for text in STORY
    ]
}
APOLLO = {
    "Article:7": {"__typename": "Article", "title": TITLE, "slug": "mill-closed", "body": MARKUP},
    "ROOT_QUERY": {"articles": RELATED},
}
NUXT2 = (
    '<script>window.__NUXT__=(function(a,b,c,d){return {layout:"default",data:[{story:{id:7,title:a,body:b,published:!0,comments:[],tags:c,n:void 0}}],'
    f"fetch:{{}},error:d,state:{{}},serverRendered:!0}}}}({json.dumps(TITLE)},{json.dumps(MARKUP)},[],null));</script>"
)
FLIGHT_ROWS = f'1:"$Sreact.fragment"\n2a:T{len(MARKUP.encode()):x},{MARKUP}3:{json.dumps({"article": {"title": TITLE, "body": "$2a"}})}\n'
FLIGHT = "".join(
    f"<script>self.__next_f.push([1,{json.dumps(part)}])</script>" for part in (FLIGHT_ROWS[:300], FLIGHT_ROWS[300:])
)
QUOTED = json.dumps(json.dumps({"article": {"title": TITLE, "body": MARKUP}}))

SCRIPTS = {
    "next-html": data(_article(MARKUP)),
    "next-escaped-html": data(_article(MARKUP.replace("<", "&lt;").replace(">", "&gt;"))),
    "next-plain-lines": data(_article("\n\n".join(STORY), "text")),
    "next-paragraphs": data(_article(list(STORY), "paragraphs")),
    "next-slate": data(_article(SLATE, "content")),
    "next-link-inside-a-line": data(_article(WITH_LINK, "content")),
    "next-contentful": data(_article({"json": CONTENTFUL}, "content")),
    "next-sanity": data(_article(SANITY)),
    "next-draft": data(_article(DRAFT, "content")),
    "next-bbc": data({"props": {"pageData": {"metadata": {"headline": TITLE}, "content": {"model": BBC}}}}),
    "next-flight": FLIGHT,
    "nuxt-devalue": data(_devalue({"data": {"story": {"title": TITLE, "body": MARKUP, "related": RELATED}}}), 'type="application/json" id="__NUXT_DATA__"'),
    "nuxt-function": NUXT2,
    "apollo": f"<script>window.__APOLLO_STATE__ = {json.dumps(APOLLO)};</script>",
    "initial-state": f"<script>window.__INITIAL_STATE__ = {json.dumps(_article(MARKUP))};(function(){{var s;}}());</script>",
    "undeclared-variable": f"<script>var pageModel = {json.dumps(_article(MARKUP))};</script>",
    "json-parse": f"<script>window.__PRELOADED_STATE__ = JSON.parse({QUOTED});</script>",
    "percent-encoded": f'<script>window.__DATA__=JSON.parse(decodeURIComponent("{quote(json.loads(QUOTED))}"))</script>',
    "bare-keys": f"<script>__sveltekit_1.data = [{{type:'data',data:{{article:{{title:{json.dumps(TITLE)},body:{json.dumps(MARKUP)},}}}},uses:{{}}}}];</script>",
    "arc-fusion": f"<script>window.Fusion=window.Fusion||{{}};Fusion.globalContent={json.dumps({'headlines': {'basic': TITLE}, 'content_elements': ARC})};</script>",
    "island": data({"title": TITLE, "html": MARKUP}, 'type="application/json" data-island="article"'),
}  # fmt: skip


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_the_story_is_found(script: str) -> None:
    article = clean(Page("https://observer.example/news/mill-closed-for-a-week", page(script)))
    assert (article.kind, article.title) == ("article", TITLE)
    assert article.text.split("\n\n") == list(STORY)


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_a_page_that_shows_its_story_does_not_need_its_scripts(script: str) -> None:
    shown = f"<article><h1>{TITLE}</h1>{MARKUP}</article>"
    document = lay_out(Page(None, page(script, body=shown)))
    assert not [c for c in document.containers if c.tag == "data"]


def test_structure_survives() -> None:
    nodes = [
        *SLATE[:2], {"type": "heading", "level": 2, "children": [{"text": "At the weir"}]}, *SLATE[2:],
        {"type": "bulleted-list", "children": [{"type": "list-item", "children": [{"text": "Pumps: four"}]}, {"type": "list-item", "children": [{"text": "Boats: two"}]}]},
    ]  # fmt: skip
    article = clean(Page(None, page(data(_article(nodes, "content")))))
    assert article.text.split("\n\n") == [*STORY[:2], "At the weir", *STORY[2:], "Pumps: four\nBoats: two"]


def test_furniture_inside_the_html_is_left_out() -> None:
    dirt = '<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li>Facebook</li></ul></div><figure><figcaption>Sandbags.</figcaption></figure>'
    article = clean(Page(None, page(data(_article(MARKUP + dirt)))))
    assert article.text.split("\n\n") == list(STORY)


def test_the_source_is_the_evidence() -> None:
    document = clean(Page(None, page(data(_article(MARKUP))))).document
    assert document is not None
    assert {v.evidence for v in document.verdicts if v.reason == "declared-body"} == {"__NEXT_DATA__ body"}


def test_an_amp_page_needs_no_scripts() -> None:
    amp = f'<!doctype html><html amp lang="en"><head><title>{TITLE}</title><script type="application/json">{{"vars":{{"a":"b"}}}}</script></head><body><article><h1>{TITLE}</h1>{MARKUP}</article></body></html>'
    assert clean(Page("https://observer.example/mill/amp/", amp)).text.split("\n\n") == list(STORY)


def test_the_headline_comes_with_the_text_where_the_page_has_only_its_own_name() -> None:
    script = data(_article(MARKUP))
    bare = (
        f'<html lang="en"><head><title>Merrow Observer</title></head><body><div id="root"></div>{script}</body></html>'
    )
    article = clean(Page("https://observer.example/news/mill-closed", bare))
    assert article.text.split("\n\n") == list(STORY)
