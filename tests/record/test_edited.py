"""A record with edits made is the record that somebody would have filled in so."""

import pandas as pd
import pytest

from collab_graph.datasets.shipped import demo_tables
from collab_graph.record.edited import edited
from collab_graph.record.edits import Edit
from collab_graph.record.record import Record
from mobility.foundation.errors import InputError


@pytest.fixture(scope="module")
def demo():
    return Record.from_tables(demo_tables())


def same(one, other):
    """Whether two records hold the same cells and the same warnings."""
    return all(one.tables[n].equals(other.tables[n]) for n in one.tables) and (
        one.warnings.equals(other.warnings)
    )


def test_no_more_is_changed_than_was_asked_for(demo):
    after = edited(demo, [Edit("Uppdrag", "fk_sickness_benefit", "kontrollerad den", "2020-01-02")])
    tables = demo_tables()
    at = tables["mandates"]["mandate"] == "fk_sickness_benefit"
    tables["mandates"].loc[at, "checked_on"] = "2020-01-02"
    assert same(after, Record.from_tables(tables))
    assert len(after.warnings) == len(demo.warnings) + 1  # checked more than a year before


def test_counts_of_persons_may_be_edited_too(demo):
    after = edited(demo, [Edit("Befolkning", "2", "personer", "1000")])
    tables = demo_tables()
    tables["population"].loc[0, "persons"] = 1000
    assert same(after, Record.from_tables(tables))


def test_a_mandate_takes_its_exclusions_along(demo):
    name = demo.tables["exclusions"]["mandate"].iloc[0]
    after = edited(demo, [Edit("mandates", name, action="remove")])
    assert name not in set(after.tables["mandates"]["mandate"])
    assert name not in set(after.tables["exclusions"]["mandate"])
    gone = (demo.tables["exclusions"]["mandate"] == name).sum()
    assert dict(after.recipe.steps[-1].counts)["went with them"] == gone > 0


def test_an_actor_takes_its_units_and_all_their_mandates_along(demo):
    after = edited(demo, [Edit("Aktörer", "Försäkringskassan", action="remove")])
    actors = demo.tables["actors"]
    units = {"FK", *actors.loc[actors["parent"] == "FK", "actor"]}
    assert len(units) > 1
    assert units & set(demo.tables["mandates"]["actor"])
    assert not units & set(after.tables["mandates"]["actor"])
    assert not units & set(after.tables["interventions"]["actor"])
    for actors in after.tables["collaborations"]["actors"]:
        assert not units & set(actors.split("; "))


def test_an_actor_that_a_way_in_names_stays_without_mandates(demo):
    named = demo.tables["mandates"]["entry"].str.contains("referral from")
    entry = demo.tables["mandates"].loc[named, "entry"].iloc[0]
    actor = entry.split("referral from ")[1].split("; ")[0]
    after = edited(demo, [Edit("actors", actor, action="remove")])
    assert actor in set(after.tables["actors"]["actor"])
    assert actor not in set(after.tables["mandates"]["actor"])
    assert dict(after.recipe.steps[-1].counts)["stay without mandates"] >= 1


def test_an_axis_takes_its_values_and_columns_along(demo):
    after = edited(demo, [Edit("axes", "motivated", action="remove")])
    assert "motivated" not in [axis.name for axis in after.axes]
    assert "motivated" not in after.tables["mandates"]
    assert "motivated" not in after.tables["population"]


def test_a_new_row_is_written_cell_by_cell(demo):
    cells = {"aktör": "AF", "behov": "housing", "roll": "besluta", "styrka": "huvudansvar",
             "tvång": "ska", "grund": "lag"}  # fmt: skip
    edits = [Edit("Uppdrag", "new_one", c, v, "add") for c, v in cells.items()]
    after = edited(demo, edits)
    last = after.tables["mandates"].iloc[-1]
    assert last[["mandate", "actor", "strength", "force"]].tolist() == [
        "new_one", "AF", "lead", "must",
    ]  # fmt: skip
    assert dict(after.recipe.steps[-1].counts)["rows added"] == 1


def test_every_fault_is_named_by_the_line_of_the_edit(demo):
    table = pd.DataFrame(
        [
            ("Updrag", "m", "roll", "ge"),
            ("Uppdrag", "finns_inte", "roll", "ge"),
            ("Uppdrag", "fk_sickness_benefit", "rol", "ge"),
            ("Uppdrag", "fk_sickness_benefit", "uppdrag", "annat"),
            ("Undantag", "9999", "platser", ""),
        ],
        columns=["blad", "rad", "kolumn", "värde"],
    )
    with pytest.raises(InputError) as caught:
        edited(demo, table)
    found = [(p.row, p.column, p.value, p.nearest) for p in caught.value.problems]
    assert [f[:3] for f in found] == [
        (2, "blad", "Updrag"),
        (3, "rad", "finns_inte"),
        (4, "kolumn", "rol"),
        (5, "kolumn", "uppdrag"),
        (6, "rad", "9999"),
    ]
    assert found[0][3] == "Uppdrag"
    assert found[2][3] == "roll"


def test_a_value_that_the_contract_refuses_is_named_by_the_line_of_the_edit(demo):
    edits = [
        Edit("Uppdrag", "fk_sickness_benefit", "styrka", "huvudansvar"),
        Edit("Uppdrag", "fk_sickness_benefit", "roll", "chefa"),
        Edit("Uppdrag", "new_one", "aktör", "AF", "add"),
    ]
    with pytest.raises(InputError) as caught:
        edited(demo, edits)
    said = [(p.sheet, p.row, p.value) for p in caught.value.problems]
    assert ("Ändringar", 3, "chefa") in said
    # The new row lacks needs, role, strength, force and source.
    assert sum(row == 4 for _, row, _ in said) == 5


def test_what_still_names_a_row_taken_away_is_a_fault_with_its_place(demo):
    with pytest.raises(InputError) as caught:
        edited(demo, [Edit("Behov", "housing", action="remove")])
    assert {p.value for p in caught.value.problems} == {"housing"}
    assert {p.sheet for p in caught.value.problems} >= {"mandates", "population"}


def test_a_row_once_taken_away_cannot_be_edited(demo):
    name = "fk_sickness_benefit"
    with pytest.raises(InputError, match="is not a row of the sheet 'mandates'"):
        edited(demo, [Edit("mandates", name, action="remove"), Edit("mandates", name, "role", "")])
