"""Whom a repair with boundary spanners helps, counted by the report and by the repair itself."""

from collections import Counter

import pytest

from collab_graph.covering.repairs import repairs
from collab_graph.covering.zones import grey_zones
from collab_graph.showing.marks import mark_lists, mark_zones
from collab_graph.showing.unmet import unmet
from collab_graph.showing.ways_out import closed, ways_out
from tests.covering_record.small_records import DAYS, TODAY, random_record

SEEDS = range(16)


def test_the_report_counts_whom_a_repair_with_spanners_helps_as_the_repair_does():
    seen = Counter()
    for seed in SEEDS:
        record, day = random_record(seed), DAYS[TODAY]
        found = grey_zones(record, at=day)
        folk = found.population
        if folk is None or folk.spread:
            continue
        one = repairs(record, budget=2, spanner="A", at=day)
        ways = ways_out(record, found, at=day, certain=True, fewest=0, asked=(one,))
        marks = mark_lists(record, found.system, folk, mark_zones(found.system), at=day)
        near = closed(ways, found, [], folk, unmet(found, folk), marks.in_uncoordinated, fewest=0, most=3)  # fmt: skip # noqa: E501
        assert near.by_repair[:, -1] @ folk.weights == pytest.approx(one.persons), seed
        parts = len(found.system.atoms.needs) + 1
        gaps = near.by_repair_need[:, -parts:].sum(axis=1) @ folk.weights
        assert gaps in (pytest.approx(one.closed_cases), 0), seed
        seen["spanners"] += any(change.kind == "spanner" for change in one.changes)
        seen["several"] += bool(gaps)
    assert min(seen["spanners"], seen["several"]) >= 1, seen
