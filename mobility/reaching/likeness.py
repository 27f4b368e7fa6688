"""likeness: how alike what a person has and what an occupation asks for are, for ranking."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array

OWN = 0.75
"""Part of an occupation's profile that is its own; the rest is the mean of its group one level up,
which steadies occupations that few links or ads speak of."""


@dataclass(frozen=True, eq=False, repr=False)
class Profiles:
    """What occupations ask for, as `likeness` compares it.

    Parameters
    ----------
    telling : ndarray of shape (n_skills,)
        v(s)²: how much a skill tells occupations apart, squared.
    asking : csr_array of shape (n_skills, n_occupations)
        w(o, s) · v(s)².
    group : ndarray of int, shape (n_occupations,)
        Number of the group one level up.
    size : ndarray of shape (n_groups,)
        How many occupations each group has.
    length : ndarray of shape (n_occupations,)
        ‖z_o · v‖.
    """

    telling: np.ndarray
    asking: csr_array
    group: np.ndarray
    size: np.ndarray
    length: np.ndarray

    def __repr__(self) -> str:
        """Say how much is in it."""
        return f"Profiles({len(self.length)} occupations in {len(self.size)} groups)"


def profiles(weights: csr_array, codes: list[str]) -> Profiles:
    r"""Prepare what occupations ask for.

    Parameters
    ----------
    weights : csr_array of shape (n_occupations, n_skills)
        w(o, s); gates stand outside.
    codes : list of str
        Codes of the occupations; without the last digit they name the group.

    Returns
    -------
    Profiles

    Examples
    --------
    The first of two skills is asked for by both occupations and tells nothing; the second by one
    of two, so v = ln 2, and the first occupation of the group has (3/4 + 1/4 · 1/2) of it:

    >>> kitchen = csr_array([[1.0, 1.0], [1.0, 0.0]])
    >>> (profiles(kitchen, ["5120", "5121"]).length / np.log(2)).round(3).tolist()
    [0.875, 0.125]
    """
    number = weights.shape[0]
    asking = np.bincount(weights.indices[weights.data > 0], minlength=weights.shape[1])
    rare = np.log(number / np.maximum(asking, 1)) * (asking > 0)
    _, group = np.unique(np.array([code[:-1] for code in codes]), return_inverse=True)
    size = np.bincount(group).astype(np.float64)
    member = csr_array((np.ones(number), (group, np.arange(number))), shape=(len(size), number))
    mean = csr_array(diags_array(1 / size) @ member @ weights)
    profile = csr_array(OWN * weights + (1 - OWN) * mean[group])
    length = np.sqrt(csr_array(profile.multiply(profile)) @ rare**2)
    asking = csr_array((weights @ diags_array(rare**2)).T.tocsr())
    return Profiles(rare**2, asking, group, size, np.asarray(length).ravel())


def likeness(of: Profiles, h: np.ndarray) -> np.ndarray:
    r"""Say how alike a person's skills and each occupation's profile are.

    .. math:: \mathrm{likeness}_o = \frac{\sum_s z(o,s)\, v(s)^2\, h(s)}
              {\lVert z_o v \rVert \; \lVert h v \rVert}, \quad
              z(o,s) = \tfrac34 w(o,s) + \tfrac14 \bar w(g_o,s), \quad
              v(s) = \ln\frac{n}{n_s}

    the cosine of two profiles in which a skill counts the more, the fewer of the n occupations
    ask for it (n_s do); :math:`\bar w(g_o, \cdot)` is the mean over the occupations of o's group
    one level up. Fit divides by all that the occupation asks for, so it puts occupations that ask
    for little, and for what everybody asks for, before those that are near.

    Parameters
    ----------
    of : Profiles
        What occupations ask for.
    h : ndarray of shape (n_skills,)
        Degree to which each skill is held, from 0 to 1.

    Returns
    -------
    ndarray of shape (n_occupations,)
        From 0 to 1, without unit; 0 where either side has nothing that tells occupations apart.

    References
    ----------
    Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
    Information Processing & Management 24(5), 513-523,
    https://doi.org/10.1016/0306-4573(88)90021-0. Choosing it over fit: docs/adr/0005.

    Examples
    --------
    Whoever can what only the first asks for is as like it as can be; the second is like it by way
    of the group:

    >>> kitchen = csr_array([[0.0, 1.0], [1.0, 0.0]])
    >>> likeness(profiles(kitchen, ["5120", "5121"]), np.array([0.0, 1.0])).round(2).tolist()
    [0.99, 0.14]
    """
    result: np.ndarray = _cosine(of, h[None], (of.asking.T @ h)[None])[0]
    return result


def likeness_of_many(of: Profiles, h: np.ndarray, some: csr_array) -> np.ndarray:
    """Say the same of many persons, to the same figures.

    Parameters
    ----------
    of : Profiles
        What occupations ask for.
    h, some : ndarray and csr_array of shape (n_persons, n_skills)
        Degree to which each skill is held, from 0 to 1, twice: in full, and only those above 0.

    Returns
    -------
    ndarray of shape (n_persons, n_occupations)
        As `likeness` has it.
    """
    return _cosine(of, h, (some @ of.asking).toarray())


def _cosine(of: Profiles, h: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return the cosine for rows of h, where ``own`` is Σ w·v²·h; each by its own figures alone."""
    first = np.arange(len(h))[:, None] * len(of.size)
    size = (len(h), len(of.size))
    around = np.bincount(
        (first + of.group).ravel(), weights=own.ravel(), minlength=size[0] * size[1]
    ).reshape(size)
    inner = OWN * own + (1 - OWN) * (around / of.size)[:, of.group]
    whole = of.length * np.sqrt(np.sum(of.telling * h * h, axis=1))[:, None]
    result: np.ndarray = np.divide(inner, whole, out=np.zeros(inner.shape), where=whole > 0)
    return result
