"""path_ground: what the next occupation would take of somebody, and what holding it gives."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from mobility.reaching.near import HELD, in_order, is_near, near_and_bridge, reaches
from mobility.reaching.path_steps import alike_at_least, alike_between, is_alike, may_follow
from mobility.reaching.space import SkillSpace


@dataclass(frozen=True, eq=False)
class Ground:
    """A skill space laid out for going from occupation to occupation.

    Parameters
    ----------
    space : SkillSpace
        Where.
    shares : csr_array of shape (n_occupations, n_skills)
        w(o, s) / Σ w, so that fit is a plain sum.
    degrees, nears : ndarray of shape (n_occupations, n_skills)
        h and near of somebody who has held that occupation alone.
    alike : ndarray of shape (n_occupations, n_occupations)
        Likeness of each (column) to that somebody (row).
    at_least : float
        λ: so alike the two are in a step.
    follows : ndarray of bool, shape (n_occupations, n_occupations)
        What that somebody may enter, by skills alone.
    """

    space: SkillSpace
    shares: csr_array
    degrees: np.ndarray
    nears: np.ndarray
    alike: np.ndarray
    at_least: float
    follows: np.ndarray

    @classmethod
    def of(cls, space: SkillSpace) -> "Ground":
        """Lay out a space."""
        degrees = space.degrees.toarray()
        nears = np.zeros_like(degrees)
        for row, h in enumerate(degrees):
            nears[row], _ = near_and_bridge(h, space.near_ties)
        between = alike_between(space)
        at_least = alike_at_least(space, between)
        almost = is_near(nears, space.tau) & (degrees < HELD) & ~space.never_almost
        follows = may_follow(space, degrees, nears, almost, is_alike(between, at_least))
        shares = csr_array(space.shares_of_all.T.tocsr())
        return cls(space, shares, degrees, nears, between, at_least, follows)

    def asked(self, occupation: int) -> tuple[NDArray[np.intp], np.ndarray]:
        """Return the positions of the skills an occupation asks for, and their shares."""
        row = slice(self.shares.indptr[occupation], self.shares.indptr[occupation + 1])
        return self.shares.indices[row].astype(np.intp), self.shares.data[row]

    def may_learn(self, h: np.ndarray, near: np.ndarray, skills: NDArray[np.intp]) -> np.ndarray:
        """Whether each skill is almost had: near, not held, and none that only goes with others.

        ``h`` and ``near`` have one column for each of the ``skills``.
        """
        result: np.ndarray = (
            is_near(near, self.space.tau) & (h < HELD) & ~self.space.never_almost[skills]
        )
        return result

    def after(
        self, h: np.ndarray, near: np.ndarray, learnt: tuple[int, ...], occupation: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return h and near after learning some skills and then holding an occupation.

        Near is a largest product, so with an occupation more it is the larger of what it was and
        what it is by that occupation alone; and so with a skill.
        """
        held = np.maximum(h, self.degrees[occupation])
        close = np.maximum(near, self.nears[occupation])
        if learnt:
            held[list(learnt)] = 1.0
            ties = self.space.near_ties[list(learnt)]
            np.maximum.at(close, ties.indices, ties.data)
        return held, close


@dataclass(frozen=True, eq=False)
class Entry:
    """What entering one occupation takes from several states.

    Parameters
    ----------
    fit : ndarray of shape (n_states,)
        Fit before learning anything.
    count : ndarray of int, shape (n_states,)
        The fewest almost-had skills that make it reached; −1 where those allowed are not enough.
    skills : ndarray of int, shape (n_states, at most learn)
        Positions of the skills in the order in which they are taken; the first ``count`` count.
    """

    fit: np.ndarray
    count: NDArray[np.intp]
    skills: NDArray[np.intp]


def entry(ground: Ground, h: np.ndarray, near: np.ndarray, occupation: int, *, learn: int) -> Entry:
    r"""Find the fewest almost-had skills that make an occupation reached.

    Learning s adds :math:`w(o, s)(1 - h(s)) / \sum w` to fit, whatever else is learnt, so the
    fewest are those that add most; of equal ones the nearer, then the first in the space.

    Parameters
    ----------
    ground : Ground
        Where.
    h, near : ndarray of shape (n_states, n_asked)
        Of the skills that the occupation asks for (`Ground.asked`) only.
    occupation : int
        Its position.
    learn : int
        At most so many skills.

    Returns
    -------
    Entry
    """
    skills, shares = ground.asked(occupation)
    theta = ground.space.theta
    fit = h @ shares
    count = np.where(reaches(fit, theta), 0, -1)
    taken = np.zeros((len(h), min(learn, len(skills))), dtype=np.intp)
    adds = shares * (1 - h) * ground.may_learn(h, near, skills)
    rows = np.flatnonzero((count < 0) & reaches(fit + adds.sum(axis=1), theta))
    if learn and len(rows):
        gains = in_order(adds[rows])
        places = np.broadcast_to(np.arange(len(skills)), gains.shape)
        order = np.lexsort((places, -in_order(near[rows]), -gains), axis=1)[:, :learn]
        taken[rows] = skills[order]
        sums = np.cumsum(np.take_along_axis(adds[rows], order, axis=1), axis=1)
        enough = reaches(fit[rows, None] + sums, theta)
        count[rows] = np.where(enough.any(axis=1), enough.argmax(axis=1) + 1, -1)
    return Entry(fit, count, taken)
