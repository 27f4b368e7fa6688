"""What the sentences of an ad speak of."""

import pytest

from mobility.finding.sentences import AdSentences, sentence_at, sentences_of


def topics(text):
    return [sentence.topic for sentence in sentences_of(text)]


def test_a_heading_holds_until_the_next():
    text = "Om oss\nStarka inom logistik.\nArbetsuppgifter\nLogistik och lager.\n"
    assert topics(text) == ["other", "other", "work", "work"]


def test_what_is_offered_is_not_what_is_asked_for():
    assert topics("Vi erbjuder utbildning i svetsning.") == ["other"]


def test_a_sentence_to_the_reader_speaks_of_the_work():
    assert topics("Du arbetar med svetsning.") == ["work"]


def test_a_requirement_counts_under_any_heading():
    assert topics("Övrigt\nB-körkort är ett krav.")[1] == "work"


def test_the_sentences_cover_the_text_without_a_gap():
    text = "Hej! Vi är glada. • Punkt\n\nSlut"
    found = sentences_of(text)
    assert "".join(text[s.start : s.end] for s in found) == text
    assert all(sentence_at(found, place).start <= place for place in range(len(text)))


def test_an_empty_text_has_no_sentence():
    assert sentences_of("") == []


@pytest.mark.parametrize(
    "text",
    [
        "Du handlägger pensionsärenden.",
        "Du handlägger ärenden om pension och sjukpenning.",
        "Du arbetar med lön och pension.",
        "Erfarenhet av tjänstepension är meriterande.",
        "Du utreder rätten till förmåner.",
        "Goda kunskaper i kollektivavtal krävs.",
        "Experience of sickness benefit cases is required.",
        "You have:\n- Pension reporting",
    ],
)
def test_work_with_pension_and_insurance_is_work(text):
    assert topics(text)[-1] == "work"


@pytest.mark.parametrize(
    "text",
    [
        "Tjänstepension och försäkringar",
        "Du får tjänstepension och friskvårdsbidrag.",
        "Hos oss får du arbeta med trevliga kollegor, och du har tjänstepension.",
        "Vi har kollektivavtal och tjänstepension.",
        "Krav:\nVi erbjuder pension.",
        "You get a pension plan and the responsibility to report to the board.",
        "Avtalsenlig lön och pension för dig med erfarenhet.",
    ],
)
def test_pension_as_a_term_of_employment_is_an_offer(text):
    assert topics(text)[-1] == "other"


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("You develop applications in Java.", "work"),
        ("You will apply machine learning to our data.", "work"),
        ("Send your application to us, and tell us of your Java projects.", "other"),
        ("Apply today with CV and a Java sample.", "other"),
    ],
)
def test_an_application_is_software_unless_it_is_sent(sentence, topic):
    assert topics(f"Your tasks\n{sentence}")[-1] == topic


def test_a_sentence_asked_for_alone_is_the_one_of_the_whole_ad():
    text = "Om oss\nVi är tre. Du är en. Krav:\n- B-körkort\n\nVi erbjuder pension. • Java\n"
    found = sentences_of(text)
    for place in range(len(text)):
        assert AdSentences(text).at(place) == sentence_at(found, place)


def test_a_sentence_begins_with_its_bullet():
    assert [s.start for s in sentences_of("Krav • Java • C")] == [0, 5, 12]
