"""Groups too small by themselves on the report, counted by hand in the village."""

from dataclasses import replace

import pandas as pd
import pytest

from collab_graph.saving.zones_workbook import zones_tables
from collab_graph.showing.zones_content import zones_content
from collab_graph.showing.zones_view import zones_view
from mobility.foundation.errors import InputError
from tests.village import village


def near(minutes="35", *, age="16–29", costs=(), **asked):
    """The municipality delivers support with money to the young in Storby, half an hour away."""
    record = village(**asked)
    mandates = record.tables["mandates"]
    own = mandates["mandate"] == "m3"
    mandates = mandates.assign(
        role=mandates["role"].where(~own, "deliver"), age=mandates["age"].where(~own, age)
    )
    travel = pd.DataFrame([{"from": "storby", "to": "norrsjö", "minutes": minutes}])
    more = {"mandates": mandates, "travel": travel}
    if len(costs):
        named = record.tables["costs"].columns
        blank = dict.fromkeys(named, "")
        more["costs"] = pd.DataFrame([blank | row for row in costs], columns=named)
    return replace(record, tables={**record.tables, **more})


def found(record=None, **asked):
    record = near() if record is None else record
    return zones_view(record, at=record.reference_date, **asked)


def content(record=None, **asked):
    return zones_content(found(record, **asked))["too_few"]


def test_three_young_in_norrsjö_share_with_fifty_in_storby():
    # Money, 20 years old: 3 in Norrsjö, where nobody delivers it, and 50 in Storby.
    (mandate,) = content(smallest_cell=1)["mandates"]
    assert (mandate["mandate"], mandate["actor"]) == ("m3", "Kommunen")
    (group,) = mandate["groups"]
    assert (group["place"], group["works"], group["persons"]) == ("Norrsjö", False, {"n": 3})
    (shared,) = group["shared"]
    assert (shared["places"], shared["minutes"], shared["persons"]) == (["Storby"], 35, {"n": 53})
    (change,) = shared["changes"]
    assert change["label"]["sv"] == "låt Kommunen verka även i Norrsjö – gäller pengar"
    assert change["decided"]["sv"] == "lag"


def test_a_group_is_not_told_of_where_nothing_may_be_said_of_it():
    # 53 are printed together, and in so small a village it would show that three are the rest.
    view = found()
    assert view.counts.of("too few", 0).said() == {}
    assert zones_content(view)["too_few"]["mandates"] == []


def test_a_group_is_not_told_of_where_that_would_say_more_than_its_count():
    # "Fewer than 20" may be said; that it is fewer than ten, which being listed tells, may not.
    assert content(smallest_cell=10)["mandates"] == []


def test_to_be_listed_does_not_tell_that_anybody_is_there():
    record = near()
    people = record.tables["population"]
    young = (people["place"] == "norrsjö") & (people["age"] == "20")
    without = replace(record, tables={**record.tables, "population": people[~young]})
    # Three young persons or none: the page says the same, here nothing. Were "fewer than 10" said
    # of them, and fewer than 5 of the rest, fifty others would be known to within four.
    assert content(without)["mandates"] == content(record)["mandates"] == []


def test_a_place_too_far_away_shares_nothing():
    (mandate,) = content(near("61"), smallest_cell=1)["mandates"]
    (group,) = mandate["groups"]
    assert group["shared"] == []
    # One value more: those from 30 on, 20 of whom need money.
    (wider,) = group["wider"]
    assert wider["persons"] == {"n": 23}


def test_what_costs_say_cannot_be_done_is_not_named():
    no = [{"change": "place", "possible": "no"}]
    (mandate,) = content(near(costs=no), smallest_cell=1)["mandates"]
    assert mandate["groups"][0]["shared"] == []


def test_how_many_a_group_takes_can_be_said():
    assert content(smallest_cell=1, group_size=3)["mandates"] == []
    with pytest.raises(InputError, match="more than 0"):
        content(group_size=0)


def test_a_record_without_population_has_no_such_section():
    record = near(population=False)
    assert content(record) is None
    assert "Too few for a group" not in zones_tables(found(record), language="en")


def test_the_workbook_has_a_row_for_each_way_out():
    table = zones_tables(found(smallest_cell=1), language="en")["Too few for a group"]
    row = table.iloc[0].to_dict()
    assert len(table) == 1
    assert (row["place"], row["persons there"], row["a group takes"]) == ("Norrsjö", 3, 10)
    assert (row["way out"], row["with"], row["persons together"]) == ("share", "Storby", 53)
    assert (row["enough"], row["change"]) == (
        "yes",
        "let Kommunen work in Norrsjö too – concerning money",
    )
