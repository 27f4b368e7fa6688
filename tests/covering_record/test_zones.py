"""Grey zones of a record: inside their level, as wide as can be, with the right persons."""

import numpy as np
import pytest

from collab_graph.covering.boxes import Boxes, meets
from collab_graph.covering.explaining import disjoint_parts, readable_cover
from collab_graph.covering.levels import LEVELS, out_of
from collab_graph.covering.points import holding
from collab_graph.covering.zones import grey_zones
from mobility.foundation.errors import InputError
from tests.covering_record.oracle import SHAPE, Dense
from tests.covering_record.small_records import (
    ANSWERS,
    DAYS,
    LEAVES,
    NEEDS,
    TODAY,
    random_record,
    record_of,
)
from tests.covering_record.test_every_situation import grid

MANDATE = {"mandate": "m", "actor": "A", "needs": "income", "role": "decide", "strength": "lead",
           "force": "must", "source": "law"}  # fmt: skip


def persons_in(record, inside, needs, out, levels):
    """Persons with a need of the zone whose situation lies in it, by their lowest level there."""
    counts = [0.0] * (len(levels) + 1)
    for row in record.tables["population"].to_dict("records"):
        at = (int(row["age"]), ANSWERS.index(row["sgi"]), LEAVES.index(row["place"]), TODAY)
        own = [n for n in needs if NEEDS[n] in row["needs"].split("; ")]
        if own and inside[(own[0], *at)]:
            ranks = [next((k for k in range(4) if not out[k][(n, *at)]), 4) for n in own]
            counts[min(ranks)] += float(row["persons"])
    return counts


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("certain", [True, False])
def test_every_zone_lies_in_its_level_cannot_be_widened_and_counts_its_persons(level, certain):
    holds = "possible" if certain else "certain"
    number = LEVELS.index(level)
    for seed in range(12):
        record = random_record(seed)
        found = grey_zones(record, level=level, certain=certain)
        points, out = grid(found.system), Dense(record).out_of(holds)
        possible = Dense(record).out_of("possible")[number]
        union = np.zeros(SHAPE, bool)
        reached = out_of(found.system, level, holds=holds)
        for zone, masks in enumerate(found.zones.boxes.to_masks()):
            box = found.zones.boxes.take(np.array([zone]))
            inside = holding(box, points).any(axis=1).reshape(SHAPE)
            assert not (inside & out[number]).any(), seed
            union |= inside
            assert widened(found, masks, reached), seed
            needs = [n for n in range(len(NEEDS)) if masks[-1] >> n & 1]
            counts = persons_in(record, inside, needs, out, LEVELS)
            row = found.table.iloc[zone]
            assert row["persons"] == sum(counts), seed
            split = [row[f"persons_{k}"] for k in LEVELS[: number + 1]]
            assert split == counts[: number + 1], seed
            assert row["mark"] == ("possible" if (inside & possible).any() else "certain"), seed
        assert (union == ~out[number]).all(), seed


def widened(found, masks, reached):
    """Whether every value that could be added on any axis but need would meet a mandate."""
    full = found.system.atoms.full
    wider = [
        (*masks[:at], masks[at] | 1 << value, *masks[at + 1 :])
        for at in range(len(masks) - 1)
        for value in range(full[at].bit_length())
        if not masks[at] >> value & 1
    ]
    needs = [1 << n for n in range(len(NEEDS)) if masks[-1] >> n & 1]
    return all(
        meets(reached, Boxes.from_masks(found.system.atoms.space, [(*box[:-1], need)])).any()
        for box in wider
        for need in needs
    )


def test_parts_and_cover_count_the_uncovered_cases_exactly():
    for seed in range(25):
        record = random_record(seed)
        found = grey_zones(record)
        out = Dense(record).out_of("possible")[1]
        cases = 0.0
        for row in record.tables["population"].to_dict("records"):
            at = (int(row["age"]), ANSWERS.index(row["sgi"]), LEAVES.index(row["place"]), TODAY)
            own = [NEEDS.index(n) for n in row["needs"].split("; ")]
            cases += sum(float(row["persons"]) for n in own if not out[(n, *at)])
        assert disjoint_parts(found)["cases"].sum() == cases, seed
        cover = readable_cover(found, shares=(1.0,))
        assert cover["gain"].sum() == cases, seed


def test_tau_keeps_exactly_the_zones_of_that_many_persons():
    for seed in range(12):
        record = random_record(seed)
        every, some = grey_zones(record), grey_zones(record, tau=6)
        heavy = every.single.boxes.take(every.single.weights >= 6)
        assert sorted(heavy.to_masks()) == sorted(some.single.boxes.to_masks()), seed
        assert some.complete


def test_only_what_occurs_is_kept_and_still_widened_over_what_does_not():
    for seed in range(12):
        record = random_record(seed)
        every, some = grey_zones(record), grey_zones(record, occurring=True)
        inhabited = every.single.boxes.take(every.single.weights > 0)
        assert sorted(inhabited.to_masks()) == sorted(some.single.boxes.to_masks()), seed


def test_without_a_population_zones_are_found_and_ranked_by_what_they_span():
    found = grey_zones(record_of([{**MANDATE, "age": "2–"}]), at=DAYS[TODAY])
    assert found.table["situation_sv"].tolist() == ["alla", "under 2 år"]
    assert "persons" not in found.table
    assert found.table["needs"].tolist() == ["work; coordination", "income"]


def test_a_threshold_without_a_population_is_refused():
    with pytest.raises(InputError, match="need a population"):
        grey_zones(record_of([MANDATE]), tau=5)


def test_a_contract_that_ends_leaves_a_dated_zone():
    found = grey_zones(record_of([{**MANDATE, "valid_to": DAYS[1].isoformat()}]))
    zone = found.table[found.table["needs"] == "income"].iloc[0]
    assert zone["situation_sv"] == f"från och med {DAYS[2]}"
    blocker = found.blockers[found.blockers["zone"] == zone["zone"]].iloc[0]
    assert (blocker["condition"], blocker["missing"]) == ("valid_to", 1)


def test_a_mandate_for_a_county_holds_in_what_lies_below_it():
    found = grey_zones(record_of([{**MANDATE, "places": "county"}]), at=DAYS[TODAY])
    zone = found.table[found.table["needs"] == "income"].iloc[0]
    assert zone["wording_sv"].startswith("i Ön: ingen aktör alls. Närmast: A — faller på platsen")


def test_an_unknown_criterion_is_no_certain_gap_but_a_possible_one():
    record = record_of([{**MANDATE, "sgi": "?"}])
    certain, possible = (grey_zones(record, certain=c, at=DAYS[TODAY]) for c in (True, False))
    assert "income" not in "; ".join(certain.table["needs"]).split("; ")
    marks = dict(zip(possible.table["needs"], possible.table["mark"], strict=True))
    assert "income" in "; ".join(marks)
    assert "possible" in marks.values()


def test_two_that_only_refer_to_each_other_let_nobody_in():
    ring = [
        {**MANDATE, "mandate": "m", "actor": "A", "entry": "referral from B"},
        {**MANDATE, "mandate": "n", "actor": "B", "entry": "referral from A"},
    ]
    found = grey_zones(record_of(ring), level="Z3", at=DAYS[TODAY])
    assert "income" in "; ".join(found.table["needs"])
    opened = grey_zones(
        record_of([ring[0], {**ring[1], "entry": "self"}]), level="Z3", at=DAYS[TODAY]
    )
    assert "income" not in "; ".join(opened.table["needs"])


def test_a_row_of_the_population_that_leaves_an_axis_open_is_spread_as_others_are():
    # Of 3 known persons of that age 2 have answered no; so 2/3 of the 6 unknown, 4, are counted.
    people = [
        {"place": "north", "needs": "income", "persons": "2", "age": "1", "sgi": "no"},
        {"place": "north", "needs": "income", "persons": "1", "age": "1", "sgi": "yes"},
        {"place": "north", "needs": "income", "persons": "6", "age": "1"},
    ]
    record = record_of([{**MANDATE, "sgi": "yes; unclear"}], population=people)
    found = grey_zones(record, at=DAYS[TODAY])
    zone = found.table[found.table["needs"] == "income"].iloc[0]
    assert zone["persons"] == pytest.approx(2 + 4)


def test_ages_of_a_range_are_spread_by_the_years_it_holds():
    # 0–3 are four years, of which 2 and 3 are covered: half of 8 persons are not.
    people = [{"place": "north", "needs": "income", "persons": "8", "age": "0–3", "sgi": "no"}]
    found = grey_zones(record_of([{**MANDATE, "age": "2–"}], population=people), at=DAYS[TODAY])
    zone = found.table[found.table["needs"] == "income"].iloc[0]
    assert zone["persons"] == pytest.approx(4)
