"""Circles of referrals and dead ends, against walking from every situation."""

from collections import Counter

import pytest

from collab_graph.covering.traps import dead_ends, traps
from tests.covering_record.small_records import DAYS, SYSTEMS, record_of
from tests.covering_record.test_every_mark import asked_of, begun, rows_of, zones_within
from tests.covering_record.test_every_zone import drawn
from tests.covering_record.walks import Walks
from tests.covering_record.widest import situations_of

LOOKED_AT = SYSTEMS if SYSTEMS > 100 else SYSTEMS // 4
"""Walking from every situation takes its time: fewer systems where no long run is asked for."""
LEAD = {"mandate": "m", "actor": "A", "needs": "income", "role": "decide", "strength": "lead",
        "force": "must", "source": "law"}  # fmt: skip


def walks():
    for seed, asked in drawn(with_people=False):
        if seed < LOOKED_AT:
            yield seed, asked, Walks(asked.dense).look(asked.holds)


def reachable(asked, box, need, members):
    inside = situations_of(box)
    return any(
        m["actor"] in members
        and m["role"] in ("assess", "decide", "deliver", "coordinate")
        and (asked.dense.held[asked.holds, i][need] & asked.dense.enters[asked.holds][i])[
            inside
        ].any()
        for i, m in enumerate(asked.dense.mandates)
    )


def test_every_circle_without_an_exit_is_a_trap_in_every_situation_where_it_is_one():
    seen = 0
    for seed, asked, walked in walks():
        expected = Counter()
        for members, cells in walked.traps.items():
            for box, need in zones_within(asked, cells):
                start = begun(asked, (box, need))
                names = "; ".join(sorted(members, key=["A", "a1", "a2", "B", "C"].index))
                expected[(*start, names, reachable(asked, box, need, members))] += 1
        found = rows_of(asked, traps(asked.record, **asked_of(asked)), ["actors", "reachable"])
        assert found == expected, seed
        seen += len(expected) > 0
    assert seen >= LOOKED_AT / 25


def test_every_dead_end_is_listed_in_every_situation_where_it_is_one():
    seen = 0
    for seed, asked, walked in walks():
        expected = Counter()
        for actor, cells in walked.dead_ends.items():
            for box, need in zones_within(asked, cells):
                expected[(*begun(asked, (box, need)), actor)] += 1
        found = rows_of(asked, dead_ends(asked.record, **asked_of(asked)), ["actor"])
        assert found == expected, seed
        seen += len(expected) > 0
    assert seen > LOOKED_AT / 4


def test_two_that_take_people_only_from_each_other_are_a_trap_nobody_can_reach():
    pair = [
        LEAD | {"entry": "referral from B", "sgi": "yes"},
        LEAD | {"mandate": "n", "actor": "B", "entry": "referral from A", "strength": "support"},
    ]
    row = traps(record_of(pair)).iloc[0]
    assert (row["actors"], bool(row["reachable"])) == ("A; B", False)
    assert row["situation_sv"] == "SGI: ja"
    assert len(traps(record_of([*pair, LEAD | {"mandate": "o", "entry": "self"}]))) == 0


def test_a_circle_with_a_door_is_a_trap_until_one_of_it_may_refer_to_a_lead():
    circle = [
        LEAD | {"strength": "support", "entry": "self; referral from B"},
        LEAD | {"mandate": "n", "actor": "B", "entry": "referral from A", "strength": "shared"},
    ]
    assert traps(record_of(circle))["reachable"].tolist() == [True]
    way_out = LEAD | {"mandate": "o", "actor": "C", "entry": "referral from B", "age": "2–"}
    assert traps(record_of([*circle, way_out]))["situation_sv"].tolist() == ["under 2 år"]


def test_a_support_that_may_refer_to_nobody_is_a_dead_end():
    alone = [LEAD | {"strength": "support"}]
    assert dead_ends(record_of(alone))[["need", "actor"]].to_numpy().tolist() == [["income", "A"]]
    lead = LEAD | {"mandate": "n", "actor": "B", "entry": "referral from A"}
    assert len(dead_ends(record_of([*alone, lead]))) == 0


@pytest.mark.parametrize("role", ["pay", "inform"])
def test_who_only_pays_or_informs_receives_nobody(role):
    assert len(dead_ends(record_of([LEAD | {"role": role}]))) == 0


def test_a_dead_end_names_those_it_refers_to_though_nobody_leads_there():
    rows = [
        LEAD | {"strength": "support"},
        LEAD | {"mandate": "n", "actor": "B", "strength": "support", "entry": "referral from A"},
    ]
    found = dead_ends(record_of(rows), at=DAYS[3])
    assert found[["actor", "refers_to"]].to_numpy().tolist() == [["A", "B"], ["B", ""]]
