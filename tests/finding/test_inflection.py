"""Inflection and verbs by rule."""

import pytest

from mobility.finding.inflection import inflected, verb_forms


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("körkort", "körkortet"),
        ("körkort", "körkortets"),
        ("redovisning", "redovisningen"),
        ("redovisning", "redovisningar"),
        ("skola", "skolor"),
        ("skola", "skolans"),
        ("databas", "databaserna"),
        ("bokslut", "bokslutens"),
        ("kemi", "kemi"),
        ("teknik", "tekniken"),
    ],
)
def test_the_forms_of_swedish_nouns_are_known(word, form):
    assert form in (*inflected(word), word)


@pytest.mark.parametrize("word", ["lag", "go", "sap", "c#", "r", "ci cd"])
def test_short_words_and_names_are_not_inflected(word):
    assert inflected(word) == ()


def test_a_person_is_not_a_form_of_what_the_person_does():
    assert "tekniker" not in inflected("teknik")
    assert "designer" not in inflected("design")


@pytest.mark.parametrize(
    ("noun", "verb"),
    [("städning", "städar"), ("montering", "montera"), ("installation", "installera")],
)
def test_a_noun_of_action_gives_its_verb(noun, verb):
    assert verb in verb_forms(noun)
