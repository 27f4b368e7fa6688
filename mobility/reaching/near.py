"""near: how close every skill is to the skills a person has, and which of them is the bridge."""

import numpy as np
from scipy.sparse import csr_array

HELD = 0.5
"""A skill is held from this degree on."""

LEEWAY = 1e-9
"""Two sums of the same numbers in another order differ in their last digits; a value counts as
reaching a threshold when it lies no more than this below it."""

PARTS = 10**9
"""Shares are ordered by so many parts of one, that is to nine decimals."""

PARTS_AND_MORE = 2**31
"""More than `PARTS`, so that two shares in parts fit into one whole number."""


def degrees(weights: csr_array) -> csr_array:
    r"""Degree to which somebody in each occupation is taken to have each skill.

    .. math:: h_o(s) = w(o, s) \,/\, \max_{s'} w(o, s')

    Parameters
    ----------
    weights : csr_array of shape (n_occupations, n_skills)
        Share of the occupation's ads that ask for the skill, at least 0.

    Returns
    -------
    csr_array of shape (n_occupations, n_skills)
        From 0 to 1, without unit; each occupation's most asked-for skill has 1. An occupation that
        asks for nothing has only zeros.

    Examples
    --------
    >>> degrees(csr_array([[0.5, 0.25], [0.0, 0.0]])).toarray()
    array([[1. , 0.5],
           [0. , 0. ]])
    """
    most = weights.max(axis=1).toarray().ravel()
    scaled = csr_array(weights, copy=True)
    scaled.data = scaled.data / np.repeat(most, np.diff(scaled.indptr))
    return scaled


def near_and_bridge(h: np.ndarray, proximity: csr_array) -> tuple[np.ndarray, np.ndarray]:
    r"""Find how close every skill is to the skills held, and which of them makes it so.

    .. math:: \mathrm{near}(s) = \max_{i \ne s} h(i) \, \hat\varphi(i, s)

    A skill never speaks for itself: for a skill that is held, ``near`` says how close it would be
    if it were hidden.

    Parameters
    ----------
    h : ndarray of shape (n_skills,)
        Degree to which each skill is held, from 0 to 1.
    proximity : csr_array of shape (n_skills, n_skills)
        Damped proximity, symmetric, from 0 to 1; its diagonal is left out.

    Returns
    -------
    near : ndarray of shape (n_skills,)
        From 0 (shares no occupation with any skill held) to 1.
    bridge : ndarray of shape (n_skills,)
        Position of the skill i that gives the maximum; the first of several; -1 where near is 0.

    Examples
    --------
    A knife (held) is .45 from hygiene and .2 from the menu:

    >>> proximity = csr_array([[0, 0.45, 0.2], [0.45, 0, 0], [0.2, 0, 0]])
    >>> near, bridge = near_and_bridge(np.array([1.0, 0.0, 0.0]), proximity)
    >>> near.tolist(), bridge.tolist()
    ([0.0, 0.45, 0.2], [-1, 0, 0])
    """
    source, target, proximities = ties(np.flatnonzero(h > 0), proximity)
    closeness = proximities * h[source]
    near = np.zeros(len(h))
    np.maximum.at(near, target, closeness)
    best = (closeness == near[target]) & (closeness > 0)
    bridge = np.full(len(h), -1, dtype=np.intp)
    # Of values assigned to one place the last stays, so backwards the first source wins.
    bridge[target[best][::-1]] = source[best][::-1]
    return near, bridge


def ties(rows: np.ndarray, matrix: csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (row, column, value) of every entry in the rows at some positions, row after row."""
    number, column, value = entries(rows, matrix)
    return rows[number], column, value


def entries(rows: np.ndarray, matrix: csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the same with the first, second … of the rows given as 0, 1 … .

    Parameters
    ----------
    rows : ndarray of int
        Positions of rows; one may be given twice.
    matrix : csr_array
        Whose entries are meant.

    Returns
    -------
    number, column : ndarray of int
        Which of the rows given, rising; and which column.
    value : ndarray
        What stands there.
    """
    start = matrix.indptr[rows]
    number = matrix.indptr[rows + 1] - start
    before = np.cumsum(number) - number
    place = np.arange(number.sum()) + np.repeat(start - before, number)
    return np.repeat(np.arange(len(rows)), number), matrix.indices[place], matrix.data[place]


def reaches(value: np.ndarray, threshold: float) -> np.ndarray:
    """Whether each value is at least the threshold, within `LEEWAY`; nan never is."""
    return np.asarray(value) >= threshold - LEEWAY


def in_order(value: np.ndarray) -> np.ndarray:
    """Return values as answers are sorted by them: to nine decimals, as `LEEWAY` has it.

    What differs in the last digit of a sum is a tie, here and in the matcher page alike.
    """
    return np.round(value, 9)


def whole_parts(value: np.ndarray) -> np.ndarray:
    """Return shares from 0 to 1 as whole billionths, which have the order of `in_order`."""
    result: np.ndarray = np.rint(value * PARTS).astype(np.int64)
    return result


def is_near(near: np.ndarray, tau: float) -> np.ndarray:
    """Whether each skill is near: at least τ, and above 0, since 0 has no bridge to explain it."""
    result: np.ndarray = reaches(near, tau) & (near > 0)
    return result
