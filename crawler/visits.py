"""Decides what to ask an outlet next: first what it announces, then the stories to do, newest first.

An outlet has one request under way at a time. So a slow host delays nobody else, a stop is quick, and what is to do
stays in the database until it is done.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from datetime import datetime

from crawler.desk import Desk
from crawler.reading import Read
from crawler.state.listings import ListingTask
from crawler.state.store import Discovery, Task
from crawler.types import Budget, Outlet
from crawler.urls import host_of

MAX_TASKS = 100_000
"""Stories a visit holds at once, however large its budget; the next visit takes on the rest."""


class Visit:
    """One outlet in one run."""

    def __init__(self, outlet: Outlet, desk: Desk, budget: Budget) -> None:
        """`budget`: what the visit may take on; None is no bound."""
        self.outlet = outlet
        self.notes = desk.notes[outlet.id]
        self.notes.visited = True
        self.is_over = False
        self._desk = desk
        self._requests = min(budget.requests or MAX_TASKS, MAX_TASKS)
        self._listings = budget.listings or MAX_TASKS
        self._depth = budget.depth
        self._stories: deque[Task] | None = None
        self._begun = time.monotonic()
        self._left: set[str] = set()
        self._listed: set[str] = set()
        self._asked: set[str] = set()
        self._given: set[str] = set()

    def only(self, key: str, url: str) -> None:
        """Do this one address and nothing else."""
        self._stories = deque([Task(key, url, "fetch")])

    def skip(self, keys: Iterable[str]) -> None:
        """Do these addresses no more: they are parts of a story that is on its way to the files."""
        self._given.update(keys)

    def also(self, task: Task) -> None:
        """Do this address next, if it is still to do."""
        if self._stories is not None:
            self._stories.appendleft(task)

    def next(self, now: datetime) -> ListingTask | Task | None:
        """Return what to ask for next; None at the end of the visit."""
        if self.notes.outcome != "ok":
            return None
        return self._next_listing() or self._next_story(now)

    def may_go_deeper(self, task: ListingTask) -> bool:
        """Whether the pages that a page of a source leads to may be read."""
        return self._depth is None or task.depth < self._depth

    def leave_host(self, url: str, why: str) -> None:
        """Ask nothing more of the host of an address; what is to do there stays to do."""
        self._left.add(host_of(url))
        if len(self._left) >= len(self.outlet.domains):
            self.end(why)

    def end(self, outcome: str) -> None:
        """Cut the visit short; the first reason stands."""
        if self.notes.outcome == "ok":
            self.notes.outcome = outcome

    def listing_read(self, task: ListingTask, found: Read, discovery: Discovery) -> None:
        """Count what a page of a source brought."""
        self._listed.update(story.key for story in found.stories)
        self.notes.listed = len(self._listed)
        counts = self.notes.counts
        counts["listings"] += 1
        counts["found"] += discovery.new
        counts["changed"] += discovery.changed
        counts["known"] = self.notes.listed - counts["found"]
        for reason, count in found.skipped.items():
            self.notes.counts[f"not a story: {reason}"] += count
        if found.problem:
            self.notes.problems.append(f"{task.kind} {task.url}: {found.problem}")
        if found.is_useless and task.depth == 0:
            self.notes.failed_sources += 1

    def listing_failed(self, task: ListingTask, reason: str) -> None:
        """Note that a page of a source could not be read."""
        self.notes.counts["listings failed"] += 1
        self.notes.problems.append(f"{task.kind} {task.url}: {reason}")
        if task.depth == 0:
            self.notes.failed_sources += 1

    def over(self, reason: str) -> None:
        """Note that the visit has ended, and if a reason is given that it was before all was done."""
        if not self.is_over:
            self.is_over = True
            self.notes.seconds = time.monotonic() - self._begun
            self.end(reason or "ok")

    def _next_listing(self) -> ListingTask | None:
        if self._stories is not None or self._listings <= 0:
            return None
        self._listings -= 1
        task = self._desk.known_lists.next(self.outlet.id, self._desk.run)
        if task is None or task.key in self._asked:  # asked for, and neither read nor failed: an error of ours
            self._listings = 0
            return None
        self._asked.add(task.key)
        return task

    def _next_story(self, now: datetime) -> Task | None:
        if self._stories is None:
            self._stories = deque(self._to_do(now))
        while self._stories:
            task = self._stories.popleft()
            if task.key in self._given or host_of(task.url) in self._left:
                continue
            if self._desk.known.is_to_do(task.key, self._desk.run):
                self._given.add(task.key)
                return task
        return None

    def _to_do(self, now: datetime) -> list[Task]:
        """What earlier runs left comes first, but with at most half the requests: it must not hide today's news.

        What they have tried in vain comes last: three pages that hang end the visit.
        """
        left, fresh = self._desk.known.todo(self.outlet.id, self._desk.run, now, self._requests)
        half = self._requests // 2
        chosen = [*left[:half], *fresh, *left[half:]][: self._requests]
        return sorted(chosen, key=lambda task: task.attempts > 0)
