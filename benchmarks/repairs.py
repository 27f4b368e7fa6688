"""repairs: which of many changes close most within a budget, with the gap to the best stated."""

import random
import time
from typing import ClassVar

import numpy as np

from collab_graph.covering.repairs_programme import Choice, Programme, Terms, incidence
from collab_graph.covering.repairs_solving import most_closed

SECONDS = 8.0
"""How long the best is sought, so that the whole takes less than ten seconds."""


def random_programme(kinds: int, changes: int, seed: int = 0) -> Programme:
    """Draw kinds of case that two to eight mandates each fail on one to three conditions.

    As in a record, a few mandates are near many cases and most are near few; a change costs 1, 2
    or 3; cases are many where they are common.
    """
    draw, numbers = random.Random(seed), np.random.default_rng(seed)
    mandates = changes // 4
    own = [list(range(m * changes // mandates, (m + 1) * changes // mandates)) for m in range(mandates)]  # fmt: skip # noqa: E501
    popular = 1 / np.arange(1, mandates + 1)
    ways: dict[tuple[int, ...], int] = {}
    offered = []
    for _ in range(kinds):
        near = numbers.choice(
            mandates, min(draw.randint(2, 8), mandates), replace=False, p=popular / popular.sum()
        )
        several = [tuple(sorted(draw.sample(own[m], draw.randint(1, 3)))) for m in near]
        offered.append(sorted({ways.setdefault(way, len(ways)) for way in several}))
    costs = numbers.choice([1.0, 2.0, 3.0], changes)
    weights = np.ceil(numbers.pareto(1.5, (kinds, 1)) * 3)
    meets = incidence([[n] for n in range(changes)], changes)
    asks, offers = incidence(list(ways), changes), incidence(offered, len(ways))
    return Programme(costs, meets, asks, offers, weights)


class BudgetRepair:
    """The changes that close most for a budget of twenty, and how far from the best they may be."""

    peers: ClassVar = {}

    def setup(self, size: str) -> None:
        kinds, changes = (200, 40) if size == "small" else (10_000, 300)
        self.programme = random_programme(kinds, changes)
        start = time.perf_counter()
        found = self.time_ours()
        seconds = time.perf_counter() - start
        gap = (found.bound - found.value) / found.bound if found.bound else 0.0
        total = self.programme.of_case.sum()
        self.what = (
            f"{kinds:,} kinds of case × {changes} changes, budget 20: {found.value / total:.1%} "
            f"closed, gap to the best at most {gap:.2%}, {seconds:.1f} s"
        )

    def time_ours(self) -> Choice:
        """Relax mandate by mandate, search, then prove."""
        found = most_closed(self.programme, Terms(budget=20.0), seconds=SECONDS)
        assert found is not None, "to change nothing keeps to any budget"
        return found
