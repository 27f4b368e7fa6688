"""The computed levels, held to what was written down and to the slow evaluator."""

from random import Random

import pandas as pd
import pytest

from collab_graph.covering.ask import ask
from collab_graph.covering.levels import level_of
from collab_graph.datasets.shipped import demo_record, demo_tables, expected_findings
from tests.demo.brute_force import Evaluator, parts

DATES = ("2023-06-01", "2025-12-31", "2026-01-13", "2026-01-14", "2026-11-01", "2027-03-01")


@pytest.fixture(scope="module")
def record():
    return demo_record()


@pytest.fixture(scope="module")
def tables():
    return demo_tables()


def test_the_computed_levels_are_those_written_down(record, tables):
    expected = expected_findings()
    single = expected[~expected["needs"].str.contains(";")].reset_index(drop=True)
    axes = tables["axes"]["axis"].tolist()
    computed = level_of(record, single[[*axes, "needs", "place", "date"]])
    found = dict(
        zip(single["case"], zip(computed["worst"], computed["best"], strict=True), strict=True)
    )
    written = zip(single["level_if_unknown_fails"], single["level"], strict=True)
    assert found == dict(zip(single["case"], written, strict=True))


def test_levels_are_the_same_as_the_slow_evaluator_finds_for_persons_at_any_date(record, tables):
    chance = Random(0)
    axes = tables["axes"]["axis"].tolist()
    cases = tables["population"].sample(150, random_state=0).reset_index(drop=True)
    cases = cases.assign(
        date=[chance.choice(DATES) for _ in range(len(cases))],
        needs=[chance.choice(parts(needs)) for needs in cases["needs"]],
    )
    computed = level_of(record, cases[[*axes, "needs", "place", "date"]])
    at_best, at_worst = Evaluator(tables, unknown=True), Evaluator(tables, unknown=False)
    slow = [
        [one.level(row["needs"], row["place"], row["date"], row) for one in (at_worst, at_best)]
        for row in cases.to_dict("records")
    ]
    by_hand = pd.DataFrame(slow, columns=["worst", "best"])
    pd.testing.assert_frame_equal(computed[["worst", "best"]], by_hand, check_dtype=False)


def test_levels_are_the_same_in_random_corners_of_the_space(record, tables):
    """Persons gather where mandates are; corners nobody lives in must be right as well."""
    chance = Random(1)
    values = tables["values"].groupby("axis")["value"].agg(list).to_dict()
    numbers = {"age": range(16, 67), "months_unemployed": range(241)}
    municipalities = tables["places"].query("parent != ''")["place"].tolist()
    needs = tables["needs"]["need"].tolist()
    cases = pd.DataFrame(
        [
            {axis: str(chance.choice(choices)) for axis, choices in (values | numbers).items()}
            | {
                "place": chance.choice(municipalities),
                "needs": chance.choice(needs),
                "date": chance.choice(DATES),
            }
            for _ in range(150)
        ]
    )
    computed = level_of(record, cases)
    slow = Evaluator(tables)
    by_hand = [
        slow.level(row["needs"], row["place"], row["date"], row) for row in cases.to_dict("records")
    ]
    assert computed["best"].tolist() == by_hand


def test_gaps_in_time_and_differing_assessments_are_those_the_slow_evaluator_finds(record, tables):
    """Of what hangs on an unknown rule the evaluator looks at one way it may turn out."""
    chance = Random(2)
    axes = tables["axes"]["axis"].tolist()
    everybody = tables["population"]
    contract = everybody.query("place == 'kvarnfabel' and registered == 'yes'")
    contract = contract[contract["needs"].str.contains("vocational")].sample(30, random_state=2)
    judged = everybody[["work_ability@AF", "work_ability@FK:sickness_benefit"]]
    unlike = everybody[(judged != "not_assessed").all(axis=1) & (judged.nunique(axis=1) == 2)]
    cases = pd.concat([contract, unlike.sample(40, random_state=2)], ignore_index=True)
    cases = cases.assign(
        date=[chance.choice(DATES) for _ in range(len(cases))],
        needs=[
            "vocational_rehabilitation" if "vocational" in needs else chance.choice(parts(needs))
            for needs in cases["needs"]
        ],
    )
    marks = ask(record, cases[[*axes, "needs", "place", "date"]])["marks"]
    slow = Evaluator(tables)
    seen = {"Z4": 0, "ZA": 0}
    for row, cell in zip(cases.to_dict("records"), marks, strict=True):
        where = (row["needs"], row["place"], row["date"], row)
        expected = {
            "Z4": slow.time_gap(*where),
            "ZA": slow.differing(*where, not_a_judgement="not_assessed"),
        }
        for mark, found in expected.items():
            seen[mark] += found
            assert found or mark not in parts(cell), row
            assert not found or {mark, f"{mark}?"} & set(parts(cell)), row
    assert min(seen.values()) >= 2, seen
