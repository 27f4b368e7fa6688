"""anderson: reach the point that an act leaves where it is in fewer turns than doing it again."""

from collections.abc import Callable

import numpy as np

KEPT = 8
"""From so many turns before the next point is put together."""


def settled(
    act: Callable[[np.ndarray], np.ndarray],
    start: np.ndarray,
    *,
    near: Callable[[np.ndarray, np.ndarray], bool],
    rounds: int,
) -> np.ndarray | None:
    r"""Find x with act(x) = x by Anderson's mixing.

    Repeating an act that draws near slowly, such as filling in what is withheld and counting again,
    takes hundreds of turns. The next point is instead the mixture of the last few that would, were
    the act linear, leave the smallest step:

    .. math:: x_{k+1} = g_k - \sum_l \gamma_l (g_{k-l+1} - g_{k-l}), \qquad
              \gamma = \arg\min \Big\| f_k - \sum_l \gamma_l (f_{k-l+1} - f_{k-l}) \Big\|

    with :math:`g_k` the act on :math:`x_k` and :math:`f_k = g_k - x_k`. A mixture that makes the
    step more than twice as long is left for the plain act, from which mixing begins anew.

    Parameters
    ----------
    act : callable
        From an array of shape (n,) to one of the same shape.
    start : ndarray of shape (n,)
        Where to begin.
    near : callable
        Whether the act left the first array near enough to the second, which it gave.
    rounds : int
        The act is done so many times at most.

    Returns
    -------
    ndarray of shape (n,), or None
        What the act gave last; None if it did not settle.

    References
    ----------
    Walker, H. F. and Ni, P. (2011). Anderson acceleration for fixed-point iterations. SIAM Journal
    on Numerical Analysis 49, 1715-1735, https://doi.org/10.1137/10078356X.

    Examples
    --------
    Halfway to 8 again and again:

    >>> found = settled(lambda x: (x + 8) / 2, np.zeros(1), near=np.allclose, rounds=5)
    >>> found.round(6)
    array([8.])
    """
    x = start
    given: list[np.ndarray] = []
    steps: list[np.ndarray] = []
    for _ in range(rounds):
        result = act(x)
        if near(x, result):
            return result
        step = result - x
        if steps and np.linalg.norm(step) > 2 * np.linalg.norm(steps[-1]):
            x, given, steps = given[-1], [], []
            continue
        given, steps = [*given, result][-KEPT - 1 :], [*steps, step][-KEPT - 1 :]
        x = result
        if len(steps) > 1:
            turned = np.diff(np.column_stack(steps), axis=1)
            part = np.linalg.lstsq(turned, step, rcond=1e-10)[0]
            x = result - np.diff(np.column_stack(given), axis=1) @ part
    return None
