"""Differences worked by hand: a small town, the demonstration's contract, two populations."""

from datetime import date

import pandas as pd
import pytest

from collab_graph.covering.common_space import common_space
from collab_graph.covering.difference import difference
from collab_graph.covering.levels import level_of
from collab_graph.covering.what_if import what_if
from collab_graph.datasets.shipped import demo_record, expected_findings
from collab_graph.record.edits import Edit
from collab_graph.record.record import Record, example_tables
from mobility.foundation.errors import InputError


def town(*, ages=("16–66", "30+"), persons=((20, 10), (40, 7)), **changes):
    """One need, one place, two mandates; persons by age. The agency leads, the insurance helps."""
    tables = example_tables()
    tables["mandates"] = tables["mandates"].assign(age=list(ages))
    tables["population"] = pd.DataFrame(
        [("norrsjö", "work", n, age) for age, n in persons],
        columns=["place", "needs", "persons", "age"],
    )
    return Record.from_tables(tables | changes)


def counts(found, need="work"):
    rows = found.levels[found.levels["need"] == need].set_index("level")
    rows = rows.drop(columns="need")
    return {k: tuple(row) for k, row in rows.iterrows() if any(row[["before", "after"]])}


def test_whoever_falls_out_of_the_only_lead_is_counted_where_they_land():
    # The agency stops at 29. Of 10 aged 20 and 7 aged 40 the 7 lose their lead; the insurance
    # supports from 30, so that they land in Z1, not Z0.
    found = difference(town(), town(ages=("16–29", "30+")))
    assert counts(found)["covered"][:2] == (17, 10)
    assert counts(found)["Z1"][:2] == (0, 7)
    assert found.moves[found.moves["need"] == "work"].to_numpy().tolist() == [
        ["work", "covered", "Z1", 7.0],
        ["work", "covered", "covered", 10.0],
    ]
    region = found.regions.iloc[0]
    assert len(found.regions) == 1
    assert region[["change", "situation_sv", "level_before", "level_after"]].tolist() == [
        "opened", "30 år och äldre", "covered", "Z1",
    ]  # fmt: skip
    assert region["persons"] == 7
    assert found.zones[["change", "before", "after"]].to_numpy().tolist() == [["opened", 0, 7]]


def test_backwards_what_opened_is_what_closes():
    found = difference(town(ages=("16–29", "30+")), town())
    assert found.regions["change"].tolist() == ["closed"]
    assert found.zones[["change", "before", "after"]].to_numpy().tolist() == [["closed", 7, 0]]


def test_zones_grow_and_shrink():
    # The agency's upper bound goes from 40 to 34: "41+" grows to "35+", and back.
    wide, narrow = town(ages=("16–40", "30+")), town(ages=("16–34", "30+"))
    changes = ["change", "situation_sv", "before", "after"]
    assert difference(wide, narrow).zones[changes].to_numpy().tolist() == [
        ["grown", "35 år och äldre", 0, 7],
    ]  # fmt: skip
    assert difference(narrow, wide).zones[changes].to_numpy().tolist() == [
        ["shrunk", "35 år och äldre", 7, 0],
    ]  # fmt: skip


def test_nothing_differs_from_itself():
    found = difference(town(), town())
    assert found.touched == ()
    assert not len(found.regions)
    assert not len(found.zones)
    assert (found.levels["before"] == found.levels["after"]).all()


def test_rules_and_people_are_told_apart():
    # Before: 7 aged 40, all covered. After: the agency stops at 29, and 12 are aged 40.
    # With the people of before the rules put 7 in Z1, and 5 more come with the people.
    # With the people of after the rules put 12 there; the people alone put nobody there.
    after = town(ages=("16–29", "30+"), persons=((20, 10), (40, 12)))
    found = difference(town(), after)
    assert counts(found)["Z1"] == (0, 12, 7, 5)
    assert counts(difference(town(), after, held="after"))["Z1"] == (0, 12, 12, 0)
    assert counts(found)["covered"] == (17, 10, -7, 0)


def test_where_only_one_record_counts_persons_they_stand_for_both():
    nobody = town(population=pd.DataFrame({"place": [], "needs": [], "persons": []}))
    found = difference(nobody, town(ages=("16–29", "30+")))
    assert found.unit == "persons"
    assert counts(found)["Z1"] == (0, 7, 7, 0)


def test_without_persons_situations_are_counted():
    # Ages are cut at 30 only: under 30, and 30 and older; one place, one need: two situations.
    nobody = pd.DataFrame({"place": [], "needs": [], "persons": []})
    found = difference(town(population=nobody), town(ages=("16–29", "30+"), population=nobody))
    assert found.unit == "cells"
    assert counts(found) == {"covered": (2, 1, -1, 0), "Z1": (0, 1, 1, 0)}
    assert found.regions["cells"].tolist() == [1]


def test_an_axis_that_only_one_record_has_is_named_and_admits_everybody_in_the_other():
    tables = example_tables()
    tables["axes"] = pd.concat(
        [tables["axes"], pd.DataFrame([{"axis": "sgi", "label_sv": "SGI", "kind": "values"}])]
    )
    tables["values"] = pd.DataFrame(
        [("sgi", "ja", "ja"), ("sgi", "nej", "nej")], columns=["axis", "value", "label_sv"]
    )
    tables["mandates"] = tables["mandates"].assign(sgi=["ja", ""])
    after = Record.from_tables(tables)
    before = Record.from_tables(example_tables())
    found = difference(before, after)
    assert found.only[["kind", "name", "only_in"]].to_numpy().tolist() == [["axis", "sgi", "after"]]
    assert found.regions["situation_sv"].tolist() == ["SGI: nej"]


def test_needs_and_places_that_only_one_record_has_are_named_and_not_compared():
    tables = example_tables()
    tables["needs"] = pd.DataFrame({"need": ["work", "home"], "label_sv": ["arbete", "bostad"]})
    tables["places"] = pd.DataFrame({"place": ["norrsjö", "sörsjö"], "name": ["Norrsjö", "Sörsjö"]})
    found = difference(Record.from_tables(example_tables()), Record.from_tables(tables))
    assert found.only[["kind", "name", "only_in"]].to_numpy().tolist() == [
        ["need", "home", "after"], ["place", "sörsjö", "after"],
    ]  # fmt: skip
    assert found.touched == ()
    assert not len(found.regions)


def test_a_place_that_is_divided_is_compared_in_its_parts():
    # Norrsjö becomes two districts, and the agency keeps one of them.
    tables = example_tables()
    tables["places"] = pd.DataFrame(
        [("norrsjö", "Norrsjö", ""), ("öst", "Öst", "norrsjö"), ("väst", "Väst", "norrsjö")],
        columns=["place", "name", "parent"],
    )
    tables["mandates"] = tables["mandates"].assign(places=["öst", ""])
    before = example_tables()
    before["mandates"] = before["mandates"].assign(places=["norrsjö", ""])
    found = difference(Record.from_tables(before), Record.from_tables(tables))
    assert not len(found.only)
    assert found.regions["situation_sv"].tolist() == ["i Väst"]


def test_an_axis_of_two_kinds_is_refused():
    tables = example_tables()
    tables["axes"] = tables["axes"].assign(kind="values", lowest="", highest="")
    tables["values"] = pd.DataFrame([("age", "ung", "ung")], columns=["axis", "value", "label_sv"])
    tables["mandates"] = tables["mandates"].assign(age="")
    day = date(2026, 11, 1)
    with pytest.raises(InputError, match="'age' holds number in the first record and values"):
        common_space(
            Record.from_tables(example_tables()), Record.from_tables(tables), at=(day, day)
        )


def test_wrong_settings_are_refused():
    with pytest.raises(InputError, match="say 'before' or 'after'"):
        difference(town(), town(), held="both")
    with pytest.raises(InputError, match="say one of Z0, Z1, Z2, Z3"):
        difference(town(), town(), level="G1")


def test_the_records_stay_as_they_are():
    before = town()
    tables = {name: table.copy() for name, table in before.tables.items()}
    what_if(before, [Edit("mandates", "m1", "age", "16–29")])
    assert all(before.tables[name].equals(table) for name, table in tables.items())


def test_the_end_of_the_demonstrations_contract_opens_the_gap_on_the_day_after():
    # The procured rehabilitation in six municipalities is valid to 2026-01-13, that day included.
    record = demo_record()
    found = difference(record, record, at=(date(2026, 1, 13), date(2026, 1, 14)))
    assert found.touched == ("vocational_rehabilitation",)
    assert set(found.regions["change"]) == {"opened"}
    own = found.levels[found.levels["need"] == "vocational_rehabilitation"].set_index("level")
    assert own.loc["Z2", "after"] < own.loc["Z2", "before"]
    assert own["before"].sum() == own["after"].sum() == own["before"].sum()
    # What was written down beforehand: one situation, led on the last day and by nobody after it.
    findings = expected_findings().set_index("case")
    axes = [axis.name for axis in record.axes]
    levels = {}
    for case in ("contract_last_day", "contract_day_after"):
        row = findings.loc[case]
        asked = row[[*axes, "place", "needs", "date"]].to_dict()
        levels[asked["date"]] = level_of(record, asked)["level"].iloc[0]
    assert levels == {"2026-01-13": "Z2", "2026-01-14": "Z0"}


def test_one_renewed_contract_closes_the_gap_again():
    record = demo_record()
    edits = [Edit("Uppdrag", "rehab_contract_ended", "gäller till", "")]
    opened = difference(record, record, at=(date(2026, 1, 13), date(2026, 1, 14)))
    closed = what_if(record, edits, at=date(2026, 1, 14))
    moved = opened.moves[opened.moves["need"] == "vocational_rehabilitation"]
    back = closed.moves[closed.moves["need"] == "vocational_rehabilitation"]
    one = {(r.level_before, r.level_after): r.count_ for r in _named(moved)}
    other = {(r.level_after, r.level_before): r.count_ for r in _named(back)}
    assert one == other


def _named(table):
    return table.rename(columns={"count": "count_"}).itertuples()


def test_an_edit_is_the_difference_of_the_two_records():
    record = town()
    edits = [Edit("mandates", "m1", "age", "16–29")]
    one, other = what_if(record, edits), difference(record, town(ages=("16–29", "30+")))
    for name in ("levels", "moves", "marks", "regions", "zones"):
        assert getattr(one, name).equals(getattr(other, name)), name
    assert [step.name for step in one.recipe.steps[-2:]] == ["edited", "difference"]
