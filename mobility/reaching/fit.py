"""fit: how much of what an occupation asks for a person has, or nearly has."""

import numpy as np
from scipy.sparse import csr_array

from mobility.reaching.near import reaches

CLASSES = ("far", "adjacent", "reached")
"""What an occupation is to a person, from the worst to the best; a class is its position here."""


def fit(weights: csr_array, h: np.ndarray) -> np.ndarray:
    r"""Share of an occupation's asked-for skills that a person has, weighted by how often asked.

    .. math:: \mathrm{fit}_o = \sum_s w(o, s)\, h(s) \,/\, \sum_s w(o, s)

    Parameters
    ----------
    weights : csr_array of shape (n_occupations, n_skills)
        Share of the occupation's ads that ask for the skill; gates stand outside.
    h : ndarray of shape (n_skills,)
        Degree to which each skill is held, from 0 to 1.

    Returns
    -------
    ndarray of shape (n_occupations,)
        From 0 to 1, without unit; nan for an occupation that asks for no skill.

    Examples
    --------
    >>> kitchen = csr_array([[0.5, 0.3, 0.2]])  # knife, hygiene, menu
    >>> fit(kitchen, np.array([1.0, 0.0, 0.0])).tolist()
    [0.5]
    """
    return of_asked(weights @ h, np.asarray(weights.sum(axis=1)).ravel())


def of_asked(had: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Return what is had as a share of what is asked; nan where nothing is asked.

    Parameters
    ----------
    had : ndarray of shape (…, n_occupations)
        Sum of w·h, or of w·max(h, near).
    asked : ndarray of shape (n_occupations,)
        Sum of w.

    Returns
    -------
    ndarray
        Of the shape of ``had``.
    """
    result: np.ndarray = np.divide(had, asked, out=np.full(had.shape, np.nan), where=asked > 0)
    return result


def stretch(
    weights: csr_array, h: np.ndarray, *, near: np.ndarray, almost: np.ndarray
) -> np.ndarray:
    r"""Fit when skills that are almost had count as much as they are near.

    .. math:: \mathrm{stretch}_o = \sum_s w(o, s)\, \max(h(s), \mathrm{near}(s)\,[s \in A])
              \,/\, \sum_s w(o, s)

    Parameters
    ----------
    weights, h
        As for `fit`.
    near : ndarray of shape (n_skills,)
        Closeness of each skill to the skills held, from 0 to 1.
    almost : ndarray of bool, shape (n_skills,)
        Which skills are almost had (the set A).

    Returns
    -------
    ndarray of shape (n_occupations,)
        From ``fit`` to 1, without unit; nan for an occupation that asks for no skill.

    Examples
    --------
    Knife .5 · 1 + hygiene .3 · .45 = .635; the menu is not almost had:

    >>> kitchen = csr_array([[0.5, 0.3, 0.2]])
    >>> near = np.array([0.0, 0.45, 0.2])
    >>> almost = np.array([False, True, False])
    >>> stretch(kitchen, np.array([1.0, 0.0, 0.0]), near=near, almost=almost).round(3).tolist()
    [0.635]
    """
    return fit(weights, stretched(h, near, almost))


def stretched(h: np.ndarray, near: np.ndarray, almost: np.ndarray) -> np.ndarray:
    """Return max(h, near) where a skill is almost had, and h elsewhere."""
    result: np.ndarray = np.maximum(h, np.where(almost, near, 0.0))
    return result


def classify(fit: np.ndarray, stretch: np.ndarray, *, theta: float) -> np.ndarray:
    r"""Say what each occupation is to a person, as a position in `CLASSES`.

    *Reached* (2): fit ≥ θ. *Adjacent* (1): fit < θ ≤ stretch. *Far* (0): else, and where fit is
    nan.

    Parameters
    ----------
    fit, stretch : ndarray of any one shape
        As `fit` and `stretch` give them.
    theta : float
        Threshold θ.

    Returns
    -------
    ndarray of int8
        Of the shape given.

    Examples
    --------
    >>> now = classify(np.array([0.5, 0.74]), np.array([0.635, 0.74]), theta=0.6)
    >>> [CLASSES[position] for position in now]
    ['adjacent', 'reached']
    """
    found = reaches(stretch, theta).astype(np.int8)
    found[reaches(fit, theta)] = CLASSES.index("reached")
    return found
