"""cover: the few zones that explain most of what no mandate reaches."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import NamedTuple, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, cell_counts, meets
from collab_graph.covering.maximal import Zones
from collab_graph.covering.partition import uncovered_cells
from collab_graph.covering.weights import Persons, Tally, outside, weights_of
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import Step, with_recipe

SHARES = (0.8, 0.95)
FIRST_AT_ONCE, MOST_AT_ONCE = 4, 256
"""Zones measured anew at a time."""


def cover_by_persons(
    zones: Zones, boxes: Boxes, persons: Persons, *, shares: Sequence[float] = SHARES
) -> pd.DataFrame:
    """Return the few zones that together hold most of the persons no mandate reaches.

    Greedy: again and again the zone that adds most persons not yet held; of equals the first in
    ``zones``. Since a zone never adds more later than it did before, only zones whose last known
    gain is still the highest are measured anew. k zones chosen this way hold at least
    1 − (1 − 1/k)^k > 63 % of what the best k zones hold.

    Parameters
    ----------
    zones : Zones
        The zones of these mandates.
    boxes : Boxes
        The mandates.
    persons : Persons
        Whom to explain.
    shares : sequence of float
        Shares of the unreached persons to reach, in (0, 1]; zones are added up to the highest.

    Returns
    -------
    DataFrame
        One row a zone in the order chosen: ``zone`` (its number in ``zones``), ``size`` (persons
        in it), ``gain`` (persons no earlier zone holds), ``gain_share`` and ``share_so_far`` (of
        all unreached persons, 0 to 1), ``reaches`` (the highest of ``shares`` reached so far, 0 if
        none). The last share falls short where the zones do not hold enough: with a threshold τ
        some persons are in no zone.

    Raises
    ------
    InputError
        If a share is not in (0, 1].

    Examples
    --------
    >>> from collab_graph.covering.boxes import Space
    >>> from collab_graph.covering.maximal import maximal_zones
    >>> space = Space(("income", "age"), (2, 3))
    >>> mandates = Boxes.from_masks(space, [(0b01, 0b011)])
    >>> persons = Persons(space, np.array([[1, 0], [1, 2], [0, 2]]), np.array([6.0, 1.0, 3.0]))
    >>> zones = maximal_zones(space, mandates, persons=persons)
    >>> cover_by_persons(zones, mandates, persons)[["zone", "size", "gain", "share_so_far"]]
       zone  size  gain  share_so_far
    0     0   7.0   7.0           0.7
    1     1   4.0   3.0           1.0
    """
    unreached = outside(persons, boxes)
    sizes = weights_of(zones.boxes, unreached)
    rows = _chosen(
        _PersonsLeft(zones.boxes, unreached), zones.boxes, sizes, unreached.total, shares
    )
    return _table(rows, zones, "cover_by_persons", shares)


def cover_by_cells(zones: Zones, boxes: Boxes, *, shares: Sequence[float] = SHARES) -> pd.DataFrame:
    """Return the few zones that together hold most of the situations no mandate reaches.

    As `cover_by_persons`, counting cells of the space: for records without a population.

    Parameters
    ----------
    zones : Zones
        The zones of these mandates.
    boxes : Boxes
        The mandates.
    shares : sequence of float
        Shares of the unreached cells to reach, in (0, 1].

    Returns
    -------
    DataFrame
        As `cover_by_persons`, with cells for persons; cells are exact up to 2^53.

    Raises
    ------
    InputError
        If a share is not in (0, 1].

    Examples
    --------
    Left are income 1 at three ages and age 2 at two incomes, 4 cells in all:

    >>> from collab_graph.covering.boxes import Space
    >>> from collab_graph.covering.maximal import maximal_zones
    >>> space = Space(("income", "age"), (2, 3))
    >>> mandates = Boxes.from_masks(space, [(0b01, 0b011)])
    >>> cover = cover_by_cells(maximal_zones(space, mandates), mandates)
    >>> cover[["zone", "size", "gain", "share_so_far"]]
       zone  size  gain  share_so_far
    0     0   3.0   3.0          0.75
    1     1   2.0   1.0          1.00
    """
    sizes = np.array(cell_counts(zones.boxes), float)
    total = float(uncovered_cells(boxes))
    rows = _chosen(_CellsLeft(zones.boxes), zones.boxes, sizes, total, shares)
    return _table(rows, zones, "cover_by_cells", shares)


class _Left(Protocol):
    """What no chosen zone holds yet."""

    def gains(self, which: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how much of it each of some zones holds."""
        ...

    def remove(self, zone: int) -> None:
        """Take out what one zone holds."""
        ...


class _PersonsLeft:
    def __init__(self, zones: Boxes, persons: Persons) -> None:
        self._zones = zones
        self._tally = Tally.of(persons)
        self._left = np.full(self._tally.words, ~np.uint64(0))

    def gains(self, which: NDArray[np.int64]) -> NDArray[np.float64]:
        return self._tally.weigh(self._tally.inside(self._zones.take(which)) & self._left)

    def remove(self, zone: int) -> None:
        self._left = self._left & ~self._tally.inside(self._zones.take(np.array([zone])))[0]


class _CellsLeft:
    """Counts the cells of a zone that no chosen zone holds, one axis after another.

    For each value of each axis there is one whole number: the set of the chosen zones that admit
    it, a bit each. A branch keeps the set that can still hold; values that leave the same set share
    it, and equal branches are counted once.
    """

    def __init__(self, zones: Boxes) -> None:
        sizes = zones.space.sizes
        self._values = [
            [[v for v in range(n) if mask >> v & 1] for mask, n in zip(box, sizes, strict=True)]
            for box in zones.to_masks()
        ]
        self._admitting = [[0] * size for size in sizes]
        self._chosen = 0

    def gains(self, which: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.array([float(self._left_in(self._values[zone])) for zone in which])

    def remove(self, zone: int) -> None:
        bit = 1 << self._chosen
        for admitting, values in zip(self._admitting, self._values[zone], strict=True):
            for value in values:
                admitting[value] |= bit
        self._chosen += 1

    def _left_in(self, zone: list[list[int]]) -> int:
        """Return how many cells of a zone no chosen one holds."""
        holding = (1 << self._chosen) - 1
        sides = []
        for admitting, values in zip(self._admitting, zone, strict=True):
            sets = Counter([admitting[value] for value in values])
            holding &= reduce(or_, sets)
            sides.append(_Side(len(values), reduce(and_, sets), sets))
        return _outside(sides, holding)


class _Side(NamedTuple):
    """One axis of a zone: its values, who admits all of them, and how many leave each set."""

    values: int
    unlimited: int
    sets: Mapping[int, int]


def _outside(sides: Sequence[_Side], holding: int) -> int:
    """Return the number of cells of a zone in none of the boxes that can hold."""
    # The sides that most boxes limit first: it decides the speed, not the number.
    order = sorted(sides, key=lambda side: (side.unlimited & holding).bit_count())
    unlimited, cells = [holding], [1]
    for side in reversed(order):
        unlimited.append(unlimited[-1] & side.unlimited)
        cells.append(cells[-1] * side.values)
    open_to, found = {holding: 1}, 0
    for side, throughout, here in zip(order, unlimited[::-1], cells[::-1], strict=False):
        further: dict[int, int] = {}
        for left, times in open_to.items():
            if not left:
                found += times * here
            elif not left & throughout:
                for admitting, values in side.sets.items():
                    rest = left & admitting
                    further[rest] = further.get(rest, 0) + times * values
        open_to = further
    return found + open_to.get(0, 0)


def _chosen(
    left: _Left, zones: Boxes, sizes: NDArray[np.float64], total: float, shares: Sequence[float]
) -> list[tuple[int, float, float, float, float, float]]:
    """Choose zones by falling gain until the highest share is reached or nothing is gained."""
    _check(shares)
    known, fresh = sizes.copy(), np.ones(len(sizes), bool)
    rows: list[tuple[int, float, float, float, float, float]] = []
    so_far = 0.0
    while len(sizes) and total > 0 and so_far < max(shares) * total:
        best = _best(left, known, fresh)
        gain = known[best]
        if gain <= 0:
            break
        left.remove(best)
        # A zone that shares nothing with the chosen one adds what it did before.
        fresh &= ~meets(zones, zones.take(np.array([best])))
        so_far += gain
        reached = max([0.0, *(share for share in shares if so_far >= share * total)])
        rows.append((best, sizes[best], gain, gain / total, so_far / total, reached))
    return rows


def _best(left: _Left, known: NDArray[np.float64], fresh: NDArray[np.bool_]) -> int:
    """Return the first zone of highest gain, bringing ``known`` gains up to date as needed."""
    at_once = FIRST_AT_ONCE
    while True:
        best = int(np.argmax(known))
        if fresh[best]:
            return best
        old = np.flatnonzero(~fresh & (known >= known[fresh].max(initial=0.0)))
        some = np.sort(old[np.argsort(-known[old], kind="stable")[:at_once]])
        known[some] = left.gains(some)
        fresh[some] = True
        at_once = min(4 * at_once, MOST_AT_ONCE)


def _check(shares: Sequence[float]) -> None:
    problems = [f"share {share} is not above 0 and at most 1" for share in shares
                if not 0 < share <= 1]  # fmt: skip
    if problems or not shares:
        raise InputError("shares", problems or ["none given; 0.8 asks for 80 percent"])


def _table(
    rows: list[tuple[int, float, float, float, float, float]],
    zones: Zones,
    name: str,
    shares: Sequence[float],
) -> pd.DataFrame:
    columns = ["zone", "size", "gain", "gain_share", "share_so_far", "reaches"]
    table = pd.DataFrame(rows, columns=columns).astype(
        {"zone": "int64", **dict.fromkeys(columns[1:], "float64")}
    )
    settings = {"shares": ", ".join(map(str, shares))}
    step = Step.of(name, settings, {"zones": len(zones), "chosen": len(table)})
    return with_recipe(table, zones.recipe.then(step))
