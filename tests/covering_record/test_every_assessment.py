"""Differing assessments, against every situation and every way the unknown may turn out."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

from collab_graph.covering.differing import differing, differing_boxes, opened_by_agreeing
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.points import holding
from tests.covering_record.assessed import VALUES, Assessed, assessed_record
from tests.covering_record.oracle import HOLDS
from tests.covering_record.small_records import NEEDS, SYSTEMS
from tests.covering_record.test_every_situation import grid

LOOKED_AT = 20 if SYSTEMS <= 100 else SYSTEMS
"""Fewer by default: there are up to 27 times as many situations."""
BATCHES = 2


def every_situation(record, dense):
    """All situations as points of the space, in the order of the oracle's axes."""
    system = System.of(record)
    age, answer, place, day, need = grid(system).T
    values = list(product(*(range(len(VALUES[n])) for n in dense.names)))
    points = [
        np.column_stack([age, answer, *(np.full(len(age), v) for v in own), place, day, need])
        for own in values
    ]
    return system, np.stack(points, axis=1).reshape(-1, points[0].shape[1])


def reached(inside, outside, points, shape):
    here = holding(inside, points).any(axis=1) & ~holding(outside, points).any(axis=1)
    return here.reshape(shape)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_assessments_differ_exactly_where_the_definition_says(batch):
    seen = Counter()
    for seed in range(batch, LOOKED_AT, BATCHES):
        record = assessed_record(seed)
        dense = Assessed(record)
        system, points = every_situation(record, dense)
        for holds, missing in product(HOLDS, (False, True)):
            boxes = differing_boxes(system, holds, missing_differs=missing)
            expected = dense.differing(holds, missing_differs=missing)
            found = reached(*boxes, points, dense.shape)
            assert (found == expected).all(), (seed, holds, missing)
            seen[holds, missing] += expected.any()
    assert min(seen[key] for key in product(HOLDS, (False, True))) > LOOKED_AT / 20, seen


def test_every_view_opens_what_it_opens_by_itself_and_is_listed():
    listed_any = 0
    for seed in range(LOOKED_AT // 2):
        record = assessed_record(seed)
        dense = Assessed(record)
        system, points = every_situation(record, dense)
        expected = {}
        for view in dense.views(False):
            here = dense.of_view(view, "certain")
            if here.any():
                expected["; ".join(dense.names[k] for k in view[0]), view[1]] = here
        found = {}
        for opened in opened_by_agreeing(system, "certain"):
            here = reached(opened.inside, opened.outside, points, dense.shape)
            axes = "; ".join(system.atoms.space.axes[at] for at in opened.view.positions)
            if here.any():
                found[axes, opened.view.value] = here
        assert found.keys() == expected.keys(), seed
        assert all((found[key] == expected[key]).all() for key in found), seed
        table = differing(record)
        rows = set(table[["axes", "value", "need"]].itertuples(index=False, name=None))
        needs = {
            (*key, NEEDS[n])
            for key, here in expected.items()
            for n in range(len(NEEDS))
            if here[n].any()
        }
        assert rows == needs, seed
        listed_any += bool(rows)
    assert listed_any > LOOKED_AT / 20
