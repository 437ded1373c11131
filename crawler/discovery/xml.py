"""Reads the XML of feeds and sitemaps as they are in the wild: broken, mislabelled, compressed, or hostile.

The document type declaration is cut off before parsing, so that no entity can be declared; nothing is ever loaded from
the network or a file; the parser's own bounds on depth and text size stay on.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.entities import html5
from itertools import islice, pairwise
from types import MappingProxyType
from typing import Any, Generic, TypeAlias, TypeVar

from lxml import etree  # type: ignore[import-untyped]

from cleaners.decode import decode

MAX_XML_BYTES = 50 * 1024 * 1024
"""Bytes read of a source after decompression: the bound that the sitemap protocol sets itself."""

MAX_ELEMENTS = 50_000
"""Elements read of a source: the sitemap protocol's bound on addresses."""

MAX_PROLOG_CHARS = 10_000
"""Characters within which the outermost element begins."""

MAX_TAG_CHARS = 10_000
"""Characters of the outermost tag that are used when elements are read one by one."""

CHUNK_CHARS = 65_536
"""Characters handed to the parser at a time."""

Element: TypeAlias = Any
"""An lxml element; lxml carries no types."""

T = TypeVar("T")

_ROOT = re.compile(r"<(?:[\w.-]+:)?(rss|rdf|feed|urlset|sitemapindex|channel)(?=[\s>/])", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_PROLOG = re.compile(r"\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\])?\s*>", re.DOTALL)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_BARE = re.compile(r"&(?!(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")
_HTML_TAG = re.compile(r"<(?=/?(?:a|b|br|em|font|i|img|p|small|span|strong|sub|sup|u)[\s/>])", re.IGNORECASE)
_GZIP = b"\x1f\x8b"
_ESCAPE = b"\x1b"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "http://purl.org/rss/1.0/": "",
        "http://my.netscape.com/rdf/simple/0.9/": "",
        "http://channel.netscape.com/rdf/simple/0.9/": "",
        "http://backend.userland.com/rss2": "",
        "http://www.sitemaps.org/schemas/sitemap/0.9": "",
        "http://www.google.com/schemas/sitemap/0.84": "",
        "http://www.w3.org/2005/atom": "atom",
        "http://purl.org/atom/ns#": "atom",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
        "http://purl.org/rss/1.0/modules/content/": "content",
        "http://purl.org/dc/elements/1.1/": "dc",
        "http://purl.org/dc/terms/": "dcterms",
        "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
        "http://www.google.com/schemas/sitemap-news/0.9": "news",
        "http://www.w3.org/1999/xhtml": "xhtml",
    }
)
"""Namespace, lower case -> the prefix it is known by here; "" for those of the formats themselves."""


_SAFE: Mapping[str, Any] = MappingProxyType(
    {
        "no_network": True,
        "load_dtd": False,
        "resolve_entities": False,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
    }
)
"""How every parser here is set up."""


@dataclass(frozen=True, slots=True)
class Source:
    """The readable part of a feed or sitemap."""

    root: str
    """Local name of the outermost element, lower case ("rss", "feed", "urlset"); empty if it is neither."""
    text: str
    """The document from its outermost element on; the whole text if there is none."""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """What was made of a document's elements."""

    values: list[T]
    """One for each element, in order."""
    root: Element | None = None
    """The outermost element, the elements in it emptied; None if the document is not well-formed."""
    fault: str = ""
    """What is wrong with the markup; empty if nothing."""


def read(body: bytes) -> Source:
    """Return the text of a feed or sitemap, unpacked and decoded, from its outermost element on."""
    unpacked, problem = unpack(body)
    text = _decoded(unpacked)
    problems: tuple[str, ...] = (problem,) if problem else ()
    found = _ROOT.search(text, 0, MAX_PROLOG_CHARS)
    if found is None:
        return Source("", text.lstrip("\ufeff"), problems)
    if _PROLOG.sub("", text[: found.start()]).strip():
        problems += ("text before the first element",)
    return Source(found[1].lower(), text[found.start() :], problems)


def unpack(body: bytes) -> tuple[bytes, str]:
    """Return the bytes after gzip, if they are gzip, and what was wrong ("" if nothing). Never more than the bound."""
    problem = ""
    for _ in range(2):  # some servers compress sitemap.xml.gz once more
        if not body.startswith(_GZIP):
            break
        body, problem = _inflate(body)
    if len(body) > MAX_XML_BYTES:
        return body[:MAX_XML_BYTES], f"more than {MAX_XML_BYTES} bytes: cut"
    return body, problem


def each(source: Source, names: tuple[str, ...], url: str, make: Callable[[Element], T]) -> Made[T]:
    """Call `make` on every element whose local name is one of `names`, in order, and return what it made of them.

    The document is read in one pass that keeps no tree: an element is empty again once `make` has seen it. From the
    first fault in the markup on, each element is read by itself, so that a fault costs only the element that holds it.
    """
    made: list[T] = []
    wanted = [f"{{*}}{known}" for known in names]
    parser = etree.XMLPullParser(("end",), tag=wanted, base_url=url, encoding="utf-8", **_SAFE)
    try:
        for chunk in _chunks(source.text):
            parser.feed(chunk)
            _take(parser, make, made)
        return Made(made, parser.close())
    except etree.XMLSyntaxError as error:
        fault = f"not well-formed: {str(error).partition(', line')[0][:120] or 'unknown fault'}"
    made.extend(make(element) for element in _pieces(source.text, names, len(made), url))
    return Made(made, None, fault)


def name(element: Element) -> str:
    """Return an element's name, lower case, with the prefix its namespace is known by ("dc:date", "link").

    The document's own prefix, or none, where the namespace is not known.
    """
    tag = element.tag
    if not isinstance(tag, str):  # a comment, a processing instruction, an entity
        return ""
    if tag.startswith("{"):
        namespace, _, local = tag[1:].partition("}")
        prefix = PREFIXES.get(namespace.lower(), element.prefix or "")
        return f"{prefix}:{local}".lower() if prefix else local.lower()
    return tag.lower()


def local_name(element: Element) -> str:
    """Return an element's name, lower case, without any prefix."""
    return name(element).rpartition(":")[2]


def text_of(element: Element | None) -> str:
    """Return all text inside an element, white space at the ends off; empty for None."""
    return "" if element is None else "".join(element.itertext()).strip()


def children_of(element: Element) -> Iterator[Element]:
    """Yield an element's child elements, in order."""
    return iter(element.iterchildren(etree.Element))


def html_of(element: Element | None) -> str:
    """Return an element's HTML: escaped or in CDATA it is its text; as elements (Atom's xhtml) it is written out."""
    if element is None or not len(element):
        return text_of(element)
    inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return f"{element.text or ''}{inner}".strip()


def _take(parser: etree.XMLPullParser, make: Callable[[Element], T], made: list[T]) -> None:
    for _, element in parser.read_events():
        if len(made) < MAX_ELEMENTS:
            made.append(make(element))
            element.clear()


def _chunks(text: str) -> Iterator[bytes]:
    return (text[i : i + CHUNK_CHARS].encode("utf-8", "replace") for i in range(0, len(text), CHUNK_CHARS))


def _pieces(text: str, names: tuple[str, ...], known: int, url: str) -> Iterator[Element]:
    """Read each element after the first `known` by itself, in the outermost tag, which holds namespaces and base."""
    text = _without_comments(text)
    outermost = text[: text.find(">") + 1][:MAX_TAG_CHARS].removesuffix("/>").removesuffix(">")
    opening = re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(names)})(?=[\s>])", re.IGNORECASE)
    starts = [match.start() for match in islice(opening.finditer(text), MAX_ELEMENTS)]
    for start, end in pairwise([*starts[known:], len(text)]):
        root = _recovered(f"{outermost}>{_mend(text[start:end])}", url)
        found = () if root is None else root.iter(etree.Element)
        yield from islice((element for element in found if local_name(element) in names), 1)


def _recovered(text: str, url: str) -> Element | None:
    try:
        return etree.fromstring(
            text.encode("utf-8", "replace"), etree.XMLParser(encoding="utf-8", recover=True, **_SAFE), base_url=url
        )
    except etree.XMLSyntaxError:
        return None


def _sections(text: str, opening: str, closing: str) -> Iterator[tuple[str, bool]]:
    """Cut a text into what lies outside and (True) inside a pair of marks; one pass, whatever the text."""
    position = 0
    while (start := text.find(opening, position)) >= 0 and (end := text.find(closing, start)) >= 0:
        yield text[position:start], False
        position = end + len(closing)
        yield text[start:position], True
    yield text[position:], False


def _without_comments(text: str) -> str:
    return "".join(part for part, is_comment in _sections(text, "<!--", "-->") if not is_comment)


def _mend(text: str) -> str:
    """Take out characters XML forbids, and write HTML that is not escaped as if it were, save in CDATA.

    Entities are written by number, even "&amp;": after a fault the parser loses those that have a name. Tags of HTML
    become text: "<title>One <b>more</title>" would otherwise swallow the elements after it.
    """
    parts = _sections(_ILLEGAL.sub("", text), "<![CDATA[", "]]>")
    return "".join(part if is_cdata else _escaped(part) for part, is_cdata in parts)


def _escaped(text: str) -> str:
    return _HTML_TAG.sub("&#60;", _BARE.sub("&#38;", _NAMED.sub(_by_number, text)))


def _by_number(match: re.Match[str]) -> str:
    known = html5.get(match[1])
    return "".join(f"&#{ord(character)};" for character in known) if known else match[0]


def _inflate(body: bytes) -> tuple[bytes, str]:
    inflater = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        unpacked = inflater.decompress(body, MAX_XML_BYTES + 1)
    except zlib.error:
        return b"", "damaged gzip"
    return unpacked, "" if inflater.eof or len(unpacked) > MAX_XML_BYTES else "gzip cut short"


def _decoded(body: bytes) -> str:
    """Strict UTF-8 is UTF-8, whatever it says; else what it declares and the decoder believes."""
    declared = _DECLARED.search(body[:400])
    charset = declared[1].decode("ascii").lower() if declared else ""
    if charset.startswith("iso-2022-") and _ESCAPE in body:  # seven bits, so always strict UTF-8 too
        return body.decode("iso2022_jp_2" if charset == "iso-2022-jp" else charset, "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(body, f"text/xml; charset={charset}" if charset else None, is_html=False).text
