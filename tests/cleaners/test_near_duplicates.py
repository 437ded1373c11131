"""Copies of a story are found though a desk has edited them, in any script; other stories are not."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
import zlib

import pytest

from cleaners.near_duplicates import PERMUTATIONS, THRESHOLD, bands, signature, similarity

STORIES = {
    "en": (
        "The harbour of Little Sandling was closed for three hours on Friday after a herd of goats boarded the morning ferry. "
        "Nobody was hurt, the harbour master said, though two crates of lettuce could not be saved. The goats belong to a "
        "farmer from the upper valley who had left the gate open while he repaired a wall. Passengers helped the crew to "
        "lead the animals ashore, and the ferry left shortly before noon with all its passengers and a strong smell of hay."
    ),
    "ru": (
        "Мост через реку Светлую в посёлке Заречный открыли на две недели раньше срока, сообщила администрация района. "
        "Строители работали в три смены, потому что весной старую переправу размыло паводком. Теперь школьникам не нужно "
        "делать крюк в одиннадцать километров. На открытие пришли почти все жители посёлка, играл духовой оркестр, а первым "
        "по мосту проехал почтальон на велосипеде, который ждал этого дня с самого апреля и привёз сразу сорок писем."
    ),
    "ar": (
        "افتتحت بلدية المدينة صباح اليوم سوقا جديدة للخضار بعد عامين من العمل في وسط البلدة القديمة. وقال رئيس البلدية إن "
        "السوق تضم ستين متجرا ومخزنا مبردا يعمل بالطاقة الشمسية. وأضاف أن الباعة لن يدفعوا إيجارا في السنة الأولى. وحضر "
        "الافتتاح مئات السكان الذين قالوا إن الأسعار أقل مما كانت عليه في السوق القديمة وإن المكان أنظف وأوسع بكثير."
    ),
    "zh": (
        "青河县图书馆昨天下午重新开放，馆内新增阅览座位三百个，藏书达到十二万册。馆长表示，修缮工程历时十八个月，保留了原有的木质楼梯"
        "和彩色玻璃窗。许多老读者一早就在门口排队，有人带来了三十年前的借书证。从下周开始，图书馆每天晚上开放到九点，周末还将为儿童举办"
        "讲故事活动，由本地作家和退休教师轮流主持，报名无需任何费用。"
    ),
    "ja": (
        "北浜町の漁港で二十日、三年ぶりとなる大漁祭りが開かれ、町の内外からおよそ四千人が訪れた。港には色とりどりの旗を掲げた漁船が並び、"
        "子どもたちは船長の案内で沖合を一周した。屋台では焼きたてのサバが振る舞われ、昼前には用意した八百匹がなくなった。実行委員会は来年も"
        "同じ時期に開きたいとしている。"
    ),
    "th": (
        "ชาวบ้านในหมู่บ้านริมแม่น้ำช่วยกันสร้างสะพานไม้แห่งใหม่หลังจากสะพานเดิมถูกน้ำพัดหายไปเมื่อปีที่แล้ว ผู้ใหญ่บ้านกล่าวว่าใช้เวลาเพียงสี่สิบวัน "
        "และทุกครอบครัวส่งคนมาช่วยอย่างน้อยหนึ่งคน เด็กนักเรียนจึงเดินไปโรงเรียนได้โดยไม่ต้องนั่งเรือ ในวันเปิดมีการเลี้ยงอาหารและดนตรีพื้นบ้านจนถึงเย็น"
    ),
    "hi": (
        "पहाड़ी गाँव की महिलाओं ने मिलकर पुराने तालाब की सफाई की और अब वहाँ पूरे साल पानी रहता है। गाँव की मुखिया ने बताया कि काम में "
        "चार महीने लगे और हर घर से एक व्यक्ति ने श्रमदान किया। तालाब के किनारे तीन सौ पेड़ लगाए गए हैं। अगले महीने स्कूल के बच्चे यहाँ पक्षियों "
        "की गिनती करेंगे और अपनी रिपोर्ट जिले के वन विभाग को सौंपेंगे, जो गाँव को एक पुरस्कार देना चाहता है।"
    ),
}
"""A story in each of several scripts."""


def like(a: str, b: str) -> float:
    return similarity(signature(a), signature(b))


def edited(story: str) -> str:
    """The story as a second outlet prints it: in capitals, other spaces, and two characters short at the end."""
    return "  \n" + story.upper().replace(". ", ".\n\n")[:-2] + "\u200e"


@pytest.mark.parametrize("story", STORIES.values(), ids=list(STORIES))
def test_edited_copy_is_found(story: str) -> None:
    assert like(story, edited(story)) >= THRESHOLD
    assert set(bands(signature(story))) & set(bands(signature(edited(story))))


@pytest.mark.parametrize("story", STORIES.values(), ids=list(STORIES))
def test_changed_word_at_the_start_and_a_sentence_more_leave_it_the_same_story(story: str) -> None:
    long = story + " " + story[::-1]
    assert like(long, "Q" + long + story[10:40]) >= THRESHOLD


def test_paragraph_of_eight_may_be_cut() -> None:
    paragraphs = [" ".join(f"{word}{n}" for word in STORIES["en"].split()[:40]) for n in range(8)]
    assert like(" ".join(paragraphs), " ".join(paragraphs[:-1])) >= THRESHOLD


@pytest.mark.parametrize("language", STORIES)
def test_other_story_in_the_same_script_is_another(language: str) -> None:
    story = STORIES[language]
    half = len(story) // 2
    assert like(story[:half], story[half:]) < 0.2


def test_half_rewritten_story_lies_below_the_threshold() -> None:
    words = STORIES["en"].split()
    rewritten = [f"new{word}" if n % 4 == 0 else word for n, word in enumerate(words)]
    assert like(" ".join(words), " ".join(rewritten)) < 0.2


def test_stories_of_different_languages_share_nothing() -> None:
    signatures = [signature(story) for story in STORIES.values()]
    assert max(similarity(a, b) for i, a in enumerate(signatures) for b in signatures[:i]) < 0.05


def test_estimate_is_close_to_the_true_share_of_common_shingles() -> None:
    words = [f"w{n}" for n in range(900)]
    assert like(" ".join(words[:600]), " ".join(words[300:])) == pytest.approx(1 / 3, abs=0.13)


def test_similarity_is_symmetric_and_of_itself_one() -> None:
    a, b = signature(STORIES["en"]), signature(edited(STORIES["en"])[:300])
    assert similarity(a, b) == similarity(b, a)
    assert similarity(a, a) == 1.0


def test_full_width_digits_and_tatweel_do_not_count() -> None:
    assert signature("北京１月１２日电") == signature("北京1月12日电")
    assert signature("محمـــد في السوق") == signature("محمد في السوق")


def test_vowel_signs_belong_to_the_word() -> None:
    assert like("पानी की कमी", "पना क कम") == 0.0


def test_text_without_words_resembles_nothing() -> None:
    assert signature("") == signature(" …!\n") == ()
    assert similarity((), ()) == similarity((), signature("rain")) == 0.0
    assert bands(()) == ()


def test_very_short_texts_have_a_signature() -> None:
    assert like("Rain.", "rain") == 1.0
    assert like("Rain.", "Snow.") == 0.0


def test_broken_characters_are_no_obstacle() -> None:
    assert len(signature("half a pair \ud83d here")) == PERMUTATIONS


def test_signatures_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        similarity(signature("rain"), signature("rain")[:64])


def test_values_and_keys_fit_the_database() -> None:
    values = signature(STORIES["zh"])
    assert all(type(value) is int and 0 <= value < 2**64 for value in values)
    assert all(-(2**63) <= key < 2**63 for key in bands(values))


def test_same_band_in_another_place_has_another_key() -> None:
    assert len(set(bands([1] * 12))) == 3


def by_hand(words: list[str]) -> int:
    """The first value of a signature in plain whole numbers: signatures are kept in databases, so it may not change."""
    sums = [zlib.crc32(word.encode()) for word in words] + [0] * 3
    drawn = hashlib.blake2b(b"\0\0", digest_size=16).digest()
    factor, offset = int.from_bytes(drawn[:8], "little") | 1, int.from_bytes(drawn[8:], "little")
    return min((factor * mixed(sums[start : start + 4]) + offset) % 2**64 for start in range(len(words)))


def mixed(units: list[int]) -> int:
    hashed = 0xCBF29CE484222325
    for unit in units:
        hashed = (hashed ^ unit) * 0x100000001B3 % 2**64
    hashed = (hashed ^ hashed >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    hashed = (hashed ^ hashed >> 27) * 0x94D049BB133111EB % 2**64
    return hashed ^ hashed >> 31


def test_signature_is_what_it_is_by_hand() -> None:
    assert signature("The goats took the morning ferry.")[0] == by_hand("the goats took the morning ferry".split())


@pytest.mark.parametrize("seed", ["0", "7"])
def test_another_process_makes_the_same_signature(seed: str) -> None:
    code = "from cleaners.near_duplicates import signature; print(signature('Ziegen auf der Fähre, 山羊上了渡轮')[:3])"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    printed = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True)
    assert printed.stdout.strip() == str(signature("Ziegen auf der Fähre, 山羊上了渡轮")[:3])


def test_long_text_is_hashed_as_a_whole() -> None:
    words = [f"w{n}" for n in range(20_000)]
    assert like(" ".join(words), " ".join(reversed(words))) == 0.0
    assert like(" ".join(words), " ".join(words[2000:])) == pytest.approx(0.9, abs=0.1)


def test_text_of_a_news_story_takes_milliseconds() -> None:
    text = " ".join(f"word{n}" for n in range(700))
    signature(text)
    started = time.process_time()
    for _ in range(10):
        signature(text)
    assert (time.process_time() - started) / 10 < 0.02
