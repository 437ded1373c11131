"""What a page says of its story besides the text: title, authors, dates, language, address; each with its source.

Every field weighs what the page states (JSON-LD, `<meta>`, microdata) against what it shows. A dump states nothing: of it
only the language is known here; its headline is found by a stage.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from cleaners import repairs
from cleaners.metadata import about, language, statements
from cleaners.metadata.authors import find_authors
from cleaners.metadata.canonical import find_canonical_url
from cleaners.metadata.dates import Dates, find_dates
from cleaners.metadata.site import find_site_names
from cleaners.metadata.statements import Claim
from cleaners.metadata.title import find_title
from cleaners.types import Document, Metadata

__all__ = ["read"]


def read(document: Document) -> Metadata:
    """Read all metadata of a page; never raises for what a page says. Empty fields are those it says nothing of."""
    spoken, spoken_source = language.of_document(document)
    if document.is_dump:
        return Metadata(language=spoken, sources=_sources({"language": spoken_source}))
    document = replace(document, language=spoken)
    stated = statements.of(document)
    names = find_site_names(stated)
    headline = find_title(stated, names)
    found = {
        "title": headline.claim,
        "site_name": next((name for name in names if name.source != "host"), None),
        "canonical_url": find_canonical_url(stated),
        "description": about.description(stated),
        "section": about.section(stated),
    }
    people, people_source = find_authors(stated, names, headline, spoken)
    tags, tags_source = about.tags(stated)
    paid, paid_source = about.paid(stated)
    when = find_dates(stated, headline.at, _value(headline.claim))
    sources = {name: claim.source for name, claim in found.items() if claim}
    sources |= {
        "language": spoken_source,
        "authors": people_source,
        "tags": tags_source,
        "paid": paid_source,
        **_of_dates(when),
    }
    read_so_far = Metadata(
        title=_value(found["title"]),
        authors=people,
        published=when.published.moment.iso() if when.published else None,
        modified=when.modified.moment.iso() if when.modified else None,
        language=spoken,
        canonical_url=_value(found["canonical_url"]) or None,
        site_name=_value(found["site_name"]),
        description=_value(found["description"]),
        section=_value(found["section"]),
        tags=tags,
        paid=paid,
        sources=_sources(sources),
    )
    return _mended(read_so_far)


def _mended(found: Metadata) -> Metadata:
    """The same with its characters mended: `<meta>` and JSON-LD carry the mojibake of the text, and more of it."""
    lines = (found.title, found.description, found.section, found.site_name, *found.authors, *found.tags)
    fixed, what = repairs.run(lines, found.language)
    if not what:
        return found
    title, description, section, site_name = fixed[:4]
    people = len(found.authors)
    return replace(
        found, title=title, description=description, section=section, site_name=site_name, authors=fixed[4 : 4 + people],
        tags=fixed[4 + people :],
    )  # fmt: skip


def _value(claim: Claim | None) -> str:
    return claim.value if claim else ""


def _of_dates(when: Dates) -> dict[str, str]:
    found = {"published": when.published, "modified": when.modified}
    return {name: one.source for name, one in found.items() if one}


def _sources(found: dict[str, str]) -> MappingProxyType[str, str]:
    """Sources in the order of the fields' names, without empty ones."""
    return MappingProxyType({name: found[name] for name in sorted(found) if found[name]})
