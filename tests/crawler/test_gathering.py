"""A story is made whole page by page, and the chain ends where it should."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.answers import fetched_page
from crawler.gathering import Gathering, StoppedError
from crawler.refusals import STOPPED, Refused
from crawler.state.store import Store
from crawler.types import FetchedPage, Outlet
from tests.crawler.pages import GAZETTE, address, cleaned, fetched

MILL = address("mill").rstrip("/")
DENYING = replace(GAZETTE, deny=(re.compile(r"/page-\d"), re.compile(r"[?]page=")))
TEXTS = tuple(f"On page {n} of the story the water in the yard of the mill rose by a hand again." for n in range(9))
Answer = Response | Exception


def page(number: int, *, following: str = "", **fields: Any) -> FetchedPage:
    """A page of the mill's story as the cleaner leaves it."""
    url = f"{MILL}?page={number}" if number > 1 else MILL
    result = cleaned(fields.pop("text", TEXTS[number]), url, **fields)
    return fetched(url, result=replace(result, following=following or f"{MILL}?page={number + 1}"))


class Site:
    """Answers what it has been given, and what the cleaner makes of it."""

    def __init__(self, store: Store, answers: dict[str, Answer | FetchedPage], *, reserved: str = "") -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.reserved = reserved
        self.gathering = Gathering(self.fetch, self.clean, self.read, store, max_parts=4, max_bytes=1000)

    async def fetch(self, request: Request) -> Response:
        """What the site answers."""
        self.asked.append(request.url)
        answer = self.answers.get(request.url, HtmlResponse(request.url, status=404))
        if isinstance(answer, Exception):
            raise answer
        return HtmlResponse(request.url, body=answer.body) if isinstance(answer, FetchedPage) else answer

    async def clean(self, page: FetchedPage) -> FetchedPage:
        """What the cleaner makes of a page."""
        answer = self.answers.get(page.url)
        return replace(
            page, result=answer.result if isinstance(answer, FetchedPage) else cleaned("", page.url, kind="empty")
        )

    def read(self, outlet: Outlet, response: Response, key: str) -> FetchedPage | None:
        """The page, if the site does not reserve it."""
        return None if response.url == self.reserved else fetched_page(response, outlet.id, key, may_archive=True)

    def whole(self, first: FetchedPage, outlet: Outlet = GAZETTE) -> FetchedPage:
        """The story that begins with a page."""
        return asyncio.run(self.gathering.whole(outlet, first))


@pytest.fixture
def site(store: Store) -> Callable[..., Site]:
    """A site that answers for its pages from the second on."""

    def made(*pages: FetchedPage, reserved: str = "", **answers: Answer) -> Site:
        others = {f"{MILL}?page={name[1:]}": answer for name, answer in answers.items()}
        return Site(store, {each.url: each for each in pages} | others, reserved=reserved)

    return made


def parts_of(story: FetchedPage) -> list[str]:
    """The addresses of a story's further pages."""
    return [part.url for part in story.parts]


def test_pages_follow_one_another(site: Callable[..., Site]) -> None:
    story = site(page(2), page(3, following=MILL)).whole(page(1))
    assert parts_of(story) == [f"{MILL}?page=2", f"{MILL}?page=3"]
    assert {part.part_of for part in story.parts} == {story.key}
    assert (story.result, story.incomplete) == (None, None)


def test_page_without_a_following_one_keeps_its_result(site: Callable[..., Site]) -> None:
    alone = replace(page(1), result=cleaned(TEXTS[1]))
    assert site().whole(alone) is not None
    assert site().whole(alone).result == alone.result


@pytest.mark.parametrize("kind", ["gallery", "index", "paywalled", "consent"])
def test_only_stories_have_parts(site: Callable[..., Site], kind: str) -> None:
    web = site(page(2))
    web.whole(page(1, kind=kind))
    assert web.asked == []


def test_a_page_judged_a_gallery_goes_on_with_a_story(site: Callable[..., Site]) -> None:
    assert len(site(page(2, kind="gallery"), page(3, following=MILL)).whole(page(1)).parts) == 2


@pytest.mark.parametrize(
    ("answer", "reason", "passes"),
    [
        (HtmlResponse(MILL, status=503), "HTTP 503", True),
        (HtmlResponse(MILL, status=404), "HTTP 404", False),
        (TimeoutError(), "timeout", True),
        (Refused("robots", "Disallow: /"), "robots", False),
        (Refused("retry-after", scope="host"), "retry-after", True),
        (Refused("budget-requests", scope="outlet"), "budget-requests", True),
        (HtmlResponse("https://gazette.example/login"), "moved", False),
        (HtmlResponse(f"{MILL}?page=2", body=b"<p>"), "empty", False),
    ],
)
def test_what_is_missing_is_told(site: Callable[..., Site], answer: Answer, reason: str, passes: bool) -> None:
    story = site(p2=answer).whole(page(1))
    assert story.incomplete is not None
    assert (story.incomplete.reason, story.incomplete.passes) == (reason, passes)
    assert (story.incomplete.url, parts_of(story)) == (f"{MILL}?page=2", [])
    assert story.result == page(1).result


def test_what_comes_before_a_missing_page_is_kept_and_nothing_after_it(site: Callable[..., Site]) -> None:
    web = site(page(2), page(4), p3=HtmlResponse(MILL, status=500))
    assert parts_of(web.whole(page(1))) == [f"{MILL}?page=2"]


def test_reserved_page_is_missing(site: Callable[..., Site]) -> None:
    story = site(page(2), reserved=f"{MILL}?page=2").whole(page(1))
    assert story.incomplete is not None
    assert story.incomplete.reason == "reserved"


def test_end_of_the_run_leaves_the_story(site: Callable[..., Site]) -> None:
    with pytest.raises(StoppedError, match="stopped"):
        site(page(2), p3=Refused(STOPPED, scope="outlet")).whole(page(1))


def test_page_that_leads_back_ends_the_story(site: Callable[..., Site]) -> None:
    story = site(p2=HtmlResponse(MILL)).whole(page(1))
    assert (story.parts, story.incomplete) == ((), None)


def test_story_has_so_many_pages_and_no_more(site: Callable[..., Site]) -> None:
    web = site(*map(page, range(2, 8)))
    story = web.whole(page(1))
    assert len(story.parts) == 3
    assert story.incomplete is not None
    assert (story.incomplete.reason, story.incomplete.passes, len(web.asked)) == ("too-long", False, 3)


def test_story_has_so_many_bytes_and_no_more(site: Callable[..., Site]) -> None:
    story = site(page(2), page(3)).whole(replace(page(1), body=b"x" * 1001))
    assert (parts_of(story), story.incomplete is not None) == ([], True)


@pytest.mark.parametrize(
    ("following", "outlet"),
    [
        ("https://elsewhere.example/mill?page=2", GAZETTE),
        (f"{MILL}?page=2", DENYING),
        (f"{MILL}/{'a' * 2100}?page=2", GAZETTE),
    ],
)
def test_what_is_not_the_outlet_s_to_give_is_not_asked_for(
    site: Callable[..., Site], following: str, outlet: Outlet
) -> None:
    web = site(page(2))
    assert web.whole(page(1, following=following), outlet).incomplete is None
    assert web.asked == []


def test_page_of_another_date_is_another_story(site: Callable[..., Site]) -> None:
    web = site(page(2, published="2026-11-19"))
    assert web.whole(page(1, published="2026-11-20")).parts == ()
    assert len(web.whole(page(1)).parts) == 1


def test_page_that_links_back_goes_on_whatever_its_date(site: Callable[..., Site]) -> None:
    second = page(2, published="2026-11-19", following=MILL)
    web = site(replace(second, result=replace(second.result, earlier=MILL)))
    assert len(web.whole(page(1, published="2026-11-20")).parts) == 1


@pytest.mark.parametrize(
    ("dates", "earlier", "is_part"),
    [
        (("", ""), "", False),
        (("", ""), MILL, True),
        (("2026-11-20", "2026-11-20"), "", True),
        (("2026-11-20", ""), "", False),
    ],
)
def test_address_that_could_be_another_story_s_has_to_say_more(
    store: Store, dates: tuple[str, str], earlier: str, is_part: bool
) -> None:
    first, second = page(1, published=dates[0], following=f"{MILL}-2"), page(2, published=dates[1], following=MILL)
    second = replace(second, url=f"{MILL}-2", result=replace(second.result, earlier=earlier))
    web = Site(store, {second.url: second})
    assert bool(web.whole(first).parts) is is_part


@pytest.mark.parametrize(("new", "is_part"), [(1, False), (12, True)])
def test_first_page_once_more_with_a_line_is_no_part(site: Callable[..., Site], new: int, is_part: bool) -> None:
    """A page of comments shows the story again; a part repeats the standfirst."""
    told = [f"{TEXTS[1]} That is sentence {n}." for n in range(6)]
    again = told if new == 1 else told[:1]
    more = [f"Reader {n} remembers the flood of another year, when the mill still had its wheel." for n in range(new)]
    story = site(page(2, text="\n\n".join([*again, *more]), following=MILL)).whole(page(1, text="\n\n".join(told)))
    assert bool(story.parts) is is_part


def test_forgotten_page_is_not_asked_for(store: Store) -> None:
    from crawler.forgotten import DIGITS
    from crawler.urls import digest_of

    second = page(2)
    web = Site(Store(store.connection, {digest_of(second.key, DIGITS)}), {second.url: second})
    web.whole(page(1))
    assert web.asked == []


@pytest.mark.parametrize(
    ("body", "is_looked_at"), [(b'<a href="?page=2">2</a>', True), (b'<a href="/other">other</a>', False)]
)
def test_only_pages_that_show_a_further_one_are_cleaned_first(
    site: Callable[..., Site], body: bytes, is_looked_at: bool
) -> None:
    plain = replace(page(1), body=body, result=None)
    looked_at = asyncio.run(site().gathering.looked_at(plain))
    assert (looked_at.result is not None) is is_looked_at
