"""margin_world: small records with margins, and what their rows allow read literally."""

import random
from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from collab_graph.record.record import Record, example_tables

AGES = range(16, 20)
ANSWERS = ("yes", "no", "unclear")
LEAVES = ("north", "south", "island")
NEEDS = ("work", "money")
PLACES = {"": LEAVES, "county": ("north", "south"), **{leaf: (leaf,) for leaf in LEAVES}}
CELLS = list(product(AGES, ANSWERS, LEAVES, range(4)))
"""Age, answer, place and set of needs (bit 0: work, bit 1: money)."""
MARGINS = ["axis", "value", "place", "persons"]


def world(margins, population=(), **mandate):
    """A record of two needs, three places, two axes and one mandate, with these rows."""
    tables = example_tables()
    rows = {
        "axes": [["axis", "label_sv", "kind", "lowest", "highest"],
                 ["age", "ålder", "number", "16", "19"], ["sgi", "SGI", "values", "", ""]],
        "values": [["axis", "value", "label_sv"], ["sgi", "yes", "ja"], ["sgi", "no", "nej"],
                   ["sgi", "unclear", "oklart"]],
        "needs": [["need", "label_sv"], ["work", "arbete"], ["money", "pengar"]],
        "places": [["place", "name", "parent"], ["county", "Länet", ""],
                   ["north", "Norr", "county"], ["south", "Söder", "county"],
                   ["island", "Ön", ""]],
        "margins": [MARGINS, *margins],
        "population": [["place", "needs", "persons", "age", "sgi"], *population],
    }  # fmt: skip
    for name, lines in rows.items():
        tables[name] = pd.DataFrame(lines[1:], columns=lines[0], dtype="str")
    tables["mandates"] = tables["mandates"].iloc[:1].assign(**{"age": "", "sgi": "", **mandate})
    return Record.from_tables(tables)


def _ages(text):
    first, _, last = text.partition("–")
    return [a for a in AGES if int(first) <= a <= int(last or first)]


def _counted(row):
    """Which cells a row counts."""
    axis, value, place, _ = row
    leaves = PLACES[place]
    if axis == "need":
        return [c[2] in leaves and c[3] >> NEEDS.index(value) & 1 == 1 for c in CELLS]
    at = 0 if axis == "age" else 1
    values = _ages(value) if axis == "age" else value.split("; ")
    return [c[2] in leaves and c[at] in values for c in CELLS]


def random_margins(seed):
    """Margins of random persons, and the situations that can occur (None: all)."""
    draw = random.Random(seed)
    few = draw.random() < 0.5
    persons = {c: draw.choice([0, 0, 1, 2, 5]) if few else draw.randint(0, 4) for c in CELLS}
    tops = draw.choice([["county", "island"], ["north", "south"], [""], ["north"], ["county"]])
    rows = []
    for top in tops:
        inside = [p for p in PLACES if set(PLACES[p]) < set(PLACES[top])]
        parts = [p for p in inside if draw.random() < 0.4]
        for place in (top, *parts):
            rows += _rows(draw, place, persons, whole=place == top)
    possible = None
    if draw.random() < 0.4:
        occur = {c[:3] for c, n in persons.items() if n}
        possible = {c[:3] for c in CELLS if c[:3] in occur or draw.random() < 0.3}
    return rows, possible


def _rows(draw, place, persons, *, whole):
    """The margins of one place: of two axes and of needs, not all of them whole."""
    ages = draw.choice([["16–17", "18–19"], ["16", "17–19"], ["16", "17", "18", "19"]])
    answers = draw.choice([["yes", "no", "unclear"], ["yes", "no; unclear"]])
    groups = [("age", ages), ("sgi", answers), ("need", list(NEEDS))]
    rows, first = [], draw.choice(["age", "sgi"])
    for axis, values in groups:
        if axis != first and draw.random() < 0.35:
            continue
        some = values
        if not (whole and axis == first):
            some = [value for value in values if draw.random() < 0.8]
        counts = []
        for value in some:
            inside = _counted((axis, value, place, ""))
            counts.append(sum(n for n, yes in zip(persons.values(), inside, strict=True) if yes))
        if axis != "need" and some and draw.random() < 0.25:
            unknown = [draw.randint(0, min(3, n)) for n in counts]
            counts = [n - u for n, u in zip(counts, unknown, strict=True)]
            rows.append([axis, "?", place, str(sum(unknown))])
        rows += [[axis, value, place, str(n)] for value, n in zip(some, counts, strict=True)]
    return rows


def literal_range(rows, possible, asked):
    """The least and the most persons in the asked cells, by one programme over all cells.

    Every row is an equation as it stands. Where a row counts an unknown value, each cell has two
    variables more for that place and axis: those whose value is known, and those whose is not.
    """
    number, equations, unequal, wanted = len(CELLS), [], [], []
    unknown = {(r[0], r[2]): float(r[3]) for r in rows if r[1] == "?"}
    columns = {key: number * (1 + i) for i, key in enumerate(unknown)}
    size = number * (1 + len(unknown))
    for key, start in columns.items():
        here = np.array([c[2] in PLACES[key[1]] for c in CELLS])
        row = np.zeros(size)
        row[start : start + number] = here
        equations.append(row)
        wanted.append(unknown[key])
        for i in range(number):
            row = np.zeros(size)
            row[start + i], row[i] = 1, -1
            unequal.append(row)
    for r in rows:
        if r[1] == "?":
            continue
        row = np.zeros(size)
        row[:number] = _counted(r)
        start = columns.get((r[0], r[2]))
        if start is not None:
            row[start : start + number] = -row[:number]
        equations.append(row)
        wanted.append(float(r[3]))
    highest = [None if possible is None or c[:3] in possible else 0 for c in CELLS]
    covered = {leaf for r in rows for leaf in PLACES[r[2]]}
    highest = [h if c[2] in covered else 0 for h, c in zip(highest, CELLS, strict=True)]
    limits = [*[(0, h) for h in highest], *[(0, None)] * (size - number)]
    costs = np.zeros(size)
    costs[:number] = asked
    given = {"A_eq": np.array(equations), "b_eq": wanted, "bounds": limits, "method": "highs"}
    if unequal:
        given |= {"A_ub": np.array(unequal), "b_ub": np.zeros(len(unequal))}
    least, most = linprog(costs, **given), linprog(-costs, **given)
    assert least.success
    assert most.success
    return least.fun, -most.fun
