"""What a change brings besides, against the counts of near misses and worked by hand."""

from collections import Counter
from dataclasses import replace

from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.near_misses import changes_of, near_misses
from collab_graph.covering.side_effects import side_effects
from tests.covering_record.small_records import DAYS, SYSTEMS, TODAY, random_record, record_of

LEAD = {"actor": "A", "needs": "income", "role": "decide", "strength": "lead",
        "force": "must", "source": "law"}  # fmt: skip
HERE = {**LEAD, "mandate": "here", "age": "0–1", "capacity": "10", "occupied": "7"}
THERE = {**LEAD, "mandate": "there", "actor": "B", "age": "2–", "places": "north"}


def brought(*rows, collaborations=()):
    """By the wish, with whom it is contested then and how many places are free."""
    record = record_of(rows, collaborations=collaborations)
    system = System.of(record, at=record.reference_date)
    changes = changes_of(near_misses(record))
    found = side_effects(system, changes, "certain")
    return {c.label_sv: one for c, one in zip(changes, found, strict=True)}


def test_who_leads_there_already_is_told_and_how_many_places_are_free():
    # From 2 years B leads in the north, so A would be the second one there; 10 − 7 = 3 are free.
    found = brought(HERE, THERE)
    own = found["låt A ta emot även 2 år och äldre"]
    assert (own.contests, own.free) == (("B",), 3)
    # In the south nobody leads: B would be alone from 2 years.
    other = found["låt B verka även i Söder"]
    assert (other.contests, other.free) == ((), None)


def test_nothing_is_contested_where_an_agreement_names_both_or_one_yields():
    agreed = {"collaboration": "c", "actors": "A; B", "kind": "agreement", "needs": "income"}
    wish = "låt A ta emot även 2 år och äldre"
    assert brought(HERE, THERE, collaborations=[agreed])[wish].contests == ()
    assert brought(HERE, {**THERE, "yields_to": "A"})[wish].contests == ()


def test_somebody_is_told_of_exactly_where_a_situation_becomes_contested():
    # Without a population every situation that becomes contested is counted.
    seen = Counter()
    for seed in range(SYSTEMS // 5):
        record = random_record(seed)
        nobody = {name: record.tables[name].head(0) for name in ("population", "margins")}
        record = replace(record, tables={**record.tables, **nobody})
        table = near_misses(record, at=DAYS[TODAY])
        found = side_effects(System.of(record, at=DAYS[TODAY]), changes_of(table), "certain")
        told = [bool(one.contests) for one in found]
        assert told == (table["newly_contested"] > 0).tolist(), seed
        seen.update(told)
    assert min(seen[True], seen[False]) >= 1, seen
