"""withholding: the search for counts to hide so that no small group can be worked out."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from mobility.foundation.feasible import (
    CLOSE,
    Counts,
    Marks,
    Numbers,
    agreeing,
    persons_behind,
    persons_filling,
    persons_giving_way,
)
from mobility.foundation.progress import Progress, silent
from mobility.foundation.small_groups import Groups


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


class Search:
    """One connected set of counts, and which of them are hidden so far."""

    def __init__(
        self,
        counts: Counts,
        limits: Numbers,
        groups: Groups,
        *,
        whole: bool,
        progress: Progress = silent,
    ) -> None:
        self._progress = progress
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
        ranges = self._proofs.ranges(~self.hidden)
        ranges = self._tried_together(ranges, self.hidden, self._no_ceilings, self._no_spans)
        narrow = np.flatnonzero(~self._enough(ranges, self._no_spans)).tolist()
        for done, g in enumerate(narrow):
            self._progress("protect", done, len(narrow))
            for act in (self._pressed_now, self._given_room):
                if not self._enough(ranges, self._no_spans)[g]:
                    persons = act(g, self._goals(ranges, self._no_spans)[g])
                    ranges = ranges.joined(self._proofs.add(persons))

    def relent(self) -> None:
        """Show again, largest first, each count whose hiding protects nothing."""
        protecting = np.flatnonzero(self.hidden & ~self.small)
        order = protecting[np.argsort(-np.abs(self.counts.values[protecting]), kind="stable")]
        for done, count in enumerate(order):
            self._progress("relent", done, len(order))
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
        narrow = np.flatnonzero(~self._enough(ranges, spans)).tolist()
        for done, g in enumerate(narrow):
            self._progress("work out", done, len(narrow))
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

    def _pressed_now(self, g: int, _: float) -> Numbers:
        return agreeing(self._pressed(g, self.hidden, self._no_ceilings))

    def _given_room(self, g: int, goal: float) -> Numbers:
        """Let one group reach its goal, and hide every count that must give way."""
        persons = agreeing(
            persons_giving_way(
                self.counts,
                hidden=self.hidden,
                free=self.small,
                group=self._together(g),
                at_least=goal,
            )
        )
        moved = np.abs(self.counts.sums @ persons - self.counts.values) >= CLOSE
        self.hidden = self.hidden | moved
        return persons

    def _together(self, which: int | Marks) -> Numbers:
        """Add up the cells of one group, or of several."""
        rows = self.groups.sums[np.atleast_1d(np.arange(len(self.groups.limits))[which])]
        return np.asarray(rows.sum(axis=0), dtype=np.float64).ravel()
