from __future__ import annotations

import pytest

from bench.scoreboard.html_lines import html_lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>One</p><p>two</p>", "One\ntwo"),
        ("<div>A <b>bold</b>\n  word<br>then</div>", "A bold word\nthen"),
        ("<ul><li>x</li><li>y</li></ul>", "x\ny"),
        ("<script>var a</script><p>seen</p><style>p{}</style>", "seen"),
        ("Q&amp;A &eacute;", "Q&A é"),
        ("<p>open <em>end", "open end"),
    ],
)
def test_each_block_is_a_line(html: str, lines: str) -> None:
    assert html_lines(html) == lines
