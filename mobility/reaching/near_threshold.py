"""near_threshold: what counts as near (τ), found in the data itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from mobility.foundation.errors import EmptyResultError
from mobility.foundation.progress import Progress, silent
from mobility.reaching.near import HELD, degrees, is_near, ties

PERCENTILE = 99.0


@dataclass(frozen=True)
class NearThreshold:
    """τ, how often it finds a hidden skill, and what both rest on.

    Parameters
    ----------
    tau : float
        Threshold of near, from 0 to 1.
    hit_rate : float
        Share of held skills, each hidden in turn, that are near; from 0 to 1.
    false_values, hidden_values : int
        How many (occupation, skill) pairs τ and the hit rate rest on.
    """

    tau: float
    hit_rate: float
    false_values: int
    hidden_values: int


def near_threshold(
    weights: csr_array,
    *,
    presence: csr_array,
    together: csr_array,
    candidates: np.ndarray,
    found: csr_array,
    groups: Sequence[str],
    progress: Progress = silent,
) -> NearThreshold:
    r"""Find τ, the closeness that only one in a hundred unrelated skills reaches.

    Each occupation o is left out in turn: its row leaves the presence M, and near(s) is computed
    for a person who holds o, ``h(s) = w(o, s) / max w(o, ·)``. Over the *false set* of all
    occupations together (skills found in no occupation of o's group, and somewhere), τ is the 99th
    percentile, with linear interpolation between neighbours (numpy's default). The hit rate is
    taken over the pairs of an occupation and a skill it holds (h ≥ .5), every pair weighing the
    same: the share with near(s) ≥ τ and above 0. Near never uses the skill itself, so each is
    hidden; and o is left out, so no skill is found by way of o.

    M is computed once, with all occupations, and only the row is taken out; specialization is not
    computed again.

    Parameters
    ----------
    weights : csr_array of shape (n_occupations, n_skills)
        Share of ads asking for the skill; 0 for what is no skill.
    presence : csr_array of shape (n_occupations, n_skills)
        M: 1 where the occupation uses the skill effectively.
    together : csr_array of shape (n_skills, n_skills)
        C = MᵀM with its diagonal, u.
    candidates : ndarray of bool, shape (n_skills,)
        Which columns are skills, not gates or traits.
    found : csr_array of shape (n_occupations, n_skills)
        Above 0 where the skill is found in the occupation at all.
    groups : sequence of str
        The group of each occupation inside which a skill is not counted as false (2 digits).
    progress : Progress
        Called after each occupation.

    Returns
    -------
    NearThreshold

    Raises
    ------
    EmptyResultError
        If there is no false pair: every group asks for every skill, or there is one group only.

    Examples
    --------
    Kitchens use a knife and an oven, offices a pen and paper; nobody in one is near the other:

    >>> use = csr_array(np.kron(np.eye(2), np.ones((3, 2))))
    >>> near_threshold(
    ...     use, presence=use, together=(use.T @ use).tocsr(),
    ...     candidates=np.ones(4, dtype=bool), found=use, groups=["51"] * 3 + ["41"] * 3,
    ... )
    NearThreshold(tau=0.0, hit_rate=1.0, false_values=12, hidden_values=12)
    """
    h = degrees(weights)
    frequency = together.diagonal()
    anywhere = candidates & (np.asarray(found.sum(axis=0)).ravel() > 0)
    in_group = _found_in_group(found, groups)
    false, hidden = [], []
    for o in range(weights.shape[0]):
        row = slice(h.indptr[o], h.indptr[o + 1])
        skills, degree = h.indices[row], h.data[row]
        near = near_without(
            skills, degree, own=_own_row(presence, o), together=together, frequency=frequency
        )
        false.append(near[anywhere & ~in_group[groups[o]]])
        hidden.append(near[skills[degree >= HELD]])
        progress("thresholds", o + 1, weights.shape[0])
    values, held = np.concatenate(false), np.concatenate(hidden)
    if not len(values):
        raise EmptyResultError(
            "No skill is foreign to any occupation, so τ cannot be found: each of the 2-digit "
            f"groups {', '.join(sorted(set(groups)))} asks for every skill. Give more occupations, "
            "of at least two 2-digit groups that differ."
        )
    tau = float(np.percentile(values, PERCENTILE))
    hit_rate = float(is_near(held, tau).mean()) if len(held) else float("nan")
    return NearThreshold(tau, hit_rate, len(values), len(held))


def near_without(
    skills: np.ndarray,
    degree: np.ndarray,
    *,
    own: np.ndarray,
    together: csr_array,
    frequency: np.ndarray,
) -> np.ndarray:
    r"""Return near(s) when one occupation's row m is taken out of M, without computing C again.

    Taking out a row changes C by a matrix of rank one and u by the row itself, so

    .. math:: \mathrm{near}(s) = \max_{i \ne s} h(i)
              \frac{C_{is} - m_i m_s}{\max(u_i - m_i, u_s - m_s) + 2}

    exactly (all are whole numbers).

    Parameters
    ----------
    skills, degree : ndarray of shape (n_held,)
        Positions of the skills with h above 0, and their h.
    own : ndarray of shape (n_skills,)
        The row m that is taken out, 0 or 1.
    together : csr_array of shape (n_skills, n_skills)
        C with its diagonal, all rows in.
    frequency : ndarray of shape (n_skills,)
        u, all rows in.
    """
    left = frequency - own
    h = np.zeros(len(frequency))
    h[skills] = degree
    source, target, shared = ties(skills, together)
    without = shared - own[source] * own[target]
    closeness = without / (np.maximum(left[source], left[target]) + 2) * h[source]
    closeness[source == target] = 0.0
    near = np.zeros(len(frequency))
    np.maximum.at(near, target, closeness)
    return near


def _own_row(presence: csr_array, o: int) -> np.ndarray:
    """Return one row of M as a plain array."""
    own = np.zeros(presence.shape[1])
    row = slice(presence.indptr[o], presence.indptr[o + 1])
    own[presence.indices[row]] = presence.data[row]
    return own


def _found_in_group(found: csr_array, groups: Sequence[str]) -> dict[str, np.ndarray]:
    """Return, for every group, which skills are found in any of its occupations."""
    labels = np.asarray(groups, dtype=object)
    return {
        group: np.asarray(found[np.flatnonzero(labels == group)].sum(axis=0)).ravel() > 0
        for group in sorted(set(groups))
    }
