"""Pages that are data: answers of a WordPress API and other JSON, items of feeds. They become the HTML page they are about.

A pure function: what it makes is cut, judged and explained as a page is. Of several stories the one at the page's address is
meant; where none is, a list of their headlines comes out, which is told to be one.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from cleaners.declared.finding import best
from cleaners.declared.keys import known
from cleaners.declared.relation import Wanted, slug_of
from cleaners.patterns import lazy
from cleaners.types import Page

MAX_CHARS = 8_000_000
"""Characters of JSON that are parsed, and of a feed that are searched."""
_JSON_START = lazy(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_FEED = lazy(r"<(?:rss|feed|rdf:RDF|channel)\b", re.IGNORECASE)
_ITEM = lazy(r"<(item|entry)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_CDATA = lazy(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_HREF = lazy(r"<link\b(?=[^>]*\bhref=[\"']([^\"']+))(?![^>]*\brel=[\"'](?!alternate))[^>]*>", re.IGNORECASE)
_DATES = (
    "date_gmt", "datePublished", "publishedAt", "published_at", "publishDate", "publicationDate", "firstPublished", "published",
    "date_published", "first_publish_date", "createdAt", "date",
)  # fmt: skip

Story = Mapping[str, str]
"""title, body (HTML), link, date, author; each may be empty."""


def as_page(text: str, page: Page) -> str | None:
    """The HTML page that JSON or a feed is about; None if the text is neither, empty if it holds no story."""
    content_type = (page.content_type or "").lower()
    if len(text) > MAX_CHARS:
        return None
    if "json" in content_type or ("html" not in content_type and _JSON_START.match(text[:200])):
        return _of_json(text, page.url or "")
    head = text[:2000]
    if "html" not in content_type and "<html" not in head.lower() and _FEED.search(head):
        return _of_stories([_of_item(item) for _, item in _ITEM.findall(text)], page.url or "")
    return None


def _of_json(text: str, url: str) -> str | None:
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    posts = value if isinstance(value, list) and value and all(_is_post(item) for item in value) else [value]
    if len(posts) > 1:
        return _of_stories([_of_post(post) for post in posts], url)
    body = best(posts[0], Wanted((), slug_of(url)))
    if body is None:
        return ""
    story = _of_post(_holder(posts[0], body.title) or {})
    return _markup({**story, "title": body.title or story["title"], "body": body.html})


def _of_stories(stories: list[Story], url: str) -> str:
    """The story at an address, or the only one; else the list of them. Empty if there is none."""
    slug = slug_of(url)
    meant = [s for s in stories if s["link"] and (s["link"] == url or (slug and slug in s["link"].lower()))]
    if len(meant) == 1 or len(stories) == 1:
        return _markup((meant or stories)[0])
    rows = "".join(f'<h2><a href="{html.escape(s["link"])}">{html.escape(s["title"])}</a></h2>' for s in stories)
    return (
        f'<html><head><meta property="og:type" content="website"></head><body><main>{rows}</main></body></html>'
        if rows
        else ""
    )


def _markup(story: Story) -> str:
    """A story as a page."""
    metas = {"article:published_time": story["date"], "author": story["author"], "og:title": story["title"]}
    stated = "".join(
        f'<meta property="{name}" content="{html.escape(value)}">' for name, value in metas.items() if value
    )
    link = f'<link rel="canonical" href="{html.escape(story["link"])}">' if story["link"] else ""
    title = html.escape(story["title"], quote=False)
    return (
        f"<html><head><title>{title}</title>{stated}{link}</head><body><article><h1>{title}</h1>"
        f'<div class="entry-content">{story["body"]}</div></article></body></html>'
    )


def _is_post(item: Any) -> bool:
    return isinstance(item, dict) and bool({"title", "headline"} & item.keys()) and len(item) > 2


def _of_post(post: Mapping[str, Any]) -> Story:
    """What an object says of the story it is, in WordPress's names or usual ones."""
    date = next((str(post[name]) for name in _DATES if post.get(name)), "")
    return {
        "title": _first(post, "title", "headline", "name"),
        "body": _first(post, "content", "body", "content_html", "articleBody", "text", "html"),
        "link": _first(post, "link", "url", "canonicalUrl", "permalink"),
        "date": f"{date}Z" if post.get("date_gmt") and date and "Z" not in date and "+" not in date else date,
        "author": _author(post),
    }  # fmt: skip


def _author(post: Mapping[str, Any]) -> str:
    embedded = post.get("_embedded")
    value = (
        (embedded.get("author") if isinstance(embedded, dict) else None) or post.get("author") or post.get("authors")
    )
    first = value[0] if isinstance(value, list) and value else value
    name = first.get("name") if isinstance(first, dict) else first
    return name if isinstance(name, str) else ""


def _first(post: Mapping[str, Any], *names: str) -> str:
    """The first of some fields that holds a text; empty if none does."""
    return next((text for name in names if (text := _rendered(post.get(name)))), "")


def _rendered(value: Any) -> str:
    value = value.get("rendered") if isinstance(value, dict) else value
    return value if isinstance(value, str) else ""


def _holder(value: Any, title: str) -> Mapping[str, Any] | None:
    """The object that has a headline; None if there is none."""
    for item in _objects(value):
        if any(
            k.lower() in known("titles") and title and title in html.unescape(_rendered(v)) for k, v in item.items()
        ):
            return item
    return None


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    todo, seen = [value], 0
    while todo and seen < 10_000:
        item = todo.pop()
        seen += 1
        if isinstance(item, dict):
            yield item
            todo.extend(reversed(item.values()))
        elif isinstance(item, list):
            todo.extend(reversed(item))


def _of_item(item: str) -> Story:
    """What an item of RSS or an entry of Atom says."""
    href = _HREF.search(item)
    author = _field(item, "dc:creator") or _field(_field(item, "author", raw=True), "name") or _field(item, "author")
    return {
        "title": html.unescape(_field(item, "title")),
        "body": next(
            (b for name in ("content:encoded", "content", "description", "summary") if (b := _field(item, name))), ""
        ),
        "link": _field(item, "link") or (html.unescape(href[1]) if href else ""),
        "date": next((d for name in ("pubDate", "published", "dc:date", "updated") if (d := _field(item, name))), ""),
        "author": author,
    }


def _field(item: str, name: str, *, raw: bool = False) -> str:
    """What stands in an element, empty if it is not there: CDATA as it is, escaped text unescaped once; `raw` as written."""
    found = re.search(rf"<{name}\b[^>]*(?<!/)>(.*?)</{name}\s*>", item, re.DOTALL | re.IGNORECASE)
    if found is None:
        return ""
    if raw:
        return found[1]
    cdata = _CDATA.findall(found[1])
    return ("".join(cdata) if cdata else html.unescape(found[1])).strip()
