from __future__ import annotations

import pytest

from bench.peers.page import decode_as_browser

META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


@pytest.mark.parametrize(
    ("body", "encoding", "text"),
    [
        ("İzmir".encode(), None, "İzmir"),
        ((META.format("windows-1254") + "İzmir").encode("cp1254"), None, META.format("windows-1254") + "İzmir"),
        ((META.format("gb2312") + "鎔基").encode("gb18030"), None, META.format("gb2312") + "鎔基"),
        ((META.format("iso-8859-1") + "“x”").encode("cp1252"), None, META.format("iso-8859-1") + "“x”"),
        ((META.format("martian") + "café").encode("cp1252"), None, META.format("martian") + "café"),
        ((META.format("windows-1251") + "é").encode(), "utf-8", META.format("windows-1251") + "é"),
        (b"\xef\xbb\xbfx", None, "x"),
    ],
)
def test_bytes_are_read_as_a_browser_reads_them(body: bytes, encoding: str | None, text: str) -> None:
    assert decode_as_browser(body, encoding) == text
