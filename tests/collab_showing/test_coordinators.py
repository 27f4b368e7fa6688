"""What a report says would hold needs together that nobody does, counted by hand."""

from dataclasses import replace

import pandas as pd

from collab_graph.saving.zones_workbook import zones_tables
from collab_graph.showing.zones_content import zones_content
from collab_graph.showing.zones_view import zones_view
from tests.village import village


def led(**coordinator):
    """The village where the agency leads work and the municipality money, for everybody."""
    record = village()
    mandates = record.tables["mandates"]
    mandates = mandates.assign(
        age=["16–66", *mandates["age"][1:]], places=[*mandates["places"][:2], ""]
    )
    if coordinator:
        row = dict.fromkeys(mandates.columns, "")
        row |= {"mandate": "m4", "role": "coordinate", "strength": "lead", "force": "must",
                "source": "agreement", "reference": "avtal 4"} | coordinator  # fmt: skip
        mandates = pd.concat([mandates, pd.DataFrame([row])], ignore_index=True)
    return replace(record, tables={**record.tables, "mandates": mandates})


def view_of(record, smallest=1):
    return zones_view(record, at=record.reference_date, smallest_cell=smallest)


def told(record):
    return zones_content(view_of(record))["uncoordinated"]


def test_the_cheapest_change_of_a_coordinator_stands_at_the_set():
    # The municipality holds together work, everywhere: to name money too closes all of it.
    found = told(led(actor="KO", needs="work"))
    (one,) = found["sets"]
    assert one["persons"] == {"n": 20}
    (change,) = one["changes"]
    assert change["label"]["sv"] == "låt Kommunen hålla ihop även pengar"
    assert (change["whole"], change["share"], change["cost"]) == (True, 1.0, 1.0)
    assert (change["decided"]["en"], change["reference"]) == ("agreement", "avtal 4")
    assert found["new"] == {"who": ["Kommunen"], "cost": 1.0, "known": True}


def test_one_place_more_is_said_as_its_share_of_the_situations():
    # It holds both needs together, but only for the young in Storby.
    found = told(led(actor="KO", needs="work; money", places="storby", age="16–29"))
    (one,) = found["sets"]
    said = {change["label"]["sv"]: change["share"] for change in one["changes"]}
    # Open: the old in Storby, young and old in Norrsjö. Either change alone closes one of three.
    assert said == {
        "låt Kommunen ta emot även 30 år och äldre": 1 / 3,
        "låt Kommunen verka även i Norrsjö": 1 / 3,
    }


def test_where_nobody_coordinates_those_who_lead_could_be_mandated():
    found = told(led())
    assert found["sets"][0]["changes"] == []
    assert found["new"] == {
        "who": ["Arbetsförmedlingen", "Kommunen"], "cost": 1.0, "known": False,
    }  # fmt: skip


def test_of_a_set_that_is_not_shown_nothing_is_told():
    view = view_of(led(actor="KO", needs="work"), smallest=60)
    found = zones_content(view)["uncoordinated"]
    assert (found["sets"], found["withheld"], found["new"]) == ([], 1, None)
    assert len(zones_tables(view, language="en")["Nearest to hold together"]) == 0


def test_the_workbook_has_every_change():
    tables = zones_tables(view_of(led(actor="KO", needs="work")), language="en")
    (row,) = tables["Nearest to hold together"].to_dict("records")
    assert row["change"] == "let Kommunen hold money together too"
    assert row["share of situations held together"] == 1
