"""What differs between two random records is what counting every single situation gives."""

import random
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from collab_graph.covering.boxes import stacked
from collab_graph.covering.changed_zones import regions
from collab_graph.covering.crossing import STANDINGS
from collab_graph.covering.difference import SIDES, difference
from collab_graph.covering.inside import at_need
from collab_graph.covering.levels import LEVELS
from collab_graph.covering.points import holding
from tests.covering_record.dense_people import people_of
from tests.covering_record.oracle import SHAPE, Dense
from tests.covering_record.small_records import (
    AGES,
    ANSWERS,
    DAYS,
    LEAVES,
    NEEDS,
    SYSTEMS,
    random_record,
    table,
)

BATCHES = 4
SOME = max(1, SYSTEMS // 4) if SYSTEMS <= 100 else SYSTEMS
"""Both records, two days, two populations: each takes longer than one record."""
EDITED = ("mandates", "exclusions", "collaborations", "population")


def pair_of(seed):
    """A record and another: some rows of it taken, changed or added; or the record itself."""
    draw = random.Random(f"pair {seed}")
    before, donor = random_record(seed), random_record(seed + 10_000)
    tables = dict(before.tables)
    for name in EDITED:
        if draw.random() < (0.3 if name == "population" else 0.7):
            own = tables[name].to_dict("records")
            given = donor.tables[name].to_dict("records")
            rows = [row for row in own if draw.random() < 0.8]
            if rows and given:
                column = draw.choice([c for c in given[0] if c not in ("mandate", "place")])
                at = draw.randrange(len(rows))
                rows[at] = rows[at] | {column: given[0][column]}
            known = {row.get("mandate") for row in rows}
            rows += [r for r in given if draw.random() < 0.3 and r.get("mandate") not in known]
            if name == "exclusions":
                names = set(tables["mandates"]["mandate"])
                rows = [row for row in rows if row["mandate"] in names]
            tables[name] = table(name, rows)
    days = tuple(draw.choice(DAYS) for _ in SIDES)
    level, held = draw.choice(LEVELS), draw.choice(SIDES)
    return before, replace(before, tables=tables), days, level, held, draw.random() < 0.7


def levels_of(dense, day, holds):
    """The level, as a number, of every situation on a day; and whether it is marked C or L."""
    outs = [out[..., DAYS.index(day)] for out in dense.out_of(holds)]
    levels = np.full(SHAPE[:-1], len(LEVELS))
    for number in reversed(range(len(LEVELS))):
        levels[~outs[number]] = number
    return levels


def marks_of(dense, day, holds):
    at = DAYS.index(day)
    return {"C": dense.contested(holds)[..., at], "L": dense.last_resort(holds)[..., at]}


def grid(common):
    """Every situation of a day as a point of the common space, in the order of the oracle."""
    pieces = common.words.atoms.numbers["age"]
    age_of = {a: next(i for i, (low, high) in enumerate(pieces) if low <= a < high) for a in AGES}
    sizes = range(len(ANSWERS)), range(len(LEAVES))
    return np.array([(age_of[a], s, p, 0) for a, (s, p) in product(AGES, product(*sizes))])


def once(common):
    """Of the oracle's situations, one for each of the space: ages that no row divides are one."""
    points = grid(common)
    _, first = np.unique(points, axis=0, return_index=True)
    single = np.zeros(len(points), bool)
    single[first] = True
    return single.reshape(SHAPE[1:-1])


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_difference_is_what_counting_every_situation_and_person_gives(batch):
    for seed in range(batch * SOME // BATCHES, (batch + 1) * SOME // BATCHES):
        before, after, days, level, held, certain = pair_of(seed)
        found = difference(before, after, at=days, level=level, held=held, certain=certain)
        holds, marked = ("possible", "certain") if certain else ("certain", "possible")
        dense = Dense(before), Dense(after)
        levels = [levels_of(d, day, holds) for d, day in zip(dense, days, strict=True)]
        marks = [marks_of(d, day, marked) for d, day in zip(dense, days, strict=True)]
        sets = list(product((False, True), repeat=len(NEEDS)))
        torn = [
            {
                s: d.uncoordinated([n for n, has in zip(NEEDS, s, strict=True) if has], marked)[
                    ..., DAYS.index(day)
                ]
                for s in sets
                if sum(s) >= 2
            }
            for d, day in zip(dense, days, strict=True)
        ]
        single = once(found.common)
        number = LEVELS.index(level)
        gap = [side <= number for side in levels]
        both = regions(found.reach, level)
        for boxes, (a, b) in zip(both, ((1, 0), (0, 1)), strict=True):
            for need in range(len(NEEDS)):
                here = holding(at_need(boxes, need), grid(found.common)).any(axis=1)
                expected = gap[a][need] & ~gap[b][need]
                assert (here.reshape(SHAPE[1:-1]) == expected).all(), (seed, need)
        folks = persons_of(before, after)
        if folks is None:
            check_cells(found, levels, marks, torn, single, seed)
        else:
            check_persons(found, folks, SIDES.index(held), levels, marks, torn, seed)
            check_regions(found, folks[SIDES.index(held)], seed)
        check_zones(found, gap, seed)


def persons_of(before, after):
    """The persons of each, spread as the common cuts have it; of the other where one has none."""
    folks = [people_of(record, alike_in=(before, after)) for record in (before, after)]
    known = [folk for folk in folks if folk is not None]
    return (known[0], known[-1]) if known else None


def check_persons(found, folks, held, levels, marks, torn, seed):
    def count(folk, inside):
        return sum(float((cells * inside(needs)).sum()) for needs, cells in folk if needs)

    def four(of_side):
        first, last = count(folks[0], of_side(0)), count(folks[1], of_side(1))
        rules = count(folks[held], of_side(1)) - count(folks[held], of_side(0))
        return first, last, rules, last - first - rules

    def at_level(need, number):
        def of_side(side):
            def inside(needs):
                if need is None:
                    return levels[side][sorted(needs)].min(axis=0) == number
                return (levels[side][need] == number) & (need in needs)

            return inside

        return of_side

    for row in found.levels.to_dict("records"):
        need = NEEDS.index(row["need"]) if row["need"] else None
        expected = four(at_level(need, STANDINGS.index(row["level"])))
        got = [row[name] for name in ("before", "after", "by_rules", "by_people")]
        assert np.allclose(got, expected, atol=1e-9), (seed, row, expected)
    moved = {(r["need"], r["level_before"], r["level_after"]): r["count"] for r in found.moves.to_dict("records")}  # fmt: skip # noqa: E501
    for need, old, new in product((None, *range(len(NEEDS))), range(5), range(5)):

        def inside(needs, need=need, old=old, new=new):
            return at_level(need, old)(0)(needs) & at_level(need, new)(1)(needs)

        name = NEEDS[need] if need is not None else ""
        if name in ("", *found.touched):
            said = moved.get((name, STANDINGS[old], STANDINGS[new]), 0.0)
            assert np.isclose(said, count(folks[held], inside), atol=1e-9), (seed, name, old, new)
        elif old != new:
            assert np.isclose(count(folks[held], inside), 0), (seed, name, old, new)

    def with_mark(mark, names):
        def of_side(side):
            def inside(needs):
                if mark == "ZK":
                    chosen = tuple(n in needs for n in range(len(NEEDS)))
                    said = "; ".join(n for n, has in zip(NEEDS, chosen, strict=True) if has)
                    fits = sum(chosen) >= 2 and names in ("", said)
                    return torn[side][chosen] if fits else np.zeros(SHAPE[1:-1], bool)
                some = sorted(needs) if not names else [n for n in needs if NEEDS[n] == names]
                return marks[side][mark][some].any(axis=0)

            return inside

        return of_side

    rows = {(row["mark"], row["needs"]): row for row in found.marks.to_dict("records")}
    every = {"; ".join(n for n, has in zip(NEEDS, s, strict=True) if has) for s in product((False, True), repeat=3) if sum(s) >= 2}  # fmt: skip # noqa: E501
    for mark, names in [*product("CL", ("", *NEEDS)), *product(["ZK"], ("", *every))]:
        side = with_mark(mark, names)
        newly = count(folks[held], lambda needs, s=side: s(1)(needs) & ~s(0)(needs))
        gone = count(folks[held], lambda needs, s=side: s(0)(needs) & ~s(1)(needs))
        row = rows.get((mark, names), {})
        names_of = ("before", "after", "by_rules", "by_people", "newly", "no_longer")
        got = [row.get(name, 0.0) for name in names_of]
        assert np.allclose(got, (*four(side), newly, gone), atol=1e-9), (seed, mark, names)


def check_cells(found, levels, marks, torn, single, seed):
    moved = {(r["need"], r["level_before"], r["level_after"]): r["count"] for r in found.moves.to_dict("records")}  # fmt: skip # noqa: E501
    for need, old, new in product(range(len(NEEDS)), range(5), range(5)):
        expected = int((single & (levels[0][need] == old) & (levels[1][need] == new)).sum())
        name = NEEDS[need]
        if name in found.touched:
            assert moved.get((name, STANDINGS[old], STANDINGS[new]), 0) == expected, (seed, name)
        elif old != new:
            assert expected == 0, (seed, name)
    rows = {(row["mark"], row["needs"]): row for row in found.marks.to_dict("records")}
    pairs = {"; ".join(n for n, has in zip(NEEDS, s, strict=True) if has): s for s in torn[0] if sum(s) == 2}  # fmt: skip # noqa: E501
    sides = {(m, NEEDS[n]): [side[m][n] for side in marks] for m in "CL" for n in range(3)}
    sides |= {("ZK", said): [side[s] for side in torn] for said, s in pairs.items()}
    for key, (one, other) in sides.items():
        row = rows.get(key, {})
        expected = [one, other, other & ~one, one & ~other]
        got = [row.get(name, 0) for name in ("before", "after", "newly", "no_longer")]
        assert got == [int((single & cells).sum()) for cells in expected], (seed, key)


def check_zones(found, gap, seed):
    """What becomes of zones is what becomes of their situations."""
    for row in found.zones.to_dict("records"):
        left = {"closed": row["after"], "opened": row["before"]}.get(row["change"], 0)
        assert left == 0, (seed, row)
    for need, name in enumerate(NEEDS):
        changes = found.zones.loc[found.zones["need"] == name, "change"]
        opens = bool((gap[1][need] & ~gap[0][need]).any())
        closes = bool((gap[0][need] & ~gap[1][need]).any())
        assert bool(changes.isin(["opened", "grown"]).any()) == opens, (seed, name)
        assert bool(changes.isin(["closed", "shrunk"]).any()) == closes, (seed, name)
        # A region is said to be of a new zone once for each new zone; to be of one that grows only
        # where one does; and so backwards.
        said = found.regions.loc[found.regions["need"] == name, "zone"]
        for whole, part in (("opened", "grown"), ("closed", "shrunk")):
            assert (said == whole).sum() == (changes == whole).sum(), (seed, name, whole)
            assert (changes == part).any() or not (said == part).any(), (seed, name, part)


def check_regions(found, folk, seed):
    """Each region has the persons who are in it with its need, as the dense population has them."""
    boxes = stacked(found.common.space, regions(found.reach, found.level))
    expected = []
    for number in range(len(boxes)):
        box = boxes.take(np.array([number]))
        need = int(box.column("need")[0]).bit_length() - 1
        here = holding(at_need(box, need), grid(found.common)).any(axis=1).reshape(SHAPE[1:-1])
        expected.append(sum(float((cells * here).sum()) for has, cells in folk if need in has))
    assert np.allclose(sorted(found.regions["persons"]), sorted(expected), atol=1e-9), seed
