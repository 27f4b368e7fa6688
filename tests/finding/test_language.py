"""The language of an ad is the one that most of it is written in."""

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.finding.language import language_of

NEIGHBOURS = {
    "sv": "Du har erfarenhet av att arbeta i kök och trivs med att ha många bollar i luften.",
    "no": "Vi søker en kokk som liker å jobbe i et hektisk miljø. Du har fagbrev.",
    "da": "Du har erfaring med at arbejde i køkken og trives med at have mange bolde i luften.",
    "fi": "Sinulla on kokemusta keittiötyöstä ja viihdyt kiireisessä ympäristössä.",
    "en": "You have experience of working in a kitchen and like to have many balls in the air.",
    "de": "Sie haben Erfahrung in der Küche und behalten auch in hektischen Zeiten den Überblick.",
    "pl": "Masz doświadczenie w pracy w kuchni i lubisz pracę w zespole.",
}
"""What ads in seven languages of the north say."""


def test_neighbouring_languages_are_told_apart():
    assert language_of(NEIGHBOURS.values()) == list(NEIGHBOURS)


def test_an_agency_that_presents_itself_in_swedish_does_not_make_an_english_ad_swedish():
    agency = NEIGHBOURS["sv"] * 8  # 650 characters before the ad itself begins
    assert language_of([agency + NEIGHBOURS["en"] * 30]) == ["en"]
    assert language_of([agency]) == ["sv"]


def test_what_tells_nothing_has_no_language():
    assert language_of(["", "  \n", "12 345 – 67", "…"]) == [""] * 4


@given(st.lists(st.text(st.characters(codec=None), max_size=700), max_size=4))
def test_any_text_gets_one_answer_that_does_not_depend_on_the_others(texts):
    found = language_of(texts)
    assert len(found) == len(texts)
    assert found == [language_of([text])[0] for text in texts]


@pytest.mark.shared_data
def test_of_710_swedish_ads_118_are_english_one_danish_and_three_empty(shared_data):
    lines = (shared_data("sv-platsbanken-710") / "ads.jsonl").read_text("utf-8").splitlines()
    found = language_of(json.loads(line)["description"]["text"] or "" for line in lines)
    assert {code: found.count(code) for code in sorted(set(found))} == {
        "": 3, "da": 1, "en": 118, "sv": 588,
    }  # fmt: skip


@pytest.mark.shared_data
def test_english_ads_are_english_also_where_they_begin_in_german_or_french(shared_data):
    with (shared_data("en-linkedin-india-949") / "ads.csv").open(encoding="utf-8") as file:
        assert set(language_of(row["description"] for row in csv.DictReader(file))) == {"en"}


@pytest.mark.shared_data
def test_german_paragraphs_of_an_ad_together_are_german(shared_data):
    ads: dict[str, str] = {}
    with (shared_data("de-jobad-ie") / "units.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            ads[row["ad_id"]] = ads.get(row["ad_id"], "") + " " + row["text"]
    assert set(language_of(ads.values())) == {"de"}


@pytest.mark.shared_data
def test_little_words_say_what_the_detector_says_of_real_ads(shared_data):
    from mobility.finding import language

    lines = (shared_data("sv-platsbanken-710") / "ads.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["description"]["text"] or "" for line in lines]
    with (shared_data("en-linkedin-india-949") / "ads.csv").open(encoding="utf-8") as file:
        texts += [row["description"] for row in csv.DictReader(file)]
    told = [language._told_by_words(language._pieces_of(text)) for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "_ENOUGH", 1000)
        detected = language_of(texts)
    assert all(word in ("", code) for word, code in zip(told, detected, strict=True))
    # 653 of the 710 and 912 of the 949.
    assert sum(map(bool, told)) > 0.8 * len(texts)
