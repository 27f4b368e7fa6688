"""Margins as they are read: what contradicts is refused at once, what cannot be used is said."""

import pytest

from collab_graph.record.faults import RecordFault
from mobility.foundation.errors import InputError
from tests.covering_record.margin_world import world


def faults(margins, **more):
    with pytest.raises(InputError) as caught:
        world(margins, **more)
    assert all(isinstance(fault, RecordFault) for fault in caught.value.problems)
    return [(fault.row, fault.column, fault.sentence("sv")) for fault in caught.value.problems]


def warned(margins, population=()):
    table = world(margins, population).warnings
    some = table[table["sheet"].isin(["margins", "needs"])]
    return list(zip(some["sheet"], some["row"], some["warning"], strict=True))


AGES = [["age", "16–17", "north", "30"], ["ålder", "18 och äldre", "north", "70"]]
WORK = [["behov", "arbete", "north", "60"]]
NO_MONEY = ("needs", 3, "no margin counts this need: nobody is counted for it")


def test_need_is_an_axis_by_its_name_in_either_language_and_needs_by_id_or_label():
    table = world([*AGES, *WORK, ["need", "money", "north", "5"]]).tables["margins"]
    assert table["axis"].tolist() == ["age", "age", "need", "need"]
    assert table["value"].tolist() == ["16–17", "18–", "work", "money"]


def test_a_need_that_is_not_in_the_record_is_a_fault_on_its_cell():
    assert [f[:2] for f in faults([*AGES, ["need", "vila", "north", "5"]])] == [(4, "value")]
    assert [f[:2] for f in faults([*AGES, ["need", "?", "north", "5"]])] == [(4, "value")]


def test_every_contradiction_is_named_at_once_with_row_value_and_way_out():
    margins = [
        *AGES,  # 100 in the north, rows 2 and 3
        ["sgi", "yes", "north", "80"], ["sgi", "no; unclear", "north", "40"],  # 120, row 4
        ["need", "work", "north", "101"], ["need", "money", "north", "200"],  # row 6: by rounding
        ["age", "16–19", "south", "10"],  # row 8
        ["sgi", "yes", "south", "11"], ["sgi", "no", "south", "2"],  # 13 of 10, row 9
    ]  # fmt: skip
    found = faults(margins)
    assert [f[:2] for f in found] == [(4, "persons"), (7, "persons"), (9, "persons")]
    assert "'sgi' räknar 120 personer här, inte de 100 som 'age' räknar från rad 2" in found[0][2]
    assert "rätta den ena, eller stryk den" in found[0][2]
    assert "'need' räknar 200 personer här, fler än de 100" in found[1][2]
    assert "'sgi' räknar 13 personer här, fler än de 10" in found[2][2]


def test_sums_that_differ_by_no_more_than_rounding_agree():
    # Four rounded counts may be 4 · ½ = 2 apart in all.
    rows = [*AGES, ["sgi", "yes", "north", "80"], ["sgi", "no; unclear", "north", "22"]]
    world([*rows, *WORK])
    rows[-1] = ["sgi", "no; unclear", "north", "23"]
    assert len(faults([*rows, *WORK])) == 1


def test_a_value_counted_twice_is_a_fault():
    overlap = faults([*AGES, ["age", "17–18", "north", "3"]])
    assert {f[:2] for f in overlap} == {(4, "value")}
    assert "'17–18' överlappar '16–17' på rad 2" in overlap[0][2]
    twice = [["sgi", "yes; no", "north", "3"], ["sgi", "no", "north", "3"]]
    assert [f[:2] for f in faults(twice)] == [(3, "value")]
    assert [f[:2] for f in faults([*WORK, *WORK])] == [(3, "value")]
    unknown = [*AGES, ["age", "?", "north", "1"], ["age", "?", "north", "2"]]
    assert [f[:2] for f in faults(unknown)] == [(5, "value")]
    world([*AGES, ["age", "17–18", "south", "3"]])  # elsewhere


def test_parts_of_a_place_must_fit_in_it_and_fill_it():
    county = [["sgi", "yes; no; unclear", "county", "150"]]
    south = [["age", "16–19", "south", "50"]]
    world([*AGES, *south, *county])
    world([*AGES, *county])
    too_many = faults([*AGES, ["age", "16–19", "south", "60"], *county])
    assert [f[:2] for f in too_many] == [(5, "persons")]
    assert "platsen har 150 personer i allt, men dess delar (från rad 2, 4) har 160" in too_many[0][2]  # fmt: skip # noqa: E501
    too_few = faults([*AGES, ["age", "16–19", "south", "40"], *county])
    assert "har 140, vilket är färre" in too_few[0][2]


def test_margins_that_count_nobody_are_warned_of():
    assert warned([*AGES, *WORK]) == [NO_MONEY]
    unused = "not used: no axis counts every value here"
    half = [["age", "16–17", "south", "30"]]
    assert warned([*AGES, *WORK, *half]) == [NO_MONEY, ("margins", 5, unused)]
    persons = [["north", "work", "3", "16", "yes"]]
    assert warned([*AGES, *WORK], persons) == [
        ("margins", 2, "not used: the population has counts")
    ]
    assert warned([]) == []
    everywhere = "no margin counts this need everywhere here: where none does, nobody is counted"
    south = [["age", "16–19", "south", "10"], ["need", "money", "south", "4"]]
    # Money is not counted in the north (its first row is 2), work not in the south (row 5).
    assert warned([*AGES, *WORK, *south]) == [
        ("margins", 2, everywhere),
        ("margins", 5, everywhere),
    ]
