"""population: made-up persons of the demonstration, counted per profile and set of needs."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import isqrt
from random import Random
from typing import Generic, TypeVar

import pandas as pd

from collab_graph.datasets.demo_files import demo_table
from mobility.foundation.errors import InputError

PERSONS = 40_000
AGES = (16, 17, 18, 19, 22, 27, 32, 37, 42, 47, 52, 57, 62, 65, 66)
"""The ages persons are given: each year under 20, then the middle of five years."""
MONTHS = (0, 1, 2, 5, 8, 11, 18, 24, 30, 42, 54, 72, 96, 120)
"""The months without work persons are given; none lies on the bound of a rule."""
GRIDS = {"age": AGES, "months_unemployed": MONTHS}
SPARSE_UP_TO = 5_000
"""Inhabitants of a municipality that counts as sparse."""

Drawn = TypeVar("Drawn")


@dataclass(frozen=True)
class Options(Generic[Drawn]):
    """What may be drawn, and the running sum of the weights."""

    values: tuple[Drawn, ...]
    running: tuple[float, ...]


def demo_population(*, persons: int = PERSONS, seed: int = 0) -> pd.DataFrame:
    """Return how many made-up persons share each place, set of needs and situation.

    Persons are drawn group by group from ``population_groups.csv``: each group has a share of all,
    sets of needs with weights, and for every axis the values its members may have with weights. A
    place is drawn by inhabitants, times the group's ``sparse_weight`` where fewer than 5,000 live.
    A group of *n* persons has √n kinds of situation, the i-th of them 1/i as common as the first,
    so that profiles are shared and skewed as in real counts. Nothing can be learnt from the table
    about any real place.

    Parameters
    ----------
    persons : int
        How many persons to draw in all; at least 1.
    seed : int
        The same seed gives the same table on every machine.

    Returns
    -------
    DataFrame
        Columns ``place``, ``needs`` (ids between "; "), ``persons`` (a whole number of at least 1)
        and one per axis, all but ``persons`` text; sorted, no profile twice; ``persons`` sums to
        what was asked for.

    Raises
    ------
    InputError
        If ``persons`` is below 1.

    Examples
    --------
    >>> table = demo_population(persons=1000)
    >>> int(table["persons"].sum()), sorted(set(table["place"]))[:2]
    (1000, ['amynne', 'dikthamn'])
    """
    if persons < 1:
        raise InputError("demo_population", [f"persons is {persons}; at least 1 is needed"])
    axes = demo_table("axes")["axis"].tolist()
    needs = demo_table("needs")["need"].tolist()
    default, *groups = demo_table("population_groups").to_dict("records")
    counts: Counter[tuple[str, ...]] = Counter()
    sizes = _shared_out(persons, [float(group["share"]) for group in groups])
    for group, size in zip(groups, sizes, strict=True):
        # A generator of its own, so that a change in one group leaves the others as they were.
        chance = Random(f"{seed} {group['group']}")
        values = [_options(axis, group[axis] or default[axis]) for axis in axes]
        kinds = [tuple(_drawn(chance, options) for options in values) for _ in range(isqrt(size))]
        common = _weighted({i: 1.0 / (i + 1) for i in range(len(kinds))})
        places = _places(float(group["sparse_weight"] or default["sparse_weight"]))
        sets = _need_sets(group["needs"], needs)
        for _ in range(size):
            place, wanted = _drawn(chance, places), _drawn(chance, sets)
            counts[place, wanted, *kinds[_drawn(chance, common)]] += 1
    profiles = sorted(counts)
    table = pd.DataFrame(profiles, columns=["place", "needs", *axes], dtype="str")
    table.insert(2, "persons", [counts[profile] for profile in profiles])
    return table


def _shared_out(total: int, shares: Sequence[float]) -> list[int]:
    """Share a whole number out: rounded down, and the rest to the largest remainders."""
    exact = [total * share / sum(shares) for share in shares]
    sizes = [int(size) for size in exact]
    by_remainder = sorted(range(len(shares)), key=lambda i: (sizes[i] - exact[i], i))
    for i in by_remainder[: total - sum(sizes)]:
        sizes[i] += 1
    return sizes


def _places(sparse_weight: float) -> Options[str]:
    """Return the municipalities weighted by inhabitants, the sparse ones once more."""
    weights = {}
    for row in demo_table("places").to_dict("records"):
        if row["parent"]:
            inhabitants = int(row["inhabitants"])
            weights[row["place"]] = inhabitants * (
                sparse_weight if inhabitants < SPARSE_UP_TO else 1.0
            )
    return _weighted(weights)


def _need_sets(text: str, needs: Sequence[str]) -> Options[str]:
    """Return the sets of needs of a group, each written as a cell of the record."""
    sets = {}
    for part, weight in _parts(text):
        chosen = part.split("+")
        sets["; ".join(need for need in needs if need in chosen)] = weight
    return _weighted(sets)


def _options(axis: str, text: str) -> Options[str]:
    """Return the values a cell allows; a range of numbers stands for those of the axis's grid."""
    weights: dict[str, float] = {}
    for part, weight in _parts(text):
        values = [part]
        if axis in GRIDS:
            low, _, high = part.partition("–")
            values = [str(n) for n in GRIDS[axis] if int(low) <= n <= int(high or low)]
        for value in values:
            weights[value] = weights.get(value, 0.0) + weight / len(values)
    return _weighted(weights)


def _parts(text: str) -> list[tuple[str, float]]:
    """Return what stands between semicolons, with its weight; 1 where none is given."""
    found = []
    for part in text.split(";"):
        words = part.split()
        found.append((words[0], float(words[1]) if len(words) > 1 else 1.0))
    return found


def _weighted(weights: Mapping[Drawn, float]) -> Options[Drawn]:
    return Options(tuple(weights), tuple(accumulate(weights.values())))


def _drawn(chance: Random, options: Options[Drawn]) -> Drawn:
    """Draw one; by `Random.random` alone, which is the same in every version of Python."""
    at = bisect_right(options.running, chance.random() * options.running[-1])
    return options.values[min(at, len(options.values) - 1)]
