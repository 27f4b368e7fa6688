"""Whether a place speaks for an ambiguous term."""

import pytest

from mobility.finding.context import Beside, is_shouted, speaks_of_language
from mobility.finding.normalize import fold, words_of


def speaks(text, word):
    words = words_of(fold(text).text)
    place = words.words.index(word)
    before, after = words.words[:place], words.words[place + 1 :]
    return speaks_of_language(Beside(before, after, words.gaps[place + 1]))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("flytande svenska i tal och skrift", True),
        ("du talar svenska", True),
        ("behärskar svenska språket", True),
        ("på svenska", True),
        ("den svenska marknaden", False),
        ("svenska kunder", False),
        ("på svenska marknaden", False),
        ("vi är svenska", False),
    ],
)
def test_a_language_stands_beside_words_of_speech_and_before_no_noun(text, said):
    assert speaks(text, "svenska") is said


def test_a_match_alone_in_a_text_is_not_shouted():
    assert not is_shouted([])
