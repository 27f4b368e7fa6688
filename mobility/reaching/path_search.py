"""path_search: every way from here to an occupation that has no idle step, the best first."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mobility.reaching.path_ground import Ground, entry
from mobility.reaching.path_steps import Steps

NEVER = 10**6
"""More skills than anybody learns: what cannot be reached."""


@dataclass(frozen=True)
class Search:
    """Where a search may go.

    Parameters
    ----------
    target : int
        Position of the occupation to end in.
    allowed : tuple of int
        Positions of the occupations that may be held on the way, rising.
    steps : int
        At most so many occupations are entered, the target among them.
    learn : int
        At most so many skills are learnt before each.
    at_most : int
        From the second step on no more than so many states are followed after each.
    passable : Steps
        What may be entered first, and what from where.
    """

    target: int
    allowed: tuple[int, ...]
    steps: int
    learn: int
    at_most: int
    passable: Steps


@dataclass(frozen=True, eq=False)
class Ways:
    """Every way found that has no idle step.

    Parameters
    ----------
    totals : ndarray of int, shape (n_ways,)
        How many skills are learnt in all.
    on_the_way : list of tuple of int
        Positions of the occupations entered before the target.
    complete : bool
        Whether no way is left out.
    """

    totals: NDArray[np.intp]
    on_the_way: list[tuple[int, ...]]
    complete: bool


@dataclass(frozen=True, eq=False)
class _State:
    h: np.ndarray
    near: np.ndarray
    occupations: tuple[int, ...]
    learnt: frozenset[int]


@dataclass(frozen=True, eq=False)
class _Child:
    """An occupation entered from a state: what is learnt for it, and what the target then takes."""

    parent: _State
    occupation: int
    skills: tuple[int, ...]
    fit: float
    to_target: int

    @property
    def occupations(self) -> tuple[int, ...]:
        return (*self.parent.occupations, self.occupation)

    @property
    def total(self) -> int:
        return len(self.parent.learnt) + len(self.skills)


@dataclass(frozen=True, eq=False)
class _Fewest:
    """The fewest skills that the target takes by way of a set of occupations, or some of them."""

    by_way_of: dict[frozenset[int], int] = field(default_factory=dict)

    def note(self, occupations: tuple[int, ...], total: int) -> None:
        named = frozenset(occupations)
        self.by_way_of[named] = min(total, self.by_way_of.get(named, NEVER))

    def by(self, occupations: frozenset[int]) -> int:
        return min(self.by_way_of.get(occupations, NEVER), self.without_one(occupations))

    def without_one(self, occupations: frozenset[int]) -> int:
        """Return the fewest by way of some of them, but not all."""
        return min((self.by(occupations - {one}) for one in occupations), default=NEVER)


def ways(ground: Ground, h: np.ndarray, near: np.ndarray, search: Search) -> Ways:
    """Find every way to the target in which no occupation is idle.

    An occupation on the way is *idle* when some of the others, in any order, lead to the target
    with no more skills to learn. So each occupation more must save a skill, and whatever has learnt
    as many skills as it takes by way of some of its occupations is not followed further: nothing is
    lost by that. Two states with the same occupations, of them the same last, and the same skills
    learnt are one.

    Parameters
    ----------
    ground : Ground
        Where.
    h, near : ndarray of shape (n_skills,)
        Where the person stands.
    search : Search
        Where to, through what, and how far.

    Returns
    -------
    Ways
        ``complete`` unless more than ``at_most`` states would have had to be followed.
    """
    fewest = _Fewest()
    asked, _ = ground.asked(search.target)
    enter = entry(ground, h[None, asked], near[None, asked], search.target, learn=search.learn)
    direct = int(enter.count[0]) if search.passable.first[search.target] else -1
    totals: list[int] = []
    found: list[tuple[int, ...]] = []
    if direct >= 0:
        fewest.note((), direct)
        totals.append(direct)
        found.append(())
    states, complete = [_State(h, near, (), frozenset())], True
    for step in range(1, search.steps):
        if not states:
            break
        children = _children(ground, states, search, fewest)
        arrived = [child for child in children if child.to_target >= 0]
        for child in arrived:
            total = child.total + child.to_target
            if total < fewest.without_one(frozenset(child.occupations)):
                totals.append(total)
                found.append(child.occupations)
        for child in arrived:
            fewest.note(child.occupations, child.total + child.to_target)
        if step == search.steps - 1:
            break
        followed = search.at_most if step > 1 else len(children)
        states, dropped = _followed(ground, children, fewest, followed)
        complete &= not dropped
    return Ways(np.array(totals, dtype=np.intp), found, complete)


def _children(
    ground: Ground, states: list[_State], search: Search, fewest: _Fewest
) -> list[_Child]:
    """Enter every allowed occupation from every state, where that may still be of use."""
    h = np.stack([state.h for state in states])
    near = np.stack([state.near for state in states])
    spent = np.array([len(state.learnt) for state in states])
    limit = np.array([fewest.by(frozenset(state.occupations)) for state in states])
    asked, _ = ground.asked(search.target)
    ties = ground.space.near_ties[:, asked].toarray()
    place = np.full(len(ground.space.skills), -1)
    place[asked] = np.arange(len(asked))
    children = []
    for b in search.allowed:
        skills, _ = ground.asked(b)
        step = entry(ground, h[:, skills], near[:, skills], b, learn=search.learn)
        here = limit if not states[0].occupations else np.minimum(limit, fewest.by(frozenset({b})))
        useful = (step.count >= 0) & (spent + step.count < here)
        useful &= np.array([_may_enter(state, b, search.passable) for state in states])
        rows = np.flatnonzero(useful)
        if not len(rows):
            continue
        after = np.maximum(h[np.ix_(rows, asked)], ground.degrees[b, asked])
        close = np.maximum(near[np.ix_(rows, asked)], ground.nears[b, asked])
        for nth in range(int(step.count[rows].max())):
            learning = np.flatnonzero(step.count[rows] > nth)
            learnt = step.skills[rows[learning], nth]
            close[learning] = np.maximum(close[learning], ties[learnt])
            relevant = place[learnt] >= 0
            after[learning[relevant], place[learnt[relevant]]] = 1.0
        last = entry(ground, after, close, search.target, learn=search.learn)
        to_target = last.count if search.passable.then[b, search.target] else last.count * 0 - 1
        children += [
            _Child(
                states[i], b, tuple(sorted(step.skills[i, : step.count[i]].tolist())),
                float(last.fit[k]), int(to_target[k]),
            )
            for k, i in enumerate(rows)
        ]  # fmt: skip
    return children


def _may_enter(state: _State, occupation: int, passable: Steps) -> bool:
    """Whether an occupation not yet entered may be, from where a state is."""
    if not state.occupations:
        return bool(passable.first[occupation])
    new = occupation not in state.occupations
    return new and bool(passable.then[state.occupations[-1], occupation])


def _followed(
    ground: Ground, children: list[_Child], fewest: _Fewest, at_most: int
) -> tuple[list[_State], bool]:
    """Return the states to go on from, and whether some had to be dropped."""
    distinct: dict[tuple[frozenset[int], int, frozenset[int]], _Child] = {}
    for child in sorted(children, key=lambda child: child.occupations):
        named = frozenset(child.occupations)
        if child.total < fewest.by(named):
            learnt = child.parent.learnt | set(child.skills)
            distinct.setdefault((named, child.occupation, learnt), child)
    best = sorted(distinct.values(), key=lambda child: (child.total, -child.fit, child.occupations))
    states = []
    for child in best[:at_most]:
        h, near = ground.after(child.parent.h, child.parent.near, child.skills, child.occupation)
        learnt = child.parent.learnt | set(child.skills)
        states.append(_State(h, near, child.occupations, frozenset(learnt)))
    return states, len(best) > at_most
