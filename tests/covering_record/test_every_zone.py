"""Zones, persons, thresholds, covers and parts of small records, against trying every box there is.

The oracle looks at single ages and days and at persons one row at a time; the library at pieces of
axes, packed. Nothing but a zone's values is taken from the library.
"""

import random
from functools import lru_cache

import numpy as np
import pytest

from collab_graph.covering.by_need import zones_for_each
from collab_graph.covering.explaining import disjoint_parts, readable_cover
from collab_graph.covering.levels import LEVELS, out_of
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.zones import grey_zones
from tests.covering_record.dense_people import people_of, whole
from tests.covering_record.oracle import HOLDS, Dense
from tests.covering_record.small_records import (
    AGES,
    DAYS,
    LEAVES,
    NEEDS,
    SYSTEMS,
    TODAY,
    random_record,
)
from tests.covering_record.test_every_situation import cells_once
from tests.covering_record.widest import SIZES, situations_of, widest_boxes

NAMES = [*LEVELS, "covered"]


def every_box(atoms, masks, day=None):
    """The ages, answers, places and days of a box of the library, as masks of single ones."""
    age, answer, place, period = masks[:4]
    piece_of = [
        next(i for i, (low, high) in enumerate(atoms.numbers["age"]) if low <= a < high)
        for a in AGES
    ]
    ages = sum(1 << a for a in AGES if age >> piece_of[a] & 1)
    if day is not None:
        assert period == 1
        return ages, answer, place, 1 << day
    days = sum(1 << d for d, at in enumerate(DAYS) if period >> atoms.period_of(at) & 1)
    return ages, answer, place, days


def expected_zones(out, day=None):
    """Every widest box outside, need by need."""
    free = ~out
    if day is not None:
        free = free & (np.arange(len(DAYS)) == day)
    return {(box, n) for n in range(len(NEEDS)) for box in widest_boxes(free[n])}


def cases_in(folk, box, need, day):
    """Persons with a need in a box, on one day."""
    here = situations_of(box)[..., day]
    return sum(float(persons[here].sum()) for needs, persons in folk if need in needs)


def by_level(folk, box, needs, out, day):
    """Persons with at least one need of a zone, each once, by the lowest level of those needs."""
    here = situations_of(box)[..., day]
    levels = 4 - sum((~out[k][..., day]).astype(int) for k in range(4))
    counts = np.zeros(5)
    for own, persons in folk:
        if own & needs:
            lowest = np.min([levels[n] for n in sorted(own & needs)], axis=0)
            counts += np.bincount(lowest[here], weights=persons[here], minlength=5)
    return counts


class Drawn:
    """What one random record is asked, and what the definitions answer."""

    def __init__(self, seed):
        draw = random.Random(-1 - seed)
        self.record = random_record(seed)
        self.level, self.holds = draw.choice(LEVELS), draw.choice(HOLDS)
        self.day = draw.choice([None, None, *range(len(DAYS))])
        self.tau = draw.choice([1, 2, 3, 5, 8])
        self.dense, self.folk = Dense(self.record), people_of(self.record)
        self.out = self.dense.out_of(self.holds)
        self.asked = {"level": self.level, "certain": self.holds == "possible"}
        if self.day is not None:
            self.asked["at"] = DAYS[self.day]
        self.zones = expected_zones(self.out[LEVELS.index(self.level)], self.day)
        self.people_day = TODAY if self.day is None else self.day
        self.exact = whole(self.record)

    def found(self, zones):
        """The zones of a result as the oracle writes them, one need each."""
        atoms = zones.system.atoms
        return [
            (every_box(atoms, masks, self.day), masks[-1].bit_length() - 1)
            for masks in zones.single.boxes.to_masks()
        ]

    def cases(self, zone):
        return cases_in(self.folk, *zone, self.people_day)

    def close(self, one, other):
        return one == other if self.exact else one == pytest.approx(other, abs=1e-7)


@lru_cache(maxsize=256)
def drawn_by(seed):
    return Drawn(seed)


@lru_cache(maxsize=256)
def zones_by(seed, *, people=True):
    """The grey zones of a record, found once for all tests."""
    asked = drawn_by(seed)
    record = asked.record if people else without_people(asked.record)
    return grey_zones(record, **asked.asked)


def drawn(*, with_people=True):
    for seed in range(SYSTEMS):
        asked = drawn_by(seed)
        if asked.folk is not None or not with_people:
            yield seed, asked


def test_every_level_has_exactly_its_widest_boxes():
    for seed in range(SYSTEMS):
        record = random_record(seed)
        system, dense = System.of(record), Dense(record)
        for holds in HOLDS:
            for level, out in zip(LEVELS, dense.out_of(holds), strict=True):
                reached = out_of(system, level, holds=holds)
                zones = zones_for_each(system.atoms.space, reached, "need")
                found = [
                    (every_box(system.atoms, masks), masks[-1].bit_length() - 1)
                    for masks in zones.boxes.to_masks()
                ]
                assert len(found) == len(set(found)), (seed, level, holds)
                assert set(found) == expected_zones(out), (seed, level, holds)
                assert zones.complete


def test_zones_are_joined_over_needs_and_count_every_person_once_at_the_lowest_level():
    for seed, asked in drawn(with_people=False):
        zones = zones_by(seed)
        found = asked.found(zones)
        assert sorted(found) == sorted(asked.zones), seed
        joined = {}
        for box, need in asked.zones:
            joined.setdefault(box, set()).add(need)
        masks = zones.zones.boxes.to_masks()
        boxes = [every_box(zones.system.atoms, m, asked.day) for m in masks]
        assert sorted(boxes) == sorted(joined), seed
        possible = asked.dense.out_of("possible")[LEVELS.index(asked.level)]
        for box, row in zip(boxes, zones.table.to_dict("records"), strict=True):
            needs = joined[box]
            assert row["needs"] == "; ".join(NEEDS[n] for n in sorted(needs)), seed
            inside = situations_of(box)
            touched = [any((inside & o[n]).any() for n in needs) for o in [*asked.out, possible]]
            assert row["level"] == next(NAMES[k] for k in range(4) if not touched[k]), seed
            assert row["mark"] == ("possible" if touched[-1] else "certain"), seed
            limited = (
                sum(m != (1 << n) - 1 for m, n in zip(box[:3], SIZES[:3], strict=True))
                + (asked.day is None and box[3] != (1 << len(DAYS)) - 1)
                + (len(needs) < len(NEEDS))
            )
            assert row["axes_limited"] == limited, seed
            if asked.folk is not None:
                counts = by_level(asked.folk, box, needs, asked.out, asked.people_day)
                own = [row[f"persons_{k}"] for k in LEVELS[: LEVELS.index(asked.level) + 1]]
                assert asked.close(row["persons"], counts.sum()), seed
                assert asked.close(own, counts[: len(own)].tolist()), seed
                assert counts[len(own) :].sum() == 0, seed
        if asked.folk is None:
            assert "persons" not in zones.table
            assert zones.single.weights is None
        else:
            expected = [asked.cases(zone) for zone in found]
            assert asked.close(zones.single.weights.tolist(), expected), seed
            free = ~asked.out[LEVELS.index(asked.level)][..., asked.people_day]
            cases = sum(float(p[free[n]].sum()) for needs, p in asked.folk for n in needs)
            assert asked.close(zones.single.uncovered, cases), seed


def test_tau_keeps_exactly_the_zones_of_that_many_persons():
    kept = dropped = 0
    for seed, asked in drawn():
        cases = {zone: asked.cases(zone) for zone in asked.zones}
        # Parts of persons add up only about exactly: then no zone may lie on the threshold.
        near = any(abs(c - asked.tau) < 1e-6 for c in cases.values())
        tau = asked.tau if asked.exact or not near else asked.tau + 1e-3
        zones = grey_zones(asked.record, **asked.asked, tau=tau)
        heavy = {zone for zone in asked.zones if cases[zone] >= tau}
        assert sorted(asked.found(zones)) == sorted(heavy), (seed, tau)
        assert zones.complete
        assert zones.complete_tau == tau
        kept, dropped = kept + len(heavy), dropped + len(cases) - len(heavy)
    assert min(kept, dropped) > SYSTEMS / 2


def test_only_zones_where_somebody_can_be_are_kept_and_still_widened_over_where_nobody_is():
    kept = dropped = 0
    for seed, asked in drawn():
        zones = grey_zones(asked.record, **asked.asked, occurring=True)
        inhabited = {zone for zone in asked.zones if asked.cases(zone) > 0}
        assert sorted(asked.found(zones)) == sorted(inhabited), seed
        kept, dropped = kept + len(inhabited), dropped + len(asked.zones) - len(inhabited)
    assert min(kept, dropped) > SYSTEMS / 2


@pytest.mark.parametrize("people", [True, False])
def test_a_cover_takes_the_zone_that_adds_most_again_and_again_and_adds_up(people):
    for seed, asked in drawn(with_people=people):
        zones = zones_by(seed, people=people)
        atoms = zones.system.atoms
        everything = weights_of(asked, zones.system, people).ravel()
        held = np.zeros((len(zones), everything.size))
        for number, masks in enumerate(zones.zones.boxes.to_masks()):
            needs = [masks[-1] >> n & 1 for n in range(len(NEEDS))]
            inside = situations_of(every_box(atoms, masks, asked.day))
            held[number] = np.multiply.outer(needs, inside).ravel()
        total = everything.sum()
        exact = asked.exact or not people
        for share in (0.8, 1.0):
            cover = readable_cover(zones, shares=(share,))
            left, so_far = everything, 0.0
            for row in cover.to_dict("records"):
                assert so_far < share * total, seed
                gains = held @ left
                if exact:
                    assert row["zone"] == np.argmax(gains), seed
                    assert row["gain"] == gains.max() > 0, seed
                assert gains[row["zone"]] == pytest.approx(gains.max(), abs=1e-7), seed
                assert row["gain"] == pytest.approx(gains.max(), abs=1e-7), seed
                so_far += row["gain"]
                assert row["cases"] == pytest.approx(held[row["zone"]] @ everything), seed
                assert row["gain_share"] == pytest.approx(row["gain"] / total), seed
                assert row["share_so_far"] == pytest.approx(so_far / total), seed
                assert row["reaches"] in ({share} if so_far >= share * total + 1e-7 else {0, share})
                left = left * (1 - held[row["zone"]])
            assert so_far >= share * total - 1e-7, seed
            assert bool(len(cover)) == (total > 0), seed


def without_people(record):
    tables = {**record.tables, "population": record.tables["population"].iloc[:0]}
    return type(record)(tables, record.axes, "small", record.reference_date, True, record.warnings)


def weights_of(asked, system, people):
    """The uncovered cases of every situation; without people one for each cell of the space."""
    free = ~asked.out[LEVELS.index(asked.level)]
    if people:
        found = np.zeros(free.shape)
        for needs, persons in asked.folk:
            for need in needs:
                found[need, ..., asked.people_day] += persons
        return np.where(free, found, 0.0)
    if asked.day is None:
        return np.where(free & cells_once(system), 1.0, 0.0)
    once = np.zeros(free.shape, bool)
    once[..., asked.day] = cells_once(System.of(system.record))[..., 0]
    return np.where(free & once, 1.0, 0.0)


def test_parts_do_not_overlap_and_their_cells_and_cases_add_up_to_all_that_is_uncovered():
    for seed, asked in drawn(with_people=False):
        zones = zones_by(seed)
        parts = disjoint_parts(zones)
        cells = weights_of(asked, zones.system, people=False).sum()
        assert sum(parts["cells"]) == cells, seed
        if asked.folk is not None:
            cases = weights_of(asked, zones.system, people=True).sum()
            assert asked.close(float(parts["cases"].sum()), float(cases)), seed
            assert parts["cases"].is_monotonic_decreasing, seed


def test_every_place_of_the_small_world_is_a_leaf_of_its_tree():
    atoms = System.of(random_record(0)).atoms
    assert atoms.leaves == LEAVES
    assert atoms.of_places("land") == 0b111
    assert atoms.of_places("county; island") == 0b111
    assert atoms.of_places("county") == 0b011
