"""dense_people: the population of a small record over every situation, without the library."""

from itertools import pairwise

import numpy as np

from tests.covering_record.oracle import PLACES, listed, within_range
from tests.covering_record.small_records import AGES, ANSWERS, LEAVES, NEEDS


def people_of(record, *, alike_in=()):
    """Return pairs of a set of needs (numbers) and persons per age, answer and place.

    A row that leaves something open is spread over the rows that leave nothing open and agree with
    it, in proportion to their persons; where there are none, evenly over every age, answer and
    place it may have. None without a population. Ages are alike where no row of the record, or of
    those in ``alike_in``, tells them apart.
    """
    rows = record.tables["population"].to_dict("records")
    if not rows:
        return None
    alike = ages_alike(*(alike_in or (record,)))
    asked = [row for row in rows if row["needs"] not in ("", "?")]
    admitted = [admits(row) for row in asked]
    persons = [0.0 if row["persons"] in ("", "?") else float(row["persons"]) for row in asked]
    known = [n for n, sides in enumerate(admitted) if is_known(sides, alike)]
    found = []
    for n, sides in enumerate(admitted):
        cells = np.einsum("a,s,p->asp", *sides)
        near = [k for k in known if persons[k] > 0 and inside(admitted[k], sides)]
        if n not in known and near:
            share = sum(persons[k] * even(np.einsum("a,s,p->asp", *admitted[k])) for k in near)
            share = share / sum(persons[k] for k in near)
        else:
            share = even(cells)
        needs = {NEEDS.index(need) for need in listed(asked[n]["needs"])}
        found.append((needs, persons[n] * share))
    return found


def whole(record):
    """Whether nothing of the population is spread, so that every count is a whole number."""
    alike = ages_alike(record)
    rows = [
        r for r in record.tables["population"].to_dict("records") if r["needs"] not in ("", "?")
    ]
    return all("." not in row["persons"] and is_known(admits(row), alike) for row in rows)


def admits(row):
    age = [
        not listed(row["age"])
        or row["age"] == "?"
        or any(within_range(a, p) for p in listed(row["age"]))
        for a in AGES
    ]
    answer = [row["sgi"] in ("", "?") or s in listed(row["sgi"]) for s in ANSWERS]
    place = [any(leaf in PLACES[p] for p in listed(row["place"])) for leaf in LEAVES]
    return tuple(np.array(side, bool) for side in (age, answer, place))


def ages_alike(*records):
    """Return a number per age: equal where no row of the records tells neighbouring ages apart."""
    cells = {
        part
        for record in records
        for sheet in ("mandates", "exclusions", "population")
        for cell in record.tables[sheet]["age"]
        if cell != "?"
        for part in listed(cell)
    }
    seen = [tuple(within_range(age, part) for part in sorted(cells)) for age in AGES]
    return np.cumsum([0, *(a != b for a, b in pairwise(seen))])


def is_known(sides, alike):
    age, answer, place = sides
    return len(set(alike[age])) == 1 and answer.sum() == 1 and place.sum() == 1


def inside(one, other):
    return all((a <= b).all() for a, b in zip(one, other, strict=True))


def even(cells):
    return cells / cells.sum()
