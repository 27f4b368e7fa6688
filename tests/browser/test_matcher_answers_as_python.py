"""The matcher page's answers beside Python's: the same rows, in the same order, to the last digit."""

import random

import pandas as pd
import pytest

from mobility.counting.links import occupation_links
from mobility.counting.occupation_skills import occupation_skills
from mobility.counting.vacancies import vacancies
from mobility.datasets.generate import synthetic_ads
from mobility.datasets.shipped import demo_occupations, demo_skills
from mobility.finding.find import find_skills
from mobility.finding.skills import prepare_skills
from mobility.foundation.skill_list import SkillList
from mobility.reaching.adjacent import adjacent
from mobility.reaching.almost_have import almost_have
from mobility.reaching.example import kitchens
from mobility.reaching.person import Person
from mobility.reaching.skill_space import skill_space
from mobility.reading.ads import read_ads
from mobility.reading.links import read_links
from mobility.reading.occupations import read_occupations
from mobility.reading.vacancies import read_vacancies
from mobility.showing.matcher_page import matcher_page
from mobility.showing.matcher_view import MatcherView

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
return arguments[0].map((said) => {
  const found = window.matcher.answer(said);
  return {
    adjacent: found.adjacent.map((row) => [row.occupation, row.title, row.class, row.fit, row.stretch,
      five(row.held), five(row.almost), five(row.missing), row.gates.map(([s, share]) => [known.labels[s], share]),
      row.gates_missing.map(([s]) => known.labels[s]), row.vacancies_here, row.vacancies, row.support,
      row.rests, row.few]),
    almost_have: found.almost_have.map((row) => [row.skill, row.label, row.near, row.bridge, row.kind,
      row.opens_reached, row.opens_adjacent, row.occupations_reached, row.occupations_adjacent]),
  };
});
"""


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory):
    """The generator's ads, read and counted; some occupations have few, so they rest on a group."""
    import json

    file = tmp_path_factory.mktemp("ads") / "ads.jsonl"
    lines = (json.dumps(ad, ensure_ascii=False) for ad in synthetic_ads(900, random_state=4))
    file.write_text("\n".join(lines), "utf-8")
    ads, known = read_ads(file), demo_occupations()
    skills = prepare_skills(
        demo_skills(), ads=ads, occupation_titles=known.table["title"], traits=True
    )
    counts = occupation_skills(ads, find_skills(ads, skills), occupations=known)
    return skill_space(
        counts,
        skills,
        vacancies=vacancies(ads, place="municipality"),
        occupations=known,
        few_ads=25,
    )


@pytest.fixture(scope="module")
def national(shared_data):
    taxonomy, sweden = shared_data("jobtech-taxonomy"), shared_data("af-sweden")
    known = read_occupations(taxonomy / "ssyk4_groups.csv", version="SSYK 2012")
    links = read_links(
        sweden / "occupation_skills.csv", taxonomy / "occupations_ssyk4.csv", leave_out=("group_*",)
    )
    counts = occupation_links(links, version=known.version)
    names = pd.Index(counts.columns, name="skill")
    listed = pd.DataFrame({"label": names, "kind": "skill"}, index=names)
    terms = pd.DataFrame({"term": names, "skill": names, "origin": "label", "match": "any"})
    jobs = read_vacancies(sweden / "ads_2024_ssyk4_kommun.csv")
    return skill_space(counts, SkillList.of(listed, terms), vacancies=jobs, occupations=known)


@pytest.fixture(
    params=["kitchens", "synthetic", pytest.param("national", marks=pytest.mark.shared_data)]
)
def space(request):
    return kitchens() if request.param == "kitchens" else request.getfixturevalue(request.param)


def somebody(space, draw: random.Random) -> tuple[Person, str | None]:
    """Draw up to six skills, traits and gates with degrees, up to two occupations, and a place."""
    named = draw.sample(list(space.skills), draw.randint(0, min(6, len(space.skills))))
    kind = dict(zip(space.skills, space.kinds, strict=True))
    occupations = draw.sample(list(space.occupations), draw.randint(0 if named else 1, 2))
    # What the occupation asks for is more telling than any skill at random.
    for code in occupations:
        row = space.weights[[space.occupations.get_loc(code)]].indices
        named += [
            str(space.skills[s]) for s in draw.sample(list(row), min(len(row), draw.randint(0, 2)))
        ]
    skills = {name: draw.choice([1, 1, 1, 0.5, 0.3, 0]) for name in named if kind[name] != "gate"}
    gates = frozenset(name for name in named if kind[name] == "gate")
    if not skills and not occupations:
        occupations = [str(space.occupations[0])]
    place = draw.choice([None, *space.demand.by_place.columns])
    return Person(skills, tuple(map(str, occupations)), gates), place


def rows_of(table: pd.DataFrame) -> list[dict]:
    return table.astype("object").where(table.notna(), None).to_dict("records")


def listed(row: dict, name: str) -> list:
    return [row[f"n_{name}"], *row[name]]


def expected_adjacent(person, space, place) -> list[list]:
    return [
        [row["occupation"], row["title"], row["class"], row["fit"], row["stretch"],
         listed(row, "held"), listed(row, "almost"), listed(row, "missing"),
         [list(pair) for pair in zip(row["gates"], row["gate_shares"], strict=True)],
         list(row["gates_missing"]), row["vacancies_here"], row["vacancies"], row["support"],
         row["rests_on_support"], row["note"] == "few ads"]
        for row in rows_of(adjacent(person, space, place=place))
    ]  # fmt: skip


def expected_almost(person, space, place) -> list[list]:
    return [
        [row["skill"], row["label"], row["near"], row["bridge"], row["class"],
         row["opens_reached"], row["opens_adjacent"], row["occupations_reached"],
         row["occupations_adjacent"]]
        for row in rows_of(almost_have(person, space, place=place))
    ]  # fmt: skip


def assert_same(found: list[list], expected: list[list]) -> None:
    """Same rows in the same order; fractions within rounding of a sum, all else exactly."""
    assert [row[0] for row in found] == [row[0] for row in expected]
    for ours, theirs in zip(found, expected, strict=True):
        for one, other in zip(ours, theirs, strict=True):
            if isinstance(other, float):
                assert abs(one - other) < 1e-12
            else:
                assert one == other, (ours, theirs)


def test_random_persons_are_told_the_same_as_in_python(opened, space):
    page = opened(matcher_page(MatcherView.of(space)))
    draw = random.Random(20)
    for _ in range(PERSONS // AT_ONCE):
        people = [somebody(space, draw) for _ in range(AT_ONCE)]
        said = [
            {"skills": dict(person.skills), "occupations": list(person.occupations),
             "gates": sorted(person.gates), "place": place}
            for person, place in people
        ]  # fmt: skip
        for (person, place), found in zip(people, page.js(ASK, said), strict=True):
            for row in found["almost_have"]:
                row[4] = KINDS[row[4]]
            assert_same(found["almost_have"], expected_almost(person, space, place))
            assert_same(found["adjacent"], expected_adjacent(person, space, place))
    assert page.complaints() == []
