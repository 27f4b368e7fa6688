"""The front misses no point, and alternatives are the best that really differ: by enumeration."""

from math import ceil

import numpy as np
import pytest

from collab_graph.covering.repairs_front import repair_alternatives, repair_front
from mobility.foundation.errors import InputError
from tests.covering_record.small_records import record_of
from tests.covering_record.test_every_repair import BATCHES, worlds

MOST = 9
"""Changes up to which every set of them is weighed."""


def every_set(question):
    """Every set of changes with its cost and what it closes."""
    programme, n = question.programme, len(question.changes)
    for bits in range(1 << n):
        chosen = np.array([bits >> k & 1 for k in range(n)], bool)
        yield chosen, programme.cost(chosen), programme.weight(chosen)


def small(batch):
    for seed, world in worlds(batch):
        if 0 < len(world.question.changes) <= MOST:
            yield seed, world, list(every_set(world.question))


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_front_is_that_of_all_sets_of_changes(batch):
    for seed, world, sets in small(batch):
        pairs = {(round(cost, 9), round(closed, 9)) for _, cost, closed in sets}
        best = [
            (cost, closed)
            for cost, closed in sorted(pairs)
            if closed > 0
            and not any(c <= cost and w >= closed and (c, w) != (cost, closed) for c, w in pairs)
        ]
        found = repair_front(world.record, **world.asked)
        rows = found.table[["cost", "closed_cases"]].to_numpy()
        assert rows == pytest.approx(np.array(best).reshape(-1, 2), abs=1e-6), seed
        for point, (cost, closed) in zip(found.points, best, strict=True):
            assert (point.cost, point.closed_cases) == pytest.approx((cost, closed), abs=1e-6), seed


@pytest.mark.parametrize("batch", range(BATCHES))
def test_each_alternative_is_the_best_that_leaves_out_half_of_each_before(batch):
    for seed, world, sets in small(batch):
        budget = world.draw.choice([2, 4])
        found = repair_alternatives(world.record, 3, budget=budget, **world.asked)
        number = {change: n for n, change in enumerate(world.question.changes)}
        earlier = []
        for one in (*found, None):
            left = [
                (closed, -cost)
                for chosen, cost, closed in sets
                if cost <= budget + 1e-9
                and all(chosen[own].sum() <= len(own) - ceil(0.5 * len(own)) for own in earlier)
            ]
            best = max(left, default=(0.0, 0.0))
            if one is None:
                assert len(found) == 3 or best[0] == 0, seed
                break
            assert (one.closed_cases, -one.cost) == pytest.approx(best, abs=1e-6), seed
            earlier.append(np.array([number[change] for change in one.changes]))


def test_alternatives_that_could_not_differ_are_refused():
    record = record_of([])
    with pytest.raises(InputError, match="2 problem"):
        repair_alternatives(record, 0, differ=0)
