"""assessed: small records where several assess one ability, and what the definitions say.

Every array has the axes of the oracle and then one for each assessment.
"""

import random
from itertools import product

import numpy as np
import pandas as pd

from collab_graph.record.axes import Axis
from collab_graph.record.record import Record
from tests.covering_record.oracle import Dense, cells, listed
from tests.covering_record.small_records import NEEDS, UNIT_AXES, random_record

JUDGED = {"able@A": ("none", "full"), "able@B": ("none", "full", "unclear")}
JUDGED |= {"able@B:long": ("none", "full"), "calm@C": ("none", "full")}
"""The values that are assessments. Not all can be not made, and one can be unclear."""
VALUES = {
    "able@A": ("none", "full", "not_assessed"),
    "able@B": JUDGED["able@B"],
    "able@B:long": ("none", "ej_bedomd", "full"),
    "calm@C": ("none", "full"),
}
LABELS = {"not_assessed": "inte bedömd", "ej_bedomd": "Ej bedömd"}


def assessed_record(seed):
    """A random record with three axes that are assessments, two or three of one ability."""
    draw = random.Random(seed)
    record = random_record(seed, kind=draw.choice(["crowded", "dated", ""]))
    names = ["able@A", "able@B", draw.choice(["able@B:long", "calm@C"])]
    own = tuple(
        Axis(n, n, n, "values", VALUES[n], tuple(LABELS.get(v, v) for v in VALUES[n]), assessor="A")
        for n in names
    )
    tables = dict(record.tables)
    for sheet, least in (("mandates", 0.7), ("exclusions", 0.4), ("population", 1.0)):
        table = tables[sheet]
        tables[sheet] = table.assign(
            **{n: column(draw, n, len(table), least, sheet != "population") for n in names}
        )
    return Record(tables, (*UNIT_AXES, *own), "s", record.reference_date, True, pd.DataFrame())


def column(draw, name, rows, filled, several):
    def cell():
        if draw.random() > filled:
            return ""
        if several and draw.random() < 0.15:
            return "?"
        chosen = draw.sample(VALUES[name], draw.choice([1, 1, 2]) if several else 1)
        return "; ".join(v for v in VALUES[name] if v in chosen)

    return pd.Series([cell() for _ in range(rows)], dtype="str")


class Assessed:
    """Where assessments differ, by trying every way in which what is unknown may turn out."""

    def __init__(self, record):
        dense = Dense(record)
        self.names = [axis.name for axis in record.axes[len(UNIT_AXES) :]]
        self.leads = [
            (m, dense.excluded[i]) for i, m in enumerate(dense.mandates) if m["strength"] == "lead"
        ]
        self.shape = (*dense.covers["certain", 0].shape, *(len(VALUES[n]) for n in self.names))

    def met(self, row):
        """Where a row is met, whatever stands in its unknown cells."""
        here = cells(row, True)[..., None, None, None]
        for k, name in enumerate(self.names):
            cell = row[name]
            admits = [cell in ("", "?") or value in listed(cell) for value in VALUES[name]]
            here = here & self.along(k, admits)
        return here

    def along(self, k, values):
        """An array that varies along one assessment only."""
        shape = [1] * 8
        shape[5 + k] = len(values)
        return np.array(values, bool).reshape(shape)

    def covers(self, m):
        role = m["role"]
        by_need = [
            role in ("decide", "deliver") or (role == "coordinate" and n == "coordination")
            for n in NEEDS
        ]
        return np.array(by_need).reshape((len(NEEDS), *[1] * 7))

    def views(self, missing_differs):
        """Every ability with each of its values: who assesses it, and the value."""
        judged = VALUES if missing_differs else JUDGED
        for ability in ("able", "calm"):
            those = [k for k, n in enumerate(self.names) if n.startswith(f"{ability}@")]
            for value in sorted({v for k in those for v in judged[self.names[k]]}):
                yield those, value, judged

    def differing(self, holds, *, missing_differs=False):
        """Where the mark ZA holds: certain for every way, possible for any."""
        found = np.zeros(self.shape, bool)
        for view in self.views(missing_differs):
            found |= self.of_view(view, holds)
        return found

    def of_view(self, view, holds):
        those, value, judged = view
        differ = np.zeros(self.shape, bool)
        for i, j in product(those, repeat=2):
            one = [v == value and v in judged[self.names[i]] for v in VALUES[self.names[i]]]
            other = [v != value and v in judged[self.names[j]] for v in VALUES[self.names[j]]]
            if i != j:
                differ |= self.along(i, one) & self.along(j, other)
        reached = {(False, False): np.ones(self.shape, bool)}
        for m, excluded in self.leads:
            own = self.ways(m, excluded, view)
            together = {}
            for (one, here), (other, there) in product(reached.items(), own.items()):
                state = (one[0] or other[0], one[1] or other[1])
                together[state] = together.get(state, False) | (here & there)
            reached = together
        opens = reached.pop((False, True), np.zeros(self.shape, bool))
        if holds == "certain":
            opens = ~np.any([np.zeros(self.shape, bool), *reached.values()], axis=0)
        return differ & opens

    def ways(self, m, excluded, view):
        """Where a lead may hold before and after all are of one view: four yes/no arrays."""
        rows = [m, *excluded]
        before = [self.met(row) for row in rows]
        after = [self.agreed(here, view) for here in before]
        covers = self.covers(m)
        found = {}
        open_or_not = [
            list(product((True, False), repeat=2)) if self.unknown(row) else [(True, True)]
            for row in rows
        ]
        for states in product(*open_or_not):
            may_be = np.ones(self.shape, bool)
            first, then = np.ones(self.shape, bool), np.ones(self.shape, bool)
            for k, (row, (was, became)) in enumerate(zip(rows, states, strict=True)):
                if was != became:
                    may_be = may_be & self.changed(row, view)
                met_first, met_then = before[k] & was, after[k] & became
                first = first & (~met_first if k else met_first & covers)
                then = then & (~met_then if k else met_then & covers)
            for state in product((False, True), repeat=2):
                fits = may_be & (first == state[0]) & (then == state[1])
                found[state] = found.get(state, False) | fits
        return found

    def unknown(self, row):
        names = ("needs", "places", "valid_from", "valid_to", "age", "sgi", *self.names)
        return any(row.get(name) == "?" for name in names)

    def agreed(self, here, view):
        """What is so of every situation once all who assess are of one view."""
        those, value, judged = view
        for k in those:
            values = VALUES[self.names[k]]
            if value in judged[self.names[k]]:
                to = [values.index(value if v in judged[self.names[k]] else v) for v in values]
                here = here.take(to, axis=5 + k) if here.shape[5 + k] > 1 else here
        return here

    def changed(self, row, view):
        """Where an assessment that a row does not know what it asks of is written over."""
        those, value, judged = view
        found = np.zeros(self.shape, bool)
        for k in those:
            own = judged[self.names[k]]
            if row[self.names[k]] == "?" and value in own:
                found |= self.along(k, [v in own and v != value for v in VALUES[self.names[k]]])
        return found
