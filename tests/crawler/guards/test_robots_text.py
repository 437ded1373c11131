"""robots.txt as served becomes what its parser can take."""

from __future__ import annotations

import pytest
from protego import Protego

from crawler.guards.robots_text import MAX_BYTES, readable

RULES = "User-agent: *\nDisallow: /private\n"


def allows(body: bytes | str, path: str = "/private/a") -> bool:
    text = readable(body if isinstance(body, bytes) else body.encode(), "Copydesk")
    return Protego.parse(text).can_fetch(f"https://gazette.example{path}", "Copydesk")


@pytest.mark.parametrize(
    "body",
    [
        RULES,
        RULES.replace("\n", "\r\n"),
        RULES.replace("\n", "\r"),
        "\ufeff" + RULES,
        RULES.encode("utf-16"),
        RULES.encode("utf-8").replace(b"*", b"*\x00"),
        "# rules\n\n  user-AGENT :*  # all\n\n disallow:/private#x",
        "User-agent: other\nUser-agent: *\nDisallow: /private",
        "User-agent: Copydesk/2.0 (news)\nDisallow: /private\n\nUser-agent: *\nAllow: /",
        "User-agent: copydesk\nAllow: /x\n\nUser-agent: COPYDESK\nDisallow: /private",
        "Sitemap: https://gazette.example/s.xml\n" + RULES,
        "Disallow: /\n" + RULES,
    ],
)
def test_rules_for_us_are_read(body: bytes | str) -> None:
    assert (allows(body), allows(body, "/public")) == (False, True)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "User-agent: other\nDisallow: /",
        "User-agent: copydeskbot\nDisallow: /",
        "User-agent: copy\nDisallow: /",
        "User-agent: *\nDisallow: /\n\nUser-agent: copydesk\nDisallow:",
        "Disallow: /",
        f"<html><pre>{RULES}</pre></html>",
        f" \n<!doctype html><title>Sorry</title>\n{RULES}",
    ],
)
def test_rules_that_are_not_for_us_do_not_bind_us(body: str) -> None:
    assert allows(body)


def test_what_lies_beyond_the_bound_is_not_read_and_no_line_is_read_in_part() -> None:
    filler = "# " + "x" * 98 + "\n"
    lines = filler * (MAX_BYTES // len(filler))
    assert not allows(RULES + lines + "Allow: /private/a\n")
    assert len(readable((RULES + lines * 2).encode(), "Copydesk")) < 100


def test_names_of_other_robots_are_not_kept() -> None:
    many = "".join(f"User-agent: robot{n}\n" for n in range(1000)) + "Disallow: /\n"
    assert readable((many + RULES).encode(), "Copydesk").count("User-agent") == 2


def test_crawl_delay_is_kept() -> None:
    text = readable(b"User-agent: *\nCrawl-delay: 7\n", "Copydesk")
    assert Protego.parse(text).crawl_delay("Copydesk") == 7
