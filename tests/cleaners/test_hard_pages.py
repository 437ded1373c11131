"""Tables, lists, verse, questions and answers, and embedded posts inside stories, in several languages."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

import pytest

from cleaners import Page, clean
from fixtures.kinds import words
from fixtures.kinds.page import footer, head, header, sidebar

LONG = {
    "en": "The harbour office published its yearly report on Monday, and the figures surprised even those who had gathered them.",
    "fr": "La capitainerie a publié lundi son rapport annuel, et ses chiffres ont surpris jusqu’à ceux qui les avaient réunis.",
    "tr": "Liman müdürlüğü yıllık raporunu pazartesi günü yayımladı ve rakamlar onları toplayanları bile şaşırttı.",
    "ar": "نشرت إدارة الميناء تقريرها السنوي يوم الاثنين، وفاجأت أرقامه حتى الذين جمعوها طوال العام الماضي.",
    "fa": "اداره‌ی بندر گزارش سالانه‌ی خود را روز دوشنبه منتشر کرد و رقم‌هایش حتی گردآورندگان آن را شگفت‌زده کرد.",
    "ru": "Управление порта в понедельник опубликовало годовой отчёт, и его цифры удивили даже тех, кто их собирал.",
    "zh": "港务局星期一公布了年度报告，报告里的数字连收集这些数字的人都感到吃惊，因为谁也没有想到会有这么多船进港。",
    "ja": "港湾事務所は月曜日に年次報告を公表した。その数字は、一年かけて集めた当の職員たちさえも驚かせるものだった。",
}  # fmt: skip


def _text(language: str, inside: str) -> list[str]:
    """The paragraphs of a story of two paragraphs of prose around some markup."""
    w = words(language)
    page = (
        head(w, w.headlines[0], "<meta property='og:type' content='article'>")
        + f'<body class="single">{header(w)}<main><article><h1>{w.headlines[0]}</h1><div class="entry-content"><p>{LONG[language]}</p><p>{w.story[0]}</p>{inside}<p>{w.story[1]}</p></div></article></main>{sidebar(w)}{footer(w)}'
    )
    return clean(Page("https://paper.example/a", page)).text.split("\n\n")


def _whole(language: str, *inside: str) -> list[str]:
    return [LONG[language], words(language).story[0], *inside, words(language).story[1]]


TABLES = {
    "en": ("Ships by month:", ("Month", "Ships", "Cargo"), ("May", "112", "8,410 t"), ("June", "98", "7,022 t")),
    "fr": ("Navires par mois :", ("Mois", "Navires", "Fret"), ("Mai", "112", "8 410 t"), ("Juin", "98", "7 022 t")),
    "ar": ("السفن بحسب الشهر:", ("الشهر", "السفن", "الحمولة"), ("أيار", "١١٢", "٨٤١٠"), ("حزيران", "٩٨", "٧٠٢٢")),
    "zh": ("各月进港船只：", ("月份", "船只", "货物"), ("五月", "112", "8410吨"), ("六月", "98", "7022吨")),
}


@pytest.mark.parametrize("language", TABLES)
def test_a_table_is_a_row_a_line(language: str) -> None:
    lead, *rows = TABLES[language]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    assert _text(language, f"<p>{lead}</p><table>{table}</table>") == _whole(
        language, lead, "\n".join(" | ".join(row) for row in rows)
    )


LISTS = {
    "en": (
        "The council wants three things:",
        "a second ferry from next spring",
        "lamps along the whole of Quay Street",
        "a school bus that waits for the last boat",
    ),
    "tr": (
        "Meclis üç şey istiyor:",
        "gelecek ilkbahardan başlayarak ikinci bir feribot",
        "rıhtım boyunca sokak lambaları",
        "son seferi bekleyen bir okul servisi",
    ),
    "ru": (
        "Совет хочет трёх вещей:",
        "второй паром с будущей весны",
        "фонари вдоль всей набережной",
        "школьный автобус, который ждёт последний рейс",
    ),
    "ja": ("町議会が求めるのは三つだ。", "来春からの二隻目の渡し船", "波止場通り全体の街灯", "最終便を待つ通学バス"),
}


@pytest.mark.parametrize("language", LISTS)
def test_a_list_is_an_item_a_line(language: str) -> None:
    lead, *items = LISTS[language]
    markup = "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    assert _text(language, f"<p>{lead}</p>{markup}") == _whole(language, lead, "\n".join(items))


VERSE = {
    "en": (
        "The water came at night",
        "and asked for neither name nor key,",
        "it sat down in the kitchen",
        "and drank its cup of tea.",
    ),
    "fr": (
        "L’eau est venue la nuit",
        "sans demander ni nom ni clé,",
        "s’est assise à la cuisine",
        "et but sa tasse de thé.",
    ),
    "fa": ("شب آمد آب و در نزد", "نه نامی خواست و نه کلید", "نشست در آشپزخانه", "و چای خود را سر کشید"),
    "ar": ("جاء الماء ليلاً", "ولم يسأل عن اسم ولا مفتاح", "جلس في المطبخ", "وشرب كوب الشاي"),
}


@pytest.mark.parametrize("language", VERSE)
def test_verse_is_a_line_a_line(language: str) -> None:
    assert _text(language, f"<p>{'<br>'.join(VERSE[language])}</p>") == _whole(language, "\n".join(VERSE[language]))


ANSWERS = {
    "en": (("How high was it?", "Up to the second notch."), ("And the year before?", "Not even the first.")),
    "tr": (("Ne kadar yükseldi?", "İkinci çentiğe kadar."), ("Ya geçen yıl?", "Birinciye bile varmadı.")),
    "ru": (("Как высоко поднялась вода?", "До второй зарубки."), ("А в прошлом году?", "И до первой не дошла.")),
    "zh": (("水有多高？", "到第二道刻痕。"), ("去年呢？", "连第一道都没到。")),
}


@pytest.mark.parametrize("language", ANSWERS)
def test_questions_and_answers_are_all_kept(language: str) -> None:
    markup = "".join(f"<p><strong>{question}</strong></p><p>{answer}</p>" for question, answer in ANSWERS[language])
    assert _text(language, markup) == _whole(language, *(line for pair in ANSWERS[language] for line in pair))


POSTS = {
    "en": (
        "The bridge stays closed until the engineers have looked at the cables.",
        "— Port of Merrow (@merrowport) October 2, 2026",
    ),
    "fr": (
        "Le pont reste fermé tant que les ingénieurs n’ont pas examiné les câbles.",
        "— Port du Vallon (@portduvallon) 2 octobre 2026",
    ),
    "ar": ("يبقى الجسر مغلقاً إلى أن يفحص المهندسون الكابلات.", "— إدارة الميناء (@merrowport) 2 أكتوبر 2026"),
    "ja": ("技師がケーブルを点検するまで橋は通行止めとします。", "— 岬港 (@misakiport) 2026年10月2日"),
}


@pytest.mark.parametrize("language", POSTS)
def test_a_post_gives_its_words_without_its_signature(language: str) -> None:
    text, signature = POSTS[language]
    markup = f'<blockquote class="twitter-tweet" data-lang="{language}"><p lang="{language}" dir="auto">{text}</p>{signature.split(")")[0]}) <a href="#">{signature.split(") ")[1]}</a></blockquote>'
    assert _text(language, markup) == _whole(language, text)
