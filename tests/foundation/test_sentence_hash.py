"""A sentence has one number whatever its case, gaps, ends and numbers; another has another."""

import re

from hypothesis import given
from hypothesis import strategies as st

from mobility.foundation.sentence_hash import sentence_hash, sentence_hashes

SENTENCES = st.lists(
    st.text(st.sampled_from("aAåÅz٣12 \t\n\u00a0.,-•–🧽"), max_size=9), min_size=2, max_size=12
)


def told(sentence):
    """What of a sentence is told apart, slowly."""
    words = " ".join(sentence.casefold().split())
    while words and words[0] in " .:;,!?*·•∙●▪–-":
        words = words[1:]
    while words and words[-1] in " .:;,!?*·•∙●▪–-":
        words = words[:-1]
    return re.sub(r"\d+", "0", words)


@given(SENTENCES)
def test_two_sentences_share_a_number_just_where_they_say_the_same(sentences):
    hashes = sentence_hashes(sentences).tolist()
    for one, first in zip(sentences, hashes, strict=True):
        for other, second in zip(sentences, hashes, strict=True):
            assert (first == second) == (told(one) == told(other))


def test_a_sentence_alone_has_the_number_it_has_among_others():
    sentences = ["Körkort B krävs.", "", "Du\ud800 har 3 års vana", "•"]
    assert [sentence_hash(one) for one in sentences] == sentence_hashes(sentences).tolist()


def test_a_hundred_thousand_sentences_that_differ_in_a_letter_or_two_share_no_number():
    letters = [chr(point) for point in range(0x4E00, 0x4E00 + 320)]
    sentences = [f"Vi söker dig {one}{other}" for one in letters for other in letters]
    assert len(set(sentence_hashes(sentences).tolist())) == 320 * 320
