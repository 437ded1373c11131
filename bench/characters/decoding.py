"""How many pages are decoded right, by charset and declaration, beside other tools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from bench.characters.damage import OLD_SPELLING
from bench.characters.texts import Text
from cleaners.decode import decode

MIN_LETTERS = 500
CHARSETS = {
    "utf-8": ("utf-8", None), "windows-1250": ("cp1250", "pl cs sk hu ro hr sl"),
    "windows-1251": ("cp1251", "ru uk bg sr"), "windows-1252": ("cp1252", "en fr de es pt it nl sv no da fi is id"),
    "windows-1253": ("cp1253", "el"), "windows-1254": ("cp1254", "tr ku"), "windows-1255": ("cp1255", "he"),
    "windows-1256": ("cp1256", "ar fa ur"), "iso-8859-2": ("iso8859_2", "pl cs sk hu hr sl"),
    "iso-8859-5": ("iso8859_5", "ru bg sr"), "iso-8859-6": ("iso8859_6", "ar"), "iso-8859-7": ("iso8859_7", "el"),
    "iso-8859-9": ("iso8859_9", "tr"), "iso-8859-15": ("iso8859_15", "fr de es pt it nl fi"),
    "koi8-r": ("koi8_r", "ru bg"), "koi8-u": ("koi8_u", "uk"), "gbk": ("gbk", "zh"), "gb18030": ("gb18030", "zh zh-TW"),
    "big5": ("big5", "zh-TW"), "shift_jis": ("cp932", "ja"), "euc-jp": ("euc_jp", "ja"), "euc-kr": ("cp949", "ko"),
    "utf-16le": ("utf_16_le", None), "utf-16be": ("utf_16_be", None), "utf-16 with mark": ("utf_16", None),
}  # fmt: skip
"""Name -> Python codec and languages (None: all)."""
WRONG = {"windows-1251": "iso-8859-1", "utf-8": "windows-1252"}
"""What is declared wrongly; else "utf-8" for one half and "windows-1251" for the other."""
PAGE = """<!DOCTYPE html><html><head>{meta}<title>News</title><script>var page = {{"id": 1}};</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a> <a href="/about">About us</a></nav>
<main>{body}</main><footer>Contact Terms Privacy</footer></body></html>"""

Tool = Callable[[bytes, str | None], str]


def report(sources: Iterable[Text]) -> None:
    """Print, for each charset and declaration, the share of pages whose text is exactly right."""
    long = [text for text in sources if sum(map(str.isalpha, "".join(text.lines))) >= MIN_LETTERS // 2]
    names = list(_TOOLS)
    print(f"| charset | declared | pages | {' | '.join(names)} |\n|{' --- |' * (3 + len(names))}")
    totals: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (1 + len(names)))
    for charset, (codec, languages) in CHARSETS.items():
        fit = [text for text in long if languages is None or text.language in languages.split()]
        for declared in ("right", "wrong", "not at all"):
            counts = _counts(fit, (charset, codec), declared)
            totals[declared] = [a + b for a, b in zip(totals[declared], counts, strict=True)]
            _row(charset, declared, counts)
    for declared, counts in totals.items():
        _row("all", declared, counts)


def _row(charset: str, declared: str, counts: list[int]) -> None:
    if counts[0]:
        shares = " | ".join(f"{100 * right / counts[0]:.1f}" for right in counts[1:])
        print(f"| {charset} | {declared} | {counts[0]} | {shares} |")


def _counts(fit: list[Text], charset: tuple[str, str], declared: str) -> list[int]:
    counts = [0] * (1 + len(_TOOLS))
    for number, text in enumerate(fit):
        name, codec = charset
        label = {"right": name.split(" ")[0], "wrong": _wrong(name, number), "not at all": None}[declared]
        lines = _that_fit(text, codec)
        body = _page(lines, label if number % 2 else None).encode(codec)
        header = f"text/html; charset={label}" if label and not number % 2 else "text/html"
        counts[0] += 1
        for which, tool in enumerate(_TOOLS.values(), 1):
            counts[which] += _is_right(tool, (body, header), lines)
    return counts


def _is_right(tool: Tool, page: tuple[bytes, str], lines: list[str]) -> bool:
    try:
        text = tool(*page)
    except (LookupError, ValueError, TypeError):
        return False
    return all(line in text for line in lines)


def _that_fit(text: Text, codec: str) -> list[str]:
    spelled = OLD_SPELLING.get(text.language)
    lines = (
        line.translate(spelled) if spelled and not codec.startswith(("utf", "gb")) else line for line in text.lines
    )
    return [line.encode(codec, "ignore").decode(codec).replace("\ufeff", "").replace("<", "") for line in lines]


def _page(lines: list[str], label: str | None) -> str:
    meta = f'<meta charset="{label}">' if label else ""
    return PAGE.format(meta=meta, body="".join(f"<p>{line}</p>" for line in lines))


def _wrong(name: str, number: int) -> str:
    return WRONG.get(name, "utf-8" if number % 4 < 2 else "windows-1251")


def _ours(body: bytes, header: str | None) -> str:
    return decode(body, header).text


def _charset_normalizer(body: bytes, _header: str | None) -> str:
    from charset_normalizer import from_bytes

    return str(from_bytes(body).best())


def _chardet(body: bytes, _header: str | None) -> str:
    from chardet import detect

    return body.decode(detect(body, prefer_superset=True)["encoding"] or "utf-8", "replace")


def _resiliparse(body: bytes, _header: str | None) -> str:
    from resiliparse.parse.encoding import detect_encoding

    return body.decode(str(detect_encoding(body)), "replace")


def _scrapy(body: bytes, header: str | None) -> str:
    from scrapy.http import HtmlResponse

    return HtmlResponse("https://gazette.example/", body=body, headers={"Content-Type": header or "text/html"}).text


def _trafilatura(body: bytes, _header: str | None) -> str:
    from trafilatura.utils import decode_file

    return decode_file(body)


_TOOLS: dict[str, Tool] = {
    "copydesk": _ours,
    "charset-normalizer": _charset_normalizer,
    "chardet": _chardet,
    "resiliparse": _resiliparse,
    "Scrapy": _scrapy,
    "trafilatura": _trafilatura,
}
