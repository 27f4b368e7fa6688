"""The matcher page's answers beside Python's: the same rows, in the same order, to the last digit.

The page adds up in another order than numpy, so that fractions may differ in their last bit; what
is compared exactly is everything else, and fractions to twelve decimals (the page shows two).
"""

import random

import pandas as pd
import pytest

from mobility.reaching.adjacent import adjacent
from mobility.reaching.almost_have import almost_have
from mobility.reaching.example import kitchens
from mobility.reaching.what_if import what_if
from mobility.showing.matcher_page import matcher_page
from mobility.showing.matcher_view import MatcherView
from tests.matcher_spaces import national_space, question, somebody, synthetic_space

pytestmark = pytest.mark.browser

PERSONS = 200
AT_ONCE = 20
KINDS = {
    "learnable": "learnable",
    "unstated": "probably held, unstated",
    "with": "goes with it only",
}

ASK = """
const five = (row) => [row.length, ...row.slice(0, 5).map(([s]) => known.labels[s])];
const names = (row) => row.map(([s]) => known.labels[s]);
return arguments[0].map((said) => {
  const found = window.matcher.answer(said);
  return {
    adjacent: found.adjacent.map((row) => [row.occupation, row.title, row.class, row.fit,
      row.stretch, five(row.held), five(row.almost), five(row.missing),
      row.blocked_by.map((n) => known.requirements[n][0]), names(row.gates),
      row.gates.map(([, share]) => share), names(row.gates_missing), row.vacancies_here,
      row.vacancies, row.trend, row.pay, row.support, row.rests, row.few]),
    almost_have: found.almost_have.map((row) => [row.skill, row.label, row.near, row.bridge,
      row.kind, row.opens_reached, row.opens_adjacent, row.occupations_reached,
      row.occupations_adjacent]),
    what_if: [found.what_if.opened, found.what_if.occupations, ...found.what_if.skills.map((row) =>
      [row.skill, row.opens_alone, row.opens_so_far, row.lost_without, row.opens])],
  };
});
"""


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory):
    return synthetic_space(tmp_path_factory.mktemp("ads"))


@pytest.fixture(scope="module")
def national(shared_data):
    return national_space(shared_data("jobtech-taxonomy"), shared_data("af-sweden"))


@pytest.fixture(
    params=["kitchens", "synthetic", pytest.param("national", marks=pytest.mark.shared_data)]
)
def space(request):
    return kitchens() if request.param == "kitchens" else request.getfixturevalue(request.param)


def rows_of(table: pd.DataFrame) -> list[dict]:
    return table.astype("object").where(table.notna(), None).to_dict("records")


def expected_adjacent(person, space, place, within) -> list[list]:
    trend = "trend" if place is None else "trend_here"
    return [
        [row["occupation"], row["title"], row["class"], row["fit"], row["stretch"],
         *([row[f"n_{name}"], *row[name]] for name in ("held", "almost", "missing")),
         list(row["blocked_by"]), list(row["gates"]), list(row["gate_shares"]),
         list(row["gates_missing"]), row["vacancies_here"], row["vacancies"], row[trend],
         row["pay"], row["support"], row["rests_on_support"], row["note"] == "few ads"]
        for row in rows_of(adjacent(person, space, place=place, within=within))
    ]  # fmt: skip


def expected_almost(person, space, place, within) -> list[list]:
    return [
        [row["skill"], row["label"], row["near"], row["bridge"], row["class"],
         row["opens_reached"], row["opens_adjacent"], row["occupations_reached"],
         row["occupations_adjacent"]]
        for row in rows_of(almost_have(person, space, place=place, within=within))
    ]  # fmt: skip


def expected_what_if(person, space, place, within) -> list:
    found = what_if(person, space, place=place, within=within, budget=3, method="greedy")
    rows = [
        [row["skill"], row["opens_alone"], row["opens_so_far"], row["lost_without"],
         list(row["opens"])]
        for row in rows_of(found)
    ]  # fmt: skip
    return [found.attrs["opened"], found.attrs["occupations_opened"], *rows]


def assert_same(found: list[list], expected: list[list]) -> None:
    assert [row[0] for row in found] == [row[0] for row in expected]
    for ours, theirs in zip(found, expected, strict=True):
        for one, other in zip(ours, theirs, strict=True):
            if isinstance(other, float):
                assert abs(one - other) < 1e-12, (ours, theirs)
            else:
                assert one == other, (ours, theirs)


def test_random_persons_are_told_the_same_as_in_python(opened, space):
    page = opened(matcher_page(MatcherView.of(space)))
    draw = random.Random(20)
    classes = set()
    for _ in range(PERSONS // AT_ONCE):
        people = [somebody(space, draw) for _ in range(AT_ONCE)]
        answers = page.js(ASK, [question(*one) for one in people])
        for one, found in zip(people, answers, strict=True):
            person, place, within = one
            for row in found["almost_have"]:
                row[4] = KINDS[row[4]]
            assert_same(found["almost_have"], expected_almost(person, space, place, within))
            assert_same(found["adjacent"], expected_adjacent(person, space, place, within))
            assert found["what_if"] == expected_what_if(person, space, place, within)
            classes |= {row[2] for row in found["adjacent"]}
    assert classes == {"reached", "adjacent", "far"}
    assert page.complaints() == []
