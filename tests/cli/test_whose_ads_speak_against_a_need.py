"""The table of occupations says whose ads speak against a need, where they are not its own."""

import pandas as pd
import pytest

from mobility.cli.person import _needs_in_words
from mobility.reaching.person import Person


@pytest.mark.parametrize(
    ("language", "own", "broader"),
    [
        ("sv", "inga tunga lyft", "inga tunga lyft (annonser i 2-siffrig grupp)"),
        ("en", "no heavy lifting", "no heavy lifting (ads of the 2-digit group)"),
    ],
)
def test_ads_of_a_broader_group_are_named_and_own_ads_are_not(language, own, broader):
    answer = pd.DataFrame(
        {
            "conditions_against": [("no_heavy_lifting",), ("no_heavy_lifting",), ()],
            "conditions_rest_on": ["unit group", "2-digit group", "not known"],
            "usual_against": [(), (), ()],
        }
    )
    person = Person({"knife": 1.0}, needs=frozenset({"no_heavy_lifting"}))
    said = _needs_in_words(answer, person, language)
    assert said["conditions_against"].tolist() == [(own,), (broader,), ()]
    assert said["needs_unknown"].tolist() == [(), (), (own,)]
