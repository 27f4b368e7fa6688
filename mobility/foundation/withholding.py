"""withholding: the search for counts to hide so that no small group can be worked out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array, vstack

from mobility.foundation.errors import MobilityError
from mobility.foundation.feasible import (
    CLOSE,
    Counts,
    Marks,
    Numbers,
    persons_behind,
    persons_filling,
    persons_giving_way,
)

_HANDFUL = 250


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups of persons that nobody may work out to be small.

    Parameters
    ----------
    sums : csr_array of shape (g, n)
        Which cells each group adds up, first the small counts, then the small cells.
    limits : ndarray of shape (g,)
        How many persons make a group large enough.
    counts : ndarray of int, shape (g,)
        The count that is this group; −1 for a cell that is no count.
    """

    sums: csr_array
    limits: Numbers
    counts: np.ndarray


class Proofs:
    """Ways the persons could be, each a proof that a group could be as small or as large."""

    def __init__(self, counts: Counts, groups: Groups) -> None:
        self._counts, self._groups = counts, groups
        self._sizes: list[Numbers] = []
        self._totals: list[Numbers] = []

    def add(self, persons: Numbers) -> "Ranges":
        """Keep one way; return what it makes of every group."""
        sizes = np.asarray(self._groups.sums @ persons, dtype=np.float64)
        self._sizes.append(sizes)
        self._totals.append(self._counts.sums @ persons)
        return Ranges(sizes, sizes)

    def ranges(self, fixed: Marks, ceilings: Numbers | None = None) -> "Ranges":
        """Give the least and most of every group over the ways that agree with what is known."""
        totals = np.array(self._totals)
        agree = (np.abs(totals - self._counts.values)[:, fixed] < CLOSE).all(axis=1)
        if ceilings is not None:
            agree &= (totals <= ceilings + CLOSE).all(axis=1)
        sizes = np.array(self._sizes)[agree]
        return Ranges(sizes.min(axis=0, initial=np.inf), sizes.max(axis=0, initial=-np.inf))


@dataclass(frozen=True, eq=False)
class Ranges:
    """The least and the most that every group was found to be, in persons."""

    low: Numbers
    high: Numbers

    def joined(self, other: "Ranges") -> "Ranges":
        """Return the least of both and the most of both."""
        return Ranges(np.minimum(self.low, other.low), np.maximum(self.high, other.high))

    def whole(self) -> "Ranges":
        """Return the whole numbers inside: what a reader knows who counts persons."""
        return Ranges(np.ceil(self.low - CLOSE), np.floor(self.high + CLOSE))

    def wide(self, limits: Numbers) -> Marks:
        """Say which groups have a range as wide as their limit that reaches the limit."""
        far = np.maximum(self.high, -self.low) >= limits - CLOSE
        answer: Marks = (self.high - self.low >= limits - CLOSE) & far
        return answer


def small_groups(counts: Counts, limits: Numbers) -> Groups:
    """Find every count below its limit, and every cell that all counts together show to be so.

    Parameters
    ----------
    counts : Counts
        m counts over n cells.
    limits : ndarray of shape (m,)
        Smallest count that may be printed.
    """
    few = np.flatnonzero(np.abs(counts.values) < limits)
    cell_limits = _cell_limits(counts, limits)
    cells = _small_cells(counts, cell_limits)
    alone = np.diff(counts.sums.indptr)[few] == 1
    printed = counts.sums[few[alone]].indices
    cells = np.setdiff1d(cells, printed)
    identity = eye_array(counts.sums.shape[1], format="csr")
    sums = vstack([counts.sums[few], identity[cells]]).tocsr()
    which = np.concatenate([few, np.full(len(cells), -1)])
    return Groups(csr_array(sums), np.concatenate([limits[few], cell_limits[cells]]), which)


def _cell_limits(counts: Counts, limits: Numbers) -> Numbers:
    """Let a cell have the strictest limit of the counts it is in."""
    there = abs(counts.sums).multiply(limits[:, None])
    return np.asarray(csr_array(there).max(axis=0).toarray(), dtype=np.float64).ravel()


def _small_cells(counts: Counts, limits: Numbers) -> NDArray[np.int64]:
    """Find the cells that cannot reach their limit if every count is known."""
    everything = np.ones(len(counts.values), dtype=bool)
    no_ceilings = np.full(len(everything), np.inf)
    single = eye_array(len(limits), format="csr")
    perhaps = (_upper_bounds(counts) >= limits - CLOSE) & (counts.start < limits - CLOSE)
    reached = counts.start.copy()
    for asked in _handfuls(np.flatnonzero(perhaps)):
        left = asked[reached[asked] < limits[asked] - CLOSE]
        while len(left):
            persons = persons_filling(
                counts,
                known=everything,
                ceilings=no_ceilings,
                groups=csr_array(single[left]),
                goals=limits[left],
            )
            reached = np.maximum(reached, _agreeing(persons))
            short = left[reached[left] < limits[left] - CLOSE]
            if len(short) == len(left):
                break
            left = short
    for cell in np.flatnonzero(perhaps):
        if reached[cell] < limits[cell] - CLOSE:
            persons = persons_behind(
                counts,
                known=everything,
                ceilings=no_ceilings,
                group=single[[cell]].toarray().ravel(),
                pull=-1.0,
                at_most=limits[cell],
            )
            reached = np.maximum(reached, _agreeing(persons))
    return np.flatnonzero(reached < limits - CLOSE)


def _handfuls(cells: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Deal cells out: a problem over a few hundred is solved in less than its share of the time.

    Neighbours go to different hands, since they would fill up at each other's cost.
    """
    hands = -(-len(cells) // _HANDFUL)
    return [cells[hand::hands] for hand in range(hands)]


def _agreeing(persons: Numbers | None) -> Numbers:
    """Take for granted that something agrees with counts that agreed with something before."""
    if persons is None:
        raise MobilityError("the solver finds no persons behind counts that had some before")
    return persons


def _upper_bounds(counts: Counts) -> Numbers:
    """Bound every cell from above by what the counts around it leave over."""
    only_adding = np.flatnonzero(counts.sums.min(axis=1).toarray().ravel() >= 0)
    sums, values = counts.sums[only_adding], counts.values[only_adding]
    n = counts.sums.shape[1]
    low, high = np.zeros(n), np.full(n, np.inf)
    at, cell = sums.nonzero()
    for _ in range(4):
        spare = values - sums @ low
        np.minimum.at(high, cell, spare[at] + low[cell])
        lacking = values - sums @ np.where(np.isfinite(high), high, 0.0)
        np.maximum.at(low, cell, lacking[at] + high[cell])
    return high


class Search:
    """One connected set of counts, and which of them are hidden so far."""

    def __init__(self, counts: Counts, limits: Numbers, groups: Groups, *, whole: bool) -> None:
        self.whole = whole
        self.counts, self.limits, self.groups = counts, limits, groups
        self.small = np.zeros(len(counts.values), dtype=bool)
        self.small[groups.counts[groups.counts >= 0]] = True
        self.hidden = self.small.copy()
        self._proofs = Proofs(counts, groups)
        self._proofs.add(counts.start)
        self._adding = np.asarray(groups.sums.min(axis=1).toarray()).ravel() >= 0
        self._no_ceilings = np.full(len(counts.values), np.inf)
        self._no_spans = np.full(len(groups.limits), np.inf)

    def protect(self) -> None:
        """Hide, group by group, the cheapest counts that leave it a wide enough range."""
        for g in self.narrow(self.hidden):
            ranges = self._proofs.ranges(~self.hidden)
            if not self._enough(ranges, self._no_spans)[g]:
                down = _agreeing(self._pressed(g, self.hidden, self._no_ceilings))
                ranges = ranges.joined(self._proofs.add(down))
                self._make_room(g, self._goals(ranges, self._no_spans)[g])

    def relent(self) -> None:
        """Show again, largest first, each count whose hiding protects nothing."""
        protecting = np.flatnonzero(self.hidden & ~self.small)
        order = protecting[np.argsort(-np.abs(self.counts.values[protecting]), kind="stable")]
        for count in order:
            tried = self.hidden.copy()
            tried[count] = False
            if not self.narrow(tried, stop_at_first=True):
                self.hidden = tried

    def narrow(
        self,
        hidden: Marks,
        *,
        ceilings: Numbers | None = None,
        spans: Numbers | None = None,
        stop_at_first: bool = False,
    ) -> list[int]:
        """Find the groups that are known too well if just those counts are hidden.

        Parameters
        ----------
        hidden : ndarray of bool, shape (m,)
            Which counts are hidden; the others are known exactly.
        ceilings : ndarray of shape (m,), optional
            The most that a count is known to be.
        spans : ndarray of shape (g,), optional
            Where finite, a group need only be able to be anything from 0 to it.
        stop_at_first : bool
            Whether one such group is enough to know.
        """
        ceilings = self._no_ceilings if ceilings is None else ceilings
        spans = self._no_spans if spans is None else spans
        ranges = self._proofs.ranges(~hidden, ceilings)
        if not stop_at_first:
            ranges = self._tried_together(ranges, hidden, ceilings, spans)
        found = []
        for g in np.flatnonzero(~self._enough(ranges, spans)).tolist():
            for act in (self._pressed, self._lifted):
                if self._enough(ranges, spans)[g]:
                    break
                goal = self._goals(ranges, spans)[g]
                persons = act(g, hidden, ceilings, goal)
                if persons is not None:
                    ranges = ranges.joined(self._proofs.add(persons))
            if not self._enough(ranges, spans)[g]:
                found.append(g)
                if stop_at_first:
                    break
        return found

    def _enough(self, ranges: Ranges, spans: Numbers) -> Marks:
        known = ranges.whole() if self.whole else ranges
        spanned = (known.low < CLOSE) & (known.high >= spans - CLOSE)
        return np.where(np.isfinite(spans), spanned, known.wide(self.groups.limits))

    def _goals(self, ranges: Ranges, spans: Numbers) -> Numbers:
        """Say how large each group must be able to be, given the least it was found to be."""
        low = ranges.whole().low if self.whole else ranges.low
        far: Numbers = np.maximum(low, 0.0) + self.groups.limits
        return np.where(np.isfinite(spans), spans, far)

    def _tried_together(
        self, ranges: Ranges, hidden: Marks, ceilings: Numbers, spans: Numbers
    ) -> Ranges:
        """Press all groups down at once, then lift as many as will go, until no more do."""
        asked = self._adding & ~self._enough(ranges, spans)
        if asked.any():
            down = self._pressed(asked, hidden, ceilings)
            ranges = ranges if down is None else ranges.joined(self._proofs.add(down))
        before = int(asked.sum()) + 1
        asked &= ~self._enough(ranges, spans)
        while 0 < asked.sum() < before:
            before = int(asked.sum())
            up = persons_filling(
                self.counts,
                known=~hidden,
                ceilings=ceilings,
                groups=csr_array(self.groups.sums[np.flatnonzero(asked)]),
                goals=self._goals(ranges, spans)[asked],
            )
            ranges = ranges if up is None else ranges.joined(self._proofs.add(up))
            asked &= ~self._enough(ranges, spans)
        return ranges

    def _pressed(
        self, which: int | Marks, hidden: Marks, ceilings: Numbers, _: float = 0.0
    ) -> Numbers | None:
        """Make one group, or several together, as small as what is shown allows."""
        return self._solved(
            which, hidden, ceilings, pull=1.0, at_least=-float(self.groups.limits[which].sum())
        )

    def _lifted(self, g: int, hidden: Marks, ceilings: Numbers, goal: float) -> Numbers | None:
        """Make one group as large as the goal, if what is shown allows."""
        return self._solved(g, hidden, ceilings, pull=0.0, at_least=goal)

    def _solved(
        self, which: int | Marks, hidden: Marks, ceilings: Numbers, *, pull: float, at_least: float
    ) -> Numbers | None:
        return persons_behind(
            self.counts,
            known=~hidden,
            ceilings=ceilings,
            group=self._together(which),
            pull=pull,
            at_least=at_least,
        )

    def _make_room(self, g: int, goal: float) -> None:
        """Let one group reach its goal, and hide every count that must give way."""
        persons = _agreeing(
            persons_giving_way(
                self.counts,
                hidden=self.hidden,
                free=self.small,
                group=self._together(g),
                at_least=goal,
            )
        )
        self.hidden = self.hidden | (
            np.abs(self.counts.sums @ persons - self.counts.values) >= CLOSE
        )
        self._proofs.add(persons)

    def _together(self, which: int | Marks) -> Numbers:
        """Add up the cells of one group, or of several."""
        rows = self.groups.sums[np.atleast_1d(np.arange(len(self.groups.limits))[which])]
        return np.asarray(rows.sum(axis=0), dtype=np.float64).ravel()
