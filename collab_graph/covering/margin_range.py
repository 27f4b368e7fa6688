"""margin_range: the least and the most persons that margins allow in a set of situations."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.atoms import NEED, PLACE, TIME
from collab_graph.covering.boxes import Boxes, distinct
from collab_graph.covering.margin_programme import Programme, programme_of
from collab_graph.covering.margins import Area, Margins
from mobility.foundation.progress import Progress, silent

Between = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Ranges:
    """What margins allow for each of n boxes.

    Parameters
    ----------
    low, high : ndarray of float, shape (n,)
        Persons with at least one need of the box whose situation lies in it: no fewer, no more.
    sharp : ndarray of bool, shape (n,)
        Whether both are reached by some persons with these margins; False where the linear
        programme would be too large: the range is then true, but could be narrower.
    """

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    sharp: NDArray[np.bool_]


def ranges(margins: Margins, boxes: Boxes, *, progress: Progress = silent) -> Ranges:
    r"""Return the least and the most persons that margins allow in each box.

    A box admits the values :math:`S_i` on each of *k* axes and some needs, of which a person has at
    least one. In a place with *N* persons, of whom :math:`m_i(S_i)` have a value of :math:`S_i`,

    .. math:: \max\bigl(0, \sum_i m_i(S_i) - (k - 1) N\bigr) \;\le\; n \;\le\; \min_i m_i(S_i),

    the bounds of Fréchet, which some persons reach; for the needs *m* itself lies between the
    largest and the sum of the counts of each need. Bounds of places apart from each other add up.
    Where places with margins lie inside each other, or not every situation can occur, the bounds
    are those of a linear programme (HiGHS). Persons are taken as divisible.

    Parameters
    ----------
    margins : Margins
        As `margins_of` gives them.
    boxes : Boxes
        n boxes of the whole space; persons stand at one time, so a box without it has nobody.
    progress : callable
        Told how many boxes are done.

    Returns
    -------
    Ranges
        In persons, 0 to all of them.

    References
    ----------
    Fréchet, M. (1951). Sur les tableaux de corrélation dont les marges sont données. Annales de
    l'Université de Lyon, Section A 14, 53-77. Dobra, A. and Fienberg, S. E. (2000). Bounds for cell
    entries in contingency tables given marginal totals and decomposable graphs. PNAS 97,
    11885-11892, https://doi.org/10.1073/pnas.97.22.11885.

    Examples
    --------
    90 of 120 are 30 or older and 60 need work: at least 90 + 60 − 120 are both, at most 60:

    >>> import pandas as pd
    >>> from collab_graph.covering.atoms import atoms_of
    >>> from collab_graph.covering.margins import margins_of
    >>> from collab_graph.record.record import Record, example_tables
    >>> tables = example_tables()
    >>> rows = [["age", "16–29", "30"], ["age", "30–66", "90"], ["need", "work", "60"]]
    >>> tables["margins"] = pd.DataFrame(rows, columns=["axis", "value", "persons"])
    >>> record = Record.from_tables(tables)
    >>> atoms = atoms_of(record, at=record.reference_date)
    >>> older = Boxes.from_masks(atoms.space, [(0b10, 1, 1, 1)])
    >>> found = ranges(margins_of(record, atoms), older)
    >>> found.low, found.high, found.sharp
    (array([30.]), array([60.]), array([ True]))
    """
    found = [(0.0, 0.0, True)] * len(boxes)
    for number, masks in enumerate(boxes.to_masks()):
        progress("ranges", number, len(boxes))
        found[number] = _range(margins, [masks], boxes.space.axes)
    table = np.array(found, np.float64).reshape(-1, 3)
    return Ranges(table[:, 0], table[:, 1], table[:, 2].astype(bool))


def union_range(margins: Margins, boxes: Boxes) -> tuple[float, float, bool]:
    """Return the least and the most persons that margins allow in any of several boxes, each once.

    Parameters
    ----------
    margins : Margins
        As `margins_of` gives them.
    boxes : Boxes
        They may overlap.

    Returns
    -------
    low, high : float
        Persons for whom at least one box admits their situation and one of their needs.
    sharp : bool
        As in `Ranges`.
    """
    return _range(margins, distinct(boxes).to_masks(), boxes.space.axes)


def _range(
    margins: Margins, masks: list[tuple[int, ...]], axes: tuple[str, ...]
) -> tuple[float, float, bool]:
    """Add up what the outermost places allow."""
    now = [m for m in masks if m[axes.index(TIME)] >> margins.time & 1]
    low, high, sharp = 0.0, 0.0, True
    for top in margins.tops:
        here = [m for m in now if m[axes.index(PLACE)] & top.leaves]
        if not here:
            continue
        simple = len(here) == 1 and not top.parts and margins.admissible is None
        programme: Programme | None = None if simple else programme_of(margins, top, here)
        if programme is not None:
            least, most = programme.solved()
        else:
            least, most = _outer(margins, top, here)
            sharp = sharp and simple
        low, high = low + least, high + most
    return low, high, sharp


def _outer(margins: Margins, area: Area, masks: list[tuple[int, ...]]) -> Between:
    """Return bounds that hold for a union: no fewer than in one box, no more than in all."""
    each = [_in_area(margins, area, box) for box in masks]
    total = _total(area)
    return max(low for low, _ in each), min(total, sum(high for _, high in each))


def _total(area: Area) -> float:
    return float("inf") if area.total is None else area.total


def _in_area(margins: Margins, area: Area, box: tuple[int, ...]) -> Between:
    """Return Fréchet's bounds by the place's own margins, narrowed by those of its parts."""
    place = margins.atoms.space.position(PLACE)
    asked = box[place] & area.leaves
    if not asked:
        return 0.0, 0.0
    low, high = 0.0, float("inf")
    if area.total is not None:
        allowed = list(_allowed(margins, area, area.total, box))
        high = min(most for _, most in allowed)
        low = max(0.0, area.total - sum(area.total - least for least, _ in allowed))
    inside = [_in_area(margins, part, box) for part in area.parts]
    outside = asked & ~sum(part.leaves for part in area.parts)
    low = max(low, sum(least for least, _ in inside))
    return low, high if outside else min(high, sum(most for _, most in inside))


def _allowed(margins: Margins, area: Area, total: float, box: tuple[int, ...]) -> Iterator[Between]:
    """Return for every axis how many persons of a place may have a value of the box."""
    atoms = margins.atoms
    for at, axis in enumerate(atoms.space.axes):
        full = atoms.full[at]
        if axis == NEED:
            yield _with_a_need(area, total, box[at])
        elif axis == PLACE:
            yield (0.0 if area.leaves & ~box[at] else total), total
        elif axis in area.axes:
            counted = area.axes[axis]
            low = counted.at_least(box[at], full)
            yield low, total - (0.0 if box[at] == full else counted.at_least(full & ~box[at], full))
        elif axis != TIME:
            yield (0.0 if box[at] != full else total), (total if box[at] else 0.0)


def _with_a_need(area: Area, total: float, mask: int) -> Between:
    """Return how many persons may have at least one of some needs."""
    asked = [need for need in range(mask.bit_length()) if mask >> need & 1]
    counts = [area.needs[need] for need in asked if need in area.needs]
    low = max(counts, default=0.0)
    return low, min(total, sum(counts)) if len(counts) == len(asked) else total
