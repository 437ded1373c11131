"""Reads pages of WordPress's own list of posts, `/wp-json/wp/v2/posts`: address, title, dates and the story's HTML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.discovery.addresses import absolute
from crawler.discovery.dates import iso, utc_iso
from crawler.discovery.listing import NO_HEADERS, Found, Headers, Listing, lost, unique

_DECODER = json.JSONDecoder()
_PAST_THE_END = "rest_post_invalid_page_number"


def wordpress(body: bytes, url: str, headers: Headers = NO_HEADERS) -> Listing:
    """Return the posts of one page, and the address of the next.

    With the header `x-wp-totalpages` the last page is known; without it the walk ends at the first page without
    posts, which WordPress answers with status 400 and an error that is understood here.
    """
    text = body.decode("utf-8-sig", "replace").strip()
    if text.startswith("{"):
        return Listing(problems=_refusal(text))
    posts, fault = _posts(text)
    stories = unique(_story(post, url) for post in posts)
    problems = tuple(filter(None, (fault, lost(len(posts), len(stories)))))
    return Listing(stories, _next_page(url, headers) if stories else (), problems)


def _posts(text: str) -> tuple[list[dict[str, Any]], str]:
    """Read post by post: a body cut short still gives its whole posts, warnings printed before it are skipped."""
    start = text.find("[{") if not text.startswith("[") else 0
    if start < 0:
        return [], f"not a list of posts: begins with {text[:40]!r}"
    posts: list[dict[str, Any]] = []
    fault = "text before the list of posts" if start else ""
    try:
        for value in _values(text, start + 1):
            posts += [value] if isinstance(value, dict) else []
    except (ValueError, RecursionError):
        fault = "cut short or not JSON"
    return posts, fault


def _values(text: str, position: int) -> Iterator[Any]:
    """Yield the values of a JSON list whose bracket stands before `position`; ValueError where it breaks off."""
    while True:
        while text[position : position + 1].isspace() or text.startswith(",", position):
            position += 1
        if text.startswith("]", position):
            return
        value, position = _DECODER.raw_decode(text, position)
        yield value


def _story(post: dict[str, Any], url: str) -> Found:
    return Found(
        url=absolute(_text(post.get("link")), url),
        title=" ".join(unescape(_rendered(post, "title")).split()),
        published=utc_iso(_text(post.get("date_gmt"))) or iso(_text(post.get("date"))),
        modified=utc_iso(_text(post.get("modified_gmt"))) or iso(_text(post.get("modified"))),
        text_html=_rendered(post, "content"),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _rendered(post: dict[str, Any], field: str) -> str:
    """A field's HTML; empty if it is missing or behind a password."""
    value = post.get(field)
    return _text(value.get("rendered")).strip() if isinstance(value, dict) and not value.get("protected") else ""


def _refusal(text: str) -> tuple[str, ...]:
    """What WordPress says instead of a list; nothing if it only says that there are no more pages."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return ("cut short or not JSON",)
    code = _text(answer.get("code"))
    return () if code == _PAST_THE_END else (f"refused: {code or 'no reason given'}"[:120],)


def _next_page(url: str, headers: Headers) -> tuple[str, ...]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    number = int(query["page"]) if query.get("page", "").isdecimal() else 1
    total = headers.get("x-wp-totalpages", "")
    if total.isdecimal() and number >= int(total):
        return ()
    return (urlunsplit(parts._replace(query=urlencode({**query, "page": str(number + 1)}))),)
