"""effective_use_similarity: how near the skills of two things are, also where none is the same."""

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array, vstack

from mobility.relating.blocks import MEGABYTES, spans

PART = 64.0
"""Megabytes of theta at a time at most: smaller parts leave more of the rare skills' work out."""


def effective_use_similarity(
    weights: csr_array, skill_proximity: csr_array, *, megabytes: float = MEGABYTES
) -> csr_array:
    r"""Mean proximity between a skill of the one and a skill of the other, weighted by use.

    .. math:: \Theta_{ij} = \frac{\sum_s \sum_{s'} w_{is}\, \theta_{ss'}\, w_{js'}}
              {\sum_s w_{is} \sum_{s'} w_{js'}}, \qquad \theta_{ss} = 1

    Parameters
    ----------
    weights : csr_array of shape (n_things, n_skills)
        How much each thing uses each skill, at least 0.
    skill_proximity : csr_array of shape (n_skills, n_skills)
        Symmetric, from 0 to 1; its diagonal is not read but taken as 1.
    megabytes : float
        How much memory may be taken beside both tables and five times the result.

    Returns
    -------
    csr_array of shape (n_things, n_things)
        Symmetric, without unit, from 0 (no skill of the one is ever found with one of the other)
        to 1. A thing with few, alike skills is nearer to itself than one with many and diverse
        ones, so the diagonal would not be 1: it is left out. Nearly every pair has a value.

    References
    ----------
    Dawson, N., Williams, M.-A. and Rizoiu, M.-A. (2021). Skill-driven recommendations for job
    transition pathways. PLOS ONE 16, e0254722, https://doi.org/10.1371/journal.pone.0254722.

    Examples
    --------
    The cook uses knives only, the waiter menus only; the two skills have proximity 0.4:

    >>> weights = csr_array([[1.0, 0.0], [0.0, 1.0]])
    >>> effective_use_similarity(weights, csr_array([[0.0, 0.4], [0.4, 0.0]])).toarray()
    array([[0. , 0.4],
           [0.4, 0. ]])
    """
    half = _half(weights, skill_proximity, megabytes)
    both = csr_array(half + half.T)
    del half
    i = np.repeat(np.arange(both.shape[0], dtype=np.int32), np.diff(both.indptr))
    used = np.asarray(weights.sum(axis=1)).ravel()
    apart = (i != both.indices) & (both.data != 0)
    i, j = i[apart], both.indices[apart]
    weight = np.minimum(both.data[apart] / (used[i] * used[j]), 1.0)
    return coo_array((weight, (i, j)), shape=both.shape).tocsr()


def _half(weights: csr_array, skill_proximity: csr_array, megabytes: float) -> csr_array:
    """Return W T Wᵀ, with T the upper half of theta and half of its diagonal of ones.

    Adding its transpose gives W theta Wᵀ, the same to the bit on both sides of the diagonal. With
    the commonest skills last, most parts of T meet only the few uses of the rarer ones.
    """
    order = np.argsort(np.bincount(weights.indices, minlength=weights.shape[1]), kind="stable")
    theta, by_skill = csr_array(skill_proximity), csc_array(csc_array(weights)[:, order])
    things, skills = weights.shape
    parts = []
    # A third of the memory for sums, a third for parts of theta, a third for what they make.
    for start, stop in spans(things, megabytes / 3, 5 * 8 * max(things, 1)):
        total = np.zeros((things, stop - start))
        mine = by_skill[start:stop]
        each = 8 * (4 * skills + 2 * (stop - start))
        for first, last in spans(skills, min(megabytes / 3, PART), each):
            reach = mine[:, :last] @ _upper(theta, order, first, last)
            total += csr_array(by_skill[:, first:last]) @ np.ascontiguousarray(reach.T)
        parts.append(csr_array(total.T))
    return csr_array(vstack(parts, format="csr")) if parts else csr_array((things, things))


def _upper(theta: csr_array, order: np.ndarray, first: int, last: int) -> np.ndarray:
    """Return columns first to last of T, in the order given and down to the diagonal.

    Theta is symmetric, so its rows are read; nothing of its size is copied.
    """
    part = theta[order[first:last]].toarray()[:, order[:last]]
    own = part[:, first:]
    own[:] = np.tril(own, -1)
    np.fill_diagonal(own, 0.5)
    return np.ascontiguousarray(part.T)
