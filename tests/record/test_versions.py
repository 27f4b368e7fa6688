"""A workbook filled in under an earlier template is read as the present one; a later one is not."""

from dataclasses import replace

import pytest

from collab_graph.record import versions
from collab_graph.record.plain import RawSheet
from collab_graph.record.record import Record, example_tables
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import Step


def raw(version, heading="needs"):
    tables = example_tables()
    tables["about"].loc[len(tables["about"])] = ["mallversion", version]
    sheets = {name: RawSheet.from_table(name, table) for name, table in tables.items()}
    mandates = sheets["mandates"]
    headings = tuple(heading if name == "needs" else name for name in mandates.headings)
    return {**sheets, "mandates": replace(mandates, headings=headings)}


def behoven_to_needs(sheets):
    """A made-up step: version 1 called the column "behoven"."""
    mandates = sheets["mandates"]
    headings = tuple("needs" if name == "behoven" else name for name in mandates.headings)
    return {**sheets, "mandates": replace(mandates, headings=headings)}


def read(sheets):
    return Record.from_sheets(sheets, source="w.xlsx", step=Step.of("test", {}, {}))


def test_version_1_is_the_present_one_and_read_as_it_stands():
    sheets = raw("1")
    assert versions.template_version() == 1
    assert versions.brought_up_to_date(sheets, source="w.xlsx") is sheets
    assert len(read(sheets).tables["mandates"]) == 2


def test_a_record_that_says_no_version_is_read_as_the_present_one():
    sheets = {name: RawSheet.from_table(name, t) for name, t in example_tables().items()}
    assert versions.brought_up_to_date(sheets, source="w.xlsx") is sheets


def test_a_step_takes_an_earlier_version_to_the_present_one(monkeypatch):
    monkeypatch.setattr(versions, "STEPS", (behoven_to_needs,))
    assert versions.template_version() == 2
    record = read(raw("1", "behoven"))
    assert record.tables["mandates"]["needs"].tolist() == ["work", "work"]
    assert record.tables["about"]["value"].tolist()[-1] == "2"


def test_a_step_is_not_taken_by_what_is_of_the_present_version(monkeypatch):
    monkeypatch.setattr(versions, "STEPS", (behoven_to_needs,))
    with pytest.raises(InputError, match="behoven"):
        read(raw("2", "behoven"))


def test_steps_are_taken_from_the_version_on_and_in_their_order(monkeypatch):
    taken = []
    steps = tuple(lambda sheets, n=n: taken.append(n) or sheets for n in (1, 2, 3))
    monkeypatch.setattr(versions, "STEPS", steps)
    versions.brought_up_to_date(raw("2"), source="w.xlsx")
    assert taken == [2, 3]


def test_a_newer_version_is_refused_alone_whatever_else_seems_wrong():
    with pytest.raises(InputError) as refused:
        read(raw("2", "nytt"))
    (fault,) = refused.value.problems
    assert (fault.sheet, fault.row, fault.column, fault.value) == ("about", 4, "value", "2")
    assert "Install the newest" in str(fault)
    assert "gjord för ett nyare program" in fault.sentence("sv")


@pytest.mark.parametrize("version", ["ett", "0", "1,5", "-1"])
def test_what_is_no_version_is_one_fault_among_the_others(version):
    with pytest.raises(InputError) as refused:
        read(raw(version, "nytt"))
    faults = {(fault.sheet, fault.value) for fault in refused.value.problems}
    assert ("about", version) in faults
    assert len(faults) > 1
    fault = next(fault for fault in refused.value.problems if fault.sheet == "about")
    assert fault.sentence("sv").endswith("skriv 1")
