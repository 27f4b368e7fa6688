"""The shipped list of words that are no skill."""

import csv
from pathlib import Path

import pytest

import mobility.finding
from mobility.finding.normalize import normal_form
from mobility.finding.stop_words import stop_words

HERE = Path(mobility.finding.__file__).parent


@pytest.mark.parametrize("word", ["vi", "man", "com", "can", "miljö", "verktyg", "resor", "barn"])
def test_common_words_are_there(word):
    assert stop_words().reason(word)


@pytest.mark.parametrize("word", ["svetsning", "python", "redovisning", "truckkort", "scrum"])
def test_skills_are_not(word):
    assert stop_words().reason(word) is None
    assert not stop_words().needs_context(word)


def test_a_field_of_business_is_known_by_its_ending():
    assert stop_words().reason("möbelbranschen") == "line of business or field"


@pytest.mark.parametrize("word", ["R", "Go", "C", "Access", "svenska", "kommunikation"])
def test_ambiguous_words_need_context(word):
    assert stop_words().needs_context(word)


def test_no_word_stands_twice_in_the_shipped_lists():
    for name, key in (("stop_words.csv", "word"), ("everyday_words.csv", "term")):
        with (HERE / name).open(encoding="utf-8") as file:
            lines = [line for line in csv.DictReader(file) if not line[key].startswith("-")]
        forms = [normal_form(line[key]) for line in lines]
        assert len(forms) == len(set(forms)), name
