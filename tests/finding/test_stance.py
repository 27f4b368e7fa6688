"""The stance of a skill: asked for, wished for, offered, not needed, or named in passing."""

import pytest

from mobility.finding.sentences import AdSentences
from mobility.finding.stance import AdStances


def said(text, word):
    return AdStances(AdSentences(text)).at(text.index(word))


def stances(text, *words):
    return [said(text, word).stance for word in words]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Du har erfarenhet av TRUCK.", "requested"),
        ("TRUCK är ett krav.", "requested"),
        ("Arbetsuppgifter\nKöra TRUCK", "requested"),
        ("Requirements:\n- TRUCK", "requested"),
        ("Du får köra TRUCK och ansvara för lagret.", "requested"),
        ("TRUCK är meriterande.", "merit"),
        ("Erfarenhet av TRUCK är ett stort plus.", "merit"),
        ("Vi ser gärna att du kan köra TRUCK.", "merit"),
        ("Experience of TRUCK is a big advantage.", "merit"),
        ("It is a plus if you can drive TRUCK.", "merit"),
        ("Inget krav på TRUCK.", "negated"),
        ("Inga förkunskaper i TRUCK krävs.", "negated"),
        ("Du behöver inte kunna TRUCK.", "negated"),
        ("TRUCK krävs inte.", "negated"),
        ("You do not need to know TRUCK.", "negated"),
        ("TRUCK is not required.", "negated"),
        ("Vi erbjuder utbildning i TRUCK.", "offered"),
        ("Hos oss får du utbildning i TRUCK.", "offered"),
        ("We offer training in TRUCK.", "offered"),
        ("Vi erbjuder:\n- TRUCK", "offered"),
        ("Om oss\nVi är starka inom TRUCK.", "mentioned"),
        ("Arbetsuppgifter\nTeamet består av fem som kör TRUCK.", "mentioned"),
        ("Skicka din ansökan och ditt TRUCK senast i maj.", None),
        ("Så ansöker du\nIntervju och TRUCK i maj.", None),
    ],
)
def test_the_words_of_a_sentence_or_its_heading_tell_the_stance(text, stance):
    assert said(text, "TRUCK").stance == stance


@pytest.mark.parametrize(
    "text",
    [
        "TRUCK är meriterande men inget krav.",
        "TRUCK är meriterande, dock ej krav.",
        "TRUCK är inget krav men ett plus.",
        "TRUCK är inget krav, men det är meriterande.",
        "TRUCK is a plus but not required.",
    ],
)
def test_a_merit_that_is_no_demand_is_a_merit(text):
    assert said(text, "TRUCK").stance == "merit"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Krav på AAA, meriterande med BBB.", ["requested", "merit"]),
        ("AAA krävs, BBB är meriterande.", ["requested", "merit"]),
        ("Excel och AAA är ett måste och gärna BBB men inget krav.", ["requested", "merit"]),
        ("Du har erfarenhet av AAA och gärna BBB.", ["requested", "merit"]),
        ("Inga krav på AAA, men BBB är meriterande.", ["negated", "merit"]),
        ("Du behöver inte kunna AAA, vi utbildar dig i BBB.", ["negated", "offered"]),
        ("You have AAA, preferably BBB.", ["requested", "merit"]),
    ],
)
def test_each_clause_has_its_own_stance(text, expected):
    assert stances(text, "AAA", "BBB") == expected


def test_a_list_of_merits_ends_with_the_list():
    text = "Krav\n- AAA\n\nDet är meriterande om du har\n\n- BBB\n- CCC\n\n"
    text += "Du kör DDD.\nKrav:\n- EEE"
    expected = ["requested", "merit", "merit", "requested", "requested"]
    assert stances(text, "AAA", "BBB", "CCC", "DDD", "EEE") == expected


def test_lines_without_bullets_belong_to_the_merits_until_a_blank_line():
    text = "Meriterande\nAAA\nBBB\n\nSom person kan du CCC"
    assert stances(text, "AAA", "BBB", "CCC") == ["merit", "merit", "requested"]


def test_a_heading_on_the_line_of_a_list_item_opens_its_own_list():
    text = "Kvalifikationer\n• Vana vid AAA. Meriterande\n\n• BBB\n• CCC. Och DDD"
    assert stances(text, "AAA", "BBB", "CCC", "DDD") == ["requested", "merit", "merit", "merit"]


def test_demands_and_merits_under_one_heading_are_asked_for():
    assert said("Krav och meriter\n- AAA", "AAA").stance == "requested"


def test_the_topic_comes_with_the_stance():
    assert said("Vi erbjuder utbildning i TRUCK.", "TRUCK").topic == "other"
    assert said("Du kör TRUCK.", "TRUCK").topic == "work"


def test_the_stance_is_the_same_in_whatever_order_places_are_asked():
    text = "Krav\n- AAA\n\nMeriterande\n- BBB\n- CCC\n\nVi erbjuder\n- DDD"
    words = ["AAA", "BBB", "CCC", "DDD"]
    forwards, backwards = (AdStances(AdSentences(text)) for _ in range(2))
    there = [forwards.at(text.index(word)) for word in words]
    assert there == [backwards.at(text.index(word)) for word in reversed(words)][::-1]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Vill du arbeta med TRUCK och ha goda utvecklingsmöjligheter?", "requested"),
        ("Arbetsuppgifter\n- Intern utbildning i TRUCK", "requested"),
        ("Vill du köra TRUCK men saknar erfarenhet?", "requested"),
        ("Arbetsuppgifter\nVåra kunder behöver inte TRUCK.", "mentioned"),
    ],
)
def test_an_offer_or_a_denial_is_only_of_what_it_speaks_of(text, stance):
    assert said(text, "TRUCK").stance == stance


def test_a_sentence_as_a_whole_says_what_its_first_word_on_it_tells():
    text = "Är du ny i yrket? Vill du köra men saknar erfarenhet?"
    assert AdStances(AdSentences(text)).of_sentence(text.index("Vill")).stance == "negated"
    assert AdStances(AdSentences("Du kör.")).of_sentence(0).stance == "requested"
