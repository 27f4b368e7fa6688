"""On the demonstration: what single changes close, where referrals go round, how one gets in."""

import numpy as np
import pytest

from collab_graph.covering.boxes import Boxes
from collab_graph.covering.changes import changed
from collab_graph.covering.entry_routes import entry_routes
from collab_graph.covering.levels import out_of
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.measures import InPersons
from collab_graph.covering.near_misses import changes_of, near_misses
from collab_graph.covering.people import people
from collab_graph.covering.traps import traps
from collab_graph.datasets.shipped import demo_record


@pytest.fixture(scope="module")
def record():
    return demo_record()


@pytest.fixture(scope="module")
def found(record):
    return near_misses(record)


def orphaned(record):
    """Cases in G1 at the reference date, counted anew."""
    system = System.of(record, at=record.reference_date)
    folk = people(record, system.atoms)
    assert folk is not None
    measure = InPersons(folk)
    out = measure.region(out_of(system, "Z1", holds="possible"))
    return measure.counted([Boxes.everything(system.atoms.space)], outside=out)["cases"][0]


def test_gains_are_what_is_counted_anew_on_the_changed_record(record, found):
    before = orphaned(record)
    for row in (0, len(found) // 2, len(found) - 1):
        after = orphaned(changed(record, changes_of(found.iloc[[row]])))
        assert before - after == found.loc[row, "cases"]


def test_a_working_spouse_is_one_condition_away_from_the_last_resort(found):
    own = found[
        (found["mandate"] == "social_assistance_sick") & (found["axis"] == "partner_income")
    ]
    row = own.iloc[0]
    assert row["label_sv"] == (
        "låt Socialtjänsten ta emot även vid Partnern har inkomst som räcker för båda: ja "
        "– gäller Inkomst vid sjukdom"
    )
    assert row["source"] == "law"
    # Everybody it closes for is left with the municipality alone.
    assert row["newly_last_resort"] >= row["persons"] > 0


def test_the_most_gained_is_first_and_everything_listed_closes_something(found):
    assert found["persons"].is_monotonic_decreasing
    assert found["persons"].gt(0).all()
    assert set(found["source"]) == {"law", "agreement", "practice"}


def test_the_clubhouse_and_the_occupation_unit_only_refer_to_each_other(record):
    circles = traps(record, at=record.reference_date)
    assert circles["actors"].tolist() == ["occupation_unit; clubhouse"]
    assert circles["need"].tolist() == ["work_training"]
    assert not np.any(circles["reachable"])


def test_psychiatry_is_entered_by_way_of_primary_care(record):
    case = {"health": "psychiatric", "needs": "medical_rehabilitation", "place": "storhitta"}
    routes = entry_routes(record, case)
    own = routes[routes["mandate"] == "psychiatry"]
    assert own["route_sv"].tolist() == [
        "egen ansökan till Primärvården, därifrån remiss till Vuxenpsykiatrin"
    ]
