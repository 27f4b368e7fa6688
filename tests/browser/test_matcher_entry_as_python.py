"""First rungs, "why not" and schooling on the matcher page, beside the same asked in Python."""

import random
from dataclasses import replace

import pandas as pd
import pytest

from mobility.counting.entry import entry_requirements
from mobility.foundation.errors import VersionError
from mobility.reaching.example import kitchens
from mobility.reaching.first_rung import first_rung
from mobility.reaching.person import Person
from mobility.reaching.schooling import CEFR, EDUCATION, level_in
from mobility.reaching.schooling_asked import compare_schooling, schooling_asked
from mobility.reaching.why_not import why_not
from mobility.reading.ads import read_ads
from mobility.showing.matcher_page import matcher_page
from mobility.showing.matcher_view import MatcherView
from tests.matcher_spaces import (
    national_space,
    question,
    schooling_drawn,
    somebody,
    synthetic_space,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory):
    """The generator's space, and what its ads ask for of experience, education and languages."""
    folder = tmp_path_factory.mktemp("ads")
    space = synthetic_space(folder)
    ads = read_ads(folder / "ads.jsonl")
    return space, entry_requirements(ads), schooling_drawn(space)


@pytest.fixture(scope="module")
def national(shared_data):
    """The national space, and what the ads at hand ask for."""
    space = national_space(shared_data("jobtech-taxonomy"), shared_data("af-sweden"))
    ads = read_ads(*sorted(shared_data("sv-platsbanken-710").glob("*.json*")))
    return space, entry_requirements(ads), schooling_asked(ads)


@pytest.fixture(params=["synthetic", pytest.param("national", marks=pytest.mark.shared_data)])
def known(request):
    return request.getfixturevalue(request.param)


def schooled(person: Person, draw: random.Random) -> Person:
    spoken = draw.sample(["svenska", "engelska", "arabiska"], draw.randint(0, 3))
    return replace(
        person,
        education=draw.choice([None, *EDUCATION]),
        languages={name: draw.choice(CEFR) for name in spoken},
    )


def rows_of(table: pd.DataFrame) -> list[dict]:
    return table.astype("object").where(table.notna(), None).to_dict("records")


WHY_NOT = """
return arguments[0].map(([said, code]) => {
  const found = matcher.answer(said).why_not(code);
  const lines = matcher.answer(said).schooling(known.occupationAt.get(code));
  return {
    figures: [found.class, found.held, found.exact, found.gates, found.here, found.all,
      found.smallest.map((k) => found.missing[k].label), found.against.map(([need]) => need),
      found.usual, found.not_known],
    fits: [found.fit, found.stretch].map((fit) => (Number.isNaN(fit) ? null : fit)),
    missing: found.missing.map((one, k) => [one.label, one.almost,
      one.bridge >= 0 ? known.labels[one.bridge] : "", found.smallest.includes(k)]),
    shares: found.missing.map((one) => [one.weight, one.degree, one.gain, one.near]),
    said: [whyNotSaid(found, "sv"), whyNotSaid(found, "en")],
    schooling: lines.map((line) => [line.asks, line.what, line.share, line.of, line.few_ads,
      line.has, line.answer]),
  };
});
"""


def test_why_not_and_schooling_are_those_of_python_for_random_persons(opened, known):
    space, entry, asked = known
    page = opened(matcher_page(MatcherView.of(space, entry=entry, schooling=asked)))
    draw = random.Random(8)
    drawn = [somebody(space, draw) for _ in range(200)]
    drawn = [(schooled(person, draw), *where) for person, *where in drawn]
    targets = [str(draw.choice(list(space.occupations))) for _ in drawn]
    questions = [
        [question(*one) | {"education": one[0].education, "languages": dict(one[0].languages)}, at]
        for one, at in zip(drawn, targets, strict=True)
    ]
    found = [row for k in range(0, 200, 50) for row in page.js(WHY_NOT, questions[k : k + 50])]
    classes, answers = set(), set()
    for (person, place, within), target, ours in zip(drawn, targets, found, strict=True):
        theirs = why_not(person, space, target, place=place, within=within)
        assert ours["figures"] == [
            theirs.found_class, theirs.held, theirs.exact, list(theirs.gates_lacking),
            theirs.vacancies_here, theirs.vacancies, list(theirs.smallest_set),
            [need for need, _ in theirs.conditions_against], list(theirs.usual_against),
            theirs.needs_unknown,
        ]  # fmt: skip
        fits = [None if pd.isna(fit) else fit for fit in (theirs.fit, theirs.stretch)]
        assert ours["fits"] == pytest.approx(fits, abs=1e-12)
        rows = rows_of(theirs.missing)
        assert ours["missing"] == [
            [row["label"], row["almost"], row["bridge_label"], row["in_smallest_set"]]
            for row in rows
        ]
        for shares, row in zip(ours["shares"], rows, strict=True):
            expected = [row["weight"], row["degree"], row["gain"], row["near"]]
            assert shares == pytest.approx(expected, abs=1e-12)
        assert ours["said"] == [theirs.sentences["sv"], theirs.sentences["en"]]
        demands = compare_schooling(person, space, asked)
        demands = demands[(demands["occupation"] == target) & (demands["asks"] != "")]
        assert ours["schooling"] == [
            [
                row["asks"],
                row["what"],
                row["share"],
                row["of"],
                row["few_ads"],
                row["person"],
                row["answer"],
            ]
            for row in rows_of(demands)
        ]
        classes.add(theirs.found_class)
        answers |= {row[-1] for row in ours["schooling"]}
    assert classes >= {"reached", "adjacent", "far"}
    assert answers == {"met", "not met", "not said"}
    assert page.complaints() == []


BEGIN = """
return matcher.begin(arguments[0]).map((row) => [row.occupation, row.title,
  [row.by_class && "classification", row.by_ads && "ads"].filter(Boolean).join(", "), row.special,
  row.experience, row.experience_ads, row.education, row.ads, row.few_ads,
  row.gates.map((n) => known.requirements[n][0]), row.vacancies_here, row.vacancies, row.trend,
  row.pay]);
"""


def test_first_rungs_are_those_of_python_wherever_one_asks(opened, known):
    space, entry, _ = known
    places = [None, *map(str, space.demand.by_place.columns[:6])]
    for ads in (entry, None):
        page = opened(matcher_page(MatcherView.of(space, entry=ads)))
        for place in places:
            expected = first_rung(space, place=place, entry=ads)
            assert len(expected)
            assert page.js(BEGIN, {"place": place}) == [
                [row["occupation"], row["title"], row["because"], row["special"],
                 row["experience"], row["experience_ads"], row["education"], row["ads"],
                 row["few_ads"], list(row["gates"]),
                 row["vacancies_here"], row["vacancies"], pytest.approx(row["trend_here"]),
                 row["pay"]]
                for row in rows_of(expected)
            ]  # fmt: skip


def test_without_a_known_classification_and_without_ads_nothing_is_said_of_first_rungs(opened):
    page = opened(matcher_page(MatcherView.of(kitchens())))
    assert page.js("return matcher.begin({})") is None
    assert not page.find("#tab-first").is_displayed()
    assert not page.find("#education-field").is_displayed()


def test_schooling_of_another_classification_is_refused() -> None:
    asked = pd.DataFrame({"occupation": ["5120"], "asks": "language", "what": "svenska",
                          "ads": 3, "of": 4})  # fmt: skip
    asked.attrs["version"] = "SSYK 2012"
    with pytest.raises(VersionError):
        MatcherView.of(kitchens(), schooling=asked)


@pytest.mark.parametrize(
    ("typed", "level"),
    [("svenska B1", "B1"), ("svenska b1", "B1"), ("engelska modersmål", "C2"), ("svenska", None)],
)
def test_the_level_typed_with_a_language_is_understood_as_in_python(
    opened, synthetic, typed, level
):
    space, _, asked = synthetic
    page = opened(matcher_page(MatcherView.of(space, schooling=asked)))
    assert page.js("return levelIn(arguments[0]) ?? null", typed) == level_in(typed) == level
