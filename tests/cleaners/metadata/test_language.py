"""The language of a text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaners import metadata
from cleaners.metadata.language import of_document, of_text
from tests.cleaners.metadata.conftest import MakeDocument

SENTENCES = {
    "en": "The ferry sailed again on Friday and the people of the town were glad that it had come back to them.",
    "de": "Die Fähre ist am Freitag wieder ausgelaufen, und die Menschen in der Stadt haben sich sehr darüber gefreut.",
    "fr": "Le ferry est reparti vendredi et les habitants de la ville ont dit qu'ils en étaient très heureux.",
    "es": "El transbordador volvió a salir el viernes y los vecinos de la ciudad dijeron que estaban muy contentos.",
    "pt": "A balsa voltou a sair na sexta-feira e os moradores da cidade disseram que não esperavam por isso.",
    "it": "Il traghetto è ripartito venerdì e gli abitanti della città hanno detto che sono molto contenti.",
    "nl": "De veerboot is vrijdag weer uitgevaren en de mensen in de stad waren blij dat het schip terug is.",
    "sv": "Färjan gick åter i fredags och de som bor i staden var glada att den hade kommit tillbaka.",
    "da": "Færgen sejlede igen fredag, og folk i byen var glade for, at den er kommet tilbage efter fem uger.",
    "fi": "Lautta lähti jälleen perjantaina, ja kaupungin asukkaat olivat iloisia, että se on tullut takaisin.",
    "pl": "Prom wypłynął w piątek i mieszkańcy miasta cieszyli się, że po pięciu tygodniach jest już z nimi.",
    "cs": "Trajekt v pátek znovu vyplul a lidé ve městě byli rádi, že se po pěti týdnech vrátil.",
    "hu": "A komp pénteken ismét elindult, és a város lakói örültek, hogy öt hét után már nem kell várni.",
    "ro": "Feribotul a plecat din nou vineri și locuitorii orașului au spus că sunt bucuroși pentru că s-a întors.",
    "tr": "Feribot cuma günü yeniden sefere çıktı ve kentte yaşayanlar bunun için çok mutlu olduklarını söyledi.",
    "ku": "Keştî roja înê dîsa bi rê ket û xelkê bajêr ji bo wê gelek kêfxweş bû ku ew ji nû ve hat.",
    "id": "Kapal feri itu berlayar lagi pada hari Jumat dan warga kota mengatakan bahwa mereka senang dengan hal tersebut.",
    "vi": "Chuyến phà đã chạy lại vào thứ sáu và người dân trong thành phố nói rằng họ rất vui.",
    "ru": "Паром снова вышел в море в пятницу, и жители города сказали, что они очень рады его возвращению.",
    "uk": "Пором знову вийшов у море в п'ятницю, і мешканці міста сказали, що вони дуже раді його поверненню.",
    "bg": "Фериботът отново тръгна в петък и жителите на града казаха, че са много щастливи от това.",
    "sr": "Трајект је у петак поново испловио и становници града су рекли да су због тога веома срећни.",
    "ar": "أبحرت العبارة مرة أخرى يوم الجمعة وقال سكان المدينة إنهم سعداء بعودتها إلى الميناء بعد خمسة أسابيع.",
    "fa": "کشتی روز جمعه دوباره به راه افتاد و مردم شهر گفتند که از بازگشت آن به بندر بسیار خوشحال هستند.",
    "ckb": "کەشتییەکە ڕۆژی هەینی جارێکی تر بەڕێکەوت و خەڵکی شارەکە وتیان کە بە گەڕانەوەی زۆر دڵخۆشن.",
    "ur": "کشتی جمعہ کے دن پھر روانہ ہوئی اور شہر کے لوگوں نے کہا کہ وہ اس کی واپسی سے بہت خوش ہیں۔",
    "ps": "بېړۍ د جمعې په ورځ بیا روانه شوه او د ښار خلکو وویل چې دوی د هغې په راتګ ډېر خوښ دي.",
    "he": "המעבורת שבה להפליג ביום שישי ותושבי העיר אמרו כי הם שמחים מאוד על שובה אל הנמל.",
    "hi": "नौका शुक्रवार को फिर से रवाना हुई और शहर के लोगों ने कहा कि वे इसके लौटने से बहुत खुश हैं।",
    "el": "Το πλοίο απέπλευσε ξανά την Παρασκευή και οι κάτοικοι της πόλης είπαν ότι χάρηκαν πολύ.",
    "zh": "渡轮星期五再次起航，城里的居民说他们对它的归来感到非常高兴。",
    "ja": "フェリーは金曜日に再び出航し、町の人々は戻ってきたことをとても喜んでいると語った。",
    "ko": "여객선이 금요일에 다시 출항했고 도시 주민들은 배가 돌아와서 매우 기쁘다고 말했다.",
    "th": "เรือข้ามฟากออกเดินทางอีกครั้งในวันศุกร์ และชาวเมืองบอกว่าดีใจมาก",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_one_sentence_shows_its_language(language: str) -> None:
    assert of_text(SENTENCES[language]) == language


@pytest.mark.parametrize("language", ["de", "tr", "ku", "ckb", "fa", "ur", "ar", "ru", "zh", "he"])
def test_a_wrong_declaration_does_not_overrule_the_text(language: str) -> None:
    assert of_text(SENTENCES[language] * 2, "en-US") == language


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [("Oslo", "nb", "no"), ("2–1", "en_GB", "en"), ("Kabul", "fa", "und"), ("", "", "und")],
)
def test_a_declaration_decides_what_the_text_leaves_open(text: str, declared: str, language: str) -> None:
    assert of_text(text, declared) == language


def test_a_declaration_decides_between_neighbours() -> None:
    text = "Grad je u petak dobio novi brod i to je za sve bila velika vijest."
    assert (of_text(text, "hr"), of_text(text, "sr")) == ("hr", "sr")


@pytest.mark.parametrize("text", ["", "…", "12:30", "+++", "Xy"])
def test_where_nothing_shows_it_is_undetermined(text: str) -> None:
    assert of_text(text) == "und"


def test_traditional_characters_are_told() -> None:
    text = "渡輪星期五再次啟航，城裡的居民說他們對它的歸來感到非常高興，這是五個星期以來的第一次。"
    assert of_text(text) == "zh-Hant"
    assert of_text(text, "zh-TW") == "zh-TW"


def test_the_declared_half_of_a_bilingual_text_counts() -> None:
    both = SENTENCES["ar"] * 3 + SENTENCES["en"] * 3
    assert (of_text(both, "ar"), of_text(both, "en")) == ("ar", "en")


def test_the_same_text_always_gives_the_same_language() -> None:
    text = "".join(SENTENCES.values())
    assert {of_text(text) for _ in range(3)} == {of_text(text)}


def test_a_page_names_the_declaration_that_agrees(document: MakeDocument) -> None:
    page = document(
        '<meta property="og:locale" content="de_DE"><meta http-equiv="content-language" content="en">', language="und"
    )
    assert of_document(page) == ("en", "meta:content-language")


def test_a_page_without_a_true_declaration_is_told_by_its_text(document: MakeDocument) -> None:
    page = document('<meta property="og:locale" content="de_DE">', language="und")
    assert metadata.read(page).sources["language"] == "text"


def test_a_dump_has_only_a_language(document: MakeDocument) -> None:
    found = metadata.read(replace(document(language="und"), is_dump=True))
    assert (found.language, found.title, found.published) == ("en", "", None)
