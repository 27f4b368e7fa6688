"""effective_use_similarity: how near the skills of two things are, also where none is the same."""

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array, eye_array

from mobility.relating.blocks import MEGABYTES, spans


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
        How much memory may be taken beside both tables and three times the result.

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
    theta = csr_array(skill_proximity)
    unit = eye_array(theta.shape[0], format="csr")
    columns = csc_array(theta - theta.multiply(unit) + unit)
    by_skill = csc_array(weights)
    used = np.asarray(weights.sum(axis=1)).ravel()
    things = weights.shape[0]
    found_i, found_j, found = [], [], []
    # A third of the memory for sums, a third for a part of theta, a third for what they make.
    for start, stop in spans(things, megabytes / 3, 4 * 8 * max(things, 1)):
        total = np.zeros((stop - start, things - start))
        each = 8 * (theta.shape[0] + stop - start)
        for first, last in spans(theta.shape[0], megabytes / 3, each):
            reach = weights[start:stop] @ columns[:, first:last].toarray()
            total += (csr_array(by_skill[start:, first:last]) @ np.ascontiguousarray(reach.T)).T
        # Only the half above the diagonal is taken, so that both halves are the same to the bit.
        i, j = np.nonzero(np.triu(total, 1))
        found_i.append(i + start)
        found_j.append(j + start)
        found.append(np.minimum(total[i, j] / (used[start:][i] * used[start:][j]), 1.0))
    if not found:
        return csr_array((things, things))
    cells = (np.concatenate(found), (np.concatenate(found_i), np.concatenate(found_j)))
    half = coo_array(cells, shape=(things, things)).tocsr()
    return csr_array(half + half.T)
