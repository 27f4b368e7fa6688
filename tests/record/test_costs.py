"""What a change costs is what the row says that says most."""

import pandas as pd
import pytest

from collab_graph.record.contracts import COSTS
from collab_graph.record.costs import Costs
from collab_graph.record.record import Record, example_tables
from mobility.foundation.errors import InputError

COLUMNS = [column.name for column in COSTS.columns]


def costs(*rows):
    table = pd.DataFrame([{c: row.get(c, "") for c in COLUMNS} for row in rows], columns=COLUMNS)
    return Costs.of(table, {"FK": ("FK", "FK_sick"), "FK_sick": ("FK_sick",)})


def price(found, change="value", mandate="m", actor="FK_sick", source="law"):
    return found.price(change, mandate, actor, source)


def test_an_ordinary_change_costs_one():
    assert price(costs()) == 1
    assert price(costs({"actor": "AF", "cost": "7"})) == 1


def test_a_row_for_an_organisation_holds_for_its_units():
    assert price(costs({"actor": "FK", "cost": "7"})) == 7
    assert price(costs({"actor": "FK_sick", "cost": "7"}), actor="FK") == 1


def test_the_row_that_says_most_holds_and_of_equals_the_last():
    rows = [{"cost": "2"}, {"change": "value", "source": "law", "cost": "5"}, {"change": "value", "cost": "3"}]  # fmt: skip # noqa: E501
    assert price(costs(*rows)) == 5
    assert price(costs(*rows), source="practice") == 3
    assert price(costs(*rows), change="place") == 2
    assert price(costs({"change": "value", "cost": "3"}, {"source": "law", "cost": "4"})) == 4


def test_of_rows_that_say_as_much_a_no_holds_whichever_comes_first():
    # Rules of law cannot be changed here; a place costs 2 — but not one that the law says.
    no, two = {"source": "law", "possible": "no"}, {"change": "place", "cost": "2"}
    for rows in ([no, two], [two, no]):
        assert price(costs(*rows), change="place") is None
        assert price(costs(*rows), change="place", source="practice") == 2
    said_more = {"change": "place", "source": "law", "cost": "3"}
    assert price(costs(no, two, said_more), change="place") == 3


def warned(*rows):
    tables = example_tables()
    tables["costs"] = pd.DataFrame([{c: row.get(c, "") for c in COLUMNS} for row in rows])
    found = Record.from_tables(tables).warnings
    return found.loc[found["sheet"] == "costs", ["row", "value"]].to_numpy().tolist()


def test_two_rows_that_say_as_much_and_something_else_of_one_change_are_warned_of():
    assert warned({"source": "law", "possible": "no"}, {"change": "place", "cost": "2"}) == [
        [3, "place"]
    ]
    assert warned({"mandate": "m1", "cost": "2"}, {"actor": "AF", "cost": "3"}) == [[3, "AF"]]


@pytest.mark.parametrize("rows", [
    # Of other changes; of another's mandate; the second says more; both say the same.
    [{"change": "place", "cost": "2"}, {"change": "period", "cost": "3"}],
    [{"mandate": "m1", "cost": "2"}, {"actor": "FK", "cost": "3"}],
    [{"source": "law", "possible": "no"}, {"change": "place", "actor": "FK", "cost": "2"}],
    [{"source": "law", "cost": "2"}, {"change": "place", "cost": "2"}],
])  # fmt: skip
def test_rows_that_do_not_contradict_each_other_are_not_warned_of(rows):
    assert warned(*rows) == []


@pytest.mark.parametrize("row", [
    {"possible": "no"}, {"possible": "no", "cost": "3"}, {"source": "law"}, {"cost": "?"},
    {"possible": "?", "cost": "3"},
])  # fmt: skip
def test_what_is_not_possible_or_not_priced_has_no_price(row):
    assert price(costs(row)) is None


def test_a_yes_without_a_cost_is_an_ordinary_change():
    assert price(costs({"possible": "yes"})) == 1
    assert price(costs({"possible": "yes", "cost": "0"})) == 0


def test_a_sheet_of_costs_is_read_in_both_languages_and_its_faults_are_named():
    tables = example_tables()
    tables["costs"] = pd.DataFrame(
        {
            "ändring": ["plats", "tid"],
            "aktör": ["Försäkringskassan", ""],
            "möjlig": ["", "nej"],
            "kostnad": ["2", ""],
        }
    )
    rows = Record.from_tables(tables).tables["costs"]
    assert rows["change"].tolist() == ["place", "period"]
    assert rows["actor"].tolist() == ["FK", ""]
    tables["costs"] = pd.DataFrame({"change": ["plaats"], "mandate": ["m9"], "cost": ["-1"]})
    with pytest.raises(InputError) as error:
        Record.from_tables(tables)
    assert len(error.value.problems) == 3


def test_a_record_without_the_sheet_costs_nothing_says_nothing():
    assert len(Record.from_tables(example_tables()).tables["costs"]) == 0
