"""effective_use_similarity: how near the skills of two things are, also where none is the same."""

import numpy as np
from scipy.sparse import coo_array, csr_array, eye_array


def effective_use_similarity(weights: csr_array, skill_proximity: csr_array) -> csr_array:
    r"""Mean proximity between a skill of the one and a skill of the other, weighted by use.

    .. math:: \Theta_{ij} = \frac{\sum_s \sum_{s'} w_{is}\, \theta_{ss'}\, w_{js'}}
              {\sum_s w_{is} \sum_{s'} w_{js'}}, \qquad \theta_{ss} = 1

    Parameters
    ----------
    weights : csr_array of shape (n_things, n_skills)
        How much each thing uses each skill, at least 0.
    skill_proximity : csr_array of shape (n_skills, n_skills)
        Symmetric, from 0 to 1; its diagonal is not read but taken as 1.

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
    skills = skill_proximity.shape[0]
    theta = csr_array(skill_proximity)
    theta = theta - csr_array(theta * eye_array(skills)) + eye_array(skills)
    product = csr_array(weights @ theta @ weights.T)
    # The order of summing differs between the two halves; their mean is symmetric to the last bit.
    total = csr_array((product + product.T) / 2).tocoo()
    i, j = total.coords
    used = np.asarray(weights.sum(axis=1)).ravel()
    apart = (i != j) & (total.data != 0)
    i, j = i[apart], j[apart]
    weight = np.minimum(total.data[apart] / (used[i] * used[j]), 1.0)
    return coo_array((weight, (i, j)), shape=total.shape).tocsr()
