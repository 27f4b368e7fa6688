"""withholding: the search for counts to hide so that no small group can be worked out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from mobility.foundation.feasible import (
    Counts,
    Marks,
    Numbers,
    Reader,
    agreeing,
    persons_giving_way,
)
from mobility.foundation.like_cells import like_cells
from mobility.foundation.linear_program import CLOSE
from mobility.foundation.mixed_ways import mixed_ways
from mobility.foundation.progress import Progress, silent
from mobility.foundation.small_groups import Groups
from mobility.foundation.standing_program import StandingProgram

_HANDFUL, _FEW = 250, 20
"""Groups lifted together in one large problem; where there are fewer than the second number left,
each by itself is quicker."""


class Proofs:
    """Ways the persons could be, each a proof that a group could be as small or as large."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._ways = np.zeros((0, counts.sums.shape[1]))
        self._totals = np.zeros((0, len(counts.values)))
        self._many = 0

    def add(self, persons: Numbers) -> None:
        """Keep one way."""
        if self._many == len(self._ways):
            more = max(self._many, 16)
            self._ways = np.vstack([self._ways, np.zeros((more, self._ways.shape[1]))])
            self._totals = np.vstack([self._totals, np.zeros((more, self._totals.shape[1]))])
        self._ways[self._many] = persons
        self._totals[self._many] = self._counts.sums @ persons
        self._many += 1

    def that_agree(self, reader: Reader) -> Numbers:
        """Return the ways that agree with what a reader knows, one a row, mixed ones too."""
        ways, totals = self._ways[: self._many], self._totals[: self._many]
        agreeing = reader.agrees(totals)
        if self._counts.whole:
            return np.asarray(ways[agreeing])
        mixed = mixed_ways(ways, totals, self._counts, reader)
        mixed = mixed[reader.agrees(mixed @ self._counts.sums.T)]
        return np.vstack([ways[agreeing], mixed])


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


@dataclass(frozen=True, eq=False)
class Wanted:
    """How little may be known of every group.

    Parameters
    ----------
    limits : ndarray of shape (g,)
        How wide its range is at least, and how far it reaches.
    spans : ndarray of shape (g,)
        Where finite, it need only be able to be anything from 0 to this.
    """

    limits: Numbers
    spans: Numbers


class View:
    """What one reader could work out about every group, as far as it has been tried."""

    def __init__(self, reader: Reader, groups: Groups, proofs: Proofs) -> None:
        self.reader, self._proofs = reader, proofs
        self.least, self.most = reader.ends(groups.sums)
        self.shown: Marks = (groups.counts >= 0) & reader.known[groups.counts]
        self.ranges = self._ends(proofs.that_agree(reader))

    def add(self, persons: Numbers | None) -> None:
        """Learn from one more way the persons could be."""
        if persons is not None:
            self._proofs.add(persons)
            self.ranges = self.ranges.joined(self._ends(persons[None, :]))

    def _ends(self, ways: Numbers) -> Ranges:
        held = self.reader.by_kind(ways)
        low, high = self.least @ held, self.most @ held
        return Ranges(low.min(axis=1, initial=np.inf), high.max(axis=1, initial=-np.inf))

    def different(self, which: NDArray[np.int64]) -> NDArray[np.int64]:
        """Leave out groups that are all one to the reader."""
        both = vstack([self.least[which].T, self.most[which].T])
        return which[like_cells(csr_array(both))[1]]


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
        self.small[np.abs(counts.values) < limits] = True
        self.hidden = self.small.copy()
        self._proofs = Proofs(counts)
        self._proofs.add(counts.start)
        self._adding = np.asarray(groups.sums.min(axis=1).toarray()).ravel() >= 0
        self.wanted = Wanted(groups.limits, np.full(len(groups.limits), np.inf))
        self._sure = groups.sure.copy()
        # A hidden count is large for whoever knows it, which is what nobody is to know.
        self._doubtful = ~groups.sure
        self._large = np.zeros(len(groups.limits), dtype=bool)
        self._everything: View | None = None
        self._standing = None if counts.whole else StandingProgram(counts.sums)
        self._hard: list[int] = []
        self._because = np.zeros(len(counts.values), dtype=np.int64)

    def protect(self) -> None:
        """Hide, group by group, the cheapest counts that leave it a wide enough range."""
        view = self._seen(self.hidden)
        self._try_together(view, self.wanted)
        asked = ~self._enough(view, self.wanted)
        many = int(asked.sum())
        while asked.any():
            self._progress("protect", many - int(asked.sum()), many)
            g = int(np.flatnonzero(asked)[0])
            asked[g] = False
            hidden_before = self.hidden
            if self._works_out(view, g, self.wanted):
                view.add(self._given_room(g, self._goals(view, self.wanted)[g]))
                self._because[self.hidden & ~hidden_before] = g
                self._hard.append(g)
                view = self._seen(self.hidden)
            asked |= np.isin(self.groups.counts, np.flatnonzero(self.hidden & ~hidden_before))
            asked &= ~self._enough(view, self.wanted)

    def relent(self) -> None:
        """Show again, largest first, each count whose hiding protects nothing."""
        protecting = np.flatnonzero(self.hidden & ~self.small)
        order = protecting[np.argsort(-np.abs(self.counts.values[protecting]), kind="stable")]
        for done, count in enumerate(order):
            self._progress("relent", done, len(order))
            tried = self.hidden.copy()
            tried[count] = False
            if not self._tells(tried, first=int(self._because[count])):
                self.hidden = tried

    def _tells(self, hidden: Marks, *, first: int) -> bool:
        """Find out whether any group is known too well; look first where that is most likely."""
        view = self._seen(hidden)
        narrow = ~self._enough(view, self.wanted)
        likely = [first, *(g for g in self._hard if g != first)]
        if self._any_worked_out(view, [g for g in likely if narrow[g]]):
            return True
        self._try_together(view, self.wanted)
        narrow = ~self._enough(view, self.wanted)
        return self._any_worked_out(view, np.flatnonzero(narrow).tolist())

    def _any_worked_out(self, view: View, groups: list[int]) -> bool:
        """Find out whether a reader knows any of those groups too well; remember which."""
        for place, g in enumerate(groups):
            if place == 1:
                # The likeliest is not known: the others are lifted many at once.
                adding = np.array(groups)[self._adding[groups]]
                self._lift_together(view, self.wanted, adding)
            if not self._enough(view, self.wanted)[g] and self._works_out(view, g, self.wanted):
                self._hard = [g, *(other for other in self._hard if other != g)]
                return True
        return False

    def narrow(
        self,
        hidden: Marks,
        *,
        ceilings: Numbers | None = None,
        wanted: "Wanted | None" = None,
    ) -> list[int]:
        """Find the groups that are known too well if just those counts are hidden.

        Parameters
        ----------
        hidden : ndarray of bool, shape (m,)
            Which counts are hidden; the others are known exactly.
        ceilings : ndarray of shape (m,), optional
            The most that a count is known to be.
        wanted : Wanted, optional
            How wide the ranges of the groups are to be; as wide as their limits unless told.
        """
        wanted = self.wanted if wanted is None else wanted
        view = View(Reader(self.counts, ~hidden, ceilings), self.groups, self._proofs)
        self._try_together(view, wanted)
        found = []
        narrow = np.flatnonzero(~self._enough(view, wanted)).tolist()
        for done, g in enumerate(narrow):
            self._progress("work out", done, len(narrow))
            if self._works_out(view, g, wanted):
                found.append(g)
        return found

    def _works_out(self, view: View, g: int, wanted: Wanted) -> bool:
        """Find out whether a reader knows too well how large one group is, and it is small."""
        for act in (self._pressed, self._lifted):
            if self._enough(view, wanted)[g]:
                return False
            view.add(act(view, g, self._goals(view, wanted)[g]))
        return not self._enough(view, wanted)[g] and not self._is_large(g)

    def _is_large(self, g: int) -> bool:
        """Find out whether a doubtful group can be large even with every count known."""
        if not self._sure[g]:
            self._sure[g] = True
            if self._everything is None:
                known = np.ones(len(self.counts.values), dtype=bool)
                self._everything = View(Reader(self.counts, known), self.groups, self._proofs)
            limit = self.groups.limits[g]
            if self._everything.ranges.high[g] < limit - CLOSE:
                alone = _together(self._everything.most, g)
                self._everything.add(
                    self._everything.reader.behind(alone, pull=-1.0, at_most=limit)
                )
            large = self._everything.ranges.high >= self.groups.limits - CLOSE
            self._large |= self._doubtful & large
        return bool(self._large[g])

    def _seen(self, hidden: Marks) -> View:
        """Return what is known if those counts are hidden, as far as has been tried."""
        return View(Reader(self.counts, ~hidden), self.groups, self._proofs)

    def _enough(self, view: View, wanted: Wanted) -> Marks:
        known = view.ranges.whole() if self.whole else view.ranges
        spanned = (known.low < CLOSE) & (known.high >= wanted.spans - CLOSE)
        wide = np.where(np.isfinite(wanted.spans), spanned, known.wide(wanted.limits))
        return np.asarray(wide | self._large | view.shown, dtype=bool)

    def _goals(self, view: View, wanted: Wanted) -> Numbers:
        """Say how large each group must be able to be, given the least it was found to be."""
        low = view.ranges.whole().low if self.whole else view.ranges.low
        far: Numbers = np.maximum(low, 0.0) + wanted.limits
        return np.where(np.isfinite(wanted.spans), wanted.spans, far)

    def _try_together(self, view: View, wanted: Wanted) -> None:
        """Press all groups down at once, then lift many together."""
        asked = self._adding & ~self._enough(view, wanted)
        if asked.any():
            view.add(self._pressed(view, asked))
        asked &= ~self._enough(view, wanted)
        self._lift_together(view, wanted, np.flatnonzero(asked))

    def _lift_together(self, view: View, wanted: Wanted, groups: NDArray[np.int64]) -> None:
        """Lift groups that add persons up, a handful at once, unless they are few."""
        fewest = 1 if self._standing is None else _FEW
        for hand in _dealt(view.different(groups)):
            left = hand[~self._enough(view, wanted)[hand]]
            if len(left) >= fewest:
                goals = self._goals(view, wanted)[left]
                view.add(view.reader.filling(csr_array(view.most[left]), goals))

    def _pressed(self, view: View, which: int | Marks, _: float = 0.0) -> Numbers | None:
        """Make one group, or several together, as small as what is shown allows."""
        if (self._adding[which] & (view.ranges.low[which] < CLOSE)).all():
            return None
        least = -float(self.groups.limits[which].sum())
        return view.reader.behind(_together(view.least, which), pull=1.0, at_least=least)

    def _lifted(self, view: View, g: int, goal: float) -> Numbers | None:
        """Make one group as large as the goal, if what is shown allows."""
        if self._standing is None:
            return view.reader.behind(_together(view.most, g), at_least=goal)
        return view.reader.reaching(
            self._standing, goal, count=int(self.groups.counts[g]), cells=self.groups.sums[[g]]
        )

    def _given_room(self, g: int, goal: float) -> Numbers:
        """Let one group reach its goal, and hide every count that must give way."""
        persons = agreeing(
            persons_giving_way(
                self.counts,
                hidden=self.hidden,
                free=self.small,
                group=_together(self.groups.sums, g),
                at_least=goal,
            )
        )
        moved = np.abs(self.counts.sums @ persons - self.counts.values) >= CLOSE
        self.hidden = self.hidden | moved
        return persons


def _together(rows: csr_array, which: int | Marks) -> Numbers:
    """Add up one row, or several."""
    some = rows[np.atleast_1d(np.arange(rows.shape[0])[which])]
    return np.asarray(some.sum(axis=0), dtype=np.float64).ravel()


def _dealt(groups: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Deal groups out to hands.

    Neighbours go to different hands, since they would fill up at each other's cost.
    """
    hands = -(-len(groups) // _HANDFUL)
    return [groups[hand::hands] for hand in range(hands)]
