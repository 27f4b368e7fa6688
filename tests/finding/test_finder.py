"""The finder: every hit of the slow search that is written from the definitions, and no other."""

import os
import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.finding.finder import finder_of
from mobility.finding.skills import prepare_skills
from mobility.reading.ads import read_ads
from mobility.reading.skills import read_skills
from tests.finding.lists import official, vocabulary
from tests.finding.oracle_find import mentions_and_counts

EVERY = 1 if os.environ.get("LABOUR_GRAPHS_ALL_ADS") else 12
"""One ad in so many is held to the slow search; all of them where the variable is set."""

SKILLS = prepare_skills(
    official("R, programmeringsspråk", "SQL, frågespråk", "Legitimation som läkare", "LASS, x"),
    vocabulary(
        *("svetsning", "hälsovård", "c#", ".net", "underhållsarbete", "reparationsarbete"),
        *("montering", "b-körkort", "svenska", "kommunikation", "sql server", "strasse"),
        "social dokumentation",
    ),
)
PIECES = st.sampled_from(
    [
        *("Du kan ", "svetsning", "Svetsningen", "svetsnings-", "hälsovård", "C#", ".NET", "gör"),
        *("ha\u0308lsova\u030ard", "Straße", "\U0001f527", "\u00ad", "\u030a", "\u0130", "ASP.NET"),
        *(", ", ". ", "\n", " ", "- ", "-", "•", "(", ")", "@", "/", "_", ".se", "www.", "och "),
        *("underhålls- ", "underhålls-/", "reparationsarbete", "B-körkort", "b\u2011körkort"),
        *(" R ", "SQL", "SQL Server ", "Reporting", "social ", "dokumentation", "leg. läkare"),
        *("Om oss\n", "Krav:\n", "erbjuder ", "monterar", "svenska", "LASS", "KRÄVS "),
        "kommunikation",
    ]
)
TEXTS = st.lists(st.lists(PIECES, max_size=14).map("".join), max_size=4)


def found_in(texts, skills):
    hits, counts = [], {}
    finder = finder_of(skills)
    for found in finder.find(texts):
        names = [finder.terms.names[place] for place in found.skill]
        places = (found.text.tolist(), names, found.start.tolist(), found.end.tolist())
        hits += zip(*places, strict=True)
        for reason, number in found.set_aside.items():
            counts[reason] = counts.get(reason, 0) + number
    return hits, counts


def held_to_the_slow_search(texts, skills):
    assert found_in(texts, skills) == mentions_and_counts(texts, skills)


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_every_hit_is_that_of_the_slow_search_to_the_character(texts):
    held_to_the_slow_search(texts, SKILLS)


@pytest.fixture(scope="module")
def national(shared_data):
    """The official labels, and all traits with their everyday terms."""
    official_labels = read_skills(shared_data("jobtech-taxonomy") / "skills.csv")
    traits = read_skills(shared_data("sv-narval-ontology") / "termer_koncept_formaga.csv")
    return prepare_skills(official_labels, traits, traits=True)


@pytest.mark.shared_data
def test_every_hit_in_real_swedish_ads_is_that_of_the_slow_search(national, shared_data):
    ads = read_ads(shared_data("sv-platsbanken-710") / "ads.jsonl")
    held_to_the_slow_search(ads.table["text"].tolist()[::EVERY], national)


@pytest.mark.shared_data
def test_every_hit_in_real_english_ads_is_that_of_the_slow_search(national, shared_data):
    ads = pd.read_csv(shared_data("en-linkedin-india-949") / "ads.csv")
    held_to_the_slow_search(ads["description"].dropna().tolist()[:: 2 * EVERY], national)


def test_a_finder_is_compiled_once_a_list_and_can_be_sent_elsewhere():
    finder = finder_of(SKILLS)
    assert finder_of(SKILLS) is finder
    sent = pickle.loads(pickle.dumps(finder))
    texts = ["Du kan C# och svetsning.", "", "Du har B-körkort."]
    for one, other in zip(sent.find(texts), finder.find(texts), strict=True):
        assert all(map(np.array_equal, one, other))


def test_blocks_of_texts_speak_of_every_text_once():
    texts = ["Du kan svetsning. " * 30000] * 3 + [""] * 2
    found = list(finder_of(SKILLS).find(texts))
    # 3 × 540,000 characters are more than a block holds.
    assert len(found) > 1
    assert found[-1].texts == len(texts)
    assert sum(len(part.text) for part in found) == 3 * 30000


def test_a_hit_says_in_which_sentence_it_stands():
    (found,) = finder_of(SKILLS).find(["Krav:\nDu kan svetsning. Du är snäll."])
    (sentence,) = found.sentence
    assert found.sentences[sentence].tolist() == [6, 24]
