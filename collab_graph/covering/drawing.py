"""drawing: profiles drawn in proportion to margins, where there are too many to list."""

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.atoms import Atoms, Half
from collab_graph.covering.margins import Area, Counted, Margins
from collab_graph.covering.raking import Sums, raked

FEWEST = 64
"""Profiles that are drawn for every place with persons."""
RAREST = 4
"""Profiles of a place in which at least every value is drawn that somebody there has."""

Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]


def drawn_profiles(margins: Margins, number: int) -> tuple[Numbers, NDArray[np.bool_], Weights]:
    """Draw profiles whose places, values and needs are independent and as common as margins say.

    A scrambled Sobol sequence fills all axes evenly, so that a box of few limited axes is met by
    very nearly its share of the profiles. Values that few have are drawn more often than they occur
    and weigh less.

    Parameters
    ----------
    margins : Margins
        Every situation can occur.
    number : int
        How many to draw: a power of 2.

    Returns
    -------
    values : ndarray of int, shape (number, axes - 1)
        One value on every axis but need.
    having : ndarray of bool, shape (number, counted needs)
        Which of the counted needs.
    weights : ndarray of float, shape (number,)
        Persons, before they are brought to the margins.

    References
    ----------
    Sobol', I. M. (1967). On the distribution of points in a cube and the approximate evaluation of
    integrals. USSR Computational Mathematics and Mathematical Physics 7, 86-112,
    https://doi.org/10.1016/0041-5553(67)90144-9.
    """
    from scipy.stats.qmc import Sobol

    atoms, needs = margins.atoms, margins.counted_needs
    totals = _leaf_totals(margins)
    sequence = Sobol(1 + len(atoms.axes) + len(needs), scramble=True, rng=np.random.default_rng(0))
    at = sequence.random_base2(number.bit_length() - 1)
    shares = totals / totals.sum()
    often = np.where(shares > 0, np.maximum(shares, FEWEST / number), 0)
    leaf = _found(np.tile(often / often.sum(), (1, 1)), np.zeros(number, np.int64), at[:, 0])
    of_leaf = np.bincount(leaf, minlength=len(totals))
    weights = totals[leaf] / of_leaf[leaf]
    columns: list[Numbers] = []
    for number_of_axis, (axis, length) in enumerate(zip(atoms.axes, years(atoms), strict=True)):
        common = np.array([_common(margins, axis.name, length, n) for n in range(len(totals))])
        column, weighs = _values(common, of_leaf, leaf, at[:, 1 + number_of_axis])
        columns.append(column)
        weights = weights * weighs
    having = np.zeros((number, len(needs)), bool)
    for column_of_need, need in enumerate(needs):
        has = np.array([_has(margins, need, n) for n in range(len(totals))])
        common = np.stack([1 - has, has], axis=1)
        column, weighs = _values(common, of_leaf, leaf, at[:, 1 + len(atoms.axes) + column_of_need])
        having[:, column_of_need] = column == 1
        weights = weights * weighs
    time = np.full(number, margins.time, np.int64)
    return np.stack([*columns, leaf, time], axis=1), having, weights


def bits(mask: int, size: int) -> NDArray[np.bool_]:
    """Return which values a mask has."""
    return np.array([mask >> bit & 1 for bit in range(size)], bool)


def years(atoms: Atoms) -> list[Weights]:
    """Return what each value of each axis of the record weighs: years of a number, else 1."""
    return [
        np.array([_length(piece) for piece in atoms.numbers[axis.name]])
        if axis.name in atoms.numbers
        else np.ones(len(axis.values))
        for axis in atoms.axes
    ]


def targets_of(counted: Counted, total: float | None) -> Weights | None:
    """Return counts with persons of unknown value spread in proportion; None: all are unknown."""
    persons = np.array(counted.persons)
    if total is None or counted.unknown == 0:
        return persons
    known = total - counted.unknown
    return persons * (total / known) if known > 1e-9 * total else None


def _length(piece: Half) -> float:
    low, high = piece
    return 1.0 if low is None or high is None else float(high - low)


def _leaf_totals(margins: Margins) -> Weights:
    """Return persons of every leaf: as the places with known numbers have them, by inhabitants."""
    leaves = len(margins.atoms.leaves)
    start = np.where(bits(sum(top.leaves for top in margins.tops), leaves), margins.shares, 0.0)
    sums = [
        Sums(
            np.where(bits(area.leaves, leaves), 0, -1),
            np.array([area.total]),
            (f"all persons in {area.place!r}",),
        )
        for top in margins.tops
        for area in top.within()
        if area.total is not None
    ]
    return raked(start, sums)


def _nearest(margins: Margins, leaf: int) -> list[Area]:
    """Return the places with a known number of persons that hold a leaf, the innermost first."""
    areas = [area for top in margins.tops for area in top.within()]
    return [a for a in reversed(areas) if a.leaves >> leaf & 1 and a.total is not None]


def _common(margins: Margins, axis: str, length: Weights, leaf: int) -> Weights:
    """Return how common each value of an axis is in a leaf."""
    for area in _nearest(margins, leaf):
        counted = area.axes.get(axis)
        targets = None if counted is None else targets_of(counted, area.total)
        if counted is not None and targets is not None and targets.sum() > 0:
            found = np.zeros(len(length))
            for mask, target in zip(counted.masks, targets, strict=True):
                some = bits(mask, len(length)) * length
                found += target * some / max(some.sum(), 1.0)
            length = found
            break
    return np.asarray(length / length.sum(), np.float64)


def _has(margins: Margins, need: int, leaf: int) -> float:
    """Return which share of the persons of a leaf has a need; half where their number is open."""
    for area in _nearest(margins, leaf):
        if need in area.needs and area.total:
            return area.needs[need] / area.total
    areas = [area for top in margins.tops for area in top.within() if area.leaves >> leaf & 1]
    return 0.5 if any(need in area.needs for area in areas) else 0.0


def _values(
    common: Weights, of_leaf: Numbers, leaf: Numbers, at: Weights
) -> tuple[Numbers, Weights]:
    """Return a drawn value for every profile, and its share over how often it was drawn."""
    least = RAREST / np.maximum(of_leaf, 1)[:, None]
    often = np.where(common > 0, np.maximum(common, least), 0)
    often = often / often.sum(axis=1, keepdims=True)
    values = _found(often, leaf, at)
    return values, common[leaf, values] / often[leaf, values]


def _found(often: Weights, row: Numbers, at: Weights) -> Numbers:
    """Return where in the running sum of a row each number between 0 and 1 falls."""
    running = np.cumsum(often, axis=1)
    last = often.shape[1] - 1 - np.argmax(often[:, ::-1] > 0, axis=1)
    found = (at[:, None] >= running[row]).sum(axis=1)
    values: Numbers = np.minimum(found, last[row])
    return values
