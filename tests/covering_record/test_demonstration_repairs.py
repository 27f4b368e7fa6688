"""In the demonstration one agreement closes what the contract's end opened, for as many persons."""

import pandas as pd
import pytest

from collab_graph.covering.levels import out_of
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.people import people
from collab_graph.covering.points import holding
from collab_graph.covering.repairs import repairs
from collab_graph.covering.repairs_spanner import repaired
from collab_graph.datasets.shipped import demo_record

CONTRACT = "rehab_contract_ended"


@pytest.fixture(scope="module")
def record():
    return demo_record()


@pytest.fixture(scope="module")
def three(record):
    return repairs(record, budget=3)


def open_cases(record, counted, need=None):
    """The cases of a record's persons that nobody leads for, counted anew."""
    system = System.of(record, at=record.reference_date)
    cases = people(counted, System.of(counted, at=counted.reference_date).atoms).cases()
    reached = holding(out_of(system, "Z1", holds="possible"), cases.values).any(axis=1)
    asked = True if need is None else cases.values[:, -1] == system.atoms.needs.index(need)
    return cases.weights[~reached & asked].sum()


def test_the_contract_is_prolonged_by_one_agreement(three):
    row = three.table[three.table["mandate"] == CONTRACT].iloc[0]
    assert (row["kind"], row["source"], row["cost"]) == ("until", "agreement", 1)
    assert row["decision_sv"] == (
        "En överenskommelse med Leverantören Steget vidare stänger 430 personers lucka: låt "
        "Leverantören Steget vidare fortsätta till och med 2026-12-31 – gäller "
        "Arbetslivsinriktad rehabilitering (uppdraget rehab_contract_ended)."
    )


def test_the_agreement_closes_for_430_persons_who_need_rehabilitation(record, three):
    change = next(c for c in three.changes if c.mandate == CONTRACT)
    after = repaired(record, [change])
    need = "vocational_rehabilitation"
    assert open_cases(record, record, need) - open_cases(after, record, need) == 430


def test_three_changes_together_close_what_is_counted_anew(record, three):
    # 430 by the contract, 1,391 and 764 by two decisions of the municipality; nobody twice.
    after = repaired(record, three.changes)
    assert open_cases(record, record) - open_cases(after, record) == 430 + 1391 + 764
    assert three.closed_cases == 2585
    assert three.gap == 0


def test_no_law_is_changed_where_costs_say_it_cannot_be(record, three):
    assert "law" not in set(three.table["source"])
    may = repairs(record, budget=1, costs=pd.DataFrame({"source": ["law"], "possible": ["yes"]}))
    assert may.table["source"].tolist() == ["law"]
    assert may.closed_cases > 1391


def test_what_is_left_in_every_place_adds_up(three):
    places = three.places
    assert places["open"].sum() == three.open_cases
    assert (places["open"] - places["closed"]).tolist() == places["left"].tolist()
