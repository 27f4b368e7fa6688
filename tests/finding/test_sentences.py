"""What the sentences of an ad speak of."""

from mobility.finding.sentences import sentence_at, sentences_of


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
