"""adjusted_p: probabilities that allow for how many edges were tested at once."""

import numpy as np

from mobility.foundation.errors import Fault, InputError, UnknownNameError

CORRECTIONS = ("holm", "benjamini-hochberg")
"""Every correction by the name the field knows it by."""


def adjusted_p(p: np.ndarray, correction: str, *, tests: int | None = None) -> np.ndarray:
    r"""Adjust probabilities for how many were looked at.

    Of m tests, with the smallest p first :math:`p_{(1)} \le \dots \le p_{(m)}`, Holm bounds the
    probability of even one edge kept by chance, Benjamini–Hochberg the share of such edges among
    those kept:

    .. math:: \tilde p_{(i)}^{\text{Holm}} = \max_{j \le i}\, \min(1, (m - j + 1)\, p_{(j)}),
              \qquad
              \tilde p_{(i)}^{\text{BH}} = \min_{j \ge i}\, \min(1, \tfrac{m}{j}\, p_{(j)})

    Parameters
    ----------
    p : ndarray of shape (n,)
        Probabilities, 0 to 1.
    correction : str
        "holm" or "benjamini-hochberg".
    tests : int, optional
        m, where more were tested than have a line here (the others with p 1); n if not given.

    Returns
    -------
    ndarray of shape (n,)
        In the order of ``p``, from 0 to 1, never below ``p``.

    Raises
    ------
    UnknownNameError
        If there is no such correction.
    InputError
        If there are fewer tests than probabilities.

    Notes
    -----
    Holm holds however the tests depend on each other. Benjamini–Hochberg holds for independent
    tests and for those that depend positively.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal
    of Statistics 6, 65-70, https://www.jstor.org/stable/4615733. Benjamini, Y. and Hochberg, Y.
    (1995). Controlling the false discovery rate. Journal of the Royal Statistical Society B 57,
    289-300, https://doi.org/10.1111/j.2517-6161.1995.tb02031.x.

    Examples
    --------
    The smallest of three counts three times over for both, the largest once:

    >>> adjusted_p(np.array([0.01, 0.04, 0.03]), "holm")
    array([0.03, 0.06, 0.06])
    >>> adjusted_p(np.array([0.01, 0.04, 0.03]), "benjamini-hochberg")
    array([0.03, 0.04, 0.04])
    """
    if correction not in CORRECTIONS:
        raise UnknownNameError("correction", correction, CORRECTIONS)
    m = len(p) if tests is None else tests
    if m < len(p):
        fault = Fault(f"at least the {len(p)} probabilities", column="tests", value=str(m))
        raise InputError("adjusted_p", [fault])
    order = np.argsort(p, kind="stable")
    place = np.arange(len(p))
    if correction == "holm":
        ordered = np.maximum.accumulate((m - place) * p[order])
    else:
        # From the largest down: a smaller p is never adjusted to more than a larger one.
        ordered = np.minimum.accumulate((m / (place + 1) * p[order])[::-1])[::-1]
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(ordered, 1)
    return adjusted
