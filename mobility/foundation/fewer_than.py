"""fewer_than: which hidden counts may be called "fewer than the limit" without saying more."""

import numpy as np
from scipy.sparse import csr_array

from mobility.foundation.feasible import Marks
from mobility.foundation.withholding import Search, Wanted


def sayable(search: Search, *, said: Marks | None = None, settled: Marks | None = None) -> Marks:
    """Find the hidden counts that can be said to be small and tell nothing else by it.

    To call a count fewer than five tells that it is at most four, which narrows what the counts
    around it can be. It is said only where afterwards each such count, and every small group
    inside it, could still be any number from none to four, every other small group keeps a range
    as wide as its limit, and any other hidden count one that is at most one person narrower.

    Parameters
    ----------
    search : Search
        One connected set of counts, protected.
    said : ndarray of bool, shape (m,), optional
        Counts that are called so already, and stay so.
    settled : ndarray of bool, shape (m,), optional
        Counts of which it is settled whether they are called so.

    Returns
    -------
    ndarray of bool, shape (m,)
        Which counts; all of them are hidden and small.
    """
    only_adding = _only_adding(search)
    nothing = np.zeros(len(search.small), dtype=bool)
    already = nothing if said is None else said
    asked = search.small & only_adding & ~(nothing if settled is None else settled)
    inside = _inside(search)
    while asked.any():
        called: Marks = already | asked
        around = inside & only_adding & called
        told = _told_too_well(search, called, around, search.hidden)
        if not told:
            break
        doubtful = around[told].any(axis=0) & asked
        fewer = asked & ~(doubtful if doubtful.any() else _nearby(search, called, told))
        asked = fewer if (fewer != asked).any() else nothing
    return already | asked


def known_too_well(search: Search, said: Marks, hidden: Marks) -> list[int]:
    """Return the groups known too well if just those counts are hidden, and those called small."""
    around = _inside(search) & _only_adding(search) & said
    told = _told_too_well(search, said, around, hidden)
    return sorted({*search.narrow(hidden), *told})


def _only_adding(search: Search) -> Marks:
    return np.asarray(search.counts.sums.min(axis=1).toarray().ravel() >= 0, dtype=bool)


def _inside(search: Search) -> Marks:
    """Say which groups lie inside which counts."""
    cells = np.diff(search.groups.sums.indptr)
    common = (search.groups.sums @ search.counts.sums.T).toarray()
    return np.asarray(common == cells[:, None], dtype=bool)


def _nearby(search: Search, said: Marks, groups: list[int]) -> Marks:
    """Return the counts called small that share the smallest shown count with those groups."""
    sums = abs(search.counts.sums)
    common = csr_array(sums @ sums[np.flatnonzero(said)].T)
    meets_said = np.diff(common.indptr) > 0
    near = np.zeros_like(said)
    for meets in (abs(search.groups.sums[groups]) @ sums.T).toarray() > 0:
        shared = np.flatnonzero(~search.hidden & meets_said & meets)
        if not len(shared):
            return said
        smallest = shared[np.argmin(np.abs(search.counts.values[shared]))]
        near[np.flatnonzero(said)[common[[smallest]].indices]] = True
    return near


def _told_too_well(search: Search, said: Marks, around: Marks, hidden: Marks) -> list[int]:
    """Return the small groups that are known too well once those counts are called small."""
    one_less = search.limits - (1.0 if search.whole else 0.0)
    spans = np.where(around, search.limits - 1.0, np.inf).min(axis=1, initial=np.inf)
    counts = search.groups.counts
    # What is hidden beside a count of none to four is known to within four.
    protecting = (counts >= 0) & ~search.small[counts]
    wanted = Wanted(search.groups.limits - protecting, spans)
    return search.narrow(hidden, ceilings=np.where(said, one_less, np.inf), wanted=wanted)
