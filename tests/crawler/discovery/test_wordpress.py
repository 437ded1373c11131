"""WordPress's list of posts, page by page."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.discovery.listing import Found
from crawler.discovery.wordpress import wordpress

URL = "https://gazette.example/wp-json/wp/v2/posts?per_page=100&page=2"
NEXT = "https://gazette.example/wp-json/wp/v2/posts?per_page=100&page=3"


def post(**changes: Any) -> dict[str, Any]:
    return {
        "link": "https://gazette.example/mole",
        "title": {"rendered": "Harbour &#038; mole &#8217;"},
        "date": "2026-11-20T10:30:00",
        "date_gmt": "2026-11-20T08:30:00",
        "modified_gmt": "2026-11-21T08:30:00",
        "content": {"rendered": "<p>Whole</p>\n", "protected": False},
        **changes,
    }


def body(*posts: Any) -> bytes:
    return json.dumps(list(posts)).encode()


def test_reads_what_a_post_says() -> None:
    assert wordpress(body(post()), URL).stories == (
        Found(
            "https://gazette.example/mole",
            "Harbour & mole ’",
            "2026-11-20T08:30:00+00:00",
            "2026-11-21T08:30:00+00:00",
            "<p>Whole</p>",
        ),
    )


def test_a_post_behind_a_password_has_no_text() -> None:
    (story,) = wordpress(body(post(content={"rendered": "secret", "protected": True})), URL).stories
    assert story.text_html == ""


def test_local_time_is_told_without_zone_where_there_is_no_other() -> None:
    (story,) = wordpress(body(post(date_gmt=None)), URL).stories
    assert story.published == "2026-11-20T10:30:00"


@pytest.mark.parametrize(("total", "following"), [("9", (NEXT,)), ("2", ()), ("", (NEXT,)), ("garbage", (NEXT,))])
def test_goes_on_until_the_last_page(total: str, following: tuple[str, ...]) -> None:
    assert wordpress(body(post()), URL, {"x-wp-totalpages": total}).listings == following


def test_the_first_page_need_not_be_numbered() -> None:
    assert wordpress(body(post()), "https://gazette.example/wp-json/wp/v2/posts").listings == (
        "https://gazette.example/wp-json/wp/v2/posts?page=2",
    )


def test_an_empty_page_is_the_end() -> None:
    assert wordpress(b"[]", URL).listings == ()


def test_the_error_after_the_last_page_is_no_problem() -> None:
    answer = wordpress(b'{"code":"rest_post_invalid_page_number","data":{"status":400}}', URL)
    assert (answer.stories, answer.problems) == ((), ())


def test_any_other_error_is_told() -> None:
    assert wordpress(b'{"code":"rest_forbidden"}', URL).problems == ("refused: rest_forbidden",)


def test_posts_before_a_cut_are_kept() -> None:
    whole = body(post(), post(link="/2"), post(link="/3"))
    listing = wordpress(whole[:-20], URL)
    assert (len(listing.stories), listing.problems) == (2, ("cut short or not JSON",))


def test_warnings_before_the_list_are_skipped_and_told() -> None:
    listing = wordpress(b"\xef\xbb\xbf<br /><b>Warning</b>: x in [file]\n" + body(post()), URL)
    assert (len(listing.stories), listing.problems) == (1, ("text before the list of posts",))


@pytest.mark.parametrize(
    "nonsense", [b"", b"<html>", b"[" * 100_000, b"[{" * 50_000, b"{" * 100_000, b"[1,2,null]", b"42"]
)
def test_nonsense_gives_nothing_and_does_not_raise(nonsense: bytes) -> None:
    assert wordpress(nonsense, URL).stories == ()


def test_posts_of_the_wrong_shape_do_not_raise() -> None:
    wrong = [post(link=None), post(link=["x"]), post(title="x", content=3, date_gmt=7), {}]
    assert len(wordpress(body(*wrong), URL).stories) == 1
