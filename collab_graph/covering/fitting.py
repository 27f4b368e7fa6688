"""fitting: profiles of persons out of margins, by iterative proportional fitting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from collab_graph.covering.atoms import PLACE
from collab_graph.covering.drawing import bits, drawn_profiles, targets_of, years
from collab_graph.covering.margins import Area, Counted, Margins
from collab_graph.covering.raking import Sums, raked, side_by_side
from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress, silent

MOST_PROFILES = 1 << 16
"""Profiles that are all fitted; where there are more, as many are drawn and fitted."""
Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Fitted:
    """Profiles with persons.

    Parameters
    ----------
    values : ndarray of int, shape (m, axes - 1)
        One value on every axis but need.
    needs : ndarray of int, shape (m,)
        The set of needs as a mask; never empty.
    weights : ndarray of float, shape (m,)
        Persons.
    drawn : bool
        Whether the profiles were drawn out of more than could all be fitted.
    """

    values: Numbers
    needs: Numbers
    weights: Weights
    drawn: bool


def fitted(margins: Margins, *, progress: Progress = silent) -> Fitted:
    r"""Return persons per profile that agree with all margins and assume nothing else.

    Within each outermost place the persons

    .. math:: n(x, N) = w(x) \prod_i a_i(x_i) \prod_{s \in N} b_s \prod_{s \notin N} (1 - b_s)

    are found by iterative proportional fitting over the situations that can occur (`raked`; each
    sum to a relative 1e-9). *w* is even over the values of an axis, even over the years of a range
    of numbers, and by inhabitants over places that no margin tells apart.

    Assumed, since margins cannot say it: given the place the axes have no interaction but what the
    situations that cannot occur force, and **the needs of a person are independent of each other
    and of the situation, given the place**. How far the truth may lie from it `ranges` says. A need
    that no margin counts in a place is had by nobody there, as ``record.warnings`` says.

    Where there are more than 65,536 profiles, as many are drawn from the same model (a scrambled
    Sobol sequence, the same on every run) and brought to the margins, which hold as exactly; the
    persons of a zone are then near, not equal to, the fit over all profiles.

    Parameters
    ----------
    margins : Margins
        As `margins_of` gives them.
    progress : callable
        Told how far the fitting is.

    Returns
    -------
    Fitted
        Profiles of persons with at least one need.

    Raises
    ------
    InputError
        If the margins contradict each other or the situations that can occur, naming axis, value
        and place; or if those situations are too many to be listed.

    Examples
    --------
    A quarter of 120 is under 30 and half of all need work:

    >>> import pandas as pd
    >>> from collab_graph.covering.atoms import atoms_of
    >>> from collab_graph.covering.margins import margins_of
    >>> from collab_graph.record.record import Record, example_tables
    >>> tables = example_tables()
    >>> rows = [["age", "16–29", "30"], ["age", "30–66", "90"], ["need", "work", "60"]]
    >>> tables["margins"] = pd.DataFrame(rows, columns=["axis", "value", "persons"])
    >>> record = Record.from_tables(tables)
    >>> atoms = atoms_of(record, at=record.reference_date)
    >>> found = fitted(margins_of(record, atoms))
    >>> found.values[:, 0], found.weights
    (array([0, 1]), array([15., 45.]))
    """
    needs = np.array(margins.counted_needs, np.int64)
    cells = _cells(margins, MOST_PROFILES >> len(needs))
    drawn = cells is None
    if cells is None:
        if margins.admissible is not None:
            many = f"rows with 0 persons admit more than {MOST_PROFILES:,} profiles and needs"
            raise InputError("population", [f"{many}; fill some of their cells, or leave them out"])
        values, having, seed = drawn_profiles(margins, MOST_PROFILES)
    else:
        sets = np.arange(1 << len(needs))
        values = np.repeat(cells, len(sets), axis=0)
        having = (np.tile(sets, len(cells))[:, None] >> np.arange(len(needs)) & 1).astype(bool)
        seed = _seed(margins, values) * _can_have(margins, values, having)
    weights = raked(seed, _sums(margins, values, having), progress=progress)
    masks = having @ (1 << needs)
    some = (weights > 0) & (masks > 0)
    return Fitted(values[some], masks[some], weights[some], drawn)


def _cells(margins: Margins, most: int) -> Numbers | None:
    """Return every situation that can occur where there are margins; None where too many."""
    atoms = margins.atoms
    some = bits(sum(top.leaves for top in margins.tops), len(atoms.leaves))
    if margins.admissible is None:
        free = [np.arange(size) for size in atoms.space.sizes[: len(atoms.axes)]]
        return _grid([*free, np.flatnonzero(some), np.array([margins.time])], most)
    found = [np.zeros((0, len(atoms.space.axes) - 1), np.int64)]
    for masks in margins.admissible.to_masks():
        pairs = zip(masks, atoms.space.sizes, strict=False)
        free = [np.flatnonzero(bits(mask, size)) for mask, size in pairs]
        free[-2] = free[-2][some[free[-2]]]
        grid = _grid([*free[:-1], np.array([margins.time])], most)
        if grid is None:
            return None
        found.append(grid)
    cells: Numbers = np.unique(np.vstack(found), axis=0)
    return cells if len(cells) <= most else None


def _grid(values: Sequence[NDArray[np.int_]], most: int) -> Numbers | None:
    if np.prod([float(len(some)) for some in values]) > most:
        return None
    return np.array(np.meshgrid(*values, indexing="ij"), np.int64).reshape(len(values), -1).T


def _seed(margins: Margins, cells: Numbers) -> Weights:
    place = margins.atoms.space.position(PLACE)
    weights = np.array(margins.shares)[cells[:, place]]
    for at, length in enumerate(years(margins.atoms)):
        weights = weights * length[cells[:, at]]
    return np.asarray(weights, np.float64)


def _can_have(margins: Margins, cells: Numbers, having: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return whether some margin of the place counts every need that a profile has."""
    atoms = margins.atoms
    leaf = cells[:, atoms.space.position(PLACE)]
    found = np.ones(len(cells), bool)
    for column, need in enumerate(margins.counted_needs):
        counted = [a.leaves for top in margins.tops for a in top.within() if need in a.needs]
        here = np.any([bits(leaves, len(atoms.leaves)) for leaves in counted], axis=0)
        found &= here[leaf] | ~having[:, column]
    return found


def _sums(margins: Margins, cells: Numbers, having: NDArray[np.bool_]) -> list[Sums]:
    """Return what the cells must add up to: by axis and need, places that are apart at once."""
    leaves = len(margins.atoms.leaves)
    leaf = cells[:, margins.atoms.space.position(PLACE)]
    found: dict[tuple[int, str], list[Sums]] = {}
    areas: tuple[Area, ...] = margins.tops
    depth = 0
    while areas:
        for area in areas:
            here = bits(area.leaves, leaves)[leaf]
            for name, sums in _of_area(margins, area, cells, having):
                inside = replace(sums, of_weight=np.where(here, sums.of_weight, -1))
                found.setdefault((depth, name), []).append(inside)
        areas, depth = tuple(part for area in areas for part in area.parts), depth + 1
    return [side_by_side(some) for some in found.values()]


def _of_area(
    margins: Margins, area: Area, cells: Numbers, having: NDArray[np.bool_]
) -> Iterator[tuple[str, Sums]]:
    """Return the sums of one place, by axis and need, as if all cells lay in it."""
    atoms = margins.atoms
    for name, counted in area.axes.items():
        at = atoms.space.position(name)
        targets = targets_of(counted, area.total)
        if targets is not None:
            which = _category(counted, atoms.space.sizes[at])[cells[:, at]]
            texts = [text or "(values not counted)" for text in counted.texts]
            names = tuple(_said(f"{name} {text}", area.place) for text in texts)
            yield name, Sums(which, targets, names, _bounds(counted))
    if area.total is not None:
        everybody = np.zeros(len(cells), np.int64)
        yield "", Sums(everybody, np.array([area.total]), (_said("all persons", area.place),))
    for need, persons in area.needs.items():
        said = _said(f"need {atoms.needs[need]}", area.place)
        has = having[:, margins.counted_needs.index(need)]
        targets = np.array([persons] if area.total is None else [persons, area.total - persons])
        which = np.where(has, 0, -1 if area.total is None else 1)
        yield f"need {need}", Sums(which, targets, (said, f"not {said}")[: len(targets)])


def _bounds(counted: Counted) -> tuple[Weights, Weights] | None:
    """Return between what each count may lie: all of unknown value may have one of the values."""
    persons = np.array(counted.persons)
    return None if counted.unknown == 0 else (persons, persons + counted.unknown)


def _category(counted: Counted, size: int) -> Numbers:
    """Return which of the counts each value of an axis belongs to; -1 for none."""
    found = np.full(size, -1, np.int64)
    for number, mask in enumerate(counted.masks):
        found[bits(mask, size)] = number
    return found


def _said(what: str, place: str) -> str:
    return f"{what} in {place!r}" if place else what
