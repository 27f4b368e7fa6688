"""What is computed with boxes is what the definitions say of every single situation."""

from itertools import product

import numpy as np
import pytest

from collab_graph.covering.boxes import stacked
from collab_graph.covering.contested import contested_pairs
from collab_graph.covering.entering import enterable
from collab_graph.covering.last_resort import last_resort_boxes
from collab_graph.covering.levels import LEVELS, out_of
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.partition import partition, uncovered_cells
from collab_graph.covering.points import holding
from collab_graph.covering.time_gaps import time_gap_boxes
from collab_graph.covering.uncoordinated import uncoordinated_boxes
from tests.covering_record.dense_people import people_of
from tests.covering_record.oracle import HOLDS, SHAPE, Dense, cells
from tests.covering_record.small_records import (
    AGES,
    ANSWERS,
    DAYS,
    LEAVES,
    NEEDS,
    SYSTEMS,
    TODAY,
    random_record,
)
from tests.covering_record.widest import situations_of, widest_boxes

BATCHES = 4


def grid(system):
    """Every situation as a point of the space, in the order of the oracle's axes."""
    atoms = system.atoms
    age_of = {
        age: next(i for i, (low, high) in enumerate(atoms.numbers["age"]) if low <= age < high)
        for age in AGES
    }
    return np.array(
        [
            (age_of[age], answer, place, atoms.period_of(day), need)
            for need, age, answer, place, day in product(
                range(len(NEEDS)), AGES, range(len(ANSWERS)), range(len(LEAVES)), DAYS
            )
        ]
    )


def batch_of(batch):
    return range(batch * SYSTEMS // BATCHES, (batch + 1) * SYSTEMS // BATCHES)


def reached(boxes, points):
    return holding(boxes, points).any(axis=1).reshape(SHAPE)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_boxes_say_what_the_definitions_say_of_every_situation(batch):
    for seed in batch_of(batch):
        record = random_record(seed)
        system, dense = System.of(record), Dense(record)
        points = grid(system)
        space = system.atoms.space
        one_each = cells_once(system)
        for holds in HOLDS:
            out = dense.out_of(holds)
            for number in range(len(system.mandates)):
                held = reached(system.held(number, holds), points)
                assert (held == dense.held[holds, number]).all(), (seed, holds, number)
            for number, level in enumerate(LEVELS):
                boxes = out_of(system, level, holds=holds)
                assert (reached(boxes, points) == out[number]).all(), (seed, holds, level)
                left = holding(partition(boxes), points).sum(axis=1).reshape(SHAPE)
                assert (left == ~out[number]).all(), (seed, holds, level)
                assert uncovered_cells(boxes) == one_each[~out[number]].sum(), (seed, holds, level)
            for number, boxes in enumerate(enterable(system, holds)):
                assert (reached(boxes, points) == dense.enters[holds][number]).all(), (seed, holds)
            pairs = stacked(space, [pair.boxes for pair in contested_pairs(system, holds)])
            assert (reached(pairs, points) == dense.contested(holds)).all(), (seed, holds)
            inside, outside = last_resort_boxes(system, holds)
            last = reached(inside, points) & ~reached(outside, points)
            assert (last == dense.last_resort(holds)).all(), (seed, holds)
            inside, outside = time_gap_boxes(system, holds)
            gap = reached(inside, points) & ~reached(outside, points)
            assert (gap == dense.time_gap(holds)).all(), (seed, holds)
            for at in ((0, 1), (0, 2), (1, 2), (0, 1, 2)):
                boxes = uncoordinated_boxes(system, at, holds)
                here = holding(boxes, points[: len(points) // len(NEEDS), :-1]).any(axis=1)
                expected = dense.uncoordinated([NEEDS[n] for n in at], holds)
                assert (here.reshape(SHAPE[1:]) == expected).all(), (seed, holds, at)


def cells_once(system):
    """A yes for the first of the situations that lie in one cell of the space."""
    points = grid(system)
    first = np.zeros(len(points), bool)
    first[np.unique(points, axis=0, return_index=True)[1]] = True
    return first.reshape(SHAPE)


def traits(record):
    """What is tried by a record: each trait where it changes something, not where it is written."""
    dense, folk = Dense(record), people_of(record)
    rows = [*dense.mandates, *record.tables["exclusions"].to_dict("records")]
    own = {i: cells(m, False) for i, m in enumerate(dense.mandates)}
    possible = {i: cells(m, True) for i, m in enumerate(dense.mandates)}
    yes = {
        "exclusions": any((own[i] & ~dense.held["certain", i]).any() for i in own),
        "unknown criteria": any((possible[i] & ~own[i]).any() for i in own),
        "unknown exclusions": any(
            "?" in (e["needs"], e["age"], e["sgi"], e["places"]) for e in rows[len(own) :]
        ),
        "dated mandates": any("20" in m["valid_from"] + m["valid_to"] for m in dense.mandates),
        "place trees": any(p in r["places"] for r in rows for p in ("county", "land")),
        "numeric axes": any("–" in r["age"] for r in rows),
        "referral chains": chained(dense),
        "referral cycles": any(
            (a & ~b).any()
            for holds in HOLDS
            for a, b in zip(dense.enterable(holds, start=True), dense.enters[holds], strict=True)
        ),
        "residual": any(dense.last_resort(holds).any() for holds in HOLDS),
        "contested": dense.contested("certain").any(),
        "agreements": fewer_contested(dense, "agreements"),
        "yields_to": fewer_contested(dense, "yields"),
        "uncoordinated": any(
            dense.uncoordinated(needs, holds).any()
            for holds in HOLDS
            for needs in (NEEDS[:2], NEEDS[1:], (NEEDS[0], NEEDS[2]))
        ),
        "what is unknown matters": any(
            (a != b).any() for a, b in zip(*map(dense.out_of, HOLDS), strict=True)
        ),
        "no population": folk is None,
    }
    if folk is not None:
        people = record.tables["population"].to_dict("records")
        yes["? in the population"] = any("?" in (r["age"], r["sgi"]) for r in people)
        yes["sets of needs"] = any(len(needs) > 1 for needs, _ in folk)
        yes["zones where nobody can be"] = some_zone_is_empty(dense, folk)
    return {name for name, here in yes.items() if here}


def chained(dense):
    """Whether somebody gets in by a referral from somebody who is got in to by referral."""
    for holds in HOLDS:
        for i, m in enumerate(dense.mandates):
            if not m["entry"].startswith("referral"):
                continue
            for j, other in enumerate(dense.mandates):
                way = dense.enters[holds][i] & dense.enters[holds][j] & dense.held[holds, j].any(0)
                refers = f"referral from {other['actor']}" in m["entry"]
                if i != j and refers and other["entry"].startswith("referral") and way.any():
                    return True
    return False


def fewer_contested(dense, why):
    """Whether some situation would be contested were it not for agreements, or for yielding."""
    return any(
        (sum_of(dense.contested_pairs(holds, ignoring=why)) & ~dense.contested(holds)).any()
        for holds in HOLDS
    )


def sum_of(pairs):
    return np.any([np.zeros(SHAPE, bool), *(here for _, _, here in pairs)], axis=0)


def some_zone_is_empty(dense, folk):
    present = np.zeros(SHAPE, bool)
    for needs, persons in folk:
        for need in needs:
            present[need, ..., TODAY] |= persons > 0
    free = ~dense.out_of("possible")[1]
    return any(
        not (present[need] & situations_of(box)).any()
        for need in range(len(NEEDS))
        for box in widest_boxes(free[need])
    )


LEAST_SHARES = {
    "exclusions": 0.3, "unknown criteria": 0.6, "unknown exclusions": 0.3, "dated mandates": 0.4,
    "place trees": 0.6, "numeric axes": 0.6, "referral chains": 0.1, "referral cycles": 0.3,
    "residual": 0.3, "contested": 0.1, "agreements": 0.08, "yields_to": 0.1, "uncoordinated": 0.3,
    "what is unknown matters": 0.6, "no population": 0.05, "? in the population": 0.12,
    "sets of needs": 0.6, "zones where nobody can be": 0.4,
}  # fmt: skip


def test_the_random_records_try_what_is_hard():
    found = [traits(random_record(seed)) for seed in range(SYSTEMS)]
    shares = {name: sum(name in few for few in found) / len(found) for name in LEAST_SHARES}
    assert {n: s for n, s in shares.items() if s < LEAST_SHARES[n]} == {}, shares
