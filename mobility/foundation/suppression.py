"""suppression: which counts of persons one report may print so that no small group shows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from mobility.foundation.alike_counts import Merged, merged
from mobility.foundation.errors import Fault, InputError
from mobility.foundation.feasible import Counts, Marks, Numbers
from mobility.foundation.fewer_than import known_too_well, sayable
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Step
from mobility.foundation.small_groups import small_groups
from mobility.foundation.withholding import Search

SMALL = "small"
PROTECTS = "protects another"


@dataclass(frozen=True, eq=False, repr=False)
class Suppression:
    """Which counts of a report are hidden, why, and what may be printed.

    Parameters
    ----------
    shown : ndarray of shape (m,)
        The counts in persons; NaN where hidden, so that nothing hidden travels on.
    hidden : ndarray of bool, shape (m,)
        Whether a count is withheld.
    reason : tuple of m str
        "small", "protects another" or "". For whoever makes the report: **never print it**. To
        tell which hidden counts are the small ones narrows what all of them can be.
    fewer : ndarray of bool, shape (m,)
        Whether a hidden count may be printed as "fewer than" its limit, as
        `printed_counts.printed` does.
    limits : ndarray of shape (m,)
        The smallest count that may be printed, for each count.
    recipe : Recipe
        Settings, and how many counts were hidden; it may be printed.
    """

    shown: Numbers
    hidden: Marks
    reason: tuple[str, ...]
    fewer: Marks
    limits: Numbers
    recipe: Recipe

    def __repr__(self) -> str:
        """Say how many counts there are, and how many are hidden for which reason."""
        small, protects = self.reason.count(SMALL), self.reason.count(PROTECTS)
        return f"Suppression({len(self.hidden)} counts, {small} small, {protects} protecting)"


def suppressed(
    counts: csr_array,
    values: Sequence[float] | NDArray[np.float64] | NDArray[np.int64],
    *,
    smallest_cell: int | Sequence[int] | NDArray[np.int64] = 5,
    names: Sequence[str] = (),
    progress: Progress = silent,
) -> Suppression:
    r"""Choose which counts of persons to hide, for all counts of one report together.

    The counts are sums over the same cells of persons, :math:`y = A x` with :math:`x \ge 0`. A
    group is *small* if everybody who saw all counts could work out that it has fewer than
    ``smallest_cell`` persons: a count below it (zero included), or a cell — the persons whom the
    counts do not tell apart — that must be below it, printed or not. What is left of a total when
    its printed parts are taken away is such a cell; so are the two persons between a count of 40
    and one of 38 inside it, and the nobody between two counts that are equal (100 %).

    A reader is taken to know A, every shown count and x ≥ 0. Afterwards, for such a reader,

    1. every small group has a range at least ``smallest_cell`` wide which reaches
       ``smallest_cell`` (and no group of persons at all, being a sum of cells, can be worked out
       to have fewer), and so has every other hidden count;
    2. where a count is printed as "fewer than" (``fewer``), knowing that too: it, and every small
       group inside it, can be any number from none to one less than the limit; point 1 holds for
       every other small group, and for other hidden counts but for one person less of width.

    Small counts are hidden first. For each small group in turn, the least and the greatest it
    can be are sought by linear programming; if they are too near, the cheapest set of further
    counts that must give way is hidden as well, a count costing its persons. Last, whatever was
    hidden and turned out to protect nothing is shown again, the largest first.

    Parameters
    ----------
    counts : csr_array of shape (m, n)
        A: which of n cells each of m counts adds up (1), takes away (−1, in differences between
        years or what-ifs) or leaves out (0). Leave out cells that everybody knows to be
        impossible: an empty cell with a column is somewhere persons could have been, and that
        they are not is told about them; a count without cells is never small.
    values : sequence of m numbers
        y, in persons: whole numbers. If any is not whole (a modelled population) all are taken as
        known to the last decimal, which is more than a rounded print tells, and compared with
        the limit before rounding: 4.6 is below 5. Negative only for counts with a −1.
    smallest_cell : int or sequence of m int
        The smallest count that may be printed: 5; say 10 for counts in places under 5,000
        inhabitants. At least 1. A cell has the largest limit of the counts it is in.
    names : sequence of m str
        What to call the counts in error messages; without it their numbers.
    progress : Progress
        Called for every connected set of counts, and for every step within it.

    Returns
    -------
    Suppression
        Whether each count is hidden, and why. Equal counts over the same cells go together.

    Raises
    ------
    InputError
        If A holds anything but 1, 0 and −1, sizes differ, a value is not finite or a limit is
        below 1; or if no persons agree with the counts (a part that is greater than its whole).

    Notes
    -----
    Every number of the report that rests on persons must be computed from ``shown``: a share
    prints as hidden if either count is. Two reports over the same people can be subtracted from
    each other: give the counts of both, or of both years, in one call. A reader who belongs to a
    group knows more than is assumed here, and so may one who repeats the search for each guess.
    That persons are whole numbers is used in full by the reader of up to a hundred connected
    cells (after like cells are merged), and by rounding ranges inwards beyond that.

    References
    ----------
    Fischetti, M. and Salazar, J. J. (2000). Models and algorithms for optimizing cell suppression
    in tabular data with linear constraints. Journal of the American Statistical Association 95,
    916-928, https://doi.org/10.1080/01621459.2000.10474282. Hundepool, A. et al. (2012).
    Statistical Disclosure Control. Wiley, https://doi.org/10.1002/9781118348239.

    Examples
    --------
    Of 40 persons in a gap 20 live in town, 17 in the suburb and 3 in the village. Hiding the 3
    alone does not help, since 40 − 20 − 17 = 3; so the 17 are hidden too:

    >>> places = csr_array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    >>> report = suppressed(places, [40, 20, 17, 3])
    >>> report
    Suppression(4 counts, 1 small, 1 protecting)
    >>> report.shown.tolist()
    [40.0, 20.0, nan, nan]
    """
    table, numbers, limits = _checked(counts, values, smallest_cell, names)
    rows = merged(table, numbers, limits)
    hidden, small, fewer = (np.zeros(len(rows.values), dtype=bool) for _ in range(3))
    parts = _connected(rows.sums)
    whole = bool((numbers == np.round(numbers)).all())
    for done, (at, cells) in enumerate(parts):
        progress("suppressed", done, len(parts))
        sums = csr_array(rows.sums[at][:, cells])
        part = Counts.from_values(sums, rows.values[at], whole=whole)
        if part is None:
            raise InputError("counts", [_contradiction([_name(i, names) for i in rows.first[at]])])
        search = _protected(part, rows.limits[at], whole=whole, progress=progress)
        hidden[at], small[at], fewer[at] = search.hidden, search.small, sayable(search)
    progress("suppressed", len(parts), len(parts))
    # A change of −3 is not "fewer than five" of anything.
    taking = np.asarray(table.sum(axis=1) != abs(table).sum(axis=1)).ravel()
    return _labelled(rows, numbers, limits, hidden, small, fewer[rows.which] & ~taking)


def suppressed_beside(
    first: Suppression,
    counts: csr_array,
    values: Sequence[float] | NDArray[np.float64] | NDArray[np.int64],
    *,
    smallest_cell: int | Sequence[int] | NDArray[np.int64] = 5,
    progress: Progress = silent,
) -> Suppression | None:
    """Choose which further counts to hide beside a report that stays as it is.

    What ``first`` shows, hides and calls fewer than a limit is left alone; of the counts that come
    after, as many are shown, the largest first, as keep the promises of `suppressed` for all of
    them together. A group that the first counts by themselves tell more closely, such as where
    only a further count has a stricter limit, is kept as wide as they leave it.

    Parameters
    ----------
    first : Suppression
        Of the first of the counts.
    counts, values, smallest_cell
        As in `suppressed`: the counts of ``first``, over these cells, then the further ones.
    progress : Progress
        Told which connected set of counts is looked at.

    Returns
    -------
    Suppression or None
        None where the first counts as they are would tell too much even with all others hidden.

    Raises
    ------
    InputError
        As `suppressed`.

    Examples
    --------
    Of 40 persons 20 would have a gap closed, 3 of them in the village. The 40 stay; the 3 may not
    be told, and what is left beside them may:

    >>> both = csr_array([[1, 1, 1], [1, 1, 0], [0, 1, 0]])
    >>> first = suppressed(both[[0]], [40])
    >>> suppressed_beside(first, both, [40, 20, 3]).shown.tolist()
    [40.0, 20.0, nan]
    """
    table, numbers, limits = _checked(counts, values, smallest_cell, ())
    rows = merged(table, numbers, limits)
    settled, said = (np.zeros(len(rows.values), dtype=bool) for _ in range(2))
    hidden = np.diff(rows.sums.indptr) > 0
    of_first = rows.which[: len(first.hidden)]
    settled[of_first], hidden[of_first], said[of_first] = True, first.hidden, first.fewer
    small = np.zeros_like(hidden)
    parts = _connected(rows.sums)
    whole = bool((numbers == np.round(numbers)).all())
    for done, (at, cells) in enumerate(parts):
        progress("suppressed beside", done, len(parts))
        part = Counts.from_values(csr_array(rows.sums[at][:, cells]), rows.values[at], whole=whole)
        if part is None:
            raise InputError("counts", [_contradiction([_name(i, ()) for i in rows.first[at]])])
        search = _kept_wide(part, rows.limits[at], hidden[at], said[at], whole)
        if search is None or (search.small & ~hidden[at]).any():
            return None
        own = np.flatnonzero(~settled[at] & ~search.small)
        for count in own[np.argsort(-np.abs(part.values[own]), kind="stable")]:
            tried = search.hidden.copy()
            tried[count] = False
            if not known_too_well(search, said[at], tried):
                search.hidden = tried
        hidden[at], small[at] = search.hidden, search.small
        said[at] = sayable(search, said=said[at], settled=settled[at])
    progress("suppressed beside", len(parts), len(parts))
    taking = np.asarray(table.sum(axis=1) != abs(table).sum(axis=1)).ravel()
    return _labelled(rows, numbers, limits, hidden, small, said[rows.which] & ~taking)


def _kept_wide(
    part: Counts, limits: Numbers, hidden: Marks, said: Marks, whole: bool
) -> Search | None:
    """Return a search in which every group is to stay as wide as it is if just those are hidden."""
    groups = small_groups(part, limits)
    while (groups.limits >= 0).all():
        search = Search(part, limits, groups, whole=whole)
        search.hidden = hidden
        known = known_too_well(search, said, hidden)
        if not known:
            return search
        narrower = groups.limits.copy()
        narrower[known] -= 1
        groups = replace(groups, limits=narrower)
    return None


def _checked(
    counts: csr_array,
    values: Sequence[float] | NDArray[np.float64] | NDArray[np.int64],
    smallest_cell: int | Sequence[int] | NDArray[np.int64],
    names: Sequence[str],
) -> tuple[csr_array, Numbers, Numbers]:
    """Return sums, values and limits of the right shapes, or say all that is wrong."""
    sums = csr_array(counts, dtype=np.float64, copy=True)
    sums.sum_duplicates()
    sums.eliminate_zeros()
    numbers = np.asarray(values, dtype=np.float64)
    m = sums.shape[0]
    faults = []
    if numbers.shape != (m,):
        raise InputError("counts", [Fault(f"{m} rows of cells but values of {numbers.shape}")])
    if names and len(names) != m:
        raise InputError("counts", [Fault(f"{m} rows of cells but {len(names)} names")])
    said = np.asarray(smallest_cell, dtype=np.float64)
    if said.shape not in ((), (m,)):
        raise InputError("counts", [Fault(f"{m} rows of cells but limits of {said.shape}")])
    limits = np.broadcast_to(said, (m,)).copy()
    if not np.isin(sums.data, (1.0, -1.0)).all():
        faults.append(Fault("a count may add (1), take away (−1) or leave out (0) a cell, no more"))
    taking = np.zeros(m, dtype=bool)
    taking[sums.nonzero()[0][sums.data < 0]] = True
    empty = np.diff(sums.indptr) == 0
    for i in range(m):
        name = _name(i, names)
        value = f"{numbers[i]:g}"
        if not np.isfinite(numbers[i]):
            faults.append(Fault(f"count {name}: {value} is not a finite number of persons"))
        elif numbers[i] < 0 and not taking[i]:
            faults.append(Fault(f"count {name}: {value} persons, but it takes no cell away"))
        elif numbers[i] != 0 and empty[i]:
            faults.append(Fault(f"count {name}: {value} persons, but it has no cells"))
        if not limits[i] >= 1:
            faults.append(Fault(f"count {name}: smallest_cell {limits[i]:g} is not at least 1"))
    if faults:
        raise InputError("counts", faults)
    return sums, numbers, limits


def _connected(sums: csr_array) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Return the counts and cells of every connected set, leaving out counts without cells."""
    m, n = sums.shape
    held = sums.tocoo()
    i, j = held.coords
    graph = coo_array((np.ones(len(i)), (i, j + m)), shape=(m + n, m + n))
    _, label = connected_components(graph, directed=False)
    order = np.argsort(label, kind="stable")
    starts = np.flatnonzero(np.diff(label[order], prepend=-1))
    sets = np.split(order, starts[1:])
    return [(s[s < m], s[s >= m] - m) for s in sets if (s >= m).any()]


def _protected(part: Counts, limits: Numbers, *, whole: bool, progress: Progress) -> Search:
    """Hide what must be hidden in one connected set of counts."""
    groups = small_groups(part, limits)
    search = Search(part, limits, groups, whole=whole, progress=progress)
    search.protect()
    search.relent()
    return search


def _contradiction(names: list[str]) -> Fault:
    which = ", ".join(names[:6]) + (" …" if len(names) > 6 else "")
    return Fault(f"no persons agree with the counts {which} together; a part may exceed its whole")


def _name(count: int, names: Sequence[str]) -> str:
    return names[count] if names else f"number {count}"


def _labelled(
    rows: Merged, values: Numbers, limits: Numbers, hidden: Marks, small: Marks, fewer: Marks
) -> Suppression:
    """Carry the answer for merged counts back to every count, with reasons and recipe."""
    hid, few = hidden[rows.which], small[rows.which]
    reason = tuple("" if not h else SMALL if s else PROTECTS for h, s in zip(hid, few, strict=True))
    strictest = rows.limits[rows.which]
    lowest, highest = (float(f(limits)) if len(limits) else 0.0 for f in (np.min, np.max))
    step = Step.of(
        "suppressed",
        {"smallest_cell": lowest, "largest_limit": highest},
        # How many of the hidden counts are small is not said: recipes are printed.
        {"counts": len(values), "hidden": int(hid.sum())},
    )
    shown = np.where(hid, np.nan, values)
    return Suppression(shown, hid, reason, fewer, strictest, Recipe().then(step))
