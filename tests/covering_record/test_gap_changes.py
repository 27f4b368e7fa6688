"""What closes a gap in time, worked by hand and by making the change."""

from collections import Counter

import numpy as np

from collab_graph.covering.changes import changed
from collab_graph.covering.gap_changes import gap_changes
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.time_gaps import gaps, time_gaps
from collab_graph.datasets.shipped import demo_record
from collab_graph.record.edited import edited
from collab_graph.record.edits import Edit
from collab_graph.saving.ways_tables import gaps_table
from collab_graph.showing.zones_view import zones_view
from tests.covering_record.oracle import Dense
from tests.covering_record.small_records import DAYS, SYSTEMS, random_record, record_of
from tests.covering_record.test_every_situation import grid, reached

LEAD = {"actor": "A", "needs": "income", "role": "decide", "strength": "lead",
        "force": "must", "source": "law"}  # fmt: skip
ENDS = {**LEAD, "mandate": "old", "valid_to": DAYS[1].isoformat()}
BEGINS = {**LEAD, "mandate": "new", "actor": "B", "valid_from": DAYS[4].isoformat()}


def offered(record):
    """Every change offered for every gap: kind, mandate, day and whether it closes all of it."""
    system = System.of(record)
    return [
        (one.change.kind, one.change.mandate, one.change.value, one.whole)
        for gap in gaps(system, "certain")
        for one in gap_changes(system, gap, range(len(system.atoms.needs)), "certain")
    ]


def test_the_first_goes_on_until_the_day_before_the_next_or_the_next_begins_at_once():
    # Led to the 2nd and from the 5th: to the 4th, or from the 3rd.
    assert offered(record_of([ENDS, BEGINS])) == [
        ("until", "old", "2026-01-04", True),
        ("from", "new", "2026-01-03", True),
    ]


def test_what_closes_a_part_only_is_told_as_such_and_comes_last():
    # The old one took everybody; of the new ones one takes those with SGI, one the rest.
    some = {**BEGINS, "mandate": "some", "sgi": "yes"}
    rest = {**BEGINS, "mandate": "rest", "sgi": "no; unclear"}
    assert offered(record_of([ENDS, some, rest])) == [
        ("until", "old", "2026-01-04", True),
        ("from", "some", "2026-01-03", False),
        ("from", "rest", "2026-01-03", False),
    ]


def test_the_sheet_of_gaps_names_what_closes_each_wholly():
    record = record_of([ENDS, {**BEGINS, "sgi": "yes"}])
    table = gaps_table(zones_view(record, at=DAYS[3]), language="sv")
    # The new one would be there for those with SGI, who are all that the gap is of.
    assert table["stängs helt av en av"].tolist() == [
        "låt A fortsätta till och med 2026-01-04; låt B börja den 2026-01-03"
    ]


def test_nothing_is_offered_towards_a_day_that_nobody_knows():
    system = System.of(record_of([{**ENDS, "valid_to": "?"}, BEGINS]))
    found = list(gaps(system, "possible"))
    assert found
    assert all(
        not gap_changes(system, gap, [0], "possible") for gap in found if gap.ended[0].edge is None
    )


def test_a_change_closes_all_or_a_part_as_every_situation_of_the_changed_record_says():
    seen = Counter()
    for seed in range(SYSTEMS // 8):
        record = random_record(seed, kind="dated")
        system = System.of(record)
        points = grid(system)
        for gap in gaps(system, "certain"):
            inside = reached(gap.inside, points) & ~reached(gap.outside, points)
            for need in np.flatnonzero(inside.any(axis=(1, 2, 3, 4))).tolist():
                here = inside & (np.arange(len(inside)) == need)[:, None, None, None, None]
                for one in gap_changes(system, gap, [need], "certain"):
                    led = Dense(changed(record, [one.change])).out_of("possible")[1]
                    assert (here & led).any(), (seed, one)
                    assert one.whole == (not (here & ~led).any()), (seed, one)
                    seen[one.whole] += 1
    assert min(seen[True], seen[False]) >= SYSTEMS / 100, seen


def test_what_the_demonstration_offers_closes_its_gap_on_every_day():
    # Prolonged to the end of the year, as the day looked at asks for, it opens again in January.
    record = demo_record()
    assert offered(record)[0] == ("until", "rehab_contract_ended", "2027-02-28", True)
    longer = Edit("mandates", "rehab_contract_ended", "valid_to", "2027-02-28")
    assert time_gaps(edited(record, [longer])).empty
