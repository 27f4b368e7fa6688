"""What schooling does to the order, the matcher page does as Python does it."""

import random
from dataclasses import replace

import pandas as pd
import pytest

from mobility.reaching.adjacent import adjacent
from mobility.reaching.schooling import EDUCATION
from mobility.showing.matcher_page import matcher_page
from mobility.showing.matcher_view import MatcherView
from tests.matcher_spaces import question, somebody

pytestmark = pytest.mark.browser

ROWS = """
return arguments[0].map((said) => matcher.answer(said).adjacent.map(
  (row) => [row.occupation, row.step_up, row.levels_above]));
"""


@pytest.mark.parametrize("by_schooling", [0.0, 0.5])
def test_the_order_of_people_whose_schooling_is_said_is_that_of_python(
    opened, synthetic, by_schooling
) -> None:
    space = synthetic
    draw = random.Random(3)
    # Codes as long and as many as there were, dealt over the levels; the first digit says which.
    firsts = [draw.choice("12345679") for _ in space.occupations]
    codes = [f"{first}{number:03d}" for number, first in enumerate(firsts)]
    space = replace(
        space, occupations=pd.Index(codes, name="occupation"), version="SSYK 2012",
        by_schooling=by_schooling, occupation_names=None,
    )  # fmt: skip
    page = opened(matcher_page(MatcherView.of(space)))
    people = [
        replace(somebody(space, draw)[0], education=draw.choice([None, *EDUCATION]))
        for _ in range(40)
    ]
    people = [
        replace(one, years={code: draw.choice([0.2, 1.5, 9.0]) for code in one.occupations})
        for one in people
    ]
    asked = [question(one, None, None) | {"education": one.education} for one in people]
    moved = 0
    for person, ours in zip(people, page.js(ROWS, asked), strict=True):
        theirs = adjacent(person, space)[["occupation", "step_up", "levels_above"]]
        assert ours == theirs.astype("object").to_numpy().tolist()
        unsaid = adjacent(replace(person, education=None), space)["occupation"]
        moved += theirs["occupation"].tolist() != unsaid.tolist()
    assert moved > 5
    # Where schooling weighs it is asked about, whether or not ads say anything of it.
    assert page.find("#education-field").is_displayed() == bool(by_schooling)
    assert page.complaints() == []
