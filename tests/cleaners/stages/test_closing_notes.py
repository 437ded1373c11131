"""Notes an outlet sets below a story: dropped if they are set apart and speak for it, kept if either is missing."""

from __future__ import annotations

import pytest

from cleaners import Page
from cleaners.pipeline import lay_out
from cleaners.stages.closing_notes import closing_notes

STORY = (
    "<p>The river Orrin rose again on Monday, and the mill at Saltby was closed for a week.</p>"
    "<p>“We had an hour, and you should have seen us run,” said the miller, whose house stands below the weir.</p>"
    "<p>Engineers are to look at the weir on Tuesday, when the water has gone down to the second mark.</p>"
)
GUIDE = (
    "<p>You can mend a mill wheel yourself if you have a week, a saw and dry oak in your yard.</p>"
    "<p>Take your time with the first paddle, and keep our drawing beside you on the bench.</p>"
)
HEAD = (
    '<meta property="og:site_name" content="Saltby Echo"><meta name=author content="Ann Reed">'
    '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"Ann Reed"}}</script>'
)


def _dropped(body: str, language: str = "en") -> list[str]:
    html = f"<html lang={language}><head><title>Mill closed</title>{HEAD}</head><body>{body}</body></html>"
    document = lay_out(Page("https://www.saltbyecho.example/mill", html))
    return [v.block.text for v in closing_notes(document) if v.block]


@pytest.mark.parametrize(
    "note",
    [
        "Ann Reed has reported on the Orrin valley since 2011.",
        "The Saltby Echo is owned by its readers and takes no money from the council.",
        "Has the flood reached another street? Write to news@saltby.example.",
        "What has the flood done to your street? Tell us.",
        "Now, a film of the flood:",
    ],
)
def test_a_note_in_italics_that_speaks_for_the_outlet_is_dropped(note: str) -> None:
    assert _dropped(f"{STORY}<p><em>{note}</em></p>") == [note]


@pytest.mark.parametrize(
    "last",
    [
        "<p><em>It will be the third flood in one winter, and nobody at Saltby expects it to be the last.</em></p>",
        "<p><em>“You will not see us leave,” the miller said.</em></p>",
        "<p><em>The Saltby Echo has corrected the number of houses; an earlier version said twelve.</em></p>",
        "<p>What has the flood done to your street? Tell us.</p>",
        "<h2><em>What has the flood done to your street?</em></h2>",
        "<p><em>Some say that it was time to leave, reeds and all, and that people at Saltby knew it.</em></p>",
    ],
)
def test_last_lines_of_stories_corrections_and_plain_paragraphs_are_kept(last: str) -> None:
    assert _dropped(STORY + last) == []


def test_two_notes_in_a_row_are_dropped_from_the_last_upwards() -> None:
    notes = ("The Saltby Echo is owned by its readers.", "Tell us what you saw of the flood.")
    assert _dropped(STORY + "".join(f"<p><i>{note}</i></p>" for note in notes)) == list(reversed(notes))


def test_a_guide_that_speaks_to_its_reader_throughout_may_end_so_too() -> None:
    assert _dropped(f"{GUIDE}<p><em>Send us a picture of your wheel when it turns.</em></p>") == []


def test_a_page_that_sets_its_text_in_bold_is_left_alone() -> None:
    bold = STORY.replace("<p>", "<p><b>").replace("</p>", "</b></p>")
    assert _dropped(f"{bold}<p><b>What has the flood done to your street? Tell us.</b></p>") == []


@pytest.mark.parametrize(
    ("language", "story", "note", "true_line"),
    [
        (
            "de", "<p>Der Fluss stieg am Montag wieder, und die Mühle in Salzby blieb eine Woche lang geschlossen.</p>",
            "Mehr zum Hochwasser in unserem Ticker.", "Es war das dritte Hochwasser in einem Winter.",
        ),
        (
            "ru", "<p>Река поднялась в понедельник снова, и мельница в Солтби была закрыта на целую неделю.</p>",
            "Расскажите нам о паводке на вашей улице.", "Это был третий паводок за одну зиму.",
        ),
        (
            "tr", "<p>Nehir pazartesi günü yine yükseldi ve Saltby değirmeni bir hafta boyunca kapalı kaldı denildi.</p>",
            "Gördüklerinizi bize yazın.", "Bu, bir kışta üçüncü sel oldu.",
        ),
        (
            "zh", "<p>星期一河水再次上涨，索尔特比的磨坊关闭了一个星期，附近十一户居民已经全部撤离到安全地方。</p>",
            "如果您有新闻线索，欢迎联系本报。", "这是一个冬天里的第三次洪水。",
        ),
        (
            "hi", "<p>नदी का पानी सोमवार को फिर बढ़ गया और साल्टबी की चक्की एक सप्ताह के लिए बंद कर दी गई है।</p>",
            "आप अपनी तस्वीरें भेजें।", "आपातकाल एक सप्ताह तक रहा।",
        ),
    ],
)  # fmt: skip
def test_languages_know_their_own_words_to_the_reader(language: str, story: str, note: str, true_line: str) -> None:
    assert _dropped(f"{story * 2}<p><em>{note}</em></p>", language) == [note]
    assert _dropped(f"{story * 2}<p><em>{true_line}</em></p>", language) == []


def test_what_stands_below_a_drawn_rule_is_set_apart_too() -> None:
    note = "Reed reported from Port Merrow."
    assert _dropped(f"{STORY}<p>_____</p><p>{note}</p>") == [note]
    assert _dropped(f"{STORY}<p>{note}</p>") == []
    assert _dropped(f"{STORY}<p>_____</p><p>It will be the third flood in one winter.</p>") == []


@pytest.mark.parametrize("name", ["Ann Reed", "ANN REED", "– Ann M. Reed"])
def test_the_authors_name_alone_below_the_story_is_dropped(name: str) -> None:
    assert _dropped(f"{STORY}<p>{name}</p>") == [name]


@pytest.mark.parametrize(
    "end",
    [
        "<p>Ann Reed.</p>",
        "<p>Ann said so</p>",
        "<p>Reed</p>",
        "<p>Orrin 2 Saltby 1</p>",
        "<p>The board elected two people on Monday, and one of them was:</p><p>Ann Reed</p>",
        "<h2>Elected</h2><p>Ann Reed</p>",
        "<ul><li>Tom Hale of Saltby was elected for three years.</li><li>Ann Reed</li></ul>",
        "<p>آن ريد</p>",
        "<p>Associated Press</p>",
    ],
)
def test_last_lines_that_are_no_name_or_tell_one_are_kept(end: str) -> None:
    assert _dropped(STORY + end) == []


@pytest.mark.parametrize(
    ("last", "is_note"),
    [
        ("Do you know more about the flood? Write to us at news@saltby.example.", True),
        ("Seats at the mill supper can be had from supper@saltby.example until Friday.", False),
        ("“Write to us at mill@saltby.example,” the miller said.", False),
    ],
)
def test_a_plain_last_line_is_a_note_if_it_gives_the_reader_an_address_of_ours(last: str, is_note: bool) -> None:
    assert (last in _dropped(f"{STORY}<p>{last}</p>")) is is_note


@pytest.mark.parametrize(
    ("story", "last", "is_note"),
    [
        (STORY, "Ann Reed writes of mills and rivers from a house above the weir.", True),
        (STORY, "Bo Fell writes of mills and rivers from a house above the weir.", False),
        (STORY, "The weir was built by the father of Ann Reed in 1911.", False),
        (
            f"{STORY}<p>The mill belongs to Ann Reed and her sister.</p>",
            "Ann Reed wants to open it again in May.",
            False,
        ),
    ],
)
def test_a_plain_last_line_about_the_author_is_a_note_if_the_story_is_not(story: str, last: str, is_note: bool) -> None:
    assert (last in _dropped(f"{story}<p>{last}</p>")) is is_note


def test_marks_between_a_story_and_its_notes_go_with_the_notes() -> None:
    note = "Ann Reed writes of mills and rivers from a house above the weir."
    assert _dropped(f"{STORY}<p>* * *</p><p>{note}</p>") == [note, "* * *"]
    assert _dropped(f"{STORY}<p>* * *</p><p>In May the water came back.</p>") == []
