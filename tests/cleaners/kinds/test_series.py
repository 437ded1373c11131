"""Galleries, videos and live blogs beside the stories that look like them."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

from cleaners import Page, clean

SENTENCE = "The river Orrin rose again on Monday, and the mill at Saltby was closed for a week, its owner said."


def _kind(inside: str, head: str = "", title: str = "Mill closed") -> str:
    page = f"<html lang=en><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{inside}</article></body></html>"
    return clean(Page("https://paper.example/a", page)).kind


FIGURES = "".join(
    f"<figure><img src={n}.jpg><figcaption>Volunteers fill sandbag number {n}.</figcaption></figure>" for n in range(5)
)


def test_captions_in_a_gallery_and_a_sentence_are_a_gallery() -> None:
    assert _kind(f"<p>{SENTENCE}</p><div class=photo-gallery>{FIGURES}</div>") == "gallery"


def test_a_long_story_with_a_gallery_is_a_story() -> None:
    text = "".join(f"<p>On day {n}, {SENTENCE[0].lower()}{SENTENCE[1:]}</p>" for n in range(10))
    assert _kind(f"{text}<div class=photo-gallery>{FIGURES}</div>") == "article"


def test_pictures_that_are_counted_are_a_gallery() -> None:
    pictures = "".join(f"<div><img src={n}.jpg></div><div>{n}/5</div>" for n in range(1, 6))
    assert _kind(pictures) == "gallery"


VIDEO = '<script type="application/ld+json">[{"@type":"VideoObject","name":"Mill"}%s]</script>'


def test_a_video_and_a_sentence_are_a_gallery() -> None:
    assert _kind(f"<video src=v.mp4></video><p>{SENTENCE}</p>", VIDEO % "") == "gallery"


def test_an_article_with_its_video_is_an_article() -> None:
    assert (
        _kind(f"<video src=v.mp4></video><p>{SENTENCE}</p>", VIDEO % ',{"@type":"NewsArticle","headline":"Mill"}')
        == "article"
    )


def _entries(name: str) -> str:
    texts = (
        "The gauge shows four metres and twelve centimetres, less than before.",
        "The gym is open for everybody who cannot go home.",
        "No trains run until engineers have seen the embankment.",
    )
    return "".join(f"<div class={name}><div>1{n}:40</div><p>{text}</p></div>" for n, text in enumerate(texts))


def test_entries_with_times_in_a_live_class_are_a_live_blog() -> None:
    assert _kind(f"<p>{SENTENCE}</p>{_entries('liveblog-post')}") == "live"


def test_three_times_without_a_name_are_an_article() -> None:
    assert _kind(f"<p>{SENTENCE}</p>{_entries('chronicle')}") == "article"
