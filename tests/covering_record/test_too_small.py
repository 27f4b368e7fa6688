"""A target group too small for one municipality is shared with a neighbour, or widened."""

from dataclasses import replace

import numpy as np
import pytest

from collab_graph.covering.changes import changed
from collab_graph.covering.too_small import too_small_groups
from collab_graph.datasets.shipped import demo_record
from collab_graph.record.contracts import COVERING_ROLES
from mobility.foundation.errors import InputError
from tests.covering_record.dense_people import people_of
from tests.covering_record.oracle import Dense
from tests.covering_record.small_records import LEAVES, TODAY, random_record, record_of, table

GROUP = {"mandate": "m", "actor": "A", "needs": "work", "role": "deliver", "strength": "lead",
         "force": "must", "source": "practice"}  # fmt: skip


def persons(place, number, age="4", sgi="yes"):
    return {"place": place, "needs": "work", "persons": str(number), "age": age, "sgi": sgi}


def near(record, *ways):
    rows = [{"from": a, "to": b, "minutes": str(m)} for a, b, m in ways]
    return replace(record, tables={**record.tables, "travel": table("travel", rows)})


def planted(row=(), ways=(("island", "north", 35),)):
    """Nine in the north, where the group is worked with, and four on the island, where not."""
    people = [persons("north", 9), persons("island", 4)]
    return near(record_of([GROUP | {"places": "north"} | dict(row)], population=people), *ways)


def test_four_on_the_island_share_with_nine_in_the_north():
    found = too_small_groups(planted())
    row = found.table[found.table["place"] == "island"].iloc[0]
    assert (row["remedy"], row["with_place"], row["minutes"]) == ("share", "north", 35)
    assert (row["persons"], row["open_persons"], row["persons_together"]) == (4, 4, 13)
    assert row["text_sv"] == (
        "4 personer i Ön är för få för en egen grupp hos A. Dela med Norr (35 minuter) – låt A "
        "verka även i Ön: 13 tillsammans."
    )


def test_sharing_closes_the_gap_it_is_a_repair_of():
    record = planted()
    found = too_small_groups(record)
    after = changed(record, found.changes[list(found.table["place"]).index("island")])
    before, now = (~Dense(r).out_of("possible")[1][1, 4, 0, 2, TODAY] for r in (record, after))
    assert before
    assert not now


def test_what_both_places_have_already_is_shared_without_a_change():
    found = too_small_groups(planted({"places": "north; island"}))
    assert found.table["remedy"].tolist() == ["share", "share"]
    assert found.table["cost"].tolist() == [0, 0]
    assert found.changes == ((), ())


def test_without_a_neighbour_the_group_is_widened_by_the_narrowest_value():
    # On the island 4 are four years old, 7 three and 20 two: three years more make 11.
    people = [persons("island", 4, "4"), persons("island", 7, "3"), persons("island", 20, "2")]
    rows = [GROUP | {"age": "4"}, GROUP | {"mandate": "n", "actor": "B", "age": "3", "strength": "support"}]  # fmt: skip # noqa: E501
    table = too_small_groups(record_of(rows, population=people)).table
    own = table[table["mandate"] == "m"]
    assert own["remedy"].unique().tolist() == ["widen"]
    assert own["persons_together"].tolist()[0] == 11


def test_a_place_too_far_away_is_no_neighbour():
    table = too_small_groups(planted(ways=[("island", "north", 61)])).table
    assert table["remedy"].tolist() == ["", ""]
    assert "Ingen plats i närheten" in table["text_sv"][1]
    assert set(too_small_groups(planted(ways=[("island", "north", 61)]), minutes=61).table["remedy"]) == {"share"}  # fmt: skip # noqa: E501


def test_a_group_that_is_large_enough_or_decided_about_is_none_of_it():
    assert len(too_small_groups(planted(), fewest=4).table) == 0
    assert len(too_small_groups(planted({"role": "decide"})).table) == 0


def test_what_costs_say_cannot_be_done_is_no_way_out():
    record = planted()
    no = table("costs", [{"change": "place", "possible": "no"}])
    found = too_small_groups(replace(record, tables={**record.tables, "costs": no}))
    assert found.table["remedy"].tolist() == ["", ""]


def test_a_record_without_persons_has_no_groups():
    with pytest.raises(InputError, match="2 problem"):
        too_small_groups(record_of([GROUP]), fewest=0)


def test_groups_are_those_that_the_definitions_count():
    """In the place, with a need it covers, all criteria met but the place: case by case."""
    for seed in range(30):
        record = random_record(seed)
        folk = people_of(record)
        if folk is None:
            continue
        free = record.tables["mandates"].assign(places="")
        free = free.assign(places=record.tables["mandates"]["places"].where(lambda p: p == "?", ""))
        everywhere = Dense(replace(record, tables={**record.tables, "mandates": free}))
        found = too_small_groups(record, fewest=5).table
        for n, row in enumerate(record.tables["mandates"].to_dict("records")):
            if row["role"] not in (*COVERING_ROLES, "coordinate"):
                continue
            covers = everywhere.covers["certain", n][..., TODAY]
            counts = np.zeros(len(LEAVES))
            for needs, share in folk:
                if needs:
                    counts += (share * covers[sorted(needs)].any(axis=0)).sum(axis=(0, 1))
            own = found[found["mandate"] == row["mandate"]]
            for leaf, persons_there in zip(own["place"], own["persons"], strict=True):
                assert persons_there == pytest.approx(counts[LEAVES.index(leaf)]), (seed, row)
                assert 0 < persons_there < 5


def test_in_the_demonstration_a_small_clinic_group_is_shared():
    found = too_small_groups(demo_record())
    row = found.table[found.table["remedy"] == "share"].iloc[0]
    assert (row["place_name"], row["with_place_name"], row["persons"]) == ("Kvarnfabel", "Storhitta", 4)  # fmt: skip # noqa: E501
    assert row["persons_together"] == 38
