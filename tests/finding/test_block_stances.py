"""Sentences of many texts at once: each tells what it tells when its ad is read alone."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.finding.block_stances import block_sentences, stances_in
from mobility.finding.sentence_cuts import block_cuts
from mobility.finding.sentences import AdSentences
from mobility.finding.stance import AdStances
from mobility.finding.told_memory import Memory
from mobility.finding.word_places import word_places
from mobility.reading.ads import read_ads

PIECES = st.sampled_from(
    [
        *("Krav:\n", "Meriterande\n", "Om oss\n", "Vi erbjuder dig\n", "Ansökan:\n", "Om Åre\n"),
        *("Krav och meriter\n", "Övrigt\n", "Your profile:\n", "Nice to have\n", "- ", "• ", "\n"),
        *("Du har erfarenhet av truck", "vi är ett bolag", "Vi har stor vana", "B-körkort", "_"),
        *("som är meriterande", "men inget krav", "krävs", "gärna", "friskvård", "tjänstepension"),
        *("vi erbjuder intern utbildning", "handläggning av pension", "Är det du?", "Skicka cv"),
        *("Vi söker dig", "våra kunder", "you will be offered", "not required", "Välkommen till"),
        *("Här arbetar du med", "ansvarar", "\u030a", "ß", "\u2764\ufe0f", "a" * 80, "kontakta"),
        *(". ", "! ", "? ", ", ", " ", "\n\n", ":\n", "; ", "\u00a0", "du", "i rollen"),
    ]
)  # fmt: skip
TEXTS = st.lists(st.lists(PIECES, max_size=20).map("".join), min_size=1, max_size=4)


def held_to_the_ads_alone(texts, memory):
    for first, places in word_places(texts):
        here = block_sentences(places, block_cuts(places.given))
        wanted = np.arange(len(here.cuts.starts))
        told = [memory.unpacked(number) for number in stances_in(here, wanted, memory).tolist()]
        for text, sentences in enumerate(np.split(wanted, here.cuts.firsts[1:-1])):
            alone = AdStances(AdSentences(texts[first + text]))
            for number, sentence in enumerate(sentences.tolist()):
                expected = alone.told(number)
                assert told[sentence].topic == expected.topic
                for start, stance in zip(expected.starts, expected.stances, strict=True):
                    assert told[sentence].stance_at(start) == stance


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_a_sentence_tells_what_it_tells_in_its_ad_alone(texts):
    memory = Memory()
    held_to_the_ads_alone(texts, memory)
    # And again, where what was read is remembered.
    held_to_the_ads_alone(texts, memory)


@pytest.mark.shared_data
def test_sentences_of_real_ads_tell_what_they_tell_alone(shared_data):
    swedish = read_ads(shared_data("sv-platsbanken-710") / "ads.jsonl").table["text"].tolist()
    english = pd.read_csv(shared_data("en-linkedin-india-949") / "ads.csv")["description"]
    held_to_the_ads_alone([*swedish[::8], *english.dropna().tolist()[::24]], Memory())


def test_a_full_memory_forgets_and_tells_the_same(monkeypatch):
    monkeypatch.setattr("mobility.finding.told_memory._MOST", 2)
    memory = Memory()
    texts = [f"Du har vana vid {word}, som är meriterande men inget krav." for word in "abcdef"]
    for _ in range(2):
        memory.make_room()
        held_to_the_ads_alone(texts, memory)
