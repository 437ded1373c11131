"""What the spider's requests carry: the guards judge by it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from crawler.guards.budgets import BudgetMiddleware
from crawler.refusals import Refused
from crawler.spiders.news import NewsSpider
from crawler.state.listings import ListingTask
from crawler.state.store import Task
from tests.crawler.guards.desk import crawl, outlet

VISIT: Any = SimpleNamespace(outlet=outlet(pattern=2))


def listing(number: int) -> ListingTask:
    return ListingTask("k", f"https://gazette.example/calendar/2026/11/{number}", "section", 1, "", "")


def test_listings_that_differ_only_in_numbers_are_ended_by_their_budget() -> None:
    guard, spider = BudgetMiddleware(crawl(VISIT.outlet)), NewsSpider()
    for number in range(2):
        guard.process_request(spider._request(VISIT, listing(number)))
    with pytest.raises(Refused, match="budget-pattern"):
        guard.process_request(spider._request(VISIT, listing(3)))


def test_stories_are_not_counted_as_listings() -> None:
    guard, spider = BudgetMiddleware(crawl(VISIT.outlet)), NewsSpider()
    for number in range(9):
        task = Task("k", f"https://gazette.example/2026/11/20/{number}", "fetch")
        assert guard.process_request(spider._request(VISIT, task)) is None
